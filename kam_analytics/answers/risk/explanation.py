"""How a score is made: the card of signals with its thresholds, the points of one account, the factors of the model."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Note, Table
from kam_analytics.answers.page.view import written
from kam_analytics.answers.risk.reasons import signals
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.numbers import NBSP, decimal, write
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import page as shared_text
from kam_analytics.language.risk import signals as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.backtest.outlook import AccountOutlook
from kam_analytics.metrics.risk.card.rules import ThresholdSide
from kam_analytics.metrics.risk.card.scorecard import ALERT_POINTS, SIGNALS, WATCH_POINTS
from kam_analytics.metrics.risk.card.signal import Signal, ValueFormat
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

EXPLAINED, FACTORS = 20, 2


def card(risk: Risk) -> Details:
    """Every signal of the card: threshold, unit, source, and for how many accounts it is measured and active."""
    unmeasured = Counter(rule for a in risk.accounts for rule in a.score.unmeasured)
    on = Counter(item.rule for a in risk.accounts for item in a.score.items)
    measured = [len(risk.accounts) - unmeasured[name] for name in SIGNALS]
    rows = pd.DataFrame({"measured": measured, "on": [on[name] for name in SIGNALS]})
    rows["signal"] = written([signal.name for signal in SIGNALS.values()], rows)
    rows["threshold"] = written([thresholds(signal) for signal in SIGNALS.values()], rows)
    rows["unit"] = written([signal.unit for signal in SIGNALS.values()], rows)
    rows["source"] = written([signal.source for signal in SIGNALS.values()], rows)
    columns = {
        "signal": Column(text.SIGNAL),
        "threshold": Column(text.THRESHOLD),
        "unit": Column(text.UNIT),
        "source": Column(text.SOURCE),
        "measured": Column(text.MEASURED, Unit.COUNT),
        "on": Column(text.WITH_POINTS, Unit.COUNT),
    }
    title = fill(text.CARD_TABLE, watch=WATCH_POINTS, alert=ALERT_POINTS)
    return Details("card", text.CARD, (Table("card_rules", title, rows[list(columns)], columns),))


def points(account: AccountRisk) -> list[Block]:
    """The signals of one account with their points, which add up to its score; empty if it has none."""
    parts = signals(account)
    if account.outlook is not None or not parts:
        return []
    labels = [*(one.text for one in parts), text.TOTAL]
    rows = pd.DataFrame({"points": [*(one.points for one in parts), account.score.points]})
    rows["said"] = written(labels, rows)
    rows["threshold"] = written([*(thresholds(SIGNALS[o.id]) if o.id in SIGNALS else None for o in parts), None], rows)
    columns = {
        "said": Column(shared_text.REASON),
        "points": Column(text.POINTS, Unit.COUNT),
        "threshold": Column(text.THRESHOLD),
    }
    title = fill(text.POINTS_TABLE, points=account.score.points)
    return [Table("score", title, rows[list(columns)], columns)]


def factors(risk: Risk) -> list[Block]:
    """What moves the log-odds of the first accounts away from those of the median account; the factors add up."""
    explained = [(a, a.outlook) for a in risk.accounts if a.outlook is not None][:EXPLAINED]
    if not explained or not risk.shows_probability:
        return []
    rows = pd.DataFrame([_factors(account, outlook) for account, outlook in explained])
    rows["said"] = written([_named(outlook) for _, outlook in explained], rows)
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "base": Column(model_text.MEDIAN, Unit.INDEX),
        "said": Column(model_text.FIRST_FACTORS),
        "first": Column(model_text.THEIR_SUM, Unit.INDEX),
        "others": Column(model_text.OTHER_FACTORS, Unit.INDEX),
        "total": Column(model_text.LOG_ODDS, Unit.INDEX),
        "probability": Column(shared_text.PROBABILITY, Unit.SHARE),
    }
    table = Table("factor_rows", model_text.FACTORS_TABLE, rows, columns, opens_account=True, wrapped=True)
    return [Details("factors", model_text.FACTORS, (table, Note(model_text.FACTORS_HOW)))]


def _factors(account: AccountRisk, outlook: AccountOutlook) -> dict[str, object]:
    adds = [points for _, points in _by_weight(outlook)]
    return {
        "account_id": account.account_id,
        "account_name": account.account_name,
        "base": outlook.log_odds - sum(adds),
        "first": sum(adds[:FACTORS]),
        "others": sum(adds[FACTORS:]),
        "total": outlook.log_odds,
        "probability": outlook.probability,
    }


def _by_weight(outlook: AccountOutlook) -> Sequence[tuple[str, float]]:
    return sorted(outlook.contributions, key=lambda item: -abs(item[1]))


def _named(outlook: AccountOutlook) -> Text:
    """The strongest factors, for or against, with what each adds."""
    first = _by_weight(outlook)[:FACTORS]
    fr = [_factor(feature, adds, "fr") for feature, adds in first]
    en = [_factor(feature, adds, "en") for feature, adds in first]
    return Text(fr=" ; ".join(fr), en="; ".join(en))


def _factor(feature: str, points: float, lang: Lang) -> str:
    return f"{model_text.FEATURES[feature].in_(lang)} {decimal(points, lang, 2, sign=True)}"


def thresholds(signal: Signal) -> Text:
    """Every step with its points: « ≤ −20 % : 1 · ≤ −50 % : 2 »."""
    sides = {ThresholdSide.AT_LEAST: "≥", ThresholdSide.AT_MOST: "≤", ThresholdSide.BELOW: "<"}
    sign, steps = sides[signal.rule.comparison], signal.rule.steps
    return Text(
        fr=" · ".join(f"{sign} {_threshold(signal.scale, value, 'fr')} : {points}" for value, points in steps),
        en=" · ".join(f"{sign} {_threshold(signal.scale, value, 'en')}: {points}" for value, points in steps),
    )


def _threshold(scale: ValueFormat, value: float, lang: Lang) -> str:
    if scale is ValueFormat.POINTS:
        return write(Quantity(value, Unit.POINTS), lang)
    if scale in (ValueFormat.SHARE, ValueFormat.CHANGE):
        return f"{decimal(100 * value, lang)}{NBSP if lang == 'fr' else ''}%"
    return decimal(value, lang, 1 if value % 1 else 0)
