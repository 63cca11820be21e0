"""Dated notes of a view, put on every chart over time whose days they touch: one mechanism for screen and exports."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Details
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View
from kam_analytics.charts.dated_notes import DatedNote
from kam_analytics.core.scope import unfiltered
from kam_analytics.metrics.portfolio.figures import DATED_NOTES
from kam_analytics.metrics.records import records

Notes = Callable[[], tuple[DatedNote, ...]]


def notes_of(view: View, without: frozenset[str] = frozenset()) -> Notes:
    """The notes on what the view counts and its viewer may see, read once, when a chart asks. without: subjects."""

    @cache
    def read_notes() -> tuple[DatedNote, ...]:
        rows = view.rows(DATED_NOTES)
        return tuple(_note(row, view) for row in records(rows[~rows["subject"].isin(without)]))

    return read_notes


def _note(row: dict[str, Any], view: View) -> DatedNote:
    """The sheet of an account need not name it."""
    names = {"account": row["account_name"], "kam": row["person_name"], "family": row["code"], "company": ""}
    name = names[str(row["subject"])] or ""
    is_known = row["subject"] == "account" and view.filters.account is not None
    days = [pd.Timestamp(str(row[column])).date() for column in ("from_on", "to_on")]
    return DatedNote(days[0], days[1], str(row["wording"]), "" if is_known else str(name))


def listed(view: View) -> dict[int, tuple[str, str, DatedNote]]:
    """Every note that the viewer sees, whatever the filters, the latest first: number → subject, code, note."""
    filters = replace(unfiltered(view.filters), account=None)
    everywhere = replace(view, filters=filters)
    rows = reversed(records(everywhere.rows(DATED_NOTES)))
    return {int(row["note_id"]): (str(row["subject"]), str(row["code"]), _note(row, everywhere)) for row in rows}


def annotated(blocks: Iterable[Block], notes: Notes) -> list[Block]:
    """The blocks with the notes on their charts over time; blocks of collapsed sections get theirs when opened."""
    return [_annotated(block, notes) for block in blocks]


def _annotated(block: Block, notes: Notes) -> Block:
    if isinstance(block, Details):
        inner = block.blocks
        return replace(block, blocks=Later(lambda: annotated(inner, notes)))
    if not isinstance(block, Chart) or block.days is None:
        return block
    first, last = block.days
    return replace(block, notes=tuple(note for note in notes() if note.first <= last and note.last >= first))


def months_covered(months: "pd.Series[pd.Timestamp]") -> tuple[date, date]:
    """The first day of the first month, the last day of the last one."""
    return pd.Timestamp(months.min()).date(), (pd.Timestamp(months.max()) + pd.offsets.MonthEnd(0)).date()
