"""Which accounts are at risk, why, and how much revenue is exposed: the scorecard on one company's invoices."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kam_analytics.metrics.risk.backtest.outlook import AccountOutlook, RiskOutlook
from kam_analytics.metrics.risk.backtest.verdict import Verdict
from kam_analytics.metrics.risk.card.scorecard import (
    CARD,
    AccountSignals,
    Score,
)

HERE = Path(__file__).parent
ACTIVITY, BOOK_MONTHS = HERE / "activity.sql", HERE / "book_months.sql"
Days = NDArray[np.datetime64]


class LeftOut(Enum):
    """Why an account is not scored, in the order in which the reasons are checked."""

    PART = "part"  # a group of which the viewer sees only some accounts
    OWN = "own"  # an intercompany account
    GONE = "gone"  # nothing invoiced for a year: lost, or a project that ended
    NEW = "new"
    NEGATIVE = "negative"  # credits outweigh invoices
    ONE_OFF = "one_off"  # too few invoices for a rhythm
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class NotJudged:
    """An account without a score, and why. year_revenue: EUR of twelve months."""

    account_id: str
    account_name: str
    reason: LeftOut
    last_on: date | None
    year_revenue: float


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
    invoice_days: Days = field(default_factory=lambda: np.empty(0, "datetime64[D]"))  # of 24 months, ascending
    outlook: AccountOutlook | None = None
    silenced: bool = False  # by a known cause that still holds: displayed, but not counted among alerts
    cases: tuple[str, ...] = ()  # names from `card.cases.Cases`, except out_of_season
    facts: dict[str, Any] = field(default_factory=dict)  # values from other files, for the sentences
    answerable: frozenset[str] = frozenset()  # the rules the company's data can answer

    @property
    def as_of(self) -> date:
        """The day on which the account is scored."""
        return self.last_on + timedelta(days=self.days_since_last)

    @property
    def coverage(self) -> tuple[int, int]:
        """Number of signals measured for this account, and of all signals on the card."""
        return len(CARD) - len(self.score.unmeasured), len(CARD)

    @property
    def expected_loss(self) -> float | None:
        """Probability × severity × exposed revenue; `None` without a model or a season."""
        return None if self.outlook is None else _of(self.outlook.loss_share, self.exposed_revenue)

    @property
    def loss_range(self) -> tuple[float, float] | None:
        """Expected loss at the low and high end of the losses at single past dates."""
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
    """The eligible accounts, by expected loss, else by exposed revenue; others are counted but not scored.

    `verdict`: which score ranks and why, once the company's own past has been back-tested.
    """

    as_of: date
    horizon_days: int
    accounts: tuple[AccountRisk, ...]
    left_out: tuple[NotJudged, ...]
    season: float | None  # share of a year's revenue that the horizon usually holds
    method: str = "scorecard"
    verdict: Verdict | None = None
    common: frozenset[str] = frozenset()  # rules that are on for nearly every account, and so give no points

    @property
    def not_judged(self) -> int:
        """How many accounts are not eligible."""
        return len(self.left_out)

    @property
    def expected_loss(self) -> float | None:
        """Sum over the accounts with a model prediction; `None` if it gives no probability."""
        losses = [a.expected_loss for a in self.accounts if a.expected_loss is not None]
        return sum(losses) if losses and self.shows_probability else None

    @property
    def expected_margin_loss(self) -> float | None:
        """The same sum in margin; `None` where the margin of an account is not known."""
        losses = [a.expected_margin_loss for a in self.accounts if a.expected_loss is not None]
        measured = [loss for loss in losses if loss is not None]
        return sum(measured) if self.expected_loss is not None and len(measured) == len(losses) else None

    @property
    def loss_range(self) -> tuple[float, float] | None:
        """Low and high end of that sum: past errors affected all accounts together, so the ends add up."""
        ends = [a.loss_range for a in self.accounts if a.loss_range is not None]
        if not ends or not self.shows_probability:
            return None
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    @property
    def shows_probability(self) -> bool:
        """Whether the company's past allows a probability to be displayed."""
        return self.verdict is not None and self.verdict.shows_probability

    @property
    def watched(self) -> tuple[AccountRisk, ...]:
        """Accounts with enough points to watch, except those with a known cause."""
        return tuple(a for a in self.accounts if a.score.watch and not a.silenced)

    @property
    def alerts(self) -> tuple[AccountRisk, ...]:
        """Accounts with enough points for an alert, except those with a known cause."""
        return tuple(a for a in self.accounts if a.score.alert and not a.silenced)

    @property
    def exposed(self) -> float | None:
        """Revenue of the watched accounts over the horizon; `None` without a season to estimate it."""
        return None if self.season is None else sum(a.exposed_revenue or 0.0 for a in self.watched)


def with_outlook(risk: Risk, forecast: RiskOutlook) -> Risk:
    """The same accounts, ranked by the model if the back-test supports it."""
    if not forecast.accounts:
        return replace(risk, verdict=forecast.verdict)
    accounts = [replace(a, outlook=forecast.accounts.get(a.account_id)) for a in risk.accounts]
    return replace(
        risk, accounts=tuple(sorted(accounts, key=_stake)), method=forecast.verdict.method, verdict=forecast.verdict
    )


def with_causes(risk: Risk, accounts: frozenset[str]) -> Risk:
    """The same accounts; those of `accounts` have a known cause that silences their alert."""
    updated = tuple(replace(a, silenced=a.account_id in accounts) for a in risk.accounts)
    return replace(risk, accounts=updated)


def with_key_accounts(risk: Risk, accounts: frozenset[str]) -> Risk:
    """The same accounts, of which these are key."""
    return replace(risk, accounts=tuple(replace(a, is_key=a.account_id in accounts) for a in risk.accounts))


def _stake(account: AccountRisk) -> tuple[float, str]:
    """Sort key: expected loss first; accounts without a model prediction last, by exposed revenue."""
    money = account.exposed_revenue or account.year_revenue
    share = account.outlook.loss_share if account.outlook else 0.0
    return (-share * money if share else 1 / (1 + money), account.account_id)
