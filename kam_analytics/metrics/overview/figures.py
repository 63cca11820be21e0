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
    """The last month that finance published, and the months whose imported revenue is another one.

    gaps: (month, imported − published in EUR), oldest first.
    """

    last: date | None
    gaps: tuple[tuple[date, float], ...]


def months_beside(months: pd.DataFrame, end: date, shown_months: int = YEAR) -> pd.DataFrame:
    """The `shown_months` that end with `end`, each with the same month a year earlier (NaN when not known).

    months: month (first day), revenue.
    """
    known = {pd.Timestamp(m): float(r) for m, r in zip(months["month"], months["revenue"], strict=True)}
    shown = pd.date_range(end=pd.Timestamp(end).replace(day=1), periods=shown_months, freq="MS")
    return pd.DataFrame(
        {
            "month": shown,
            "revenue": [known.get(m, 0.0) for m in shown],
            "last_year": [known.get(m - pd.DateOffset(years=1), float("nan")) for m in shown],
        }
    )


def books_state(books: pd.DataFrame) -> BooksState:
    """Compare month by month, to the cent.

    books: month, published, imported (EUR), in the order of the months.
    """
    months = [pd.Timestamp(m).date() for m in books["month"]]
    differences = (books["imported"] - books["published"]).tolist()
    gaps = tuple((m, float(d)) for m, d in zip(months, differences, strict=True) if abs(d) > CENT)
    return BooksState(months[-1] if months else None, gaps)
