"""Whether key accounts grow faster, by how much, why, and at which margin."""

from dataclasses import dataclass

import pandas as pd

from kam_analytics.answers.concentration.page import read_portfolio
from kam_analytics.answers.growth.bridge import ShownBridge, bridge_chart
from kam_analytics.answers.growth.currencies import at_constant_rates, currency_sentences
from kam_analytics.answers.growth.details import bridges, method
from kam_analytics.answers.growth.periods import period_sentences, refusal
from kam_analytics.answers.growth.tables import accounts, groups, readings
from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Message, Note, Number
from kam_analytics.answers.page.dated_notes import months_covered
from kam_analytics.answers.page.declaration import DIMENSIONS, Instead, Page, both_periods
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View, nothing_invoiced, one_perimeter
from kam_analytics.charts import growth as charts
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language import identity as identity_text
from kam_analytics.language import shared
from kam_analytics.language.dates import month_text, period_text
from kam_analytics.language.numbers import decimal
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth import metrics as declared
from kam_analytics.metrics.growth.currencies import ConstantRates
from kam_analytics.metrics.growth.figures import KEY, NEW, OTHER, Growth, growth, hindsight
from kam_analytics.metrics.growth.history import GrowthHistory, growth_history
from kam_analytics.metrics.growth.key_accounts import DEFAULT_TOP, KeySource
from kam_analytics.metrics.growth.margins import LEAST_COVERED
from kam_analytics.metrics.portfolio.figures import MONTHS

MOST_MOVERS = 6
CHOSEN = {
    KeySource.LISTED: text.FROM_LIST,
    KeySource.LAGGED: text.CHOSEN_LAGGED,
    KeySource.TOP: text.CHOSEN_TOP,
}
SOURCES = {KeySource.LISTED: text.FROM_LIST, KeySource.LAGGED: text.FROM_LAGGED, KeySource.TOP: text.FROM_TOP}


def figures(view: View) -> Growth:
    """Every figure of the page; key status frozen at the start of the base period."""
    return growth(read_portfolio(one_perimeter(view), view.filters.base_start), view.filters.key)


@dataclass(frozen=True)
class GrowthContent:
    """What the sections of the page share."""

    view: View
    growth: Growth
    rates: ConstantRates | None
    history: GrowthHistory | None


def read(view: View) -> GrowthContent | Instead:
    """The figures of a view, or why the two periods cannot be compared."""
    growth = figures(view)
    if growth.accounts.empty:
        return Instead(nothing_invoiced(view))
    if reasons := refusal(view):
        return Instead(reasons)
    if growth.growth is None:
        base = period_text(view.filters.base_start, view.filters.base_end)
        return Instead([Message(fill(text.NO_BASE, base=base))])
    return GrowthContent(view, growth, at_constant_rates(view, growth), _read_history(view, growth))


def _read_history(view: View, growth: Growth) -> GrowthHistory | None:
    """Rolling years of the accounts that are key in the comparison, and of all others."""
    keys = frozenset(growth.of(KEY)["account_id"].astype(str))
    months = one_perimeter(view).rows(MONTHS)
    return growth_history(months, keys, pd.Timestamp(view.filters.end)) if keys else None


def _verdict(page: GrowthContent) -> list[Block]:
    """The gap, its interval, and whether growth was bought with margin."""
    beside = (*_since(page.growth, page.history), *_certainty(page.growth), *_bought(page.growth))
    return [Message(message(page.growth)), *(Message(sentence, lead=False) for sentence in beside)]


def _since(growth: Growth, history: GrowthHistory | None) -> list[Text]:
    """Since when the gap has had the sign of the title; nothing where rolling years say otherwise than the period."""
    gap = formulas.gap_points(growth.key_growth, growth.other_growth)
    if gap is None or history is None or history.since is None or (gap > 0) != history.is_ahead:
        return []
    template = text.SINCE_MORE_LEAD if history.is_ahead else text.SINCE_LESS_LEAD
    return [fill(template, month=_start(history, history.since))]


def _start(history: GrowthHistory, since: pd.Timestamp) -> Text:
    """The month since which the gap has its sign; "at least" where the data begin with it."""
    first = history.rows.dropna(subset=["gap"])["month"].iloc[0]
    return fill(text.AT_LEAST, month=month_text(since)) if since == first else month_text(since)


