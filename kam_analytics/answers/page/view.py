"""The request a page answers: who is viewing, which period, which state of the store."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Link, Message
from kam_analytics.answers.page.risk_forecast import RiskForecaster
from kam_analytics.core.scope import Filters, Scope
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.portfolio.figures import FRESHNESS
from kam_analytics.warehouse.session import Reader

Read = Callable[[Path, Scope, tuple[tuple[str, object], ...]], pd.DataFrame]


def reads(reader: Reader) -> Read:
    """How a `View` reads when nothing is cached."""
    return lambda sql, scope, facts: reader.read(sql, scope, dict(facts))


@dataclass(frozen=True)
class View:
    """`read` runs a query on one state of the store; the interface passes one that caches.

    `foresee` returns the model's prediction for a day; without it only the scorecard is used. `today` is the calendar
    day of the reader: data end earlier, but decisions with a date expire by the calendar. No invoice is read by it.
    """

    read: Read
    scope: Scope
    filters: Filters
    demonstration: bool = False
    foresee: RiskForecaster | None = None
    today: date = date.min

    @property
    def now(self) -> date:
        """The later of the last day of the period and of today."""
        return max(self.filters.end, self.today)

    def rows(self, sql: Path, **facts: object) -> pd.DataFrame:
        """Rows of a query with the filters, and `facts`, bound as its parameters. Never modify them in place."""
        return self.read(sql, self.scope, tuple(sorted({**asdict(self.filters), **facts}.items(), key=_name)))

    @property
    def is_kam(self) -> bool:
        """Whether the viewer is a KAM looking at their own portfolio."""
        return not self.scope.sees_all


@dataclass(frozen=True, slots=True)
class Freshness:
    """First and last invoice day the viewer may see; None without data."""

    first: date | None
    last: date | None
    imported: date | None


def freshness(view: View) -> Freshness:
    """The first and last invoice day of the data."""
    rows = view.rows(FRESHNESS).to_dict("records")
    if not rows:
        return Freshness(None, None, None)
    days = [
        None if pd.isna(v) else pd.Timestamp(v).date()
        for v in (rows[0]["first_day"], rows[0]["last_day"], rows[0]["imported_at"])
    ]
    return Freshness(*days)


def one_perimeter(view: View) -> View:
    """The group membership of the last day for both periods: an acquisition is not counted as a loss and a gain."""
    if view.filters.perimeter != "then":
        return view
    return replace(view, filters=replace(view.filters, perimeter="end"))


def without(view: View, accounts: tuple[str, ...], remaining_share: float) -> View:
    """The same view, with the lines of some accounts scaled down to the remaining share."""
    read = view.read

    def cut(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        return read(sql, scope, (*facts, ("without", (accounts, remaining_share))))

    return replace(view, read=cut)


def nothing_invoiced(view: View) -> list[Block]:
    """An empty page: nothing is imported yet, with the way to the import; or nothing under these filters."""
    if freshness(view).last is None:
        return [Message(shared.NO_DATA), Link("import_data", shared.TO_IMPORT)]
    return [Message(fill(shared.EMPTY, period=period_text(view.filters.start, view.filters.end)))]


def counted(value: int) -> Quantity:
    """A count formatted with the reader's separators."""
    return Quantity(float(value), Unit.COUNT)


def first_accounts(count: int) -> Text:
    """« les 20 premiers comptes », « le premier compte »."""
    return fill(plural(count, shared.FIRST_ACCOUNT, shared.FIRST_ACCOUNTS), count=count)


def margin_rate(rows: pd.DataFrame) -> "pd.Series[float]":
    """Margin ÷ revenue of the lines that have a margin; NaN where there is none."""
    return rows["margin"] / rows["margin_amount"].where(rows["margin_amount"] > 0)


def written(values: Iterable[Text | None], rows: pd.DataFrame) -> "pd.Series[Any]":
    """A column of bilingual words, on the index of its rows."""
    return pd.Series(list(values), index=rows.index, dtype=object)


def _name(item: tuple[str, object]) -> str:
    return item[0]
