"""Where each person's year may end: from sales histories, open deals, and the accuracy of past forecasts."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from kam_analytics.answers.page.risk_forecast import WHOLE
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay.inputs import facts, whole_year, window, year_to_date
from kam_analytics.answers.pay.schedules import schedules
from kam_analytics.metrics import pay as package
from kam_analytics.metrics.pay.figures import Payee, payees, target_rows
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.distribution import Deal, MonthlyResults, Quality, Spread, TeamResults
from kam_analytics.metrics.pay.forecast.year_end import (
    MARGIN,
    REVENUE,
    Horizon,
    Missing,
    YearEnd,
    YearEndForecast,
    outlook,
    season,
    unpaid_plan,
    year_end,
)
from kam_analytics.metrics.pay.periods.schedule import Schedule

HERE = Path(package.__file__).parent
MONTHS_SQL, DEALS_SQL, STAGES_SQL = (HERE / f"{n}.sql" for n in ("credited_months", "deals", "stage_outcomes"))
Days = tuple[date, date]
NOWHERE = (Decimal(0), Decimal(0))
EVEN = 0.5  # prior win rate, before any deal


@dataclass(frozen=True)
class PayForecast:
    """Year-end forecasts, by person, of the people whose pay the viewer may see.

    quality: of the method in use; other: of the same method with (or without) open deals; None without a replay.
    """

    years: Mapping[str, YearEnd]
    people: Mapping[str, YearEndForecast | Missing]
    horizon: Horizon | None
    quality: Quality | None = None
    other: Quality | None = None
    counts_deals: bool = False
    open_deals: Mapping[str, Sequence[Deal]] = field(default_factory=dict)  # by person, that may close in the period
    pays: bool = True  # False: attainment alone, for viewers who may not see pay or if no plan is approved

    def outlook(self, person: str) -> YearEndForecast | None:
        """The forecast of one person, if there is one."""
        outlook = self.people.get(person)
        return outlook if isinstance(outlook, YearEndForecast) else None

    def only(self, people: Collection[str]) -> "PayForecast":
        """The same forecast of some people; its quality is that of the method."""
        years = {who: year for who, year in self.years.items() if who in people}
        deals = {who: open_ for who, open_ in self.open_deals.items() if who in people}
        return replace(
            self, years=years, people={w: o for w, o in self.people.items() if w in people}, open_deals=deals
        )

    @property
    def deals(self) -> int:
        """How many open deals may close in the period."""
        return sum(map(len, self.open_deals.values()))

    @property
    def weighted(self) -> float:
        """Their amount × chance, EUR."""
        return sum(deal.amount * deal.chance for deals in self.open_deals.values() for deal in deals)

    @property
    def outlooks(self) -> dict[str, YearEndForecast]:
        return {who: o for who, o in self.people.items() if isinstance(o, YearEndForecast)}

    @property
    def paying(self) -> dict[str, YearEndForecast]:
        """The forecasts that include pay."""
        return self.outlooks if self.pays else {}


def pay_forecast(view: View, *, with_pay: bool = True) -> PayForecast:
    """The forecasts of one view; plans whose period does not contain the day are left out.

    with_pay: False when the viewer may not see the team's pay: everyone's attainment, no pay.
    """
    as_of = view.filters.end
    paying = [p for p in payees(facts(year_to_date(view))) if p.plan.period_start <= as_of <= p.plan.period_end]
    if not paying or not with_pay:
        return _attainment_alone(view)
    plans = schedules(view)
    every = {period: _years(view, period, paying, plans) for period in _periods(paying)}
    return _foreseen(view, _one_each(every))


def _attainment_alone(view: View) -> PayForecast:
    """Without a visible or approved plan: the year-end attainment of everyone with a target, no pay."""
    start, end = whole_year(view)
    rows = target_rows(facts(window(view, start, end), view.filters.end))
    people = sorted({r.who for r in rows if r.scope == "kam" and r.measure == REVENUE})
    plan = unpaid_plan(start, end)
    years = {who: year_end(rows, Payee(who, plan, start, end, Decimal(0)), view.filters.end) for who in people}
    if not years:
        return PayForecast({}, {}, None)
    return replace(_foreseen(view, {(start, end): years}), pays=False)


def _periods(paying: list[Payee]) -> list[Days]:
    return sorted({_days(p) for p in paying})


def _days(payee: Payee) -> Days:
    """From the start of the plan to the last day that the person is on it."""
    return payee.plan.period_start, min(payee.plan.period_end, payee.to_on)


def _years(
    view: View, period: Days, paying: list[Payee], schedules: Mapping[tuple[str, str], Schedule]
) -> list[YearEnd]:
    as_of = view.filters.end
    rows = target_rows(facts(window(view, *period), as_of))
    mine = [p for p in paying if _days(p) == period]
    return [year_end(rows, p, as_of, schedules.get((p.person_id, p.plan.id))) for p in mine]


def _one_each(every: Mapping[Days, list[YearEnd]]) -> dict[Days, dict[str, YearEnd]]:
    """For each person the plan with the most at stake, with their other running plans."""
    mine: dict[str, list[tuple[Days, YearEnd]]] = {}
    for period, years in every.items():
        for year in years:
            mine.setdefault(year.payee.person_id, []).append((period, year))
    by_period: dict[Days, dict[str, YearEnd]] = {period: {} for period in every}
    for who, several in mine.items():
        several.sort(key=lambda one: (one[1].payee.incentive, one[1].payee.plan.id), reverse=True)
        (period, main), *others = several
        # The pay of ended plans is counted once, with the main one.
        beside = (replace(o, schedule=replace(o.schedule, elsewhere=NOWHERE)) for _, o in others if o.schedule)
        by_period[period][who] = replace(main, others=tuple(beside))
    return {period: years for period, years in by_period.items() if years}


def _foreseen(view: View, years: Mapping[Days, Mapping[str, YearEnd]]) -> PayForecast:
    """Everyone's forecast; the quality is that of the plan most people are on."""
    past = Pasts.read(view, view.filters.end)
    periods = [_of_period(view, period, years[period], past) for period in sorted(years, key=lambda p: len(years[p]))]
    whole = periods[-1]
    return replace(
        whole,
        years={who: year for one in periods for who, year in one.years.items()},
        people={who: outlook for one in periods for who, outlook in one.people.items()},
        open_deals={who: deals for one in periods for who, deals in one.open_deals.items()},
    )