def _history(page: GrowthContent) -> list[Block]:
    """Both groups over time: since when, and by how much."""
    history = page.history
    if history is None:
        return [Note(text.HISTORY_SHORT)]
    mark = Text(fr="", en="")
    if history.since is not None:
        mark = fill(text.SINCE_MORE if history.is_ahead else text.SINCE_LESS, month=_start(history, history.since))
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "key": Column(text.KEYS_INDEX, Unit.COUNT),
        "other": Column(text.OTHERS_INDEX, Unit.COUNT),
        "key_revenue": Column(text.KEYS_REVENUE, Unit.EUR),
        "other_revenue": Column(text.OTHERS_REVENUE, Unit.EUR),
    }
    has_band = bool(history.rows["low"].notna().any())
    return [
        Chart(
            id="history",
            title=fill(text.HISTORY, first=month_text(history.rows["month"].iloc[0])),
            rows=history.rows,
            draw=lambda rows, style: charts.history(rows, style, history.since, mark.in_(style.lang)),
            columns=columns,
            legend=(("grid", text.BAND),) if has_band else (),
            narrows="period",
            days=months_covered(history.rows["month"]),
        )
    ]


def _reservations(page: GrowthContent) -> list[Block]:
    return _notes(page.view, page.growth, currency_sentences(page.rates, page.growth))


def _bridges(page: GrowthContent) -> list[Block]:
    return [Details("bridges", text.BRIDGES, Later(lambda: bridges(page.view, page.growth)))]


def _retention(page: GrowthContent) -> list[Block]:
    return [Details("retention", text.RETENTION, Later(lambda: method(page.growth, page.rates)))]


def message(growth: Growth) -> Text:
    """The sentence of the page: the gap, or the growth alone where there is no list."""
    gap = formulas.gap_points(growth.key_growth, growth.other_growth)
    if gap is None:
        return fill(text.TOTAL_ONLY, growth=signed(growth.growth))
    template = text.SAME if abs(round(gap, 1)) < 0.1 else text.MORE if gap > 0 else text.LESS
    return fill(template, gap=_gap(abs(gap)), key=signed(growth.key_growth), other=signed(growth.other_growth))


def _certainty(growth: Growth) -> list[Text]:
    """The interval of the gap, and whether it supports the claim that key accounts grow twice as fast."""
    if growth.gap is None:
        return []
    if growth.gap.low is None or growth.gap.high is None:
        return [text.TOO_FEW]
    low, high = _points(100 * growth.gap.low), _points(100 * growth.gap.high)
    sentences = [fill(text.INTERVAL, low=low, high=high), verdict(growth)]
    return (
        sentences if growth.ratio is None else [*sentences, fill(text.FASTER, ratio=Quantity(growth.ratio, Unit.TIMES))]
    )


def verdict(growth: Growth) -> Text:
    """Twice as fast: decided by key growth minus twice the growth of the others, with its own interval.

    Key accounts that certainly do worse than the others contradict the claim too, even where the others shrink.
    """
    beyond, gap = growth.beyond_twice, growth.gap
    if beyond is None or gap is None or beyond.low is None or beyond.high is None or gap.high is None:
        return text.CANNOT_TELL
    if gap.high < 0:
        return text.CONTRADICTED
    if growth.other_growth is None or growth.other_growth <= 0:
        return text.CANNOT_TELL
    if beyond.low >= 0 and growth.ratio is not None:
        return text.SUPPORTED
    return text.CONTRADICTED if beyond.high < 0 else text.CANNOT_TELL


def _bought(growth: Growth) -> list[Text]:
    """Whether growth was bought with margin: for all accounts, and for key accounts."""
    sentences = []
    for template, part in ((text.BOUGHT, ()), (text.BOUGHT_BY_KEYS, (KEY,))):
        margins = growth.margins_of(*part)
        if margins.forgone is not None:
            facts = {
                "rate": Quantity(margins.rate, Unit.SHARE),
                "base_rate": Quantity(margins.base_rate, Unit.SHARE),
                "change": Quantity(margins.rate_change, Unit.POINTS),
                "forgone": Quantity(margins.forgone, Unit.EUR),
            }
            sentences.append(fill(template, **facts))
    return sentences


def _numbers(growth: Growth) -> list[Block]:
    """Growth of all accounts, key accounts and others, each in euros; retention of the base revenue."""
    return [
        _with_amounts(growth, declared.revenue_growth),
        _with_amounts(growth, declared.key_growth, KEY),
        _with_amounts(growth, declared.other_growth, OTHER, NEW),
        Number(declared.nrr, declared.nrr.of(growth)),
    ]


def _with_amounts(growth: Growth, metric: Metric, *part: str) -> Number:
    """A growth with the revenue of the same accounts in both periods."""
    value, rows = metric.of(growth), growth.of(*part)
    if value.value is None:
        return Number(metric, value)
    before, now = (Quantity(float(rows[column].sum()), Unit.EUR) for column in ("base_revenue", "revenue"))
    return Number(metric, value, note=fill(text.AMOUNTS_NOTE, before=before, now=now))


