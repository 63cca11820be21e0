"""Rankings that a model must beat: three that anyone could make by hand, and the declared scorecard."""

import numpy as np

from kam_analytics.metrics.risk.card.scorecard import points, signal_columns
from kam_analytics.metrics.risk.measures.history import Amounts
from kam_analytics.metrics.risk.measures.snapshot import Snapshot


def baselines(at: Snapshot) -> dict[str, Amounts]:
    """Every ranking of a snapshot, (eligible,) each, higher is riskier; ties stay ties."""
    change = signal_columns(at)["change_on_last_year"]
    return {
        "recency": at.silence,
        "recency_ratio": at.silence / at.interval,
        # An account that cannot be compared is treated as unchanged.
        "yoy": -np.where(np.isnan(change), 0.0, change),
        "scorecard": points(at),
    }
