"""What the account sheet says about one account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd


@dataclass(frozen=True)
class Account:
    """One account over the period; EUR, credit notes and rebates as stored (negative)."""

    account_id: str
    name: str
    group_id: str | None
    group: str | None
    kam: str | None
    key_since: date | None
    amounts: Mapping[str, float]  # document class → amount
    families: pd.DataFrame
    revenue: float
    base_revenue: float

    @property
    def growth(self) -> float | None:
        return self.revenue / self.base_revenue - 1 if self.base_revenue > 0 else None


def account(header: Mapping[Any, Any], documents: pd.DataFrame, families: pd.DataFrame) -> Account:
    """Put the header, the classes of documents and the families of one account together."""
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
        revenue=float(families["revenue"].sum()),
        base_revenue=float(families["base_revenue"].sum()),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
