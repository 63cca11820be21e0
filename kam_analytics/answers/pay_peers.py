"""Where others stand, for one who sees only their own pay: one mean over five others or more, or nothing."""

from dataclasses import replace
from decimal import Decimal

from kam_analytics.answers.blocks import Block, Note
from kam_analytics.answers.forecast import WHOLE
from kam_analytics.answers.pay_read import team
from kam_analytics.answers.view import View
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import pay_views as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.metrics.pay.privacy import LEAST, told

ALL = "all"


def peers(own: PersonPay, view: View) -> list[Block]:
    """The mean attainment of all others as one group, so that no second group can be taken from it.

    Read as the company, with filters that single people out taken off, and without pay: nothing of it but the mean
    leaves this function.
    """
    everybody = replace(view, scope=WHOLE, filters=replace(view.filters, kam=None, account=None))
    attained = {p.person_id: p.attainment for p in team(everybody).measured if p.attainment is not None}
    if not told({ALL: attained}, known={own.person_id}):
        return [Note(fill(words.PEERS_HIDDEN, least=LEAST))]
    others = [a for who, a in attained.items() if who != own.person_id]
    mean = Quantity(float(sum(others, Decimal(0)) / len(others)), Unit.SHARE)
    mine = Quantity(None if own.attainment is None else float(own.attainment), Unit.SHARE)
    return [Note(fill(words.PEERS, count=len(others), mean=mean, own=mine))]
