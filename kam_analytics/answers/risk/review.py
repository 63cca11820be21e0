"""Whether the score was right: the back-test as blocks, in a collapsed section."""

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Note, Table
from kam_analytics.answers.page.risk_forecast import RiskForecast
from kam_analytics.answers.page.view import counted, written
from kam_analytics.answers.risk.accuracy import signal_table
from kam_analytics.charts.risk import model as charts
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.risk import model as text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics.risk.backtest.backtest import METHODS, Measured
from kam_analytics.metrics.risk.backtest.hindsight import Hindsight
from kam_analytics.metrics.risk.backtest.verdict import Verdict
from kam_analytics.metrics.risk.model.model import LEAST_EVENTS


def review(forecast: RiskForecast, whole: bool) -> Details:
    """Which score is used and why, what its list would have caught, how every other ranking did.

    whole: whether the viewer sees the whole company; only then are its counts of losses shown.
    """
    verdict = forecast.standing.speaking()
    past = forecast.standing.hindsight_on(verdict.label)
    drawn: list[Block] = [Note(text.SPEAKS[verdict.method]), Note(verdict.reason.value)]
    if not whole:
        return Details("review", text.RIGHT, tuple(drawn))
    if past is None:
        return Details("review", text.RIGHT, (*drawn, Note(fill(text.NOT_RIGHT, least=LEAST_EVENTS))))
    if past.lost < LEAST_EVENTS:
        return Details("review", text.RIGHT, (*drawn, Note(fill(text.FEW, least=LEAST_EVENTS))))
    figures = {m.method: m for m in forecast.standing.figures if m.label is verdict.label and m.population == "all"}
    blocks = [
        _sentence(past, verdict),
        *_money(figures[verdict.method], past),
        *drawn,
        *_odds(figures[verdict.method]),
        _compared(past, verdict, figures),
        Note(text.HOW_COMPARED),
    ]
    if past.reliability:
        blocks += [_reliability(past), _calibrated(past)]
    alone = signal_table(forecast.standing.signals, verdict.label)
    return Details("review", text.RIGHT, (*blocks, *alone, _by_origin(past), Note(text.OPTIMISM)))


def _sentence(past: Hindsight, verdict: Verdict) -> Note:
    facts: dict[str, Fact] = {
        "lost": counted(past.lost),
        "event": text.EVENT[verdict.label.value],
        "origins": counted(len(past.origins)),
        "caught": counted(past.caught),
        "capacity": counted(past.capacity),
        "false": counted(past.false_alarms),
        "lead": Quantity(past.lead_days, Unit.DAYS),
    }
    return Note(fill(text.RIGHT_LEAD if past.caught else text.RIGHT_NONE, **facts))


def _odds(used: Measured) -> list[Block]:
    """The AUC as odds: how often a lost account ranks above a retained one, in quarters or tenths."""
    auc = used.auc
    if auc is None:
        return []
    times, of = min(((round(auc * of), of) for of in (4, 5, 10)), key=lambda odds: abs(odds[0] / odds[1] - auc))
    return [Note(fill(text.AUC_SAID, times=times, of=of, auc=Quantity(auc, Unit.INDEX)))]


def _calibrated(past: Hindsight) -> Note:
    """The highest slice: predicted against actual."""
    last = past.reliability[-1]
    return Note(fill(text.CALIBRATED, said=Quantity(last.predicted, Unit.SHARE), came=Quantity(last.came, Unit.SHARE)))


def _money(used: Measured, past: Hindsight) -> list[Block]:
    """How much of the lost revenue the list contained, compared with a list of the largest accounts."""
    if used.lost_money_top20 is None or used.lost_money_top20_by_size is None:
        return []
    share, size = (Quantity(v, Unit.SHARE) for v in (used.lost_money_top20, used.lost_money_top20_by_size))
    blocks: list[Block] = [Note(fill(text.MONEY, capacity=counted(past.capacity), share=share, size=size))]
    if used.lost_money_top20_at_best is not None:
        best = Quantity(used.lost_money_top20_at_best, Unit.SHARE)
        blocks.append(Note(fill(text.MONEY_AT_BEST, capacity=counted(past.capacity), best=best)))
    return blocks


def _compared(past: Hindsight, verdict: Verdict, figures: dict[str, Measured]) -> Table:
    visited = {v.method: v for v in past.visited}
    rows = pd.DataFrame(
        [
            {
                "precision": visited[m].precision,
                "recall": visited[m].recall,
                "lift": _or_nan(figures[m].lift_10),
                "auc": _or_nan(figures[m].auc),
                "auc_low": _or_nan(figures[m].auc_low),
                "auc_high": _or_nan(figures[m].auc_high),
            }
            for m in METHODS
        ]
    )
    rows.insert(0, "method", written([text.METHODS[m] for m in METHODS], rows))
    rows["better"] = written([text.VERDICTS[_is_better(m, figures[m])] for m in METHODS], rows)
    rows["in_use"] = [m == verdict.method for m in METHODS]
    capacity = counted(past.capacity)
    columns = {
        "method": Column(text.METHOD),
        "in_use": Column(text.IN_USE),
        "precision": Column(fill(text.PRECISION, capacity=capacity), Unit.SHARE),
        "recall": Column(text.RECALL, Unit.SHARE),
        "lift": Column(text.LIFT, Unit.TIMES),
        "auc": Column(text.AUC, Unit.INDEX),
        "auc_low": Column(text.AUC_LOW, Unit.INDEX),
        "auc_high": Column(text.AUC_HIGH, Unit.INDEX),
        "better": Column(text.BETTER),
    }
    title = fill(text.COMPARED, origins=counted(len(past.origins)), events=counted(past.lost))
    return Table("methods", title, rows[list(columns)], columns)


def _is_better(method: str, measured: Measured) -> bool | None:
    """Whether the interval of the gain on the naive baseline lies above zero; None for the baseline."""
    return None if method == METHODS[0] else (measured.auc_gain_low or 0.0) > 0


def _reliability(past: Hindsight) -> Chart:
    rows = pd.DataFrame([{"said": r.predicted, "came": r.came, "count": r.count} for r in past.reliability])
    columns = {
        "said": Column(text.SAID, Unit.SHARE),
        "came": Column(text.CAME, Unit.SHARE),
        "count": Column(text.JUDGEMENTS, Unit.COUNT),
    }
    return Chart("reliability", text.RELIABILITY_TITLE, rows, charts.reliability_line, columns)


def _by_origin(past: Hindsight) -> Table:
    rows = pd.DataFrame(
        [
            {"origin": o.origin, "events": o.events, "caught": o.caught, "false_alarms": o.false_alarms}
            for o in past.origins
        ]
    )
    columns = {
        "origin": Column(text.ORIGIN, Unit.DATE),
        "events": Column(text.EVENTS, Unit.COUNT),
        "caught": Column(text.CAUGHT, Unit.COUNT),
        "false_alarms": Column(text.FALSE_ALARMS, Unit.COUNT),
    }
    return Table("origins", fill(text.BY_ORIGIN, capacity=counted(past.capacity)), rows, columns)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
