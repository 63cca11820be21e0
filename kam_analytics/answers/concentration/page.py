"""How much the company depends on few accounts."""

from dataclasses import dataclass, replace

import pandas as pd

from kam_analytics.answers.concentration import notes as more
from kam_analytics.answers.concentration.notes import AMOUNTS, OTHERS, SHOWN, account_columns
from kam_analytics.answers.page.blocks import REST, Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.page.coverage import covers_base, from_first_invoice
from kam_analytics.answers.page.dated_notes import months_covered
from kam_analytics.answers.page.declaration import DIMENSIONS, Instead, Page
from kam_analytics.answers.page.key_accounts import compared_as_key
from kam_analytics.answers.page.view import View, margin_rate, nothing_invoiced
from kam_analytics.charts import concentration as charts
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Measure
from kam_analytics.core.settings import intercompany_words
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.concentration import page as text
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import fill, names
from kam_analytics.metrics.concentration import formulas, loss_metrics
from kam_analytics.metrics.concentration import metrics as declared
from kam_analytics.metrics.concentration.figures import (
    INTERCOMPANY,
    Concentration,
    causes,
    concentration,
    measured,
    rolling_shares,
    without_margin,
)
from kam_analytics.metrics.concentration.margin import worded
from kam_analytics.metrics.growth.formulas import growth
from kam_analytics.metrics.portfolio.figures import ACCOUNTS, CHOICES, MONTHS, UNASSIGNED, Portfolio, portfolio

TOP = 10
NAMED = 3
FOLLOWED = 5  # accounts drawn over time
SMALLEST_CHANGE = 0.0015  # HHI: its usual movement within a year (docs/methods.md 1, measured)


def read_portfolio(view: View, key_on: object) -> Portfolio:
    """The accounts of both windows; `key_on` is the day at which key status is read."""
    return portfolio(view.rows(ACCOUNTS, key_on=key_on), view.rows(UNASSIGNED))


def figures(view: View) -> Concentration:
    """Every figure of the page; key status as of the end of the period."""
    whole = read_portfolio(view, view.filters.end)
    shares = concentration(measured(whole, view.filters.measure), own_companies(view))
    return shares if view.filters.measure == "revenue" else replace(shares, unknown=without_margin(whole))


def own_companies(view: View) -> frozenset[str]:
    """The intercompany accounts."""
    rows = view.rows(INTERCOMPANY, intercompany=intercompany_words())
    return frozenset(rows["account_id"].astype(str))


@dataclass(frozen=True)
class ConcentrationContent:
    """What the sections of the page share.

    changes: what each account added to the index, rows of `causes`, where invoices cover the base period; keys: the
    accounts drawn as key.
    """

    view: View
    concentration: Concentration
    changes: pd.DataFrame
    keys: frozenset[str]


def read(view: View) -> ConcentrationContent | Instead:
    """The figures of a view, or a message that there is nothing to share out."""
    view = from_first_invoice(view)
    shares = figures(view)
    if not len(shares.ranked) and view.filters.measure == "margin":
        return Instead([Message(text.NO_MARGIN)])
    if not len(shares.ranked):
        return Instead(nothing_invoiced(view))
    own = frozenset(shares.intercompany["account_id"])
    changes = causes(shares.portfolio, own)
    return ConcentrationContent(
        view, shares, changes if covers_base(view) else changes.head(0), drawn_as_key(view, shares)
    )


def drawn_as_key(view: View, shares: Concentration) -> frozenset[str]:
    """The list in force at the end of the period or, without one, the accounts that growth compares."""
    accounts = shares.portfolio.accounts
    listed = frozenset(accounts.loc[accounts["is_key"].astype(bool), "account_id"].astype(str))
    return listed or compared_as_key(view)


def _verdict(page: ConcentrationContent) -> list[Block]:
    """The share of the largest accounts, the effective number of accounts, and who moved it."""
    effective = _effective(page.concentration, page.view.filters.measure)
    lead = Message(message(page.view, page.concentration))
    return [lead, Message(effective, lead=False), *_why(page.changes)]


