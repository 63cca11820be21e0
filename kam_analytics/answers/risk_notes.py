"""What was decided about accounts at risk: next actions, known causes, and the list as tasks for a CRM."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.blocks import Block, Column, Table
from kam_analytics.answers.view import View, written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import risk_notes as text
from kam_analytics.language import shared
from kam_analytics.metrics.records import records
from kam_analytics.metrics.risk import figures

NOTES = Path(figures.__file__).parent / "notes.sql"


def notes(view: View) -> pd.DataFrame:
    """Open notes and those closed within a year, of the accounts the viewer sees."""
    return view.rows(NOTES, as_of=view.filters.end)


def known_causes(rows: pd.DataFrame, as_of: date) -> dict[str, dict[str, Any]]:
    """Account → its cause that still holds on the as-of day, the latest where there are several."""
    holds = pd.to_datetime(rows["until"]) >= pd.Timestamp(as_of)
    causes = rows[(rows["kind"] == "cause") & rows["closed_at"].isna() & holds]
    return {str(row["account_id"]): row for row in records(causes)}


def next_actions(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Account → its open action that is due first."""
    actions = rows[(rows["kind"] == "action") & rows["closed_at"].isna()].sort_values("due_on", ascending=False)
    return {str(row["account_id"]): row for row in records(actions)}


def table(view: View, names: dict[str, str], account_id: str | None = None) -> list[Block]:
    """Every action and cause, open ones first; nothing while there is none. `names`: account id → name.

    account_id: those of this account alone, on its own sheet.
    """
    rows = notes(view)
    if account_id is not None:
        rows = rows[rows["account_id"] == account_id]
    if rows.empty:
        return []
    rows = rows.assign(
        account_name=[names.get(str(a), str(a)) for a in rows["account_id"]],
        day=pd.to_datetime(rows["due_on"]).fillna(pd.to_datetime(rows["until"])),
        state=written([_state(row, view.filters.end) for row in records(rows)], rows),
        what=written([text.KINDS[k] for k in rows["kind"]], rows),
        who=written([text.SIDES.get(s) for s in rows["side"]], rows),
    ).sort_values(["closed_at", "day"], na_position="first")
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "what": Column(text.KIND),
        "said": Column(text.SAID),
        "owner": Column(text.OWNER),
        "who": Column(text.SIDE),
        "day": Column(text.DAY, Unit.DATE),
        "state": Column(text.STATE),
        "outcome": Column(text.OUTCOME),
        "said_by": Column(text.BY),
        "said_at": Column(text.ON, Unit.DATE),
        "account_id": Column(shared.CODE),
    }
    shown = rows[list(columns)]
    return [Table("notes", text.TABLE, shown, columns, opens_account=True, searchable=True, wrapped=True)]


def _state(row: dict[str, Any], as_of: date) -> Text:
    if row["closed_at"] is not None:
        return text.CLOSED
    day = row["due_on"] if row["kind"] == "action" else row["until"]
    return text.LATE if day is not None and day < as_of else text.OPEN