def _of_period(view: View, period: Days, years: Mapping[str, YearEnd], past: "Pasts") -> PayForecast:
    """Histories are company-wide: the forecast of a person is the same for every viewer."""
    horizon = Horizon.of(*period, view.filters.end)
    history = TeamResults(past.people, horizon.elapsed, horizon.to_go)
    book = Pipeline.read(view, horizon, past)
    alone, together = forecast.quality(history.replays()), forecast.quality(history.replays(book.then))
    counts = alone is not None and together is not None and together.error < alone.error
    errors = history.errors()
    people = {
        who: outlook(
            _seasoned(year, past.people.get(who, {}), horizon),
            horizon,
            past.people.get(who, {}),
            errors,
            book.now(who) if counts else forecast.NO_DEALS,
        )
        for who, year in years.items()
    }
    deals = {who: book.open(who) for who in years}
    used, other = (together, alone) if counts else (alone, together)
    return PayForecast(years, people, horizon, used, other if book.any else None, counts, deals)


def _seasoned(year: YearEnd, past: Mapping[str, MonthlyResults], horizon: Horizon) -> YearEnd:
    """The remaining result spread over the pay periods that are not over, by season."""
    if year.schedule is None:
        return year
    ends = [(step.start, step.end) for step in year.schedule.inputs.steps[year.schedule.ended :]]
    shares = season(ends, past.get(REVENUE), horizon)
    others = tuple(_seasoned(other, past, horizon) for other in year.others)
    return replace(year, schedule=replace(year.schedule, season=shares), others=others)


