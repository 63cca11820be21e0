"""The list of imports, and the withdrawal of one after a preview of the figures."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd
import streamlit as st

from kam_analytics.answers.imports.kinds import KIND_LABELS
from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.history import Imported, Withdrawal, imports, withdraw, withdrawal_preview
from kam_analytics.language.imports import page as words
from kam_analytics.language.numbers import decimal, write
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.imports.report import download_rows_to_correct
from kam_analytics.warehouse.store import Store

WITHDRAWN = "import_withdrawn"


def draw_history(frame: Frame) -> None:
    """The imports that the viewer may see, and the withdrawal of one."""
    store, viewer = open_store(str(frame.folder)), frame.view.scope.viewer
    listed, table = frame.remember(("history", viewer), lambda: _visible(store, frame.view.scope))
    if not listed:
        st.header(typeset(words.HISTORY, frame.lang), anchor=False)
        st.caption(escaped(typeset(words.NO_HISTORY, frame.lang)))
        return
    draw_table(table, frame.lang, "import_data")
    own = [i for i in listed if frame.view.scope.sees_all or i.imported_by == viewer]
    _withdrawal([i for i in own if i.state == "live"], store, frame)


def _visible(store: Store, scope: Scope) -> tuple[list[Imported], Table]:
    """The imports of a viewer: their own, or all of them for those who see all."""
    listed = [i for i in imports(store) if scope.sees_all or scope.viewer in (i.imported_by, i.sent_by)]
    return listed, Table("history", words.HISTORY, _rows(listed), _COLUMNS, searchable=True)


_COLUMNS = {
    "import_id": Column(words.NUMBER, Unit.COUNT),
    "file": Column(words.FILE),
    "state": Column(words.STATE),
    "kind": Column(words.CONTENT),
    "imported_at": Column(words.WHEN, Unit.DATE),
    "rows_read": Column(words.READ, Unit.COUNT),
    "rows_loaded": Column(words.LOADED, Unit.COUNT),
    "amount_total": Column(words.AMOUNT, Unit.EUR_EXACT),
    "imported_by": Column(words.WHO, folded=True),
    "sent_by": Column(words.SENDER, folded=True),
    "rows_known": Column(words.KNOWN, Unit.COUNT, folded=True),
    "rows_skipped": Column(words.SKIPPED, Unit.COUNT, folded=True),
    "rows_quarantined": Column(words.TO_CORRECT, Unit.COUNT),
    "first_on": Column(words.FIRST_DAY, Unit.DATE, folded=True),
    "last_on": Column(words.LAST_DAY, Unit.DATE, folded=True),
}


def _rows(listed: Sequence[Imported]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "import_id": i.import_id,
                "file": i.file,
                "kind": KIND_LABELS.get(i.kind, Text(fr=i.kind, en=i.kind)),
                "imported_at": i.imported_at,
                "imported_by": i.imported_by,
                "sent_by": i.sent_by,
                "rows_read": i.rows_read,
                "rows_loaded": i.rows_loaded,
                "rows_known": i.rows_known,
                "rows_skipped": sum(i.rows_skipped.values()),
                "rows_quarantined": i.rows_quarantined,
                "amount_total": None if i.amount_total is None else float(i.amount_total),
                "first_on": i.first_on,
                "last_on": i.last_on,
                "state": words.STATES.get(i.state, Text(fr=i.state, en=i.state)),
            }
            for i in listed
        ]
    )


def _withdrawal(live: Sequence[Imported], store: Store, frame: Frame) -> None:
    """Choose an import, preview the changes, confirm."""
    lang = frame.lang
    if number := st.session_state.pop(WITHDRAWN, None):
        st.success(escaped(typeset(words.WITHDRAWN, lang).format(number=number)))
    opened = st.expander(typeset(words.WITHDRAW, lang), key="withdraw", on_change="rerun")
    if not opened.open or not live:
        return
    with opened:
        names = {0: typeset(words.CHOOSE, lang), **{i.import_id: f"{i.import_id} · {i.file}" for i in live}}
        chosen = st.selectbox(
            typeset(words.WHICH, lang), list(names), format_func=names.__getitem__, key="withdraw_which"
        )
        mine = next((i for i in live if i.import_id == chosen), None)
        if mine is None:
            return
        figures = frame.view.scope.sees_all and mine.kind in ("revenue", "fec")
        _change(withdrawal_preview(store, mine.import_id), lang, figures)
        with st.container(horizontal=True):
            if mine.rows_quarantined:
                download_rows_to_correct(frame, mine.import_id, "withdraw_bad")
            if st.button(typeset(words.CONFIRM, lang), type="primary", key="withdraw_confirm"):
                withdraw(store, mine.import_id, frame.view.scope)
                st.session_state[WITHDRAWN] = mine.import_id
                st.rerun()


def _change(change: Withdrawal, lang: Lang, figures: bool) -> None:
    """Rows removed and restored; with `figures`, the totals of the company before and after."""
    st.markdown(
        escaped(
            typeset(words.WITHDRAW_CHANGE, lang).format(
                number=change.import_id,
                file=change.file,
                leaving=decimal(change.rows_leaving, lang),
                returning=decimal(change.rows_returning, lang),
            )
        )
    )
    if not figures:
        return
    exact = Unit.EUR_EXACT
    metrics: tuple[tuple[Text, str, float, Unit], ...] = (
        (
            words.REVENUE,
            _amount(change.revenue_after, exact, lang),
            float(change.revenue_after - change.revenue_before),
            exact,
        ),
        (words.LINES, decimal(change.lines_after, lang), change.lines_after - change.lines_before, Unit.COUNT),
        (
            words.ACCOUNTS,
            decimal(change.accounts_after, lang),
            change.accounts_after - change.accounts_before,
            Unit.COUNT,
        ),
        (words.MONTHS, decimal(len(change.months), lang), 0, Unit.COUNT),
    )
    for slot, (label, after, moved, unit) in zip(st.columns(len(metrics)), metrics, strict=True):
        delta = escaped(write(Quantity(float(moved), unit), lang, sign=True)) if moved else None
        arrow: Literal["up", "down", "off"] = "up" if moved > 0 else "down" if moved < 0 else "off"
        slot.metric(
            typeset(label, lang),
            escaped(after),
            delta=delta,
            delta_color="gray",
            delta_arrow=arrow,
            border=True,
            height="stretch",
        )


def _amount(value: object, unit: Unit, lang: Lang) -> str:
    return write(Quantity(float(str(value)), unit), lang)