def message(view: View, concentration: Concentration) -> Text:
    """The main sentence of the page, consistent with the bars below it."""
    count, what = len(concentration.ranked), view.filters.measure
    whose = {"of_what": text.OF_THE[what], "your": text.YOUR[what]}
    if count == 1:
        return fill(text.ONE, **whose)
    if count <= TOP:
        return fill(text.FEW, count=count, share=declared.top_1_share.of(concentration), **whose)
    of = text.OF_PORTFOLIO if view.is_kam else text.OF_COMPANY
    (share, change), (first, first_change) = (_share_and_change(concentration, n) for n in (TOP, 1))
    if change.value is None or len(concentration.base) <= TOP or not covers_base(view):
        return fill(text.TOP_TEN, share=share, of=of, **whose)
    facts = {"share": share, "change": change, "first": first, "first_change": first_change}
    return fill(text.TOP_TEN_CHANGED, of=of, **facts, **whose)


def _share_and_change(concentration: Concentration, n: int) -> tuple[Quantity, Quantity]:
    """The share of the `n` largest accounts, and its change in points against those of the base period."""
    share, before = formulas.top_share(concentration.amounts, n), formulas.top_share(concentration.base, n)
    change = None if share is None or before is None else share - before
    return Quantity(share, Unit.SHARE), Quantity(change, Unit.POINTS)


def _effective(concentration: Concentration, measure: Measure) -> Text:
    effective = declared.effective_accounts.of(concentration)
    if effective.value is not None and round(effective.value) <= 1:
        return text.EFFECTIVE_ONE[measure]
    return fill(text.EFFECTIVE[measure], effective=effective)


def _why(moved: pd.DataFrame) -> list[Block]:
    """Whether dependence is rising, and who made the index move, if it moved by more than its usual change."""
    if moved.empty:
        return []
    change = float(moved["change"].sum())
    if abs(change) < SMALLEST_CHANGE:
        return [Message(text.AS_DEPENDENT, lead=False)]
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


def _numbers(view: View, concentration: Concentration) -> list[Block]:
    """The figures of the period; each with its change where invoices cover the base period."""
    before, is_covered = _as_base(concentration), covers_base(view)

    def number(metric: Metric, unit: Unit) -> Number:
        now, then = metric.of(concentration), metric.of(before)
        comparable = is_covered and now.value is not None and then.value is not None
        change = Quantity((now.value or 0) - (then.value or 0), unit) if comparable else None
        if unit is Unit.EUR and change and (moved := growth(then.value, now.value)) is not None:
            change = Quantity(moved, Unit.GROWTH)  # thousands beside millions would be two precisions
        return Number(worded(metric, view.filters.measure), now, change)

    return [
        number(declared.revenue_total, Unit.EUR),
        number(declared.top_1_share, Unit.POINTS),
        number(declared.effective_accounts, Unit.COUNT),
        number(declared.accounts_for_80pct, Unit.COUNT),
    ]


def _as_base(shares: Concentration) -> Concentration:
    """The same figures on the base period."""
    rows = shares.portfolio.accounts
    moved = rows.assign(revenue=rows["base_revenue"], lines=(rows["base_revenue"] != 0).astype(int), base_revenue=0.0)
    return concentration(replace(shares.portfolio, accounts=moved), frozenset(shares.intercompany["account_id"]))


def _ranking(view: View, concentration: Concentration, keys: frozenset[str]) -> Chart:
    period, rows = period_text(view.filters.start, view.filters.end), ranking_rows(concentration.ranked, keys)
    legend = (("key", shared.KEY_ACCOUNTS), ("others", shared.OTHER_ACCOUNTS))
    return Chart(
        id="ranking",
        title=fill(text.RANKING, what=AMOUNTS[view.filters.measure], period=period),
        rows=rows,
        draw=charts.ranked_accounts,
        columns={
            "account_name": Column(shared.ACCOUNT),
            "revenue": Column(AMOUNTS[view.filters.measure], Unit.EUR),
            "share": Column(shared.SHARE, Unit.SHARE),
        },
        legend=legend if (rows["role"] == "key").any() else (),
        opens_account=True,
        opens_rest=OTHERS,
    )


