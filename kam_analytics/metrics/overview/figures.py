"""Months compared with last year's, and how far the imported revenue agrees with the accounting books."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from kam_analytics.core.units import SMALLEST_NET

HERE = Path(__file__).parent
YEAR = 12
MONTHS, BOOKS = HERE / "months.sql", HERE / "books.sql"
TOLERANCE = 0.005  # share of the published revenue of a month


@dataclass(frozen=True, slots=True)
class BooksState:
    """The date up to which imported and published revenue agree, and the earlier months with an unexplained gap.

    until: the latest month that reconciles, None when none does; gaps: (month, imported − published in EUR), oldest
    first; published: the last month that finance published.
    """

    until: date | None
    gaps: tuple[tuple[date, float], ...]
    published: date | None


def months_beside(months: pd.DataFrame, end: date, shown_months: int = YEAR) -> pd.DataFrame:
    """The last `shown_months` months up to `end`, each with the same month a year earlier (NaN when not known).

    months: month (first day), revenue.
    """
    by_month = {pd.Timestamp(m): float(r) for m, r in zip(months["month"], months["revenue"], strict=True)}
    months_on_axis = pd.date_range(end=pd.Timestamp(end).replace(day=1), periods=shown_months, freq="MS")
    return pd.DataFrame(
        {
            "month": months_on_axis,
            "revenue": [by_month.get(m, 0.0) for m in months_on_axis],
            "last_year": [by_month.get(m - pd.DateOffset(years=1), float("nan")) for m in months_on_axis],
        }
    )


def whole_axis(months: pd.DataFrame, first: date, end: date) -> pd.DataFrame:
    """Every month from one day to another, zero where nothing was invoiced; `last_year` stays NaN where not known.

    months: month (first day), revenue, last_year, rows of `months.sql`.
    """
    axis = pd.date_range(pd.Timestamp(first).replace(day=1), pd.Timestamp(end), freq="MS")
    rows = months.assign(month=pd.to_datetime(months["month"])).set_index("month").reindex(axis)
    return rows.assign(revenue=rows["revenue"].fillna(0.0)).rename_axis("month").reset_index()


def book_months(books: pd.DataFrame) -> pd.DataFrame:
    """Each month with its gap (imported − published, EUR), the reason that explains it, and whether it reconciles.

    books: month, published, imported, reason, explained (the gap the reason was entered for), in order of months.
    A month reconciles within `TOLERANCE` of the published amount, or when its gap is the explained one.
    """
    gap = books["imported"] - books["published"]
    allowed = (TOLERANCE * books["published"].abs()).clip(lower=SMALLEST_NET)
    explained = books["reason"].notna() & ((gap - books["explained"]).abs() <= allowed)
    return books.assign(
        gap=gap, reason=books["reason"].where(explained, None), reconciled=(gap.abs() <= allowed) | explained
    )


def books_state(books: pd.DataFrame) -> BooksState:
    """The state of the badge, from the rows of `books.sql`."""
    months = book_months(books)
    days = [pd.Timestamp(m).date() for m in months["month"]]
    agreed = [d for d, ok in zip(days, months["reconciled"], strict=True) if ok]
    until = max(agreed, default=None)
    open_months = zip(days, months["gap"], months["reconciled"], strict=True)
    gaps = tuple((d, float(g)) for d, g, ok in open_months if not ok and (until is None or d < until))
    return BooksState(until, gaps, max(days, default=None))