@dataclass(frozen=True)
class Pasts:
    """The monthly history of everyone, on one calendar that ends with the last whole month."""

    first: date | None
    people: Mapping[str, Mapping[str, MonthlyResults]]

    @classmethod
    def read(cls, view: View, as_of: date) -> "Pasts":
        """Read from the store for the whole company; its rows are never shown."""
        rows = view.read(MONTHS_SQL, WHOLE, (("as_of", as_of),))
        if rows.empty:
            return cls(None, {})
        rows = rows.assign(month=pd.to_datetime(rows["month"]).dt.to_period("M"))
        calendar = pd.period_range(rows["month"].min(), rows["month"].max(), freq="M")
        people = {
            str(who): {m: MonthlyResults(_aligned(own, m, calendar)) for m in (REVENUE, MARGIN) if own[m].notna().any()}
            for who, own in rows.groupby("person_id")
        }
        return cls(calendar[0].to_timestamp().date(), {who: past for who, past in people.items() if REVENUE in past})

    def day(self, months: int) -> date:
        """The last day of the history's first so many months."""
        first = self.first or date.min
        year, month = divmod(first.year * 12 + first.month - 2 + months, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])


def _aligned(own: pd.DataFrame, measure: str, calendar: pd.PeriodIndex) -> forecast.Floats:
    filled = own.set_index("month")[measure].reindex(calendar).fillna(0.0)
    return np.asarray(filled, dtype=np.float64)


@dataclass(frozen=True)
class Pipeline:
    """The opportunities as of any day: open, won and lost."""

    rows: pd.DataFrame  # person_id, amount, status, stage, created, closes (dates as numbers)
    stages: Mapping[str, tuple[int, int]]  # stage → won, closed
    horizon: Horizon
    past: Pasts

    @classmethod
    def read(cls, view: View, horizon: Horizon, past: Pasts) -> "Pipeline":
        """The opportunities of the whole company, from which win rates are estimated."""
        facts = (("as_of", horizon.as_of),)
        rows = view.read(DEALS_SQL, WHOLE, facts)
        stages = view.read(STAGES_SQL, WHOLE, facts).to_dict("records")
        dated = rows.assign(
            created=pd.to_datetime(rows["created_on"]).fillna(pd.Timestamp.min),
            closes=pd.to_datetime(rows["close_date"]),
        )
        return cls(dated, {str(r["stage"]): (int(r["won"]), int(r["closed"])) for r in stages}, horizon, past)

    @property
    def any(self) -> bool:
        return not self.rows.empty

    @cached_property
    def _closed(self) -> tuple[list[pd.Timestamp], list[int]]:
        """Close dates of won and lost deals, ascending, and the cumulative count of wins."""
        ended = self.rows[self.rows["status"].isin(("won", "lost"))].sort_values("closes")
        return list(ended["closes"]), list((ended["status"] == "won").cumsum())

    def rate(self, day: date) -> float:
        """Share of the deals closed by a day that were won, shrunk towards one half."""
        days, won = self._closed
        closed = bisect_right(days, pd.Timestamp(day))
        return forecast.chance(won[closed - 1] if closed else 0, closed, EVEN)

    def open(self, who: str) -> list[Deal]:
        """The deals open today that may close in the period, each with the win rate of its stage."""
        deals = self._between(who, self.horizon.as_of, self.horizon.end)
        deals = deals[deals["status"] == "open"]
        overall = self.rate(self.horizon.as_of)
        return [
            Deal(float(amount), forecast.chance(*self.stages.get(str(stage), (0, 0)), overall))
            for amount, stage in zip(deals["amount"], deals["stage"], strict=True)
        ]

    def now(self, who: str) -> Spread:
        """The distribution of what they may bring."""
        return forecast.pipeline(self.open(who))

    def then(self, who: str, months: int) -> Spread:
        """What the deals open at an earlier month could bring, at the overall win rate: past stages are unknown."""
        day, end = self.past.day(months), self.past.day(months + self.horizon.to_go)
        chance = self.rate(day)
        return forecast.pipeline([Deal(float(a), chance) for a in self._between(who, day, end)["amount"]])

    def _between(self, who: str, day: date, end: date) -> pd.DataFrame:
        """Deals recorded by a day that close after it, up to an end."""
        rows, after, last = self._by_person.get(who, self.rows.head(0)), pd.Timestamp(day), pd.Timestamp(end)
        return rows[(rows["created"] <= after) & (rows["closes"] > after) & (rows["closes"] <= last)]

    @cached_property
    def _by_person(self) -> dict[str, pd.DataFrame]:
        return {str(who): own for who, own in self.rows.groupby("person_id")}
