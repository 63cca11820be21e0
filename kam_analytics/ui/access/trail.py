"""The trail on the screen, and as a file."""

import streamlit as st

from kam_analytics.answers.access import trail as answer
from kam_analytics.core.settings import trail_limits
from kam_analytics.exports.media import MIMES
from kam_analytics.exports.trail import trail_csv
from kam_analytics.language import access as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.warehouse.trail import entries


def draw_trail(frame: Frame) -> None:
    """Every line that is kept, the latest first."""
    lang, lines = frame.lang, entries(frame.folder)
    if lines:
        draw_table(answer.table(lines), lang, "trail")
    else:
        st.caption(escaped(typeset(words.NO_TRAIL, lang)))
    st.caption(escaped(typeset(fill(words.TRAIL_HINT, days=trail_limits().days), lang)))
    if lines:
        name = f"kam-{words.TRAIL_FILE.in_(lang)}.csv"
        download(
            frame, words.TRAIL_CSV, name, MIMES["csv"], lambda: trail_csv(entries(frame.folder), lang), key="trail_csv"
        )


def is_administrator(frame: Frame) -> bool:
    """Whether the viewer, as themselves, is a director or controller."""
    return frame.view.scope.sees_all


TRAIL = Form(draw_trail, is_administrator)
