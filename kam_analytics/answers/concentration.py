"""On how few accounts do we hang?"""

from dataclasses import fields, replace
from typing import Any

import pandas as pd

from kam_analytics.answers.blocks import Block, Chart, Column, Details, Message, Note, Number, Table
from kam_analytics.answers.view import View, margin_rate, nothing_invoiced
from kam_analytics.charts import concentration as charts
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import concentration as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill, names
from kam_analytics.metrics.concentration import formulas
from kam_analytics.metrics.concentration import metrics as declared
from kam_analytics.metrics.concentration.figures import Concentration, causes, concentration, rolling_shares
from kam_analytics.metrics.concentration.loss import Loss, loss
from kam_analytics.metrics.portfolio.figures import ACCOUNTS, CHOICES, MONTHS, UNASSIGNED, Portfolio, portfolio

SHOWN = 12
TOP = 10
LOST = 5
DAYS_IN_MONTH = 365.25 / 12
NAMED = 3
SMALLEST_CHANGE = 0.0015  # HHI: what a ledger moves in a year by itself (METHODS part 1, measured)


def read_portfolio(view: View, key_on: object) -> Portfolio:
    """The accounts of both windows; `key_on` is the day at which key status is read."""
    return portfolio(view.rows(ACCOUNTS, key_on=key_on), view.rows(UNASSIGNED))


def figures(view: View) -> Concentration:
    """Every figure of the page; key status as of the end of the period."""
    return concentration(read_portfolio(view, view.filters.end))


def blocks(view: View) -> list[Block]:
    """The page: sentence, numbers, two charts, table, what is counted apart."""
    found = figures(view)
    if not len(found.ranked):
        return nothing_invoiced(view)
    moved = causes(found.portfolio)
    return [
        Message(message(view, found)),
        Message(_effective(found), lead=False),
        *_why(moved),
        *_numbers(found),
        _ranking(view, found),
        *_rolling(view),
        _table(view, found),
        *_apart(view, found),
        Details("losses", text.LOSSES, tuple(_losses(view, found))),
        Details("statistics", text.STATISTICS, (*_statistics(found), *_causes(moved))),
    ]


def message(view: View, found: Concentration) -> Text:
    """The sentence of the page, true of the bars under it."""
    count = len(found.ranked)
    if count == 1:
        return text.ONE
    if count <= TOP:
        return fill(text.FEW, count=count, share=declared.top_1_share.of(found))
    share, before = formulas.top_share(found.amounts, TOP), formulas.top_share(found.base, TOP)
    now, of = Quantity(share, Unit.SHARE), text.OF_PORTFOLIO if view.is_kam else text.OF_COMPANY
    if share is None or before is None or len(found.base) <= TOP:
        return fill(text.TOP_TEN, share=now, of=of)
    return fill(text.TOP_TEN_CHANGED, share=now, of=of, change=Quantity(share - before, Unit.POINTS))


def _effective(found: Concentration) -> Text:
    effective = declared.effective_accounts.of(found)
    if effective.value is not None and round(effective.value) <= 1:
        return text.EFFECTIVE_ONE
    return fill(text.EFFECTIVE, effective=effective)


def _why(moved: pd.DataFrame) -> list[Block]:
    """Who made the index move, where it moved enough to be said."""
    change = float(moved["change"].sum()) if len(moved) else 0.0
    if abs(change) < SMALLEST_CHANGE:
        return []
    same_way = moved[moved["change"] * change > 0].head(NAMED)
    template = text.MORE_DEPENDENT if change > 0 else text.LESS_DEPENDENT
    return [Message(fill(template, names=names(same_way["account_name"].tolist())), lead=False)]


def _causes(moved: pd.DataFrame) -> list[Block]:
    if moved.empty:
        return []
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "points": Column(text.HHI_POINTS, Unit.SIGNED),
        "account_id": Column(shared.CODE),
    }
    rows = moved.head(SHOWN).assign(points=10_000 * moved["change"])
    return [Table("causes", text.CAUSES, rows[list(columns)], columns, opens_account=True)]


def _numbers(found: Concentration) -> list[Block]:
    before = _as_base(found)

    def number(metric: Metric, unit: Unit) -> Number:
        now, then = metric.of(found), metric.of(before)
        known = now.value is not None and then.value is not None
        change = Quantity((now.value or 0) - (then.value or 0), unit) if known else None
        return Number(metric, now, change)

    return [
        number(declared.revenue_total, Unit.EUR),
        number(declared.top_1_share, Unit.POINTS),
        number(declared.effective_accounts, Unit.COUNT),
        number(declared.accounts_for_80pct, Unit.COUNT),
    ]


def _as_base(found: Concentration) -> Concentration:
    """The same figures on the base period."""
    rows = found.portfolio.accounts
    moved = rows.assign(revenue=rows["base_revenue"], lines=(rows["base_revenue"] != 0).astype(int), base_revenue=0.0)
    return concentration(replace(found.portfolio, accounts=moved))