def ranking_rows(ranked: pd.DataFrame, keys: frozenset[str]) -> pd.DataFrame:
    """The largest accounts, and one row for the others; `keys` are drawn as key accounts."""
    largest = ranked.head(SHOWN)
    rows = pd.DataFrame(
        {
            "account_id": largest["account_id"],
            "account_name": largest["account_name"],
            "role": ["key" if account in keys else "others" for account in largest["account_id"]],
            "revenue": largest["revenue"],
            "share": largest["share"],
        }
    )
    others = ranked.iloc[SHOWN:]
    if others.empty:
        return rows
    rest = {
        "account_id": REST,
        "account_name": fill(text.OTHERS, count=len(others)),
        "role": "rest",
        "revenue": others["revenue"].sum(),
        "share": others["share"].sum(),
    }
    return pd.concat([rows, pd.DataFrame([rest])], ignore_index=True)


def _rolling(view: View, concentration: Concentration) -> list[Block]:
    """What became of the shares of the largest accounts over three years."""
    months, own = view.rows(MONTHS), own_companies(view)
    months = months[~months["account_id"].isin(own)]
    if view.filters.measure == "margin":
        months = months.dropna(subset=["margin"]).assign(revenue=lambda rows: rows["margin"])
    largest = concentration.ranked.head(FOLLOWED)
    rows = rolling_shares(months, TOP, tuple(largest["account_id"].astype(str)))
    rows = rows[rows["month"] <= pd.Timestamp(view.filters.end).replace(day=1)]
    if len(rows) < 2:
        return [Note(text.HISTORY_TOO_SHORT)]
    pairs = zip(largest["account_id"].astype(str), largest["account_name"].astype(str), strict=True)
    named = {code: Text(fr=name, en=name) for code, name in pairs}
    return [
        Chart(
            id="rolling",
            title=fill(text.ROLLING, what=text.IN_THE[view.filters.measure]),
            rows=rows,
            draw=lambda rows, style: charts.rolling_shares(rows, style, named),
            columns={
                "month": Column(shared.MONTH, Unit.MONTH),
                **{code: Column(name, Unit.SHARE) for code, name in named.items()},
                "share": Column(declared.top_10_share.name, Unit.SHARE),
                "effective_accounts": Column(declared.effective_accounts.name, Unit.COUNT),
            },
            opens_account=True,
            days=months_covered(rows["month"]),
        )
    ]


def _table(view: View, concentration: Concentration, keys: frozenset[str]) -> Table:
    ranked = concentration.ranked
    rows = ranked.assign(margin_rate=margin_rate(ranked), is_key=ranked["account_id"].isin(keys))
    columns = account_columns(view.filters.measure)
    title = fill(text.TABLE, period=period_text(view.filters.start, view.filters.end))
    return Table("accounts", title, rows[list(columns)], columns, opens_account=True, searchable=True)


def _by_group(view: View, concentration: Concentration) -> list[Block]:
    if view.filters.level != "entity" or not (view.rows(CHOICES)["filter"] == "group").any():
        return []
    grouped = figures(replace(view, filters=replace(view.filters, level="group")))
    if len(grouped.ranked) >= len(concentration.ranked):
        return []
    return [Note(fill(text.BY_GROUP, share=declared.top_10_share.of(grouped)))]


CONCENTRATION = Page(
    id="concentration",
    title=Text(fr="Concentration", en="Concentration"),
    icon=":material/bar_chart:",
    read=read,
    sections={
        "verdict": _verdict,
        "numbers": lambda page: _numbers(page.view, page.concentration),
        "ranking": lambda page: [_ranking(page.view, page.concentration, page.keys)],
        "rolling": lambda page: _rolling(page.view, page.concentration),
        "accounts": lambda page: [_table(page.view, page.concentration, page.keys)],
        "apart": lambda page: more.apart(page.view, page.concentration),
        "by_group": lambda page: _by_group(page.view, page.concentration),
        "others": lambda page: more.others(page.view, page.concentration),
        "statistics": lambda page: [more.statistics(page.view, page.concentration, _causes(page.changes))],
        "crossed": lambda page: [more.crossed(page.view, page.concentration)],
        "losses": lambda page: more.losses(page.view, page.concentration),
    },
    filters=DIMENSIONS,
    own_filters=("measure",),
    metrics=(declared, loss_metrics),
)
