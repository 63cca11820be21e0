"""How much of a change of revenue is price, how much volume, how much mix: exact, three ways."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PriceVolumeMix:
    """base + price + volume + mix + new + discontinued = current; EUR.

    price_by_product, mix_by_product: (products,), EUR, 0 for a product that is new or discontinued.
    """

    base: float
    price: float
    volume: float
    mix: float
    new: float
    discontinued: float
    current: float
    price_by_product: Amounts
    mix_by_product: Amounts


def price_volume_mix(
    base_price: Amounts, base_quantity: Amounts, current_price: Amounts, current_quantity: Amounts
) -> PriceVolumeMix:
    """Split the change of revenue of products counted in one common unit.

    Shapes and units
        prices: (products,), EUR per unit; quantities: (products,), in the same unit for all.
        A price is ignored where its quantity is 0, but must be a number.

    Method
        Over products sold in both periods: price = Σ (p1 − p0) q1; volume = (Q1 − Q0) × mean base
        price; mix = Σ p0 q1 − Q1 × mean base price, product by product its share of quantity gained
        times its distance to the mean base price. Price is weighted by today's quantity, so no
        price × volume remainder is left to be called mix.
    """
    base, current = base_price * base_quantity, current_price * current_quantity
    both = (base_quantity > 0) & (current_quantity > 0)
    price = np.where(both, (current_price - base_price) * current_quantity, 0.0)
    volume, mix = _volume_and_mix(base_price, base_quantity, current_quantity, both)
    change = current - base
    return PriceVolumeMix(
        base=float(base.sum()),
        price=float(price.sum()),
        volume=volume,
        mix=float(mix.sum()),
        new=float(change[~both & (base_quantity <= 0)].sum()),
        discontinued=float(change[~both & (base_quantity > 0)].sum()),
        current=float(current.sum()),
        price_by_product=price,
        mix_by_product=mix,
    )


def _volume_and_mix(
    base_price: Amounts, base_quantity: Amounts, current_quantity: Amounts, both: Flags
) -> tuple[float, Amounts]:
    if not both.any():
        return 0.0, np.zeros(base_price.shape)
    before, now = float(base_quantity[both].sum()), float(current_quantity[both].sum())
    mean_price = float((base_price * base_quantity)[both].sum()) / before
    share_gained = current_quantity / now - base_quantity / before
    mix = np.where(both, share_gained * now * (base_price - mean_price), 0.0)
    return (now - before) * mean_price, mix
