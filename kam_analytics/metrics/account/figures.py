"""The figures of the account sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Share:
    """The share of an account among those the viewer sees; `base` is the share in the base period."""

    rank: int
    accounts: int
    share: float
    base: float | None


@dataclass(frozen=True)
class Account:
    """One account over the period; EUR, credit notes and rebates as stored (negative).

    families: rows of `families.sql`; amounts: document class → amount.
    """

    account_id: str
    name: str
    group_id: str | None
    group: str | None
    kam: str | None
    key_since: date | None
    amounts: Mapping[str, float]
    families: pd.DataFrame
    order_book: float | None = None  # ordered and not delivered; None if no orders were imported
    share: Share | None = None

    @property
    def revenue(self) -> float:
        return float(self.families["revenue"].sum())

    @property
    def base_revenue(self) -> float:
        return float(self.families["base_revenue"].sum())

    @property
    def growth(self) -> float | None:
        return self.revenue / self.base_revenue - 1 if self.base_revenue > 0 else None

    @property
    def margin_rate(self) -> float | None:
        """Margin ÷ revenue of the lines that have a margin."""
        return _rate(self.families["margin"].sum(min_count=1), self.families["margin_amount"].sum())

    @property
    def base_margin_rate(self) -> float | None:
        """The same in the base period."""
        return _rate(self.families["base_margin"].sum(min_count=1), self.families["base_margin_amount"].sum())


def account(header: Mapping[Any, Any], documents: pd.DataFrame, families: pd.DataFrame) -> Account:
    """Combine the header, the document classes and the families of one account."""
    key_since = header["key_since"]
    return Account(
        account_id=header["account_id"],
        name=header["account_name"],
        group_id=_text(header["group_id"]),
        group=_text(header["group_name"]),
        kam=_text(header["kam"]),
        key_since=None if pd.isna(key_since) else pd.Timestamp(key_since).date(),
        amounts=dict(zip(documents["document_class"], documents["amount"].astype(float), strict=True)),
        families=families,
    )


def _rate(margin: float, revenue: float) -> float | None:
    return float(margin / revenue) if margin == margin and revenue > 0 else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
