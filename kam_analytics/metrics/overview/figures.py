"""Months beside last year's, and how far the imported revenue agrees with the books."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
MONTHS, BOOKS = HERE / "months.sql", HERE / "books.sql"
YEAR = 12
CENT = 0.005


@dataclass(frozen=True, slots=True)
class BooksState:
    """The last month up to which every published month agrees to the cent, and the first that does not."""

    reconciled_until: date | None
    first_gap: date | None
    gap: float | None  # imported − published, EUR


def months_beside(months: pd.DataFrame, end: date) -> pd.DataFrame:
    """The twelve months that end with `end`, with the same month a year earlier (NaN when not known).

    months: month (first day), revenue.
    """
    known = {pd.Timestamp(m): float(r) for m, r in zip(months["month"], months["revenue"], strict=True)}
    shown = pd.date_range(end=pd.Timestamp(end).replace(day=1), periods=YEAR, freq="MS")
    return pd.DataFrame(
        {
            "month": shown,
            "revenue": [known.get(m, 0.0) for m in shown],
            "last_year": [known.get(m - pd.DateOffset(years=1), float("nan")) for m in shown],
        }
    )


def books_state(books: pd.DataFrame) -> BooksState:
    """Compare month by month, in order.

    books: month, published, imported (EUR).
    """
    until: date | None = None
    for month, published, imported in books[["month", "published", "imported"]].itertuples(index=False):
        day = pd.Timestamp(month).date()
        if abs(imported - published) > CENT:
            return BooksState(until, day, float(imported - published))
        until = day
    return BooksState(until, None, None)
