"""How accurate each signal of the card was on its own: thresholds, source and result on the company's own past."""

from collections.abc import Sequence

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.answers.page.view import written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language.risk import signals as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.backtest.accuracy import SignalAccuracy
from kam_analytics.metrics.risk.card.scorecard import COMMON_SHARE, SIGNALS
from kam_analytics.metrics.risk.model.model import LEAST_EVENTS, RiskLabel

CHANCE = 0.5
_FIGURES = ("on", "precision", "recall", "lift", "auc", "auc_low", "auc_high")


def signal_table(accuracies: Sequence[SignalAccuracy], label: RiskLabel) -> list[Block]:
    """One row per signal of the card; empty before a back-test."""
    of = {one.rule: one for one in accuracies if one.label is label}
    if not of:
        return []
    signals = [signal for name, signal in SIGNALS.items() if name in of]
    rows = pd.DataFrame(
        [{"judged": of[r.id].judged, **{name: getattr(of[r.id], name) for name in _FIGURES}} for r in signals]
    ).astype(float)
    rows["signal"] = written([r.name for r in signals], rows)
    rows["verdict"] = written([_verdict(of[r.id]) for r in signals], rows)
    columns = {
        "signal": Column(text.SIGNAL),
        "verdict": Column(text.VERDICT),
        "on": Column(text.ON, Unit.SHARE),
        "precision": Column(text.PRECISION, Unit.SHARE),
        "recall": Column(text.RECALL, Unit.SHARE),
        "lift": Column(text.LIFT, Unit.TIMES),
        "auc": Column(text.AUC, Unit.INDEX),
        "auc_low": Column(text.AUC_LOW, Unit.INDEX),
        "auc_high": Column(text.AUC_HIGH, Unit.INDEX),
        "judged": Column(text.JUDGED, Unit.COUNT),
    }
    return [Table("signals", text.TABLE, rows[list(columns)], columns), Note(fill(text.HOW, least=LEAST_EVENTS))]


def _verdict(one: SignalAccuracy) -> Text:
    if one.judged == 0:
        return text.NO_DATA
    if one.auc is None or one.auc_low is None or one.auc_high is None:
        return fill(text.FEW, events=one.events)
    if not one.on:
        return text.NEVER
    if one.on >= COMMON_SHARE:
        return text.ALWAYS
    return text.USEFUL if one.auc_low > CHANCE else text.WRONG if one.auc_high < CHANCE else text.CHANCE
