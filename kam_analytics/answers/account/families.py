"""Product families of one account: bought, stopped, never bought."""

from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Note, Table
from kam_analytics.answers.page.view import View, margin_rate
from kam_analytics.charts import account as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import SMALLEST_NET, Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.account import families as judged
from kam_analytics.metrics.account.figures import HERE, Account

UNNAMED = "–"  # the family of lines without a family name
CHART_FAMILIES = 8


def blocks(view: View, account: Account) -> list[Block]:
    """Chart and tables of families; which file to import where no line has a family."""
    rows = account.families
    if rows.empty:
        return []
    if set(rows["family"]) == {UNNAMED}:
        return [Note(text.NO_FAMILIES)]
    return [*_chart(view, rows), _bought(view, rows), *_stopped(rows), *_never(view, account)]


def _chart(view: View, rows: pd.DataFrame) -> list[Block]:
    """The largest families of either period; negative ones (rebates and similar) appear only in the table."""
    weight = rows[["revenue", "base_revenue"]].max(axis=1)
    largest = rows[weight > SMALLEST_NET].assign(weight=weight).nlargest(CHART_FAMILIES, "weight")
    if largest.empty:
        return []
    largest = largest.assign(
        family=_names(largest), stopped=(largest["year_revenue"] <= SMALLEST_NET) & (largest["revenue"] <= 0)
    ).sort_values(["revenue", "weight"], ascending=False)
    columns = {
        "family": Column(text.FAMILY),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
    }
    title = fill(text.FAMILY_BARS, period=_period(view))
    legend = (("neutral", shared.ACTUAL), ("others", text.BASE_PERIOD))
    return [Chart("family_bars", title, largest, charts.family_bars, columns, legend, searches="lines")]


def _bought(view: View, rows: pd.DataFrame) -> Table:
    moved = (rows["revenue"] != 0) | (rows["base_revenue"] != 0)
    bought = rows[moved | (rows["year_revenue"] != 0)]
    bought = bought.assign(
        family=_names(bought), margin_rate=margin_rate(bought), change=bought["revenue"] - bought["base_revenue"]
    )
    columns = {
        "family": Column(text.FAMILY),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "change": Column(shared.CHANGE, Unit.EUR),
        "margin_rate": Column(shared.MARGIN_RATE, Unit.SHARE),
        "last_month": Column(text.LAST_BOUGHT, Unit.MONTH),
    }
    return Table("families", fill(text.FAMILIES, period=_period(view)), bought[list(columns)], columns)


def _stopped(rows: pd.DataFrame) -> list[Block]:
    gone = judged.stopped(rows)
    if gone.empty:
        return []
    columns = {
        "family": Column(text.FAMILY),
        "last_month": Column(text.LAST_BOUGHT, Unit.MONTH),
        "brought": Column(text.BROUGHT, Unit.EUR),
    }
    return [Table("stopped", text.STOPPED, gone.assign(family=_names(gone))[list(columns)], columns)]


def _never(view: View, account: Account) -> list[Block]:
    """Families that similar accounts buy and this one never did; for a KAM, similar accounts of their portfolio."""
    rows = judged.never_bought(view.rows(HERE / "peers.sql", size=judged.year_size(account.families)), account.families)
    if rows.empty:
        return []
    columns = {
        "family": Column(text.FAMILY),
        "peer_buyers": Column(text.PEER_BUYERS, Unit.COUNT),
        "share": Column(text.PEER_SHARE, Unit.SHARE),
    }
    if rows["middle"].notna().any():
        columns |= {
            "middle": Column(text.POTENTIAL, Unit.EUR),
            "low": Column(text.LOW, Unit.EUR),
            "high": Column(text.HIGH, Unit.EUR),
        }
    sentence = fill(text.NOT_BOUGHT_NOTE, peers=Quantity(float(rows["peers"].max()), Unit.COUNT))
    notes = [Note(sentence), *([Note(text.NOT_BOUGHT_MINE)] if view.is_kam else [])]
    return [Table("not_bought", text.NOT_BOUGHT, rows[list(columns)], columns), *notes]


def _names(rows: pd.DataFrame) -> "pd.Series[Any]":
    return pd.Series([text.NO_FAMILY if f == UNNAMED else f for f in rows["family"]], index=rows.index, dtype=object)


def _period(view: View) -> Text:
    return period_text(view.filters.start, view.filters.end)
