"""The page of the review: prepare it, or tell it on the stage."""

import streamlit as st

from kam_analytics.answers.page.blocks import Block
from kam_analytics.language import review as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.render import draw as draw_blocks
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.review import preparation, speaker, stage
from kam_analytics.ui.review.session import open_review


def review(frame: Frame) -> list[Block]:
    """Draw the preparation, or the stage or the speaker's notes where the address asks for them."""
    opened = open_review(frame)
    if opened.instead:
        draw_blocks(opened.instead, frame)
    elif speaker.is_open() and opened.told:
        speaker.draw(opened)
    elif stage.is_open() and opened.told:
        stage.draw(opened)
    else:
        st.title(escaped(typeset(words.TITLE, frame.lang)), anchor=False)
        preparation.draw(opened)
    return []
