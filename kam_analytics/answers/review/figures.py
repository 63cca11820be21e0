"""What the slides are computed from: the figures of the other pages for one quarter, without any pay."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.page.declaration import Instead
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.review.discretion import Aliases, Discretion, unnamed
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.notes import listed_notes
from kam_analytics.core.scope import without_pay
from kam_analytics.metrics.pay.metrics import Team


@dataclass(frozen=True)
class ReviewFigures:
    """The figures of one quarter.

    view: the state of the data that is reviewed; now: the current one, for what people decide.
    growth: None where the base period is not covered; risk: None where no account can be scored.
    """

    view: View
    now: View
    discretion: Discretion
    concentration: concentration.ConcentrationContent
    growth: growth.GrowthContent | None
    risk: risk.RiskContent | None
    team: Team
    year_start: date  # first day of the year of the team's attainment

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts that the filters leave: invoiced in the period, or scored."""
        invoiced = frozenset(self.concentration.concentration.ranked["account_id"].astype(str))
        return invoiced if self.risk is None else invoiced | frozenset(self.risk.rows["account_id"].astype(str))

    @property
    def notes(self) -> pd.DataFrame:
        """Actions and causes on accounts, with their names."""
        return listed_notes(self.now)


def read_figures(view: View, now: View, discretion: Discretion) -> ReviewFigures | Instead:
    """The figures of the slides, or why there are none.

    The model of risk is left out, so that the list stays the same while it is checked.
    """
    view, now = (replace(v, scope=without_pay(v.scope), foresee=None) for v in (view, now))
    if discretion.aliases:
        aliases = Aliases.of(now)  # one list for both states: an account has one alias in a whole review
        view, now = aliases.over(view), aliases.over(now)
    year = pay.year_to_date(view)  # a team is counted by its people
    if not discretion.names:
        view, now = unnamed(view), unnamed(now)
    shares = concentration.read(view)
    if isinstance(shares, Instead):
        return shares
    grown, scored = growth.read(view), risk.read(view)
    return ReviewFigures(
        view,
        now,
        discretion,
        shares,
        None if isinstance(grown, Instead) else grown,
        None if isinstance(scored, Instead) else scored,
        pay.team(year),
        year.filters.start,
    )
