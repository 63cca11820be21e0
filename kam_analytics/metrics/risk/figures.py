"""Which accounts slip, why, and how much revenue is exposed: the scorecard on one company's invoices."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.metrics.risk import formulas
from kam_analytics.metrics.risk.formulas import AccountSignals, Score
from kam_analytics.metrics.risk.outlook import AccountOutlook, Outlook
from kam_analytics.metrics.risk.population import (
    BATCH_DAYS,
    LEAST_INVOICE_DAYS,
    LEAST_SHARE,
    LEAST_TENURE_DAYS,
    SMALLEST_NET,
)
from kam_analytics.metrics.risk.verdict import Verdict

HERE = Path(__file__).parent
ACTIVITY, BOOK_MONTHS = HERE / "activity.sql", HERE / "book_months.sql"
QUARTERS = 4


@dataclass(frozen=True)
class AccountRisk:
    """One account at the as-of day. Money in EUR; `exposed_*` over the horizon; days as days."""

    account_id: str
    account_name: str
    is_key: bool
    kam: str | None
    score: Score
    signals: AccountSignals
    last_on: date
    days_since_last: int
    interval: float | None  # usual days between orders
    next_expected: date | None
    year_revenue: float
    quarter_revenue: float
    quarter_last_year: float
    exposed_revenue: float | None
    exposed_margin: float | None
    invoice_days: tuple[date, ...] = ()  # of the last 24 months
    outlook: AccountOutlook | None = None
    silenced: bool = False  # by a known cause that still holds: shown, not counted among alerts

    @property
    def expected_loss(self) -> float | None:
        """Probability × severity × exposed revenue; `None` without a model or a season."""
        return None if self.outlook is None else _of(self.outlook.loss_share, self.exposed_revenue)

    @property
    def loss_range(self) -> tuple[float, float] | None:
        """Expected loss at the low and at the high end of what single past dates gave."""
        if self.outlook is None or self.exposed_revenue is None:
            return None
        return self.outlook.low * self.exposed_revenue, self.outlook.high * self.exposed_revenue

    @property
    def expected_margin_loss(self) -> float | None:
        """The same share of the exposed margin."""
        return None if self.outlook is None else _of(self.outlook.loss_share, self.exposed_margin)


def _of(share: float, money: float | None) -> float | None:
    return None if money is None else share * money


@dataclass(frozen=True)
class Risk:
    """The eligible accounts, most expected loss first, else most exposed revenue; others are counted, not judged.

    `verdict`: which score ranks and why, once the company's own past was asked.
    """

    as_of: date
    horizon_days: int
    accounts: tuple[AccountRisk, ...]
    not_judged: int
    season: float | None  # share of a year's revenue that the horizon usually holds
    method: str = "scorecard"
    verdict: Verdict | None = None

    @property
    def expected_loss(self) -> float | None:
        """Sum over the accounts the model speaks of; `None` where it gives no probability."""
        losses = [a.expected_loss for a in self.accounts if a.expected_loss is not None]
        return sum(losses) if losses and self.shows_probability else None

    @property
    def loss_range(self) -> tuple[float, float] | None:
        """Low and high end of that sum: past dates erred for all accounts together, so the ends add up."""
        ends = [a.loss_range for a in self.accounts if a.loss_range is not None]
        if not ends or not self.shows_probability:
            return None
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    @property
    def shows_probability(self) -> bool:
        """Whether the company's past allows a probability to be said."""
        return self.verdict is not None and self.verdict.shows_probability

    @property
    def watched(self) -> tuple[AccountRisk, ...]:
        """Accounts with enough points to look at, but those whose cause is known."""
        return tuple(a for a in self.accounts if a.score.watch and not a.silenced)

    @property
    def alerts(self) -> tuple[AccountRisk, ...]:
        """Accounts with enough points to call, but those whose cause is known."""
        return tuple(a for a in self.accounts if a.score.alert and not a.silenced)

    @property
    def exposed(self) -> float | None:
        """Revenue of the watched accounts over the horizon; `None` without a season to tell it."""
        return None if self.season is None else sum(a.exposed_revenue or 0.0 for a in self.watched)


def risk(activity: pd.DataFrame, book_months: pd.DataFrame, as_of: date, horizon_days: int) -> Risk:
    """Judge every eligible account on the invoices up to the as-of day.

    Eligible, one rule everywhere (docs/risk.md): invoiced on at least 3 days in 12 months, first invoice at
    least 60 days ago, positive revenue over 12 months that is at least 1/20,000 of the book's.
    """
    rows = [_typed(row) for row in activity.to_dict("records")]
    least = max(LEAST_SHARE * sum(row["year_revenue"] for row in rows), SMALLEST_NET)
    eligible = [row for row in rows if _eligible(row, as_of, least)]
    gaps = [formulas.own_gaps(row["invoice_days"], batch_days=BATCH_DAYS) for row in eligible]
    book = formulas.book_median_gap(gaps)
    months = {m.date(): float(r) for m, r in zip(book_months["month"], book_months["revenue"], strict=True)}
    season = formulas.seasonal_share(months, as_of, horizon_days)
    judged = [
        _judged(row, as_of, formulas.usual_interval(g, book), season) for row, g in zip(eligible, gaps, strict=True)
    ]
    judged.sort(key=lambda a: (-(a.exposed_revenue or a.year_revenue), a.account_id))
    return Risk(as_of, horizon_days, tuple(judged), len(rows) - len(eligible), season)


