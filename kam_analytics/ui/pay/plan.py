"""Editing a pay plan: the sheets of a version as tables, validated like a workbook, saved as a draft, approved."""

from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.answers.pay import plans as pay_plans
from kam_analytics.answers.pay.plans import PlanVersion, Rows
from kam_analytics.core.text import Text
from kam_analytics.exports.pay.plan_template import column_help
from kam_analytics.ingest.pay_plans import save
from kam_analytics.language.pay import editor as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.plans.sheets import SHEETS, WRITTEN
from kam_analytics.plans.vocabulary import MEASURES, WORDS
from kam_analytics.ui.blocks.confirm import confirmed
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.decisions import pay as decide

SAID = "plan_said"


def draw_plans(frame: Frame) -> None:
    """Versions, and the editor of one of them; only for viewers who decide about pay."""
    versions = pay_plans.versions(frame.view) if decide.may_decide(frame.view.scope) else ()
    if not versions:
        return
    if confirmation := st.session_state.pop(SAID, None):
        st.success(escaped(typeset(confirmation, frame.lang)))
    opened = st.expander(typeset(words.TITLE, frame.lang), key="plans", on_change="rerun")
    if opened.open:
        with opened:
            draw_table(pay_plans.table(frame.view), frame.lang, frame.page)
            _editor(frame, versions)


def _editor(frame: Frame, versions: tuple[PlanVersion, ...]) -> None:
    lang, listed = frame.lang, list(reversed(versions))
    which = st.selectbox(
        typeset(words.WHICH, lang),
        range(len(listed)),
        key=f"plan_which_{len(versions)}_{sum(v.is_fixed for v in versions)}",
        format_func=lambda n: typeset(_label(listed[n]), lang),
    )
    version = listed[which]
    rows_by_sheet = pay_plans.sheets(frame.view, version)
    draft = pay_plans.as_draft(rows_by_sheet, versions, version)
    number = int(draft["plan"][0]["version"])
    explanation = fill(words.EDIT_FIXED, version=number) if version.is_fixed else words.EDIT_DRAFT
    st.caption(escaped(typeset(explanation, lang)))
    edited: dict[str, Rows] = {}
    for tab, name in zip(st.tabs([typeset(words.SHEETS[s], lang) for s in SHEETS]), SHEETS, strict=True):
        with tab:
            edited[name] = _sheet(frame, name, draft[name], f"{version.id}_{version.import_id}")
    with st.container(horizontal=True):
        if st.button(typeset(words.SAVE, lang), key="plan_save", type="primary"):
            save(open_store(str(frame.folder)), edited, frame.view.scope)
            _again(fill(words.SAVED, version=number))
        if version.status == "draft":
            saved = {name: _plain_rows(name, draft[name]) for name in SHEETS}
            _approving(frame, version, unsaved=_filled(edited) != _filled(saved))


def _approving(frame: Frame, version: PlanVersion, *, unsaved: bool) -> None:
    """Approval applies to the saved version: it is not offered while the screen has unsaved edits."""
    label = escaped(typeset(fill(words.APPROVE, version=version.version), frame.lang))
    hint = escaped(typeset(words.SAVE_FIRST, frame.lang)) if unsaved else None
    if confirmed(frame, label, "plan_approve", words.APPROVE_SAID, disabled=unsaved, hint=hint):
        store = open_store(str(frame.folder))
        decide.approve(store, version.id, version.import_id, frame.view.scope)
        _again(fill(words.APPROVED, version=version.version))


def _label(version: PlanVersion) -> Text:
    status = words.STATUSES.get(version.status, Text(fr=version.status, en=version.status))
    return fill(words.LABEL, name=version.name, version=version.version, status=status)


def _sheet(frame: Frame, sheet: str, rows: Rows, key: str) -> Rows:
    """One sheet as an editable table; returns its rows after editing, without blank ones."""
    columns = SHEETS[sheet][1]
    config = {name: _config(frame, name, kind) for name, kind in columns.items()}
    edited = st.data_editor(
        _typed(rows, columns),
        column_config=config,
        hide_index=True,
        key=f"plan_{sheet}_{key}",
        placeholder="",
        num_rows="fixed" if sheet == "plan" else "dynamic",
        disabled=("id", "version", "status", "approved_by", "approved_at", "supersedes") if sheet == "plan" else False,
    )
    return _plain_rows(sheet, [{str(name): value for name, value in row.items()} for row in edited.to_dict("records")])


def _filled(sheets: dict[str, Rows]) -> dict[str, Rows]:
    """Drop empty cells: an unticked box is an empty cell."""
    return {
        name: [{k: v for k, v in row.items() if v is not None and v is not False} for row in rows]
        for name, rows in sheets.items()
    }


def _plain_rows(sheet: str, rows: Rows) -> Rows:
    """Rows typed as by the import, without blank ones."""
    columns = SHEETS[sheet][1]
    typed = [{name: _plain(row.get(name), kind) for name, kind in columns.items()} for row in rows]
    return [row for row in typed if any(value not in (None, False) for value in row.values())]


def _typed(rows: Rows, columns: dict[str, str]) -> pd.DataFrame:
    """A frame with a type for every column, even for an empty sheet."""
    frame = pd.DataFrame(rows, columns=list(columns))
    for name, kind in columns.items():
        if kind.startswith(("number", "integer")):
            frame[name] = pd.to_numeric(frame[name].map(lambda v: None if v is None else float(v)))
        elif kind.startswith("date"):
            frame[name] = pd.to_datetime(frame[name])
        else:
            frame[name] = frame[name].astype(object).where(frame[name].notna(), None)
    return frame


def _config(frame: Frame, name: str, kind: str) -> Any:
    """Title, note and workbook name as help, allowed words."""
    title, written, needed = typeset(words.COLUMNS[name], frame.lang), WRITTEN.get(name, name), kind.endswith("!")
    help_text = f"{typeset(column_help(written, kind), frame.lang)} ({written})"
    if name in (*WORDS, "measure"):
        choices = WORDS.get(name, MEASURES)
        return st.column_config.SelectboxColumn(
            title,
            options=list(choices),
            help=help_text,
            required=needed,
            width="medium",
            format_func=lambda w: typeset(_word(str(w)), frame.lang),
        )
    if kind.startswith("flag"):
        return st.column_config.CheckboxColumn(title, help=help_text)
    if kind.startswith("date"):
        return st.column_config.DateColumn(title, help=help_text, required=needed, format="DD/MM/YYYY")
    if kind.startswith(("number", "integer")):
        step = 1 if kind.startswith("integer") else None
        return st.column_config.NumberColumn(title, help=help_text, required=needed, step=step)
    return st.column_config.TextColumn(title, help=help_text, required=needed)


def _word(stored: str) -> Text:
    """The displayed form of a word in a sheet."""
    return words.OPTIONS.get(stored, Text(fr=stored, en=stored))


def _plain(value: Any, kind: str) -> str | int | Decimal | date | None:
    """A cell of the grid, typed as by the import."""
    if value is None or value is pd.NaT or value is pd.NA or value != value or value == "":
        return None
    if kind.startswith("number"):
        return Decimal(f"{float(value):.6f}")
    if kind.startswith("integer"):
        return int(value)
    if kind.startswith("date"):
        return pd.Timestamp(value).date()
    return bool(value) if kind.startswith("flag") else str(value)


def _again(confirmation: Text) -> None:
    st.session_state[SAID] = confirmation
    st.rerun()
