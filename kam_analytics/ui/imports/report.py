"""The report of an import, row by row, with its sum."""

import pandas as pd
import streamlit as st

from kam_analytics.answers.overview.page import OVERVIEW
from kam_analytics.answers.page.blocks import Column
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.media import MIMES
from kam_analytics.ingest.history import to_correct
from kam_analytics.language.imports import page as words
from kam_analytics.language.numbers import decimal, write
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import ROW_HEIGHT, style_rows
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import SCRIPTS, Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.imports.profile import draw_profile

WIDE = 1.6  # the amount to the cent needs more room than a count


def draw_reports(reports: list[ImportReport], frame: Frame) -> None:
    """One box for each file of the last import."""
    for number, report in enumerate(reports):
        with st.container(border=True, key=f"report_{number}"):
            _outcome(report, frame)
            if report.outcome == "loaded":
                _balance(report, frame)
                draw_profile(report.profile, frame.lang, f"report_{number}")
            if report.rejected:
                _rejected(report, frame, number)
    if any(report.outcome == "loaded" for report in reports):
        label = typeset(words.SEE_RESULT, frame.lang)
        st.page_link(SCRIPTS / "overview.py", label=label, icon=OVERVIEW.icon, query_params=address.everything())


def _outcome(report: ImportReport, frame: Frame) -> None:
    lang = frame.lang
    title = typeset(words.OUTCOMES[report.outcome], lang).format(file=report.file)
    show = {"loaded": st.success, "refused": st.error, "ask": st.warning}.get(report.outcome, st.info)
    show(escaped(typeset(report.message, lang)), title=escaped(title))


def _balance(report: ImportReport, frame: Frame) -> None:
    """Every row that was read is accounted for."""
    lang, skipped = frame.lang, sum(report.rows_skipped.values())
    counts = (
        (words.READ, report.rows_read),
        (words.LOADED, report.rows_loaded),
        (words.KNOWN, report.rows_known),
        (words.SKIPPED, skipped),
        (words.TO_CORRECT, report.rows_quarantined),
    )
    slots = st.columns([*[1.0] * len(counts), WIDE], gap="small")
    for slot, (label, count) in zip(slots, counts, strict=False):
        slot.metric(typeset(label, lang), decimal(count, lang), border=True, height="stretch")
    if report.amount_total is not None:
        total = write(Quantity(float(report.amount_total), Unit.EUR_EXACT), lang)
        slots[-1].metric(typeset(words.AMOUNT, lang), escaped(total), border=True, height="stretch")
    st.caption(
        escaped(
            typeset(words.BALANCE, lang).format(
                read=decimal(report.rows_read, lang),
                loaded=decimal(report.rows_loaded, lang),
                repeated=decimal(report.rows_known, lang),
                skipped=decimal(skipped, lang),
                bad=decimal(report.rows_quarantined, lang),
            )
        )
    )


def download_rows_to_correct(frame: Frame, import_id: int, key: str) -> None:
    """The rows of an import that were set aside, as a workbook."""
    store, lang = open_store(str(frame.folder)), frame.lang
    name = f"kam-import-{import_id}-a-corriger.xlsx"
    download(frame, words.DOWNLOAD_BAD, name, MIMES["xlsx"], lambda: to_correct(store, import_id, lang), key=key)


def _rejected(report: ImportReport, frame: Frame, number: int) -> None:
    """The first rows set aside, and all of them as a workbook to correct."""
    lang = frame.lang
    rows = pd.DataFrame(
        [{"row": str(r.row_number), "column": r.column, "value": r.value, "why": r.why} for r in report.rejected]
    )
    columns = {
        "row": Column(words.ROW),
        "column": Column(words.CELL),
        "value": Column(words.VALUE),
        "why": Column(words.WHY),
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(typeset(words.FIRST_BAD, lang), anchor=False)
        if report.import_id is not None:
            download_rows_to_correct(frame, report.import_id, f"report_{number}_bad")
    st.dataframe(
        style_rows(rows, columns, lang),
        hide_index=True,
        row_height=ROW_HEIGHT,
        key=f"report_{number}_rows",
        height=ROW_HEIGHT * (min(len(rows), 6) + 1) + 2,
        alt=typeset(words.FIRST_BAD, lang),
        column_config={name: typeset(c.label, lang) for name, c in columns.items()},
    )
