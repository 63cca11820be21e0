"""Notes beside the shares: accounts excluded, the other accounts, indices, thresholds, single losses."""

from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Message, Note, Number, Table
from kam_analytics.answers.page.view import View, margin_rate, written
from kam_analytics.charts import concentration as charts
from kam_analytics.core.scope import Measure
from kam_analytics.core.settings import section
from kam_analytics.core.text import Text
from kam_analytics.core.units import SMALLEST_NET, Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.concentration import page as text
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.concentration import metrics as declared
from kam_analytics.metrics.concentration.figures import POTENTIAL, Concentration
from kam_analytics.metrics.concentration.loss import Loss, loss
from kam_analytics.metrics.concentration.margin import worded
from kam_analytics.metrics.concentration.thresholds import Thresholds, thresholds

SHOWN = 12
OTHERS = "others"
AMOUNTS = {"revenue": shared.REVENUE, "margin": shared.MARGIN}
LOST = 5
DAYS_IN_MONTH = 365.25 / 12
YEAR_DAYS = (360, 371)  # length in days of a period comparable with a yearly potential
CREDIT_WARNING = 0.02  # credit left aside ÷ revenue: beyond it a credit note is probably misplaced (docs/methods.md 1)
MOST_POINTS = 400  # of the Lorenz curve; more would not be visible


def apart(view: View, concentration: Concentration) -> list[Block]:
    """What is excluded from the shares."""
    notes: list[Block] = []
    whole = concentration.portfolio
    if whole.unassigned_lines and view.filters.measure == "revenue":
        notes.append(
            Note(
                fill(
                    text.UNASSIGNED,
                    amount=Quantity(whole.unassigned_amount, Unit.EUR),
                    lines=Quantity(whole.unassigned_lines, Unit.COUNT),
                    total=Quantity(whole.with_unassigned, Unit.EUR),
                )
            )
        )
    notes += _not_positive(concentration)
    if len(concentration.intercompany):
        amount = Quantity(float(concentration.intercompany["revenue"].sum()), Unit.EUR)
        notes.append(Note(fill(text.INTERCOMPANY, count=len(concentration.intercompany), amount=amount)))
    if concentration.unknown:
        notes.append(Note(fill(text.UNKNOWN_MARGIN, count=concentration.unknown)))
    return notes


def _not_positive(concentration: Concentration) -> list[Block]:
    """Accounts without a positive amount; where they matter, the usual cause."""
    part = concentration.part
    if not part.excluded_count:
        return []
    remarks: list[Block] = [
        Note(fill(text.EXCLUDED, count=part.excluded_count, amount=Quantity(part.excluded_amount, Unit.EUR)))
    ]
    if part.excluded_ratio is not None and part.excluded_ratio > CREDIT_WARNING:
        remarks.append(Note(fill(text.MISPLACED, share=Quantity(part.excluded_ratio, Unit.SHARE))))
    return remarks


def account_columns(measure: Measure) -> dict[str, Column]:
    """The columns of a table of accounts."""
    return {
        "rank": Column(shared.RANK, Unit.COUNT),
        "account_name": Column(shared.ACCOUNT),
        "is_key": Column(shared.KEY),
        "segment": Column(shared.SEGMENT),
        "kam": Column(shared.KAM),
        "revenue": Column(AMOUNTS[measure], Unit.EUR),
        "share": Column(shared.SHARE, Unit.SHARE),
        "cumulative_share": Column(shared.CUMULATIVE, Unit.SHARE),
        "margin_rate": Column(shared.MARGIN_RATE, Unit.SHARE),
        "account_id": Column(shared.CODE, folded=True),
    }


def others(view: View, concentration: Concentration) -> list[Block]:
    """The accounts behind the last bar, and those excluded from the shares."""
    blocks: list[Block] = []
    rest = concentration.ranked.iloc[SHOWN:]
    columns = account_columns(view.filters.measure)
    if len(rest):
        title = fill(text.OTHERS_OPENED, count=len(rest))
        rows = rest.assign(margin_rate=margin_rate(rest))[list(columns)]
        table = Table("rest", title, rows, columns, opens_account=True, searchable=True)
        blocks.append(Details(OTHERS, title, (table,)))
    outside = _outside(concentration)
    if len(outside):
        columns = {
            "account_name": Column(shared.ACCOUNT),
            "why": Column(text.WHY_APART),
            "revenue": columns["revenue"],
            "kam": columns["kam"],
            "account_id": columns["account_id"],
        }
        title = fill(text.APART, count=len(outside))
        table = Table("outside", title, outside[list(columns)], columns, opens_account=True, searchable=True)
        blocks.append(Details("apart", title, (table,)))
    return blocks


