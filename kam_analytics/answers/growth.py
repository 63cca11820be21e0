"""Do key accounts grow faster, by how much, because of what?"""

import pandas as pd

from kam_analytics.answers.blocks import Block, Chart, Column, Details, Message, Note, Number, Table
from kam_analytics.answers.concentration import read_portfolio
from kam_analytics.answers.view import View, freshness, nothing_invoiced, written
from kam_analytics.charts import growth as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.numbers import decimal
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth import metrics as declared
from kam_analytics.metrics.growth.figures import KEY, NEW, OTHER, Growth, KeySource, growth, hindsight

MOST_MOVERS = 6
CHOSEN = {
    KeySource.LISTED: text.FROM_LIST,
    KeySource.LAGGED: text.CHOSEN_LAGGED,
    KeySource.TOP: text.CHOSEN_TOP,
}
SOURCES = {KeySource.LISTED: text.FROM_LIST, KeySource.LAGGED: text.FROM_LAGGED, KeySource.TOP: text.FROM_TOP}


def figures(view: View) -> Growth:
    """Every figure of the page; key status frozen at the start of the base period."""
    return growth(read_portfolio(view, view.filters.base_start), view.filters.key)


def blocks(view: View) -> list[Block]:
    """The page: sentence, numbers, the bridge, who moved, the accounts, where the list comes from."""
    found = figures(view)
    if found.accounts.empty:
        return nothing_invoiced(view)
    base = period_text(view.filters.base_start, view.filters.base_end)
    if found.growth is None:
        return [Message(fill(text.NO_BASE, base=base))]
    return [
        Message(message(found)),
        *(Message(said, lead=False) for said in _certainty(found)),
        *_numbers(found),
        _bridge(view, found),
        _movers(view, found),
        _table(view, found, base),
        *_notes(view, found, base),
        Details("groups", text.GROUPS, (_groups(found),)),
        Details("retention", text.RETENTION, tuple(_retention(found))),
    ]


def message(found: Growth) -> Text:
    """The sentence of the page: the gap, or the growth alone where there is no list."""
    gap = formulas.gap_points(found.key_growth, found.other_growth)
    if gap is None:
        return fill(text.TOTAL_ONLY, growth=signed(found.growth))
    template = text.SAME if abs(round(gap, 1)) < 0.1 else text.MORE if gap > 0 else text.LESS
    return fill(template, gap=_gap(abs(gap)), key=signed(found.key_growth), other=signed(found.other_growth))


def _certainty(found: Growth) -> list[Text]:
    """The interval of the gap, and what it says of the claim that key accounts grow twice as fast."""
    if found.gap is None:
        return []
    if found.gap.low is None or found.gap.high is None:
        return [text.TOO_FEW]
    low, high = _points(100 * found.gap.low), _points(100 * found.gap.high)
    return [fill(text.INTERVAL, low=low, high=high), verdict(found)]


def verdict(found: Growth) -> Text:
    """Twice as fast means a gap at least as large as the growth of the others; the interval decides."""
    other, gap = found.other_growth, found.gap
    if gap is None or gap.low is None or gap.high is None or other is None or other <= 0:
        return text.CANNOT_TELL
    ratio, _ = formulas.meaningful_ratio(found.key_growth, other)
    if ratio is not None and gap.low >= other:
        return text.SUPPORTED
    return text.CONTRADICTED if gap.high < other else text.CANNOT_TELL


def _numbers(found: Growth) -> list[Block]:
    return [
        Number(declared.revenue_growth, declared.revenue_growth.of(found)),
        Number(declared.key_growth, declared.key_growth.of(found)),
        Number(declared.other_growth, declared.other_growth.of(found)),
        Number(declared.nrr, declared.nrr.of(found)),
    ]


def _bridge(view: View, found: Growth) -> Chart:
    title = fill(
        text.BRIDGE,
        base_amount=Quantity(float(found.bridge.opening), Unit.EUR),
        amount=Quantity(float(found.bridge.closing), Unit.EUR),
        period=period_text(view.filters.start, view.filters.end),
    )
    columns = {"cause": Column(text.CAUSES["total"]), "amount": Column(shared.CHANGE, Unit.EUR)}
    legend = (("gain", shared.GAINS), ("loss", shared.LOSSES))
    return Chart("bridge", title, bridge_rows(found), charts.bridge, columns, legend)


def bridge_rows(found: Growth) -> pd.DataFrame:
    """One row per cause that moved anything, then the total; each bar starts where the one before ended."""
    causes = ("up", "new", "returned", "down", "lost")
    rows, at = [], 0.0
    for cause in causes:
        amount = float(getattr(found.bridge, cause))
        if amount:
            rows.append((text.CAUSES[cause], amount, at, "gain" if amount > 0 else "loss"))
            at += amount
    total = float(found.bridge.closing - found.bridge.opening)
    rows.append((text.CAUSES["total"], total, 0.0, "neutral"))
    return pd.DataFrame(rows, columns=["cause", "amount", "start", "role"])


