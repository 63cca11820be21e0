"""Why accounts of both periods went up or down: price, volume, mix, products; a second level of the bridge."""

from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

import pandas as pd

from kam_analytics.metrics.growth.bridge import STAYED, Bridge, balanced

PRODUCTS = Path(__file__).parent / "products.sql"


@dataclass(frozen=True, slots=True)
class ProductEffects:
    """The six add up to up + down of the bridge, to the cent; EUR.

    started, stopped: products the account bought in one of the periods only.
    unmeasured: lines without product or quantity, and products whose net amount or quantity is not positive.
    """

    price: Decimal
    volume: Decimal
    mix: Decimal
    started: Decimal
    stopped: Decimal
    unmeasured: Decimal

    @property
    def parts(self) -> tuple[Decimal, ...]:
        """The six effects, in the order of the fields."""
        return tuple(getattr(self, name) for name in NAMES)


NAMES = tuple(field.name for field in fields(ProductEffects))


def product_effects(accounts: pd.DataFrame, products: pd.DataFrame, moved: Bridge) -> ProductEffects | None:
    """The effects of some accounts; `None` if no product has a quantity in both periods.

    accounts: rows of the growth figures, with `account_id` and `movement`; products: rows of `products.sql`.
    moved: the bridge of the same accounts, in cents. Effects are computed within each account, so those of two
        groups add up to those of both together.
    """
    stayed = accounts.loc[accounts["movement"].isin(STAYED), "account_id"]
    rows = products[products["account_id"].isin(stayed)]
    if not rows["measured"].any():
        return None
    sums = [Decimal(f"{rows[name].sum():.4f}") for name in NAMES]
    return ProductEffects(*balanced(sums, moved.up + moved.down))
