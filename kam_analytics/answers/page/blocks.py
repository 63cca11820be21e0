"""The content of a page as values: screen, workbook, deck and command line all render the same list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.dated_notes import DatedNote, with_notes
from kam_analytics.charts.theme import Style, titled
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit

REST = "\u2026rest"  # replaces the account id on a mark that groups many accounts; no account can have this id
Draw = Callable[[pd.DataFrame, Style], go.Figure]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as displayed. `unit` None is text; `secret` is left out of exports by default.

    folded: on the screen only once asked for in the menu of the table; the exports have it.
    """

    label: Text
    unit: Unit | None = None
    secret: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Message:
    """A computed sentence of the page; `lead` marks the title, the others are displayed under it."""

    text: Text
    lead: bool = True
    secret: bool = False  # left out of exports


@dataclass(frozen=True)
class Number:
    """One figure with its definition on hover and its comparison."""

    metric: Metric
    value: Quantity
    change: Quantity | None = None  # against the base period, in the unit of the change
    note: Text | None = None  # why it is undefined, or what it is compared with
    secret: bool = False  # left out of exports


@dataclass(frozen=True)
class Chart:
    """A figure with a factual title (what, unit, period); `legend` pairs a palette role with a word.

    narrows: the filter of the page that a click sets, to the first value of the custom data of the mark.
    searches: the table, in the part of the page of the same name, that a click searches for that value.
    days: the first and the last one of its horizontal axis, where that is a time axis; notes: those drawn on it.
    """

    id: str
    title: Text
    rows: pd.DataFrame
    draw: Draw
    columns: dict[str, Column]
    legend: tuple[tuple[str, Text], ...] = ()
    opens_account: bool = False  # customdata[0] of a mark is the account id that a click opens
    opens_rest: str = ""  # id of the details that a click on the mark of `REST` opens
    narrows: str = ""
    searches: str = ""
    days: tuple[date, date] | None = None
    notes: tuple[DatedNote, ...] = ()

    def figure(self, style: Style) -> go.Figure:
        """The chart with its notes and its title, as a screen shows it."""
        return titled(with_notes(self.draw(self.rows, style), self.notes, style), self.title, self.legend, style)


@dataclass(frozen=True)
class Table:
    """Rows with labels and units; a click on a row opens the account of its `account_id` column.

    wrapped: long text wraps within the row instead of being opened cell by cell; decides_after: the column after
    which each row offers to note an action or a known cause of its account.
    """

    id: str
    title: Text
    rows: pd.DataFrame
    columns: dict[str, Column]
    opens_account: bool = False
    searchable: bool = False
    wrapped: bool = False
    decides_after: str = ""


@dataclass(frozen=True)
class Note:
    """A caption: what is excluded, which convention applies, what is missing and why."""

    text: Text


@dataclass(frozen=True)
class Link:
    """One sentence about another page, with the link to that page."""

    page: str
    text: Text


@dataclass(frozen=True)
class Details:
    """Blocks in a collapsed section, one click away."""

    id: str
    title: Text
    blocks: Sequence["Block"] = field(default=())


Block = Message | Number | Chart | Table | Note | Link | Details