def _outside(concentration: Concentration) -> pd.DataFrame:
    """Accounts of the period excluded from the shares, with the reason."""
    own = concentration.intercompany[concentration.intercompany["lines"] > 0]
    rows = concentration.portfolio.accounts
    rest = rows[
        (rows["lines"] > 0)
        & (rows["revenue"] <= SMALLEST_NET)
        & ~rows["account_id"].isin(concentration.intercompany["account_id"])
    ]
    reasons = [text.APART_OWN] * len(own) + [text.APART_NOT_POSITIVE] * len(rest)
    both = pd.concat([own, rest], ignore_index=True)
    return both.assign(why=written(reasons, both))


def statistics(view: View, concentration: Concentration, more: list[Block]) -> Details:
    """Concentration indices, the Lorenz curve behind them, and what moved them."""
    listed = (
        declared.top_5_share,
        declared.top_10_share,
        declared.top_20_share,
        declared.key_share,
        declared.accounts_for_50pct,
        declared.accounts_for_95pct,
        declared.hhi,
        declared.gini_corrected,
    )
    numbers = [Number(worded(metric, view.filters.measure), metric.of(concentration)) for metric in listed]
    return Details("statistics", text.STATISTICS, (*numbers, *_lorenz(view, concentration), *more))


def _lorenz(view: View, concentration: Concentration) -> list[Block]:
    curve = formulas.lorenz(concentration.amounts)
    half = declared.accounts_for_50pct.of(concentration).value
    if curve is None or half is None:
        return []
    of_what = text.OF_THE[view.filters.measure]
    sentence = fill(plural(int(half), text.HALF_ONE, text.HALF), count=int(half), of_what=of_what)
    step = np.unique(np.linspace(0, len(curve.accounts) - 1, MOST_POINTS).astype(int))
    rows = pd.DataFrame({"accounts": curve.accounts[step], "held": curve.revenue[step]})
    columns = {
        "accounts": Column(text.SHARE_OF_ACCOUNTS, Unit.SHARE),
        "held": Column(fill(text.SHARE_HELD, of_what=of_what), Unit.SHARE),
    }
    title = fill(text.LORENZ, of_what=of_what, count=len(concentration.ranked))
    return [Message(sentence, lead=False), Chart("lorenz", title, rows, charts.lorenz, columns)]


def crossed(view: View, concentration: Concentration) -> Details:
    """The thresholds that are reached, each with its source."""
    limits = thresholds(section("thresholds"))
    major = int((concentration.ranked["share"] >= limits.major_customer).sum())
    rows = [
        _threshold("major", limits.major_customer, _count(major), major > 0),
        *_at_least(concentration, limits),
        *_from_their_side(view, concentration, limits),
    ]
    columns = {
        "mark": Column(text.MARK),
        "limit": Column(text.LIMIT),
        "value": Column(text.MEASURED),
        "reached": Column(text.REACHED),
        "source": Column(text.LIMIT_SOURCE),
    }
    share, of_what = Quantity(limits.major_customer, Unit.SHARE), text.OF_THE[view.filters.measure]
    title = fill(plural(major, text.THRESHOLDS_ONE, text.THRESHOLDS), count=major, share=share, of_what=of_what)
    table = Table("thresholds", text.THRESHOLDS_TABLE, pd.DataFrame(rows), columns)
    return Details("thresholds", title, (table, Note(text.THRESHOLDS_NOTE)))


