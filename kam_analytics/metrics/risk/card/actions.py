"""What to do about a signal, in a sales manager's words: whom to call, for what, and which day has passed."""

from collections.abc import Callable
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day_text
from kam_analytics.language.risk import actions as text
from kam_analytics.language.sentences import fill, names
from kam_analytics.metrics.risk.card.evidence import Evidence

Act = Callable[[Evidence, date], Text]
"""The evidence about an account and the calendar day of the reader → a sentence."""
MILD = 0.8  # of the compared revenue: above it a decline gives no more points
QUARTERS = 4


def ask(question: Text) -> Act:
    """A question to put to the contact, or to the buyer where no contact is known."""
    return lambda account, _: fill(text.ASK, who=_who(account), question=question)


def call_about_order(account: Evidence, today: date) -> Text:
    """An order that should have come; or a full order book, whose delivery is to be watched."""
    if account.interval is None:
        return fill(text.CALL, who=_who(account))
    expected = account.last_on + timedelta(days=round(account.interval))
    late = (account.as_of - expected).days  # to the last day of the data: an order since then is not known
    template = text.CALL_LATE if late > 0 else text.CALL_PASSED if expected < today else text.CALL_EXPECTED
    return fill(template, who=_who(account), expected=expected, late=Quantity(late, Unit.DAYS))


def win_back(compared: Callable[[Evidence], float]) -> Act:
    """The revenue that would bring the quarter back to a mild decline against what it is compared with."""

    def act(account: Evidence, _: date) -> Text:
        missing = max(MILD * compared(account) - account.quarter_revenue, 0.0)
        return fill(text.WIN_BACK, who=_who(account), amount=Quantity(missing, Unit.EUR))

    return act


def offer_families(account: Evidence, _: date) -> Text:
    return fill(text.OFFER, who=_who(account), families=names([str(f) for f in account.facts["given_up"]]))


def settle_contract(account: Evidence, today: date) -> Text:
    """Open the renewal in time; say which day has passed."""
    decide, end = account.facts["decide_on"], account.facts["end_date"]
    if end < today:
        return fill(text.CONTRACT_OVER, end=end)
    return fill(text.CONTRACT_LATE if decide < today else text.CONTRACT_OPEN, decide=decide, end=end)


def close_incidents(account: Evidence, _: date) -> Text:
    return fill(text.INCIDENTS, since=account.facts["open_since"])


def renew_contact(account: Evidence, _: date) -> Text:
    return fill(text.RENEW, last=account.facts["last_on"])


def order_book(account: Evidence, today: date) -> Text | None:
    """What is ordered and not delivered: the first thing to know before calling; None without any."""
    pending, promised = account.facts.get("pending"), account.facts.get("promised_on")
    if not pending or promised is None:
        return None
    template = text.PROMISED_LATE if promised < today else text.PROMISED
    return fill(template, pending=Quantity(pending, Unit.EUR), promised=day_text(promised))


def contact_of(account: Evidence, otherwise: Text) -> Text:
    """The name of the person met, or other words where no name may be said or none is known."""
    contact = account.facts.get("contact")
    return otherwise if not contact else Text(fr=str(contact), en=str(contact))


def _who(account: Evidence) -> Text:
    return contact_of(account, text.BUYER)
