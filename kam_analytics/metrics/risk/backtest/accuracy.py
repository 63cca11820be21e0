"""How accurate each signal of the card was on its own, on the company's past."""

from dataclasses import dataclass

import numpy as np

from kam_analytics.metrics.risk.backtest.backtest import OriginJudgement, places
from kam_analytics.metrics.risk.backtest.intervals import interval, ranked, resampled_aucs, weighted_auc
from kam_analytics.metrics.risk.card.rules import Rule, ThresholdSide, rule_points
from kam_analytics.metrics.risk.card.scorecard import CARD
from kam_analytics.metrics.risk.measures.history import Amounts
from kam_analytics.metrics.risk.model.model import LEAST_EVENTS, RiskLabel


@dataclass(frozen=True, slots=True)
class SignalAccuracy:
    """One rule on one label, origins pooled, over the accounts it could be measured for.

    judged: account-origins measured; on: share of them where it gave points; events: distinct accounts with the event;
    precision: share of those it was on for that had the event; recall: share of the events it was on for; lift:
    precision ÷ base rate; auc: of its value alone, with its interval. `None` below ten events or where never on.
    """

    rule: str
    label: RiskLabel
    judged: int
    events: int
    on: float | None = None
    precision: float | None = None
    recall: float | None = None
    lift: float | None = None
    auc: float | None = None
    auc_low: float | None = None
    auc_high: float | None = None


def accuracies(judgements: tuple[OriginJudgement, ...]) -> tuple[SignalAccuracy, ...]:
    """Every rule on every label."""
    return tuple(
        _accuracy(rule, label, tuple(j for j in judgements if j.label is label)) for label in RiskLabel for rule in CARD
    )


def _accuracy(rule: Rule, label: RiskLabel, judgements: tuple[OriginJudgement, ...]) -> SignalAccuracy:
    happened, account, on, value = (
        _pooled([column for j in judgements if (column := parts(rule, j)) is not None], n) for n in range(4)
    )
    events = int(np.unique(account[happened > 0]).size)
    if events < LEAST_EVENTS or happened.min() > 0:
        return SignalAccuracy(rule.id, label, happened.size, events)
    share, hits = float(on.mean()), float((on * happened).sum())
    ranking = ranked(happened, value)
    low, high = interval(resampled_aucs([ranking], account.astype(np.int64))[:, 0])
    precision = hits / float(on.sum()) if share > 0 else None
    return SignalAccuracy(
        rule.id,
        label,
        happened.size,
        events,
        share,
        precision,
        hits / float(happened.sum()),
        None if precision is None else precision / float(happened.mean()),
        weighted_auc(ranking, np.ones(happened.size)),
        low,
        high,
    )


def parts(rule: Rule, one: OriginJudgement) -> tuple[Amounts, Amounts, Amounts, Amounts] | None:
    """Event, account, whether the signal was on, and its rank among all accounts that day, where it is measured."""
    values = one.signals.get(rule.id)
    if values is None:
        return None
    measured = ~np.isnan(values)
    risky = values[measured] if rule.comparison is ThresholdSide.AT_LEAST else -values[measured]
    on = (rule_points(rule, values[measured]) > 0).astype(np.float64)
    return one.happened[measured], one.account[measured].astype(np.float64), on, places(risky)


def _pooled(columns: list[tuple[Amounts, Amounts, Amounts, Amounts]], n: int) -> Amounts:
    return np.concatenate([column[n] for column in columns]) if columns else np.empty(0)
