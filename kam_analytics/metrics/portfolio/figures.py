"""The rows that concentration and growth share, and the totals beside them."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
ACCOUNTS, UNASSIGNED, MONTHS = (HERE / f"{name}.sql" for name in ("accounts", "unassigned", "months"))
DATED_NOTES = HERE / "dated_notes.sql"
FRESHNESS, CHOICES, WAITING = HERE / "freshness.sql", HERE / "choices.sql", HERE / "waiting.sql"


@dataclass(frozen=True)
class Portfolio:
    """Accounts of the two windows and the amounts without an account; EUR, credit notes negative.

    accounts: one row per account, columns of `accounts.sql`.
    """

    accounts: pd.DataFrame
    unassigned_amount: float
    unassigned_lines: int
    unassigned_base: float

    @property
    def revenue_total(self) -> float:
        """Revenue of the accounts in the period, positive and negative."""
        return float(self.accounts["revenue"].sum())

    @property
    def base_revenue_total(self) -> float:
        """Revenue of the accounts in the base period."""
        return float(self.accounts["base_revenue"].sum())

    @property
    def with_unassigned(self) -> float:
        """What the company invoiced: assigned and unassigned."""
        return self.revenue_total + self.unassigned_amount


def portfolio(accounts: pd.DataFrame, unassigned: pd.DataFrame) -> Portfolio:
    """Combine the rows of `accounts.sql` and `unassigned.sql`."""
    (row,) = unassigned.to_dict("records")
    return Portfolio(accounts, float(row["amount"]), int(row["lines"]), float(row["base_amount"]))