def _ranking(view: View, found: Concentration) -> Chart:
    return Chart(
        id="ranking",
        title=fill(text.RANKING, period=period_text(view.filters.start, view.filters.end)),
        rows=ranking_rows(found.ranked),
        draw=charts.ranked_accounts,
        columns={
            "account_name": Column(shared.ACCOUNT),
            "revenue": Column(shared.REVENUE, Unit.EUR),
            "share": Column(shared.SHARE, Unit.SHARE),
        },
        legend=(("key", shared.KEY_ACCOUNTS), ("others", shared.OTHER_ACCOUNTS)),
        opens_account=True,
    )


def ranking_rows(ranked: pd.DataFrame) -> pd.DataFrame:
    """The largest accounts, and one row for the others."""
    shown = ranked.head(SHOWN)
    rows = pd.DataFrame(
        {
            "account_id": shown["account_id"],
            "account_name": shown["account_name"],
            "role": ["key" if k else "others" for k in shown["is_key"]],
            "revenue": shown["revenue"],
            "share": shown["share"],
        }
    )
    others = ranked.iloc[SHOWN:]
    if others.empty:
        return rows
    rest = {
        "account_id": "",
        "account_name": fill(text.OTHERS, count=len(others)),
        "role": "rest",
        "revenue": others["revenue"].sum(),
        "share": others["share"].sum(),
    }
    return pd.concat([rows, pd.DataFrame([rest])], ignore_index=True)


def _rolling(view: View) -> list[Block]:
    rows = rolling_shares(view.rows(MONTHS), TOP)
    rows = rows[rows["month"] <= pd.Timestamp(view.filters.end).replace(day=1)]
    if len(rows) < 2:
        return [Note(text.HISTORY_TOO_SHORT)]
    return [
        Chart(
            id="rolling",
            title=text.ROLLING,
            rows=rows,
            draw=charts.rolling_share,
            columns={
                "month": Column(shared.MONTH, Unit.MONTH),
                "share": Column(shared.SHARE, Unit.SHARE),
                "effective_accounts": Column(declared.effective_accounts.name, Unit.COUNT),
            },
        )
    ]


def _table(view: View, found: Concentration) -> Table:
    rows = found.ranked.assign(margin_rate=margin_rate(found.ranked))
    columns = {
        "rank": Column(shared.RANK, Unit.COUNT),
        "account_name": Column(shared.ACCOUNT),
        "is_key": Column(shared.KEY),
        "segment": Column(shared.SEGMENT),
        "kam": Column(shared.KAM),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "share": Column(shared.SHARE, Unit.SHARE),
        "cumulative_share": Column(shared.CUMULATIVE, Unit.SHARE),
        "margin_rate": Column(shared.MARGIN_RATE, Unit.SHARE),
        "account_id": Column(shared.CODE),
    }
    title = fill(text.TABLE, period=period_text(view.filters.start, view.filters.end))
    return Table("accounts", title, rows[list(columns)], columns, opens_account=True, searchable=True)


def _apart(view: View, found: Concentration) -> list[Block]:
    """What stands outside the shares, and what a grouped count would say."""
    notes: list[Block] = []
    apart = found.portfolio
    if apart.unassigned_lines:
        notes.append(
            Note(
                fill(
                    text.UNASSIGNED,
                    amount=Quantity(apart.unassigned_amount, Unit.EUR),
                    lines=Quantity(apart.unassigned_lines, Unit.COUNT),
                    total=Quantity(apart.with_unassigned, Unit.EUR),
                )
            )
        )
    if found.part.excluded_count:
        amount = Quantity(found.part.excluded_amount, Unit.EUR)
        notes.append(Note(fill(text.EXCLUDED, count=found.part.excluded_count, amount=amount)))
    if view.filters.level == "entity" and (view.rows(CHOICES)["filter"] == "group").any():
        grouped = figures(replace(view, filters=replace(view.filters, level="group")))
        if len(grouped.ranked) < len(found.ranked):
            notes.append(Note(fill(text.BY_GROUP, share=declared.top_10_share.of(grouped))))
    return notes


def _losses(view: View, found: Concentration) -> list[Block]:
    """Each of the largest accounts gone, then all of them."""
    largest = found.ranked.head(LOST)
    names = dict(zip(largest["account_id"], largest["account_name"], strict=True))
    months = ((view.filters.end - view.filters.start).days + 1) / DAYS_IN_MONTH
    alone = [loss(found.portfolio, (account,), months) for account in names]
    alone.sort(key=lambda one: -(one.revenue if one.margin is None else one.margin))
    together = loss(found.portfolio, tuple(names), months)
    label = fill(text.LARGEST_TOGETHER, count=len(names))
    rows = pd.DataFrame([_loss_row(names[one.account_ids[0]], one) for one in alone])
    if len(names) > 1:
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
    return [Table("losses", text.LOSSES, rows[list(columns)], columns), Note(text.LOSSES_NOTE)]


def _loss_row(name: str | Text, one: Loss) -> dict[str, Any]:
    return {"account_name": name, **{f.name: getattr(one, f.name) for f in fields(one)}}


def _statistics(found: Concentration) -> list[Block]:
    shown = (
        declared.top_5_share, declared.top_10_share, declared.top_20_share, declared.key_share,
        declared.hhi, declared.gini, declared.gini_corrected,
    )  # fmt: skip
    return [Number(metric, metric.of(found)) for metric in shown]
