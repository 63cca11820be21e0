"""The queries of the quarterly review: what was decided, which reviews are frozen, the order of the slides."""

from pathlib import Path

HERE = Path(__file__).parent
DECISIONS, REVIEWS, ORDER, PREPARED = (HERE / f"{name}.sql" for name in ("decisions", "reviews", "order", "prepared"))
