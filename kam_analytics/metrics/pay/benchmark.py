"""Orders of magnitude of KAM pay in France, and the arithmetic that shows they do not describe one person's pay.

The figures came with the request for this product; their primary source was not found, so none is named.
"""

from dataclasses import dataclass
from decimal import Decimal

MEDIAN_TOTAL = Decimal(60_000)  # EUR gross a year
LOW_TOTAL, HIGH_TOTAL = Decimal(40_000), Decimal(78_000)
VARIABLE_SHARE = Decimal("0.23")
ABOUT_VARIABLE = Decimal(15_000)


@dataclass(frozen=True, slots=True)
class Package:
    """Fixed and variable pay of one person at 100 %, EUR a year."""

    fixed: Decimal
    variable: Decimal

    @property
    def total(self) -> Decimal:
        return self.fixed + self.variable

    @property
    def share_of_total(self) -> Decimal:
        """V ÷ (F + V)."""
        return self.variable / self.total

    @property
    def share_of_fixed(self) -> Decimal:
        """V ÷ F."""
        return self.variable / self.fixed


SHARE_OF_MEDIAN = VARIABLE_SHARE * MEDIAN_TOTAL
"""23 % of the median: not the 15,000 € published with it."""


CONSISTENT = Package(Decimal(50_000), ABOUT_VARIABLE)
"""The only case in which 23 % of the total and about 15,000 € both hold: a total of 65,000 €, above the median."""


def readings() -> tuple[Package, ...]:
    """The packages in which some of the figures hold, never all of them (docs/methods.md 3)."""
    return (
        Package(MEDIAN_TOTAL - SHARE_OF_MEDIAN, SHARE_OF_MEDIAN),
        CONSISTENT,
        Package(MEDIAN_TOTAL, SHARE_OF_MEDIAN),
        Package(MEDIAN_TOTAL, ABOUT_VARIABLE),
        Package(MEDIAN_TOTAL - ABOUT_VARIABLE, ABOUT_VARIABLE),
    )
