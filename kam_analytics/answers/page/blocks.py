"""What a page says, as values: screen, workbook, deck and command line are readers of one list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import Style
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit

REST = "\u2026rest"  # stands for the account id on a mark that gathers many; no account can bear it
Draw = Callable[[pd.DataFrame, Style], go.Figure]


@dataclass(frozen=True, slots=True)
class Column:
    """A column as people read it. `unit` None is text; `secret` never goes into an export by default."""

    label: Text
    unit: Unit | None = None
    secret: bool = False


@dataclass(frozen=True)
class Message:
    """The computed sentence of the page; `lead` is the title, the others are said under it."""

    text: Text
    lead: bool = True
    secret: bool = False  # never goes into an export


@dataclass(frozen=True)
class Number:
    """One figure, its definition one hover away, and what it is compared with."""

    metric: Metric
    value: Quantity
    change: Quantity | None = None  # against the base period, in the unit of the change
    note: Text | None = None  # why it is undefined, or what it is compared with
    secret: bool = False  # never goes into an export


@dataclass(frozen=True)
class Chart:
    """A figure under a factual title (what, unit, period); `legend` pairs a palette role with a word."""

    id: str
    title: Text
    rows: pd.DataFrame
    draw: Draw
    columns: dict[str, Column]
    legend: tuple[tuple[str, Text], ...] = ()
    opens_account: bool = False  # customdata[0] of a mark is the account id that a click opens
    opens_rest: str = ""  # id of the details that a click on the mark of `REST` opens


@dataclass(frozen=True)
class Table:
    """Rows with labels and units; a click on a row opens the account of its `account_id` column.

    wrapped: sentences are read in the row, on several lines, not opened cell by cell.
    """

    id: str
    title: Text
    rows: pd.DataFrame
    columns: dict[str, Column]
    opens_account: bool = False
    searchable: bool = False
    wrapped: bool = False


@dataclass(frozen=True)
class Note:
    """A caption: what is counted apart, which convention applies, what is missing and why."""

    text: Text


@dataclass(frozen=True)
class Link:
    """One sentence about another page, and the page it leads to."""

    page: str
    text: Text


@dataclass(frozen=True)
class Details:
    """Blocks one click away from the shared screen."""

    id: str
    title: Text
    blocks: Sequence["Block"] = field(default=())


Block = Message | Number | Chart | Table | Note | Link | Details
