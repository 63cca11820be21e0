"""Revenue and growth, freshness of the data, revenue against target and last year, one sentence per page."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth import periods as growth_periods
from kam_analytics.answers.imports import books
from kam_analytics.answers.overview import portfolio
from kam_analytics.answers.overview.portfolio import OwnPortfolio
from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Block, Chart, Column, Link, Message, Note, Number
from kam_analytics.answers.page.coverage import from_first_invoice
from kam_analytics.answers.page.dated_notes import months_covered
from kam_analytics.answers.page.declaration import DIMENSIONS, Instead, Page
from kam_analytics.answers.page.view import View, freshness, nothing_invoiced, written
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.charts import overview as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as growth_text
from kam_analytics.language import identity as identity_text
from kam_analytics.language import overview as text
from kam_analytics.language import shared
from kam_analytics.language.dates import Period, day_text, period_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.concentration import metrics as concentration_metrics
from kam_analytics.metrics.concentration.figures import Concentration
from kam_analytics.metrics.growth import metrics as growth_metrics
from kam_analytics.metrics.growth.figures import Growth
from kam_analytics.metrics.overview.figures import MONTHS, whole_axis
from kam_analytics.metrics.pay.figures import TargetRow
from kam_analytics.metrics.risk import metrics as risk_metrics
from kam_analytics.metrics.risk.figures import Risk

QUARTER_DAYS = range(88, 94)
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class OverviewContent:
    """The figures of the other pages, on the days that invoices cover.

    asked: the view as it was asked, for pay, whose periods are those of the plan; refusal: why the two periods cannot
    be compared, if so; own: the portfolio of a KAM, None for those who see the whole company.
    """

    view: View
    asked: View
    growth: Growth
    concentration: Concentration
    risk: Risk
    refusal: list[Block]
    own: OwnPortfolio | None


def read(view: View) -> OverviewContent | Instead:
    """The figures of a view, or a message that nothing was invoiced."""
    covered = from_first_invoice(view)
    grown = growth.figures(covered)
    if grown.accounts.empty:
        return Instead(nothing_invoiced(view))
    shares, watched = concentration.figures(covered), risk.by_signals(covered)
    own = OwnPortfolio(covered, view, grown, watched) if view.is_kam else None
    return OverviewContent(covered, view, grown, shares, watched, growth_periods.refusal(covered), own)


def _verdict(page: OverviewContent) -> list[Block]:
    """Revenue and growth; for a KAM the next thing to do, on the demonstration data the invitation to import."""
    lead = Message(message(page.view, page.growth, page.refusal))
    if page.own is not None:
        return [lead, *portfolio.first(page.own)]
    return [lead, *([Message(text.INVITE, lead=False)] if page.view.demonstration else [])]


def message(view: View, grown: Growth, refused: list[Block]) -> Text:
    """Revenue of the period and its growth; for a KAM, of their portfolio."""
    period = period_text(view.filters.start, view.filters.end)
    revenue = Quantity(grown.portfolio.with_unassigned, Unit.EUR)
    if grown.growth is None or refused:
        return fill(text.LEAD_NO_BASE, revenue=revenue, period=period)
    template = text.MY_PORTFOLIO if view.is_kam else text.LEAD
    return fill(template, revenue=revenue, period=period, growth=growth.signed(_growth(grown)))


def _growth(grown: Growth) -> float | None:
    """Growth of all invoiced revenue, including lines without a customer in both periods."""
    base = grown.portfolio.base_revenue_total + grown.portfolio.unassigned_base
    return grown.portfolio.with_unassigned / base - 1 if base > 0 else None


def _numbers(page: OverviewContent) -> list[Block]:
    """The figures of the four pages; for a KAM, attainment, own pay and alerts.

    Growth is missing where the data do not cover the base period.
    """
    grown, concentrated, watched = page.growth, page.concentration, page.risk
    growing = [
        Number(metric, replace(metric.of(grown), value=None) if page.refusal else metric.of(grown))
        for metric in (growth_metrics.revenue_growth, growth_metrics.nrr)
    ]
    if page.own is not None:
        paid = portfolio.pay_numbers(page.own)
        return [*paid, *growing[: 2 - len(paid)], *portfolio.risk_numbers(watched)]
    return [
        growing[0],
        Number(concentration_metrics.top_10_share, concentration_metrics.top_10_share.of(concentrated)),
        growing[1],
        Number(risk_metrics.exposed_revenue, risk_metrics.exposed_revenue.of(watched)),
    ]


def _months(view: View) -> Chart:
    days = _days_of_months(view)
    earlier = periods.base(days)
    facts = {"first": days.start, "earlier_first": earlier.start, "earlier_end": earlier.end}
    rows = whole_axis(view.rows(MONTHS, **facts), days.start, days.end)
    return months_chart(rows, fill(text.MONTHS, period=period_text(days.start, days.end)))


def months_chart(rows: pd.DataFrame, title: Text) -> Chart:
    """Revenue by month beside a year earlier. rows: month, revenue, last_year (EUR)."""
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "last_year": Column(shared.LAST_YEAR, Unit.EUR),
    }
    legend = (("neutral", shared.ACTUAL), ("others", shared.LAST_YEAR))
    days = months_covered(rows["month"])
    return Chart("months", title, rows, charts.months, columns, legend, narrows="period", days=days)


def _days_of_months(view: View) -> Period:
    """The days of the chart of months: the period, or the year that ends with it where the period is shorter.

    Months before the first invoice are left out.
    """
    filters, first = view.filters, freshness(view).first
    months = pd.Timestamp(filters.end).replace(day=1) - pd.DateOffset(months=MONTHS_OF_YEAR - 1)
    start = filters.start if periods.is_year(Period(filters.start, filters.end)) else months.date()
    return Period(max(start, first or start), filters.end)


def _targets(view: View) -> list[Block]:
    """Revenue by quarter against its target: the company's, or the KAM's own."""
    year = str(view.filters.end.year)
    rows = quarters(view)
    if rows.empty:
        return [Note(fill(text.NO_TARGET, year=year))]
    columns = {
        "label": Column(Text(fr="Trimestre", en="Quarter")),
        "revenue": Column(shared.ACTUAL, Unit.EUR),
        "target": Column(shared.TARGET, Unit.EUR),
    }
    legend = (("neutral", shared.ACTUAL), ("ink", shared.TARGET))
    title = fill(text.TARGETS, year=year)
    return [Chart("targets", title, rows, charts.against_target, columns, legend, narrows="period")]


def quarters(view: View) -> pd.DataFrame:
    """Revenue, target and code of each quarter of the view's year; result to date for an open quarter."""
    filters = view.filters
    whole = replace(filters, start=date(filters.end.year, 1, 1), end=date(filters.end.year, 12, 31))
    rows = [r for r in pay.figures(replace(view, filters=whole), as_of=filters.end) if r.measure == "revenue"]
    total = [r for r in rows if r.scope == "total"]
    mine = total if total and filters.kam is None and not view.is_kam else _of_kams(rows, filters.kam)
    quarterly = [r for r in mine if (r.period_end - r.period_start).days + 1 in QUARTER_DAYS]
    table = pd.DataFrame(
        [(r.period_start, r.period_end, _so_far(r, filters.end), float(r.target or 0)) for r in quarterly],
        columns=["start", "end", "revenue", "target"],
    )
    summed = table.groupby(["start", "end"], as_index=False).sum(min_count=1)
    labels = (period_text(s, e) for s, e in zip(summed["start"], summed["end"], strict=True))
    last = freshness(view).last or filters.end  # later quarters of the data can be chosen too
    codes = [periods.quarter_code(s) if s <= last else "" for s in summed["start"]]
    return summed.assign(label=written(labels, summed), code=codes)


