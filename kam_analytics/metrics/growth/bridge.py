"""From base revenue to current revenue, account by account, exact to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Amounts = NDArray[np.float64]
Units = NDArray[np.int64]
Flags = NDArray[np.bool_]
Words = NDArray[Any]

CENT = Decimal("0.01")
DECIMALS = 4  # of a stored amount


class Movement(Enum):
    """What an account did between the two windows; each account has exactly one movement."""

    NEW = "new"
    RETURNED = "returned"
    UP = "up"
    DOWN = "down"
    LOST = "lost"
    UNCHANGED = "unchanged"


STAYED = (Movement.UP.value, Movement.DOWN.value, Movement.UNCHANGED.value)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Opening + new + returned + up + down + lost = closing; EUR, every part with its sign."""

    opening: Decimal
    new: Decimal
    returned: Decimal
    up: Decimal
    down: Decimal
    lost: Decimal
    closing: Decimal

    @property
    def parts(self) -> tuple[Decimal, ...]:
        """The five movements, in the order of the fields."""
        return (self.new, self.returned, self.up, self.down, self.lost)

    def in_cents(self) -> "Bridge":
        """The bridge as displayed: every figure in whole cents, and it still balances."""
        opening = self.opening.quantize(CENT, ROUND_HALF_UP)
        closing = self.closing.quantize(CENT, ROUND_HALF_UP)
        new, returned, up, down, lost = balanced(self.parts, closing - opening)
        return Bridge(opening, new, returned, up, down, lost, closing)


def stored(amounts: Amounts) -> Units:
    """Sums of stored amounts converted back from floating point to whole ten-thousandths of a euro.

    >>> stored(np.array([0.1 + 0.2])).tolist()
    [3000]
    """
    units: Units = np.rint(amounts * 10**DECIMALS).astype(np.int64)
    return units


def movements(base: Units, current: Units, seen_before: Flags) -> Words:
    """The movement of each account, as the value of a `Movement`.

    An account is active in a window when its net revenue is positive. seen_before: it had revenue in the 24 months
    before the base window. A negative base is a credit on older invoices: seen before.

    Shapes and units
        all (accounts,), same order; base, current: ten-thousandths of a euro.

    >>> movements(np.array([0, 5]), np.array([25, 0]), np.array([True, False])).tolist()
    ['returned', 'lost']
    """
    arrived, left = (base <= 0) & (current > 0), (current <= 0) & (base > 0)
    chosen = [
        (base == current, Movement.UNCHANGED),
        (arrived & (seen_before | (base < 0)), Movement.RETURNED),
        (arrived, Movement.NEW),
        (left, Movement.LOST),
        (current > base, Movement.UP),
    ]
    return np.select([c for c, _ in chosen], [m.value for _, m in chosen], Movement.DOWN.value).astype(object)


def bridge(base: Units, current: Units, moved: Words) -> Bridge:
    """The bridge of a set of accounts; `moved` from `movements`, same accounts in the same order in all three.

    Amounts keep their sign, unlike in the retention rates: an account that ends net negative is
    lost by more than its base, so that opening and closing are the revenue of the page.

    >>> base, current = np.array([1_000_000, 500_000]), np.array([1_300_000, -50_000])
    >>> b = bridge(base, current, movements(base, current, np.zeros(2, dtype=bool)))
    >>> b.up, b.lost, b.closing
    (Decimal('30.0000'), Decimal('-55.0000'), Decimal('125.0000'))
    """
    change = current - base
    parts = {m: euros(change[moved == m.value].sum()) for m in Movement}
    return Bridge(
        opening=euros(base.sum()),
        new=parts[Movement.NEW],
        returned=parts[Movement.RETURNED],
        up=parts[Movement.UP],
        down=parts[Movement.DOWN],
        lost=parts[Movement.LOST],
        closing=euros(current.sum()),
    )


def euros(units: np.int64) -> Decimal:
    """Ten-thousandths as euros."""
    return Decimal(int(units)).scaleb(-DECIMALS)


def balanced(parts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """Parts in whole cents that sum to `total`: leftover cents go to the largest remainders."""
    floors = [part.quantize(CENT, ROUND_FLOOR) for part in parts]
    over = int((total - sum(floors, Decimal(0))) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i])
    # A part that is exactly zero stays zero as long as another part can take the cent.
    by_remainder.sort(key=lambda i: parts[i] == 0)
    step = CENT if over >= 0 else -CENT
    for turn in range(abs(over)):
        floors[by_remainder[turn % len(parts)]] += step
    return floors
