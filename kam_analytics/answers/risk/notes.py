"""Decisions about accounts at risk: next actions, known causes, and the list as tasks for a CRM."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.answers.page.view import View, written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import shared
from kam_analytics.language.risk import notes as text
from kam_analytics.metrics.account.figures import HERE as ACCOUNT
from kam_analytics.metrics.records import records
from kam_analytics.metrics.risk import figures

HERE = Path(figures.__file__).parent
NOTES, GROUP_NOTES, WHOLE_GROUPS = (HERE / f"{name}.sql" for name in ("notes", "group_notes", "whole_groups"))
CHOICES = ACCOUNT / "choices.sql"


def notes(view: View) -> pd.DataFrame:
    """Notes that are open or were closed within a year, on the accounts or groups that the page counts.

    By group: notes on the group, and on an account that is a group by itself.
    """
    return view.rows(GROUP_NOTES if view.filters.level == "group" else NOTES, as_of=view.filters.end)


def whole_groups(view: View) -> dict[str, str]:
    """Group id → name of the groups of several accounts that the viewer sees entirely, so that they may have notes."""
    rows = view.rows(WHOLE_GROUPS)
    return dict(zip(rows["group_id"], rows["group_name"], strict=True))


def listed_notes(view: View, labels: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The notes that the page shows, with `account_name`, `level` and `said_of`, the account or group they are on.

    By group it includes notes on a member, which do not apply to the group. labels: account id → name, as a fallback.
    """
    rows = view.rows(CHOICES)
    names = {**(labels or {}), **dict(zip(rows["account_id"], rows["account_name"], strict=True))}
    of_accounts = view.rows(NOTES, as_of=view.filters.end)
    of_accounts = of_accounts.assign(
        account_name=[names.get(a, a) for a in of_accounts["account_id"]],
        level="entity",
        said_of=of_accounts["account_id"],
    )
    if view.filters.level != "group":
        return of_accounts
    of_groups = notes(view)
    rest = of_accounts[~of_accounts["note_id"].isin(of_groups["note_id"])]
    return pd.concat([part for part in (of_groups, rest) if len(part)] or [of_groups], ignore_index=True)


def known_causes(rows: pd.DataFrame, day: date) -> dict[str, dict[str, Any]]:
    """Account → its open cause in force on a day; of several, the one that lasts longest.

    A cause is a current decision: it silences alerts for past days too, up to and including its last day.
    """
    holds = pd.to_datetime(rows["until"]) >= pd.Timestamp(day)
    causes = rows[(rows["kind"] == "cause") & rows["closed_at"].isna() & holds].sort_values(["until", "note_id"])
    return {str(row["account_id"]): row for row in records(causes)}


def open_actions(rows: pd.DataFrame) -> pd.DataFrame:
    """The actions that nobody has closed."""
    return rows[(rows["kind"] == "action") & rows["closed_at"].isna()]


def past_due(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """The actions that should have been done before a day."""
    return rows[pd.to_datetime(rows["due_on"]) < pd.Timestamp(day)]


def next_actions(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Account → its open action that is due first."""
    latest_first = open_actions(rows).sort_values("due_on", ascending=False)
    return {str(row["account_id"]): row for row in records(latest_first)}


def table(view: View, names: dict[str, str], account_id: str | None = None) -> list[Block]:
    """Every action and cause, open ones first; empty while there is none. `names`: account id → name.

    account_id: only those of this account, for its own sheet.
    """
    rows = listed_notes(view, names)
    if account_id is not None:
        rows = rows[rows["account_id"] == account_id]
    if rows.empty:
        return []
    rows = rows.assign(
        day=pd.to_datetime(rows["due_on"]).fillna(pd.to_datetime(rows["until"])),
        state=written([_state(row, view.now) for row in records(rows)], rows),
        what=written([text.KINDS.get(k, text.OTHER_KIND) for k in rows["kind"]], rows),
        who=written([text.SIDES.get(s) for s in rows["side"]], rows),
    ).sort_values(["closed_at", "day"], na_position="first")
    listed = rows[list(COLUMNS)]
    notes_table = Table("notes", text.TABLE, listed, COLUMNS, opens_account=True, searchable=True, wrapped=True)
    return [notes_table, *([Note(text.OF_MEMBERS)] if _speaks_for_a_member(rows, view) else [])]


COLUMNS = {
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


def _speaks_for_a_member(rows: pd.DataFrame, view: View) -> bool:
    """By group: whether an open cause is on a member, and therefore silences nothing."""
    if view.filters.level != "group":
        return False
    causes = rows[(rows["kind"] == "cause") & rows["closed_at"].isna()]
    return not causes["note_id"].isin(notes(view)["note_id"]).all()


def _state(row: dict[str, Any], as_of: date) -> Text:
    if row["closed_at"] is not None:
        return text.CLOSED
    day = row["due_on"] if row["kind"] == "action" else row["until"]
    return text.LATE if day is not None and day < as_of else text.OPEN