def _so_far(row: TargetRow, as_of: date) -> float:
    """The result to date; NaN, rather than zero, before the period begins."""
    return float("nan") if row.period_start > as_of else float(row.actual or 0)


def _of_kams(rows: list[TargetRow], kams: tuple[str, ...] | None) -> list[TargetRow]:
    return [r for r in rows if r.scope == "kam" and (kams is None or r.who in kams)]


def _links(page: OverviewContent) -> list[Block]:
    """One sentence and one link for each of the four pages; each sentence is the page's own."""
    concentrated, grown, watched = page.concentration, page.growth, page.risk
    team = pay.team(page.asked)
    links: list[Block] = []
    if len(concentrated.ranked):
        links.append(Link("concentration", concentration.message(page.view, concentrated)))
    why = [b.text for b in page.refusal if isinstance(b, Message)]
    if why or grown.growth is not None:
        links.append(Link("growth", why[0] if why else growth.message(grown)))
    if team.measured:
        links.append(Link("variable_pay", pay.message(team, page.asked)))
    if watched.accounts:
        links.append(Link("at_risk", risk.message(watched)))
    return links


def _freshness(view: View) -> list[Block]:
    """First and last invoice day, last import, and how far the accounting books agree."""
    fresh = freshness(view)
    notes: list[Block] = []
    if fresh.first and fresh.first > view.filters.base_start:
        base = period_text(view.filters.base_start, view.filters.base_end)
        notes.append(Note(fill(growth_text.BASE_PARTIAL, first=fresh.first, base=base)))
    if fresh.first and fresh.last and fresh.imported:
        facts = {"first": fresh.first, "last": fresh.last, "imported": fresh.imported}
        notes.append(Note(fill(text.FRESH, **{k: day_text(v) for k, v in facts.items()})))
    return [*notes, *books.notes(view)]


OVERVIEW = Page(
    id="overview",
    title=Text(fr="Vue d’ensemble", en="Overview"),
    own_title=Text(fr="Mon portefeuille", en="My portfolio"),
    icon=":material/dashboard:",
    read=read,
    sections={
        "verdict": _verdict,
        "numbers": _numbers,
        "week": lambda page: portfolio.week(page.own) if page.own else [],
        "accounts": lambda page: portfolio.accounts(page.own) if page.own else [],
        "months": lambda page: [_months(page.view)],
        "targets": lambda page: _targets(page.asked),
        "links": _links,
        "freshness": lambda page: _freshness(page.view),
    },
    filters=DIMENSIONS,
    perimeter=identity_text.PERIMETER_BOTH,
    asks_recoding=True,
)
