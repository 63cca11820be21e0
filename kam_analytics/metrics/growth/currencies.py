"""Growth at constant exchange rates: both periods at the mean rates of the base (docs/methods.md 2)."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kam_analytics.metrics.growth import formulas, readings
from kam_analytics.metrics.growth.readings import Reading, Way

CURRENCIES = Path(__file__).parent / "currencies.sql"


@dataclass(frozen=True)
class ConstantRates:
    """The accounts of the growth figures with both revenues at constant rates; EUR.

    accounts: the input with `base_revenue` and `revenue` converted again.
    effect: the part of the revenue change due to rates alone.
    codes: currencies converted again; unrated: those without a rate in the base period, left as reported.
    """

    accounts: pd.DataFrame
    effect: float
    codes: tuple[str, ...]
    unrated: tuple[str, ...]

    @property
    def growth(self) -> float | None:
        """Growth of all accounts at constant rates, a share."""
        return formulas.growth(float(self.accounts["base_revenue"].sum()), float(self.accounts["revenue"].sum()))

    @property
    def reading(self) -> Reading:
        """Key accounts against the others at constant rates."""
        return readings.of(Way.CONSTANT_RATES, self.accounts)


def constant_rates(accounts: pd.DataFrame, currencies: pd.DataFrame) -> ConstantRates | None:
    """Convert both periods again; `None` if no currency with a rate in the base period changes anything.

    accounts: rows of the growth figures; currencies: rows of `currencies.sql`, EUR.
    """
    rated = currencies.dropna(subset=["mean_rate"])
    if rated.empty:
        return None
    moved = rated.groupby("account_id")[["base_moved", "moved"]].sum().reindex(accounts["account_id"], fill_value=0.0)
    again = accounts.assign(
        base_revenue=accounts["base_revenue"] - moved["base_moved"].to_numpy(),
        revenue=accounts["revenue"] - moved["moved"].to_numpy(),
    )
    effect = float(moved["moved"].sum() - moved["base_moved"].sum())
    unrated = set(currencies["code"]) - set(rated["code"])
    return ConstantRates(again, effect, tuple(sorted(set(rated["code"]))), tuple(sorted(unrated)))