def _bridge(page: GrowthContent) -> list[Block]:
    """The causes, and by how much rounded amounts do not add up."""
    rounding = ShownBridge.of(page.growth).rounding
    return [bridge_chart(page.view, page.growth), *([] if rounding is None else [Note(rounding)])]


def _movers(view: View, growth: Growth) -> Chart:
    ordered = growth.accounts.sort_values("change", ascending=False)
    ups = ordered[ordered["change"] > 0].head(MOST_MOVERS)
    downs = ordered[ordered["change"] < 0].tail(MOST_MOVERS)
    return Chart(
        id="movers",
        title=fill(text.MOVERS, period=period_text(view.filters.start, view.filters.end)),
        rows=pd.concat([ups, downs])[["account_id", "account_name", "base_revenue", "revenue", "change"]],
        draw=charts.movers,
        columns={"account_name": Column(shared.ACCOUNT), "change": Column(shared.CHANGE, Unit.EUR)},
        legend=(("gain", shared.GAINS), ("loss", shared.LOSSES)),
        opens_account=True,
    )


def _notes(view: View, growth: Growth, of_rates: list[Text]) -> list[Block]:
    """Source of the list, results with other lists, limits of the periods, coverage of margins.

    of_rates: the sentences on exchange rates.
    """
    sentences = [_source(view, growth)]
    late = hindsight(growth.portfolio) if growth.source is KeySource.LISTED else None
    if late is not None and late.gap is not None:
        facts = {
            "gap": Quantity(late.gap, Unit.POINTS),
            "key": signed(late.key_growth),
            "other": signed(late.other_growth),
        }
        sentences.append(fill(text.HINDSIGHT, day=view.filters.end, count=late.accounts, **facts))
    return [Note(note) for note in (*sentences, *period_sentences(view, growth), *of_rates, *_margin_known(growth))]


def _source(view: View, growth: Growth) -> Text:
    """Where the key accounts come from."""
    count, day = len(growth.of(KEY)), view.filters.base_start
    listed = growth.portfolio.accounts["is_key"].astype(bool).any()
    source = (CHOSEN if listed else SOURCES).get(growth.source)
    if source is None:
        return fill(text.NO_LIST, day=day)
    by_share = view.filters.key is None and count < DEFAULT_TOP
    one, many = (text.MOST_ONE, text.MOST) if by_share else (text.LARGEST_ONE, text.LARGEST)
    return fill(source, day=day, count=count, chosen=fill(plural(count, one, many), count=count))


def _margin_known(growth: Growth) -> list[Text]:
    margins = growth.margins_of()
    share = margins.measured / margins.revenue if margins.revenue > 0 else 0.0
    if not 0 < share < LEAST_COVERED:
        return []
    return [fill(text.MARGIN_PARTIAL, covered=Quantity(share, Unit.SHARE))]


def signed(value: float | None) -> Quantity | Text:
    """`+4,2 %`, `−3,1 %`, or « n.d. »."""
    return text.UNDEFINED if value is None else Quantity(value, Unit.GROWTH)


def _points(points: float) -> Text:
    """A number of points without its unit: `5,3`."""
    return Text(fr=decimal(points, "fr", 1), en=decimal(points, "en", 1))


def _gap(points: float) -> Text:
    """`1,0 point`, `5,3 points`: French uses the singular below 2."""
    number = _points(points)
    word = "point" if round(points, 1) < 2 else "points"
    return Text(fr=f"{number.fr}\u00a0{word}", en=f"{number.en}\u00a0points")


GROWTH = Page(
    id="growth",
    title=Text(fr="Croissance", en="Growth"),
    icon=":material/trending_up:",
    read=read,
    sections={
        "verdict": _verdict,
        "numbers": lambda page: _numbers(page.growth),
        "history": _history,
        "movers": lambda page: [_movers(page.view, page.growth)],
        "accounts": lambda page: [accounts(page.view, page.growth)],
        "bridge": _bridge,
        "bridges": _bridges,
        "groups": lambda page: [groups(page.view, page.growth)],
        "readings": lambda page: readings(page.view, page.growth, page.rates),
        "reservations": _reservations,
        "retention": _retention,
    },
    filters=DIMENSIONS,
    own_filters=("key", "against"),
    metrics=(declared,),
    perimeter=identity_text.PERIMETER_END,
    asks_recoding=True,
    counted_lines=both_periods,
)
