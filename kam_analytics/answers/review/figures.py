"""What the slides are computed from: the figures of the other pages for one quarter, without any pay."""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth import periods as growth_periods
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.review.discretion import Discretion, aliased
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.notes import listed_notes
from kam_analytics.core.scope import without_pay
from kam_analytics.metrics.concentration.figures import Concentration
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
    concentration: Concentration
    growth: growth.GrowthContent | None
    risk: risk.RiskContent | None
    team: Team
    year_start: date  # first day of the year of the team's attainment

    @property
    def notes(self) -> pd.DataFrame:
        """Actions and causes on accounts, with their names."""
        return listed_notes(self.now)


def read_figures(view: View, now: View, discretion: Discretion) -> ReviewFigures:
    """The figures of the slides. The model of risk is left out, so that the list stays the same while it is checked."""
    view, now = (_discreet(v, discretion) for v in (view, now))
    year = pay.year_to_date(view)
    grown = growth.read(view)
    scored = risk.read(view)
    return ReviewFigures(
        view,
        now,
        discretion,
        concentration.figures(view),
        grown if isinstance(grown, growth.GrowthContent) and not growth_periods.refusal(view) else None,
        scored if isinstance(scored, risk.RiskContent) else None,
        pay.team(year),
        year.filters.start,
    )


def _discreet(view: View, discretion: Discretion) -> View:
    view = replace(view, scope=without_pay(view.scope), foresee=None)
    return aliased(view) if discretion.aliases else view
