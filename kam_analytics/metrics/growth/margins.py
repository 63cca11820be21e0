"""Margin beside revenue: whether growth was profitable or bought with margin."""

from dataclasses import dataclass

import pandas as pd

LEAST_RATE_FALL = 0.005  # half a point: a smaller fall may be the mix of one month
LEAST_COVERED = 0.8  # of the revenue of both periods; with less, the rate rests on too few lines


@dataclass(frozen=True, slots=True)
class Margins:
    """Margin of both periods, and the revenue of the lines that have one; EUR."""

    base: float
    current: float
    base_measured: float
    measured: float
    base_revenue: float
    revenue: float

    @property
    def base_rate(self) -> float | None:
        """Margin ÷ the revenue that has a margin, in the base period."""
        return self.base / self.base_measured if self.base_measured > 0 else None

    @property
    def rate(self) -> float | None:
        """Margin ÷ the revenue that has a margin, in the period."""
        return self.current / self.measured if self.measured > 0 else None

    @property
    def rate_change(self) -> float | None:
        """Change of the rate; a difference of shares."""
        return None if self.rate is None or self.base_rate is None else self.rate - self.base_rate

    @property
    def covered(self) -> bool:
        """Whether nearly all revenue of both periods has a margin, so that the two rates compare."""
        return self.base_measured >= LEAST_COVERED * self.base_revenue and self.measured >= LEAST_COVERED * self.revenue

    @property
    def forgone(self) -> float | None:
        """Margin lost on the period's revenue by the fall of the rate; `None` unless growth was bought with margin.

        Bought: revenue grows, the rate falls by half a point or more, and both rates cover most of the revenue.
        """
        change = self.rate_change
        if change is None or not self.covered or self.revenue <= self.base_revenue or change > -LEAST_RATE_FALL:
            return None
        return -change * self.measured


def margins(rows: pd.DataFrame) -> Margins:
    """Margins of some accounts of the portfolio, rows of `portfolio/accounts.sql`."""
    names = ("base_margin", "margin", "base_margin_amount", "margin_amount", "base_revenue", "revenue")
    return Margins(*(float(rows[name].sum()) for name in names))
