"""From which share concentration becomes a concern: settings with their source, from practice, not law."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The part `[thresholds]` of kam.toml; shares of what is counted, the index from 0 to 1.

    Source
        docs/methods.md 1. major_customer: IFRS 8, paragraph 34 (disclosure, groups counted as one); top_1_alert:
        French purchasers watch the dependence of a supplier from 22–30 % on; top_3_alert: questions asked when a
        company is bought; hhi_watch, hhi_high: what ten and five and a half customers of one size would give.
    """

    major_customer: float = 0.10
    top_1_alert: float = 0.25
    top_3_alert: float = 0.50
    top_5_alert: float = 0.50
    hhi_watch: float = 0.10
    hhi_high: float = 0.18
    wallet_share: float = 0.50
    turnover_share: float = 0.05


def thresholds(values: Mapping[str, Any]) -> Thresholds:
    """The configured thresholds; a missing value, or one outside 0 to 1, takes its default."""
    names = {f.name for f in fields(Thresholds)}
    return Thresholds(**{name: float(v) for name, v in values.items() if name in names and _is_share(v)})


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1
