"""Rankings that a model has to beat: three that anyone could do by hand, and the declared scorecard."""

import numpy as np

from kam_analytics.metrics.risk.formulas import SHORTEST_OVERDUE_DAYS
from kam_analytics.metrics.risk.history import Amounts, Flags
from kam_analytics.metrics.risk.scorecard import SCORECARD, AccountSignals, Comparison, Rule
from kam_analytics.metrics.risk.snapshot import Snapshot

DAYS_A_MONTH = 365.25 / 12
ROUNDING_NOISE = 1e-9


def baselines(at: Snapshot) -> dict[str, Amounts]:
    """Every ranking of a snapshot, (eligible,) each, higher is riskier; ties stay ties."""
    change = signal_columns(at)["change_on_last_year"]
    return {
        "recency": at.silence,
        "recency_ratio": at.silence / at.interval,
        # An account that cannot be compared stands where one without change does.
        "yoy": -np.where(np.isnan(change), 0.0, change),
        "scorecard": points(at),
    }


def points(at: Snapshot) -> Amounts:
    """Points of the scorecard, (eligible,)."""
    signals = signal_columns(at)
    return np.asarray(np.sum([_rule_points(rule, signals[rule.id]) for rule in SCORECARD], axis=0), np.float64)


def signals_of(at: Snapshot, place: int) -> AccountSignals:
    """What the rules looked at for one account of a snapshot."""
    values = {name: float(column[place]) for name, column in signal_columns(at).items()}
    return AccountSignals(**{name: None if np.isnan(value) else value for name, value in values.items()})


def signal_columns(at: Snapshot) -> dict[str, Amounts]:
    """The fields of `AccountSignals`, (eligible,) each; NaN where the history is too short to tell."""
    months = at.tenure / DAYS_A_MONTH
    a_year, fifteen = months >= 12, months >= 15
    return {
        "gap_ratio": np.where(at.silence < SHORTEST_OVERDUE_DAYS, 0.0, at.silence / at.interval),
        "change_on_last_year": _change(at.quarter, at.quarter_last_year, fifteen),
        "change_on_year": _change(4 * at.quarter, at.revenue, a_year),
        "active_months": np.where(a_year, at.active_months, np.nan),
        "change_of_products": _change(at.products, at.products_before, a_year),
        "credit_note_share": np.divide(
            at.credits, at.invoiced, out=np.full(at.account.size, np.nan), where=at.invoiced > 0
        ),
        "tenure_months": months,
    }


def _change(now: Amounts, before: Amounts, known: Flags) -> Amounts:
    usable = known & (before > 0)
    return np.asarray(np.divide(now, before, out=np.full(now.size, np.nan), where=usable) - 1)


def _rule_points(rule: Rule, values: Amounts) -> Amounts:
    found = np.zeros(values.size)
    for threshold, earned in rule.steps:
        if rule.comparison is Comparison.AT_LEAST:
            reached = values >= threshold - ROUNDING_NOISE
        elif rule.comparison is Comparison.AT_MOST:
            reached = values <= threshold + ROUNDING_NOISE
        else:
            reached = values < threshold - ROUNDING_NOISE
        found = np.where(reached, np.maximum(found, earned), found)
    return found