def with_outlook(found: Risk, seen: Outlook) -> Risk:
    """The same accounts, ranked by the model where the company's past lets it speak."""
    if not seen.accounts:
        return replace(found, verdict=seen.verdict)
    told = [replace(a, outlook=seen.accounts.get(a.account_id)) for a in found.accounts]
    return replace(found, accounts=tuple(sorted(told, key=_stake)), method=seen.verdict.method, verdict=seen.verdict)


def with_causes(found: Risk, accounts: frozenset[str]) -> Risk:
    """The same accounts; those of `accounts` have a known cause that silences their alert."""
    told = tuple(replace(a, silenced=a.account_id in accounts) for a in found.accounts)
    return replace(found, accounts=told)


def _stake(account: AccountRisk) -> tuple[float, str]:
    """Expected loss first; the accounts the model does not speak of come last, by exposed revenue."""
    money = account.exposed_revenue or account.year_revenue
    share = account.outlook.loss_share if account.outlook else 0.0
    return (-share * money if share else 1 / (1 + money), account.account_id)


def _typed(row: dict[Any, Any]) -> dict[str, Any]:
    """A row with its days as dates and its blanks as None."""
    days = row["invoice_days"]
    last = row["last_on"]
    return {
        **row,
        "invoice_days": [] if isinstance(days, float) or days is None else _dates(days),
        "last_on": None if pd.isna(last) else pd.Timestamp(last).date(),
        "first_on": pd.Timestamp(row["first_on"]).date(),
        "kam": row["kam"] if isinstance(row["kam"], str) else None,
        "year_margin": None if pd.isna(row["year_margin"]) else float(row["year_margin"]),
    }


def _dates(days: Any) -> list[date]:
    """A DuckDB list of days, which pandas holds as timestamps."""
    found: list[date] = np.asarray(days, dtype="datetime64[D]").tolist()
    return found


def _eligible(row: dict[str, Any], as_of: date, least_revenue: float) -> bool:
    return bool(
        row["year_days"] >= LEAST_INVOICE_DAYS
        and (as_of - row["first_on"]).days >= LEAST_TENURE_DAYS
        and row["year_revenue"] >= least_revenue
    )


def _judged(row: dict[str, Any], as_of: date, interval: float | None, season: float | None) -> AccountRisk:
    silence = (as_of - row["last_on"]).days
    signals = _signals(row, as_of, formulas.gap_ratio(silence, interval))
    margin = row["year_margin"]
    return AccountRisk(
        account_id=row["account_id"],
        account_name=row["account_name"],
        is_key=bool(row["is_key"]),
        kam=row["kam"],
        score=formulas.scorecard(signals),
        signals=signals,
        last_on=row["last_on"],
        days_since_last=silence,
        interval=interval,
        next_expected=None if interval is None else row["last_on"] + timedelta(days=round(interval)),
        year_revenue=row["year_revenue"],
        quarter_revenue=row["quarter_revenue"],
        quarter_last_year=row["quarter_last_year"],
        exposed_revenue=formulas.exposed_revenue(row["year_revenue"], season),
        exposed_margin=None if margin is None else formulas.exposed_revenue(margin, season),
        invoice_days=tuple(row["invoice_days"]),
    )


def _signals(row: dict[str, Any], as_of: date, ratio: float | None) -> AccountSignals:
    """What the rules look at; a signal without enough history is left out, not counted as bad."""
    tenure = (as_of - row["first_on"]).days / 365.25 * 12
    silent = (as_of - row["last_on"]).days
    # A silence shorter than a month is nobody's alert, whatever the rhythm.
    overdue_ratio = 0.0 if silent < formulas.SHORTEST_OVERDUE_DAYS else ratio
    return AccountSignals(
        gap_ratio=overdue_ratio,
        change_on_last_year=_change(row["quarter_revenue"], row["quarter_last_year"]) if tenure >= 15 else None,
        change_on_year=_change(QUARTERS * row["quarter_revenue"], row["year_revenue"]) if tenure >= 12 else None,
        active_months=float(row["active_months"]) if tenure >= 12 else None,
        change_of_products=_change(row["products"], row["products_before"]) if tenure >= 12 else None,
        credit_note_share=row["year_credits"] / row["year_invoiced"] if row["year_invoiced"] > 0 else None,
        tenure_months=tenure,
    )


def _change(now: float, before: float) -> float | None:
    return now / before - 1 if before > 0 else None
