"""What a component can measure."""

from kam_analytics.plans.vocabulary import AMOUNTS, JUDGED, RATES

__all__ = ["AMOUNTS", "JUDGED", "RATES", "is_amount"]


def is_amount(measure: str) -> bool:
    """Whether a measure adds up over time; rates and notes do not."""
    return measure in AMOUNTS
