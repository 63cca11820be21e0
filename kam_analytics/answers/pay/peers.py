"""The attainment of others, for viewers who see only their own pay: one mean over five others or more, or nothing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kam_analytics.answers.page.blocks import Block, Note
from kam_analytics.answers.page.risk_forecast import WHOLE
from kam_analytics.answers.page.view import View, freshness
from kam_analytics.answers.pay.inputs import team, year_to_date
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.metrics.pay.privacy import LEAST, publishable_groups

ALL = "all"
QUARTER = 3  # months
GRAIN = Decimal("0.05")  # rounding, so that two quarters that differ by one person reveal nothing about them


def peers(own: PersonPay, view: View) -> list[Block]:
    """The mean attainment of all others as one group, so that no second group can be subtracted from it.

    Always for the last quarter that is over, whatever the period: two dates would reveal the result of a person who
    joined between them. Rounded to five points for the same reason. Computed company-wide, without the filters that
    could single people out, and without pay: only the mean leaves this function.
    """
    day = last_quarter(freshness(replace(view, scope=WHOLE)).last or view.filters.end)
    plain = replace(view.filters, kam=None, account=None, segment=None, region=None, end=day)
    everybody = year_to_date(replace(view, scope=WHOLE, filters=plain))
    attained = {p.person_id: p.attainment for p in team(everybody).measured if p.attainment is not None}
    if not publishable_groups({ALL: attained}, known_people={own.person_id}):
        return [Note(fill(words.PEERS_HIDDEN, least=LEAST))]
    others = [a for who, a in attained.items() if who != own.person_id]
    mine = attained.get(own.person_id)
    attainment = Quantity(None if mine is None else float(mine), Unit.SHARE)
    mean = _rounded(sum(others, Decimal(0)) / len(others))
    return [Note(fill(words.PEERS, least=LEAST, day=day, mean=mean, own=attainment))]


def last_quarter(day: date) -> date:
    """The last day of the last calendar quarter that is over on a day.

    >>> last_quarter(date(2026, 9, 30)), last_quarter(date(2026, 3, 30))
    (datetime.date(2026, 9, 30), datetime.date(2025, 12, 31))
    """
    after = day + timedelta(days=1)
    return date(after.year, (after.month - 1) // QUARTER * QUARTER + 1, 1) - timedelta(days=1)


def _rounded(share: Decimal) -> Text:
    percent = 100 * ((share / GRAIN).quantize(Decimal(1), ROUND_HALF_UP) * GRAIN)
    return Text(fr=f"{percent:.0f} %", en=f"{percent:.0f}%")