def _movers(view: View, found: Growth) -> Chart:
    ordered = found.accounts.sort_values("change", ascending=False)
    ups = ordered[ordered["change"] > 0].head(MOST_MOVERS)
    downs = ordered[ordered["change"] < 0].tail(MOST_MOVERS)
    return Chart(
        id="movers",
        title=fill(text.MOVERS, period=period_text(view.filters.start, view.filters.end)),
        rows=pd.concat([ups, downs])[["account_id", "account_name", "change"]],
        draw=charts.movers,
        columns={"account_name": Column(shared.ACCOUNT), "change": Column(shared.CHANGE, Unit.EUR)},
        legend=(("gain", shared.GAINS), ("loss", shared.LOSSES)),
        opens_account=True,
    )


def _table(view: View, found: Growth, base: Text) -> Table:
    rows = found.accounts.sort_values("change", key=abs, ascending=False)
    rows = rows.assign(
        growth=(rows["revenue"] / rows["base_revenue"].where(rows["base_revenue"] > 0) - 1),
        group=written((text.GROUP_NAMES[g] for g in rows["group"]), rows),
        movement=written((text.CAUSES.get(m, Text(fr="–", en="–")) for m in rows["movement"]), rows),
    )
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "group": Column(shared.GROUP),
        "movement": Column(shared.CHANGE),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "change": Column(shared.CHANGE, Unit.EUR),
        "growth": Column(shared.GROWTH, Unit.GROWTH),
        "contribution": Column(shared.CONTRIBUTION, Unit.POINTS),
        "kam": Column(shared.KAM),
        "account_id": Column(shared.CODE),
    }
    title = fill(text.TABLE, period=period_text(view.filters.start, view.filters.end), base=base)
    return Table("accounts", title, rows[list(columns)], columns, opens_account=True, searchable=True)


def _notes(view: View, found: Growth, base: Text) -> list[Block]:
    """Where the list comes from, and whether the base period is covered."""
    count = int((found.accounts["group"] == KEY).sum())
    day = view.filters.base_start
    listed = found.portfolio.accounts["is_key"].astype(bool).any()
    source = (CHOSEN if listed else SOURCES).get(found.source)
    notes: list[Block] = [Note(fill(source, day=day, count=count) if source else fill(text.NO_LIST, day=day))]
    late = hindsight(found.portfolio) if found.source is KeySource.LISTED else None
    gap = None if late is None else formulas.gap_points(late.key_growth, late.other_growth)
    if late is not None and gap is not None:
        facts = {
            "gap": Quantity(gap / 100, Unit.POINTS),
            "key": signed(late.key_growth),
            "other": signed(late.other_growth),
        }
        notes.append(Note(fill(text.HINDSIGHT, day=view.filters.end, count=late.accounts, **facts)))
    first = freshness(view).first
    if first is not None and first > view.filters.base_start:
        notes.append(Note(fill(text.BASE_PARTIAL, first=first, base=base)))
    return notes


def _groups(found: Growth) -> Table:
    """Growth and bridge of each of the three groups."""
    rows = []
    for group in (KEY, OTHER, NEW):
        mine = found.bridge_of(group)
        part = found.accounts[found.accounts["group"] == group]
        rows.append(
            {
                "group": text.GROUP_NAMES[group],
                "accounts": len(part),
                "base_revenue": float(mine.opening),
                **{cause: float(getattr(mine, cause)) for cause in ("new", "returned", "up", "down", "lost")},
                "revenue": float(mine.closing),
                "growth": found.growth_of(group),
            }
        )
    columns = {
        "group": Column(shared.GROUP),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        **{cause: Column(text.CAUSES[cause], Unit.EUR) for cause in ("new", "returned", "up", "down", "lost")},
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "growth": Column(shared.GROWTH, Unit.GROWTH),
    }
    return Table("groups", text.GROUPS, pd.DataFrame(rows), columns)


def _retention(found: Growth) -> list[Block]:
    shown = (declared.nrr, declared.grr, declared.logo_retention, declared.existing_growth, declared.growth_gap)
    numbers: list[Block] = [Number(metric, metric.of(found)) for metric in shown]
    if found.gap is not None and found.gap.show_ci:
        freedom = max(1.0, found.gap.effective_key_accounts - 1)
        df = Text(fr=decimal(freedom, "fr", 1), en=decimal(freedom, "en", 1))
        numbers.append(Note(fill(text.INTERVAL_METHOD, df=df)))
    return numbers


def signed(value: float | None) -> Quantity | Text:
    """`+4,2 %`, `−3,1 %`, or « n.d. »."""
    return text.UNDEFINED if value is None else Quantity(value, Unit.GROWTH)


def _points(points: float) -> Text:
    """A number of points without its unit: `5,3`."""
    return Text(fr=decimal(points, "fr", 1), en=decimal(points, "en", 1))


def _gap(points: float) -> Text:
    """`1,0 point`, `5,3 points`: French is singular below 2."""
    said = _points(points)
    word = "point" if round(points, 1) < 2 else "points"
    return Text(fr=f"{said.fr}\u00a0{word}", en=f"{said.en}\u00a0points")
