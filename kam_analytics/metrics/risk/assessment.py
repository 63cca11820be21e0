"""Assess every eligible account on a day: from the rows of the queries to signals, score, money and special cases."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.core.units import SMALLEST_NET
from kam_analytics.metrics.risk.card.cases import Cases, cases
from kam_analytics.metrics.risk.card.scorecard import (
    AccountSignals,
    Score,
    answerable,
    common,
    scores,
    signal_columns,
    signals_of,
)
from kam_analytics.metrics.risk.figures import AccountRisk, LeftOut, NotJudged, Risk
from kam_analytics.metrics.risk.measures import formulas
from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.day_bits import Days, Months, days_of, months_ago
from kam_analytics.metrics.risk.measures.formulas import Amounts
from kam_analytics.metrics.risk.measures.history import day_number, months_before
from kam_analytics.metrics.risk.measures.population import (
    BATCH_DAYS,
    LEAST_INVOICE_DAYS,
    LEAST_SHARE,
    LEAST_TENURE_DAYS,
)
from kam_analytics.metrics.risk.measures.snapshot import RHYTHM_MONTHS, YEAR_MONTHS, august_days, last_august
from kam_analytics.metrics.risk.measures.surroundings import COVERED, Surroundings, file_signals, pending_orders


@dataclass(frozen=True)
class PopulationFacts:
    """Company-wide values used to assess one account: the same for every viewer and filter.

    median_gap: days between orders of the median account; least: minimum EUR of twelve months for an account to be
    assessed; answerable: the rules that the company's data can answer; common: those active for nearly every account.
    """

    median_gap: float | None
    least: float
    answerable: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True)
class _MeasuredPopulation:
    """Every account of `activity.sql`: the eligible ones with measures and signals, the others, company-wide values."""

    eligible: list[dict[str, Any]]
    others: tuple[NotJudged, ...]
    measures: Measures
    columns: dict[str, Amounts]
    book: PopulationFacts


def population_facts(activity: pd.DataFrame, as_of: date, around: Surroundings) -> PopulationFacts:
    """Computed from the activity of every account of the company."""
    return _measure_population(activity, as_of, around, None).book


def assess(
    activity: pd.DataFrame,
    book_months: pd.DataFrame,
    as_of: date,
    horizon_days: int,
    around: Surroundings | None = None,
    of: PopulationFacts | None = None,
    only: str | None = None,
) -> Risk:
    """Assess every eligible account from data dated up to the as-of day.

    Eligible, one rule everywhere (docs/risk.md): invoiced on at least 3 days in 12 months, first invoice at
    least 60 days ago, positive revenue over 12 months that is at least 1/20,000 of the company's.
    of: facts of the whole company, if `activity` is only a part of it; only: return this account alone.
    """
    around = around or Surroundings()
    weighed = _measure_population(activity, as_of, around, of)
    months = {m.date(): float(r) for m, r in zip(book_months["month"], book_months["revenue"], strict=True)}
    season = formulas.seasonal_share(months, as_of, horizon_days)
    case = cases(weighed.measures)
    score = scores(weighed.columns, weighed.book.answerable, weighed.book.common)
    judged = [
        _assess_account(
            row,
            as_of,
            season,
            float(weighed.measures.interval[n]),
            signals_of(weighed.columns, n),
            score[n],
            weighed.book.answerable,
            _named(case, n),
            around.facts.get(str(row["account_id"]), {}),
        )
        for n, row in enumerate(weighed.eligible)
        if only is None or row["account_id"] == only
    ]
    judged.sort(key=lambda a: (-(a.exposed_revenue or a.year_revenue), a.account_id))
    return Risk(as_of, horizon_days, tuple(judged), weighed.others, season, common=weighed.book.common)


def _measure_population(
    activity: pd.DataFrame, as_of: date, around: Surroundings, of: PopulationFacts | None
) -> _MeasuredPopulation:
    days = days_of([_months(row) for row in activity["invoice_months"]], as_of)
    rows = [_typed(row, own) for row, own in zip(activity.to_dict("records"), days, strict=True)]
    sold = sum(row["year_revenue"] for row in rows if not row["is_own"])
    least = of.least if of else max(LEAST_SHARE * sold, SMALLEST_NET)
    reasons = [left_out(row, as_of, least) for row in rows]
    eligible = [row for row, reason in zip(rows, reasons, strict=True) if reason is None]
    gaps = [formulas.gaps_between(row["invoice_days"], batch_days=BATCH_DAYS) for row in eligible]
    median = of.median_gap if of else formulas.book_median_gap(gaps)
    measures = _measures(eligible, gaps, as_of, median, around)
    columns = signal_columns(measures)
    others = (_left(row, reason) for row, reason in zip(rows, reasons, strict=True) if reason is not None)
    return _MeasuredPopulation(
        eligible,
        tuple(others),
        measures,
        columns,
        of or PopulationFacts(median, least, answerable(columns), common(columns)),
    )


def _months(value: object) -> Months:
    """The months of `activity.sql` with an invoice; none for a missing value."""
    return np.asarray(value if isinstance(value, np.ndarray) else [], np.int64)


def _typed(row: dict[Any, Any], days: Days) -> dict[str, Any]:
    """A row with its invoice days as dates and missing values as None."""
    return {
        **row,
        "invoice_days": days,
        "active": months_ago(_months(row["invoice_months"])),
        "last_on": days[-1].item() if days.size else None,
        "first_on": pd.Timestamp(row["first_on"]).date(),
        "kam": row["kam"] if isinstance(row["kam"], str) else None,
        "year_margin": _year_margin(row),
    }


def _year_margin(row: dict[Any, Any]) -> float | None:
    """Margin of twelve months, EUR, at the rate of its whole months; None if too little revenue has a margin."""
    whole, covered = row["whole_months"], row["covered"]
    if not covered > 0 or covered < COVERED * whole:  # a comparison with NaN is false
        return None
    return float(row["margin"] / covered * row["year_revenue"])


def left_out(row: dict[str, Any], as_of: date, least_revenue: float) -> LeftOut | None:
    """Why an account is not assessed, the first reason that applies; None if it is assessed."""
    if row["is_part"]:
        return LeftOut.PART
    if row["is_own"]:
        return LeftOut.OWN
    if row["last_on"] is None or row["year_days"] == 0:
        return LeftOut.GONE
    if (as_of - row["first_on"]).days < LEAST_TENURE_DAYS:
        return LeftOut.NEW
    if row["year_revenue"] <= SMALLEST_NET:
        return LeftOut.NEGATIVE
    if row["year_days"] < LEAST_INVOICE_DAYS:
        return LeftOut.ONE_OFF
    return LeftOut.SMALL if row["year_revenue"] < least_revenue else None


def _left(row: dict[str, Any], reason: LeftOut) -> NotJudged:
    return NotJudged(str(row["account_id"]), row["account_name"], reason, row["last_on"], row["year_revenue"])


def _measures(
    rows: list[dict[str, Any]], gaps: list[Amounts], as_of: date, median: float | None, around: Surroundings
) -> Measures:
    """The rows of `activity.sql` as arrays, with the values from other files."""
    ids = [str(row["account_id"]) for row in rows]
    active = np.zeros((len(rows), RHYTHM_MONTHS), bool)
    for n, row in enumerate(rows):
        active[n, row["active"]] = True
    own = (formulas.usual_interval(mine, median) for mine in gaps)
    interval = np.array([np.inf if i is None else i for i in own], np.float64)

    def column(name: str) -> Amounts:
        return np.array([row[name] for row in rows], np.float64)

    return Measures(
        tenure=np.array([(as_of - row["first_on"]).days for row in rows], np.float64),
        silence=np.array([(as_of - row["last_on"]).days for row in rows], np.float64),
        interval=interval,
        closed=np.array([_closed(row, i, as_of) for row, i in zip(rows, interval, strict=True)], np.float64),
        active=active,
        revenue=column("year_revenue"),
        quarter=column("quarter_revenue"),
        credits=column("year_credits"),
        invoiced=column("year_invoiced"),
        pending=pending_orders(around, ids),
        other_files=file_signals(around, ids),
        **{name: column(name) for name in _AS_READ},
    )


_AS_READ = (
    "year_days",
    "quarter_last_year",
    "half_days",
    "half_days_last_year",
    "half_invoiced",
    "half_invoiced_last_year",
    "products",
    "products_before",
)


def _closed(row: dict[str, Any], interval: float, as_of: date) -> float:
    """Days of the silence in an August in which the account, already a customer, did not buy a year before either."""
    was_there = months_before(last_august(as_of)[0], YEAR_MONTHS) - row["first_on"]
    if row["august_days"] or was_there.days < LEAST_TENURE_DAYS:
        return 0.0
    return float(august_days(np.array([day_number(row["last_on"])]), np.array([interval]), as_of)[0])


def _named(case: Cases, n: int) -> tuple[str, ...]:
    """The special cases of one account, by name."""
    return tuple(f.name for f in fields(case) if getattr(case, f.name)[n] and f.name != "out_of_season")


def _assess_account(
    row: dict[str, Any],
    as_of: date,
    season: float | None,
    interval: float,
    signals: AccountSignals,
    score: Score,
    answerable: frozenset[str],
    named: tuple[str, ...],
    facts: dict[str, Any],
) -> AccountRisk:
    margin = row["year_margin"]
    usual = interval if np.isfinite(interval) else None
    return AccountRisk(
        account_id=row["account_id"],
        account_name=row["account_name"],
        is_key=bool(row["is_key"]),
        kam=row["kam"],
        score=score,
        signals=signals,
        last_on=row["last_on"],
        days_since_last=(as_of - row["last_on"]).days,
        interval=usual,
        next_expected=_next_expected(row, as_of, usual, named, facts),
        year_revenue=row["year_revenue"],
        quarter_revenue=row["quarter_revenue"],
        quarter_last_year=row["quarter_last_year"],
        exposed_revenue=formulas.exposed_revenue(row["year_revenue"], season),
        exposed_margin=None if margin is None else formulas.exposed_revenue(margin, season),
        invoice_days=row["invoice_days"],
        cases=named,
        facts=facts,
        answerable=answerable,
    )


def _next_expected(
    row: dict[str, Any], as_of: date, interval: float | None, named: tuple[str, ...], facts: dict[str, Any]
) -> date | None:
    """The next order: the promised day; for a seasonal account the day of last year's; otherwise by its rhythm."""
    if "ordered" in named:
        promised: date = facts["promised_on"]
        return promised
    if interval is None:
        return None
    by_rhythm: date = row["last_on"] + timedelta(days=round(interval))
    year_ago = months_before(as_of, YEAR_MONTHS)
    if "seasonal" in named and by_rhythm <= as_of:
        later = row["invoice_days"][row["invoice_days"] > np.datetime64(year_ago)]
        first: date = later[0].item() if later.size else by_rhythm - (as_of - year_ago)
        return first + (as_of - year_ago)
    return by_rhythm + timedelta(days=_closed(row, interval, as_of)) if "closed" in named else by_rhythm
