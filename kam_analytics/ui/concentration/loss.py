"""Simulated loss of accounts: the selection and the remaining share, stored in the address, and the effects."""

import streamlit as st

from kam_analytics.answers.concentration import loss as concentration_loss
from kam_analytics.answers.concentration.loss import Scenario
from kam_analytics.answers.page.blocks import Block
from kam_analytics.language.concentration import loss as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped

MOST_LOST = 20
MOST_CHOICES = 1_000  # largest first; a longer list would be impractical to send and to read


def simulate(frame: Frame) -> list[Block]:
    """Draw the selection and its effects; returns the blocks for the export. Nothing if no account can be lost."""
    lang = frame.lang
    named = frame.remember("losses", lambda: concentration_loss.choices(frame.view))
    if not named:
        return []
    labels = {code: typeset(name, lang) for code, name in list(named.items())[:MOST_CHOICES]}
    labels |= {code: typeset(name, lang) for code, name in named.items() if code.startswith(concentration_loss.GROUP)}
    st.header(escaped(typeset(words.TITLE, lang)), anchor=False)
    which, share_column, rate = st.columns([2, 1, 1], gap="medium")
    with which:
        hint = typeset(words.CHOOSE, lang)
        lost = address.several("lost", typeset(words.WHICH, lang), labels, MOST_LOST, placeholder=hint)
    with share_column:
        share = address.percent("kept", typeset(words.KEPT, lang), 0, step=5)
    with rate:
        label = f"{typeset(words.RATE, lang)} (%)"
        margin = address.percent("rate", label, None, step=1)
    if not lost:
        st.caption(escaped(typeset(words.HINT, lang)))
        return []
    scenario = Scenario(lost, (share or 0) / 100, None if margin is None else margin / 100)
    consequences = frame.remember(("loss", scenario), lambda: concentration_loss.blocks(frame.view, scenario))
    draw(consequences, frame, "_lost")
    return consequences
