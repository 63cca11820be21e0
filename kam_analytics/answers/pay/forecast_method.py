"""How the year-end forecast is made and how accurate it was, in a collapsed section."""

from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Note, Table
from kam_analytics.answers.pay.forecast import PayForecast
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.year_end import YearEndForecast
from kam_analytics.metrics.pay.metrics import Team


def reliability(team: Team, forecast: PayForecast) -> list[Block]:
    """Its accuracy in one sentence on the page; ranges, chances and method in a collapsed section."""
    if not forecast.outlooks:
        return []
    named = {p.person_id: p.name for p in team.people}
    rows = [_row(named.get(who, who), outlook) for who, outlook in forecast.outlooks.items()]
    table = [_table(rows, pays=forecast.pays)] if rows else []
    inside = Details(
        "forecast", words.FORECAST, [*table, *(Note(sentence) for sentence in (*_deals(forecast), words.METHOD))]
    )
    return [Note(quality_sentence(forecast)), inside]


def quality_sentence(forecast: PayForecast) -> Text:
    """Number of tests, mean error, and how often the range contained the result."""
    if forecast.quality is None:
        return words.NO_QUALITY
    error, coverage = (Quantity(v, Unit.SHARE) for v in (forecast.quality.error, forecast.quality.coverage))
    return fill(words.QUALITY, tests=forecast.quality.tests, error=error, coverage=coverage)


def _deals(forecast: PayForecast) -> list[Text]:
    """Whether open opportunities are used, and whether they improved past forecasts."""
    if forecast.quality is None or forecast.other is None:
        return []
    used, other = (Quantity(q.error, Unit.SHARE) for q in (forecast.quality, forecast.other))
    template = words.DEALS_COUNTED if forecast.counts_deals else words.DEALS_LEFT
    return [
        fill(template, count=forecast.deals, weighted=Quantity(forecast.weighted, Unit.EUR), used=used, other=other)
    ]


def _row(name: str, outlook: YearEndForecast) -> dict[str, Any]:
    low, middle, high = (outlook.attainment.quantile(q) for q in (forecast.LOW, forecast.MIDDLE, forecast.HIGH))
    return {
        "name": name,
        "low": low,
        "middle": middle,
        "high": high,
        "chance": outlook.chance_of_target,
        "nothing": outlook.chance_of_nothing,
        "pay_low": outlook.payout.quantile(forecast.LOW),
        "pay_middle": outlook.payout.quantile(forecast.MIDDLE),
        "pay_high": outlook.payout.quantile(forecast.HIGH),
        "expected": outlook.payout.mean,
    }


def _table(rows: list[dict[str, Any]], *, pays: bool) -> Table:
    columns = {
        "name": Column(text.NAME),
        "low": Column(words.LOW_ATTAINMENT, Unit.SHARE),
        "middle": Column(words.MIDDLE_ATTAINMENT, Unit.SHARE),
        "high": Column(words.HIGH_ATTAINMENT, Unit.SHARE),
        "chance": Column(words.CHANCE, Unit.SHARE),
        "pay_low": Column(words.LOW, Unit.EUR, secret=True),
        "pay_middle": Column(words.MIDDLE, Unit.EUR, secret=True),
        "pay_high": Column(words.HIGH, Unit.EUR, secret=True),
        "expected": Column(words.EXPECTED, Unit.EUR, secret=True),
        "nothing": Column(words.CHANCE_OF_NOTHING, Unit.SHARE, secret=True),
    }
    if len(rows) == 1:
        columns.pop("name")
    visible = {name: column for name, column in columns.items() if pays or not column.secret}
    return Table("outcomes", words.OUTCOMES, pd.DataFrame(rows)[list(visible)], visible)