def _at_least(concentration: Concentration, limits: Thresholds) -> list[dict[str, object]]:
    top_3 = formulas.top_share(concentration.amounts, 3)
    measured = (
        ("top_1", limits.top_1_alert, declared.top_1_share.of(concentration)),
        ("top_3", limits.top_3_alert, Quantity(top_3, Unit.SHARE)),
        ("top_5", limits.top_5_alert, declared.top_5_share.of(concentration)),
        ("hhi_watch", limits.hhi_watch, declared.hhi.of(concentration)),
        ("hhi_high", limits.hhi_high, declared.hhi.of(concentration)),
    )
    return [
        _threshold(name, limit, fill(text.PLAIN, value=value), (value.value or 0.0) >= limit, value.unit)
        for name, limit, value in measured
    ]


def _from_their_side(view: View, concentration: Concentration, limits: Thresholds) -> list[dict[str, object]]:
    """How far customers depend on us, where their potential or sales are known and the period is about a year."""
    days = (view.filters.end - view.filters.start).days + 1
    if view.filters.measure != "revenue" or not YEAR_DAYS[0] <= days <= YEAR_DAYS[1]:
        return []
    sized = concentration.ranked.merge(view.rows(POTENTIAL), on="account_id")
    limits_by_name = (("wallet", "potential", limits.wallet_share), ("turnover", "turnover", limits.turnover_share))
    sized_by_limit = ((name, sized.dropna(subset=[size]), size, limit) for name, size, limit in limits_by_name)
    return [_weighed(name, rows, size, limit) for name, rows, size, limit in sized_by_limit if not rows.empty]


def _weighed(name: str, sized: pd.DataFrame, size: str, limit: float) -> dict[str, object]:
    """Among the accounts whose size is known, how many buy at least that share of it from us."""
    over = int((sized["revenue"] / sized[size] >= limit).sum())
    return _threshold(name, limit, fill(text.OUT_OF, count=over, total=len(sized)), over > 0)


def _threshold(name: str, limit: float, value: Text, reached: bool, unit: Unit = Unit.SHARE) -> dict[str, object]:
    mark, source = text.MARKS[name]
    written_limit = fill(text.FROM_ON, value=Quantity(limit, unit))
    return {"mark": mark, "limit": written_limit, "value": value, "reached": reached, "source": source}


def _count(count: int) -> Text:
    return fill(plural(count, text.ACCOUNTS_ONE, text.ACCOUNTS), count=count)


def losses(view: View, concentration: Concentration) -> list[Block]:
    """The loss of each of the largest accounts, then of all of them together."""
    if view.filters.measure != "revenue":
        return []
    largest = concentration.ranked.head(LOST)
    names = dict(zip(largest["account_id"], largest["account_name"], strict=True))
    months = months_of(view)
    alone = [loss(concentration.portfolio, (account,), months) for account in names]
    alone.sort(key=lambda one: -(one.revenue if one.margin is None else one.margin))
    rows = pd.DataFrame([_loss_row(names[one.account_ids[0]], one) for one in alone])
    if len(names) > 1:
        together = loss(concentration.portfolio, tuple(names), months)
        label = fill(text.LARGEST_TOGETHER, count=len(names))
        rows = pd.concat([rows, pd.DataFrame([_loss_row(label, together)])], ignore_index=True)
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "revenue": Column(text.LOST_REVENUE, Unit.EUR),
        "share": Column(text.LOST_SHARE, Unit.SHARE),
        "margin": Column(text.LOST_MARGIN, Unit.EUR),
        "margin_share": Column(text.LOST_MARGIN_SHARE, Unit.SHARE),
        "top_share_after": Column(text.TOP_TEN_AFTER, Unit.SHARE),
        "effective_after": Column(text.EFFECTIVE_AFTER, Unit.COUNT),
        "months_to_replace": Column(text.MONTHS, Unit.COUNT),
    }
    title = fill(text.LOSSES, period=period_text(view.filters.start, view.filters.end))
    return [Details("losses", title, (Table("losses", title, rows[list(columns)], columns), Note(text.LOSSES_NOTE)))]


def months_of(view: View) -> float:
    """Length of the period in months."""
    return ((view.filters.end - view.filters.start).days + 1) / DAYS_IN_MONTH


def _loss_row(name: str | Text, one: Loss) -> dict[str, Any]:
    return {"account_name": name, **{f.name: getattr(one, f.name) for f in fields(one)}}
