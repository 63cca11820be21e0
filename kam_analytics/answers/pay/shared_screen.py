"""Attainment as a room may read it: how many people are in which band; no name, and no figure that is one person's."""

from datetime import date

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.answers.pay.team import band_rows
from kam_analytics.charts.pay import team as team_charts
from kam_analytics.core.units import Unit
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.metrics import Team

LEAST_PEOPLE = 3  # of a total of attainment: of two, each would know the other's


def bands(team: Team, start: date, end: date) -> Chart:
    """Number of people by attainment of their revenue target."""
    columns = {"band": Column(words.ATTAINED), "people": Column(words.KAMS, Unit.COUNT)}
    rows = band_rows([float(p.attainment or 0) for p in team.measured])
    title = fill(words.ATTAINED_CHART, start=start, end=end)
    return Chart("attainment_bands", title, rows, team_charts.distribution, columns)
