"""From base revenue to current revenue, account by account, exact to the cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import Enum

CENT = Decimal("0.01")


class Movement(Enum):
    """What an account did between the two windows; each account does exactly one thing."""

    NEW = "new"
    RETURNED = "returned"
    UP = "up"
    DOWN = "down"
    LOST = "lost"
    UNCHANGED = "unchanged"


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
        """The same bridge as shown: every figure in whole cents, and it still balances."""
        opening = self.opening.quantize(CENT, ROUND_HALF_UP)
        closing = self.closing.quantize(CENT, ROUND_HALF_UP)
        new, returned, up, down, lost = _balanced(self.parts, closing - opening)
        return Bridge(opening, new, returned, up, down, lost, closing)


def movement(base: Decimal, current: Decimal, *, seen_before: bool) -> Movement:
    """Classify one account.

    An account is there when its net revenue is positive. `seen_before`: it had revenue in the
    24 months before the base window. A negative base is a credit on older invoices: seen before.

    >>> movement(Decimal(0), Decimal(25), seen_before=True)
    <Movement.RETURNED: 'returned'>
    """
    if base == current:
        return Movement.UNCHANGED
    if base <= 0 < current:
        return Movement.RETURNED if seen_before or base < 0 else Movement.NEW
    if current <= 0 < base:
        return Movement.LOST
    return Movement.UP if current > base else Movement.DOWN


def bridge(base: Sequence[Decimal], current: Sequence[Decimal], seen_before: Sequence[bool]) -> Bridge:
    """The bridge of a set of accounts; same accounts in the same order in all three.

    Amounts keep their sign, unlike in the retention rates: an account that ends net negative is
    lost by more than its base, so that opening and closing are the revenue of the page.

    >>> b = bridge([Decimal(100), Decimal(50)], [Decimal(130), Decimal(-5)], [False, False])
    >>> b.up, b.lost, b.closing
    (Decimal('30'), Decimal('-55'), Decimal('125'))
    """
    change = dict.fromkeys(Movement, Decimal(0))
    for before, now, seen in zip(base, current, seen_before, strict=True):
        change[movement(before, now, seen_before=seen)] += now - before
    return Bridge(
        opening=sum(base, Decimal(0)),
        new=change[Movement.NEW],
        returned=change[Movement.RETURNED],
        up=change[Movement.UP],
        down=change[Movement.DOWN],
        lost=change[Movement.LOST],
        closing=sum(current, Decimal(0)),
    )


def _balanced(parts: Sequence[Decimal], total: Decimal) -> list[Decimal]:
    """Parts in whole cents that sum to `total`: the cents over go to the largest remainders."""
    floors = [part.quantize(CENT, ROUND_FLOOR) for part in parts]
    over = int((total - sum(floors, Decimal(0))) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i])
    # A part that is exactly zero must stay zero as long as another can take the cent.
    by_remainder.sort(key=lambda i: parts[i] == 0)
    step = CENT if over >= 0 else -CENT
    for turn in range(abs(over)):
        floors[by_remainder[turn % len(parts)]] += step
    return floors
