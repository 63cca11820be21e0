"""What a component can measure."""

AMOUNTS = ("revenue", "margin", "quantity", "cash", "new_business")
RATES = ("key_growth", "retention")
JUDGED = "manual_score"


def is_amount(measure: str) -> bool:
    """Whether a measure adds up over time; rates and notes do not."""
    return measure in AMOUNTS
