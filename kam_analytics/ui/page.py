"""A page: the blocks of its answer, drawn; the export of what was drawn; the footer."""

from dataclasses import replace

import streamlit as st

from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.pages import blocks
from kam_analytics.language import interface as words
from kam_analytics.language.dates import day
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks import account
from kam_analytics.ui.blocks import computation as computed
from kam_analytics.ui.blocks.export import export_button
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.concentration import loss as simulation
from kam_analytics.ui.frame.errors import explained
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import imports
from kam_analytics.ui.pay import control as pay_control
from kam_analytics.ui.pay import what_if as pay_whatif
from kam_analytics.ui.risk import forecast as foresight
from kam_analytics.ui.risk import notes as risk_notes


def show(frame: Frame) -> None:
    """Answer and draw the page of this run."""
    with explained(frame.lang):
        account.open_if_asked(frame)
        view = replace(frame.view, foresee=foresight.of(frame.folder, frame.state))
        shown: list[Block] = blocks(frame.page, view)
        draw(shown, frame)
        if frame.page == "at_risk":
            risk_notes.draw(frame)
            foresight.draw_progress(frame)
        if frame.page == "variable_pay":
            pay_whatif.draw_own(frame)
        if frame.page == "concentration":
            shown += simulation.simulate(frame)
        shown += pay_control.draw_control(frame) if frame.page == "variable_pay" else []
        computed.explain_if_asked(frame, shown)
        export_button(shown, frame)
        _footer(frame)


def _footer(frame: Frame) -> None:
    """As of when, from which import."""
    _, number = imports(frame.folder, frame.state)
    template = words.FOOTER if number is not None else words.FOOTER_DAY
    on = day(frame.view.filters.end, frame.lang)
    if frame.view.filters.end.year > 1900:
        st.caption(escaped(typeset(template, frame.lang).format(day=on, number=number)))
