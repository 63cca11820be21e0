"""What a page is asked: who looks, at which period, on which state of the store."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Message
from kam_analytics.answers.page.risk_forecast import RiskForecaster
from kam_analytics.core.scope import Filters, Scope
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.portfolio.figures import FRESHNESS
from kam_analytics.warehouse.session import Reader

Read = Callable[[Path, Scope, tuple[tuple[str, object], ...]], pd.DataFrame]


def reads(reader: Reader) -> Read:
    """What a `View` reads with where nothing is remembered."""
    return lambda sql, scope, facts: reader.read(sql, scope, dict(facts))


@dataclass(frozen=True)
class View:
    """`read` answers a query on one state of the store; the interface hands in one that remembers.

    `foresee` answers with the model's word on a day; without it the scorecard speaks alone. `today` is the reader's:
    data end earlier, but what people put down with a day of its own is over when that day is. No invoice is read by it.
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
        """Rows of a query with the filters, and `facts`, bound as its parameters. Never change them in place."""
        return self.read(sql, self.scope, tuple(sorted({**asdict(self.filters), **facts}.items(), key=_name)))

    @property
    def is_kam(self) -> bool:
        """Whether the page speaks to one KAM about their own portfolio."""
        return not self.scope.sees_all


@dataclass(frozen=True, slots=True)
class Freshness:
    """First and last invoice day of what the viewer may see; None when there is nothing."""

    first: date | None
    last: date | None
    imported: date | None


def freshness(view: View) -> Freshness:
    """How fresh the data are."""
    rows = view.rows(FRESHNESS).to_dict("records")
    if not rows:
        return Freshness(None, None, None)
    days = [
        None if pd.isna(v) else pd.Timestamp(v).date()
        for v in (rows[0]["first_day"], rows[0]["last_day"], rows[0]["imported_at"])
    ]
    return Freshness(*days)


def one_perimeter(view: View) -> View:
    """Two periods side by side have one perimeter, that of the last day: a purchase is not a loss and a gain."""
    if view.filters.perimeter != "then":
        return view
    return replace(view, filters=replace(view.filters, perimeter="end"))


def without(view: View, accounts: tuple[str, ...], remaining_share: float) -> View:
    """The same view, where the lines of some accounts are cut to the share kept."""
    read = view.read

    def cut(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        return read(sql, scope, (*facts, ("without", (accounts, remaining_share))))

    return replace(view, read=cut)


def nothing_invoiced(view: View) -> list[Block]:
    """What an empty page says: nothing imported yet, or nothing under these filters."""
    if freshness(view).last is None:
        return [Message(shared.NO_DATA)]
    return [Message(fill(shared.EMPTY, period=period_text(view.filters.start, view.filters.end)))]


def counted(value: int) -> Quantity:
    """A count as a sentence writes it, with the reader's separators."""
    return Quantity(float(value), Unit.COUNT)


def margin_rate(rows: pd.DataFrame) -> "pd.Series[float]":
    """Margin ÷ revenue of the lines that have a margin; NaN where there is none."""
    return rows["margin"] / rows["margin_amount"].where(rows["margin_amount"] > 0)


def written(values: Iterable[Text | None], rows: pd.DataFrame) -> "pd.Series[Any]":
    """A column of bilingual words, on the index of its rows."""
    return pd.Series(list(values), index=rows.index, dtype=object)


def _name(item: tuple[str, object]) -> str:
    return item[0]
