"""The stored part of a back-test: small enough to be read at every visit, without the judgements."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kam_analytics.metrics.risk.backtest.accuracy import SignalAccuracy
from kam_analytics.metrics.risk.backtest.backtest import Measured
from kam_analytics.metrics.risk.backtest.hindsight import Hindsight, OriginCount, Reliability, Visited, hindsight
from kam_analytics.metrics.risk.backtest.outlook import TrackRecord
from kam_analytics.metrics.risk.backtest.verdict import Reason, Verdict
from kam_analytics.metrics.risk.model.model import RiskLabel

FORMAT = 4  # increased when the meaning of the stored data changes


@dataclass(frozen=True, slots=True)
class BacktestRecord:
    """Figures, verdicts and hindsight of one back-test; `band` as in TrackRecord."""

    horizon_days: int
    figures: tuple[Measured, ...]
    verdicts: tuple[Verdict, ...]
    band: dict[RiskLabel, tuple[float, float]]
    hindsights: tuple[Hindsight, ...]
    signals: tuple[SignalAccuracy, ...] = ()

    def verdict_on(self, label: RiskLabel) -> Verdict:
        """The verdict of one label."""
        return next(v for v in self.verdicts if v.label is label)

    def hindsight_on(self, label: RiskLabel) -> Hindsight | None:
        """What became of the list of the method in use; None if no origin could be scored."""
        return next((h for h in self.hindsights if h.label is label), None)

    def speaking(self) -> Verdict:
        """The label shown on the page: a fall by half if the model is usable for it, else a lapse, else the fall."""
        decided = [self.verdict_on(label) for label in (RiskLabel.DEC50, RiskLabel.LAPSE)]
        eligible = [v for v in decided if v.shows_probability] or [v for v in decided if v.method == "model"]
        return eligible[0] if eligible else decided[0]


def standing(record: TrackRecord) -> BacktestRecord:
    """The part of a back-test that the page and the next visit need."""
    attempts = [hindsight(record.judgements, v.label, v.method) for v in record.verdicts]
    hindsights = tuple(h for h in attempts if h is not None)
    return BacktestRecord(record.horizon_days, record.figures, record.verdicts, record.band, hindsights, record.signals)


def written(one: BacktestRecord) -> str:
    """As JSON text."""
    facts = {
        "format": FORMAT,
        "horizon_days": one.horizon_days,
        "figures": [{**asdict(f), "label": f.label.value} for f in one.figures],
        "verdicts": [{**asdict(v), "label": v.label.value, "reason": v.reason.name} for v in one.verdicts],
        "band": {label.value: list(ends) for label, ends in one.band.items()},
        "hindsights": [{**asdict(h), "label": h.label.value} for h in one.hindsights],
        "signals": [{**asdict(s), "label": s.label.value} for s in one.signals],
    }
    return json.dumps(facts, default=date.isoformat)


def read(text: str) -> BacktestRecord | None:
    """The record that `written` saved; None if it was written in another format."""
    facts = json.loads(text)
    if facts.get("format") != FORMAT:
        return None
    return BacktestRecord(
        facts["horizon_days"],
        tuple(Measured(**{**f, "label": RiskLabel(f["label"])}) for f in facts["figures"]),
        tuple(
            Verdict(**{**v, "label": RiskLabel(v["label"]), "reason": Reason[v["reason"]]}) for v in facts["verdicts"]
        ),
        {RiskLabel(label): (ends[0], ends[1]) for label, ends in facts["band"].items()},
        tuple(_hindsight(h) for h in facts["hindsights"]),
        tuple(SignalAccuracy(**{**s, "label": RiskLabel(s["label"])}) for s in facts["signals"]),
    )


def _hindsight(facts: Mapping[str, Any]) -> Hindsight:
    return Hindsight(
        **{
            **facts,
            "label": RiskLabel(facts["label"]),
            "visited": tuple(Visited(**v) for v in facts["visited"]),
            "origins": tuple(OriginCount(**{**o, "origin": date.fromisoformat(o["origin"])}) for o in facts["origins"]),
            "reliability": tuple(Reliability(**r) for r in facts["reliability"]),
        }
    )
