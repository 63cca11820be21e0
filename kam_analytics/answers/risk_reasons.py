"""Why an account is on the list, in words: its signals, what would clear them, since when."""

from dataclasses import dataclass
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import risk as text
from kam_analytics.language import risk_model as model_text
from kam_analytics.language.numbers import NBSP, decimal
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.figures import QUARTERS, AccountRisk
from kam_analytics.metrics.risk.scorecard import RulePoints

OVERDUE = 2.0  # times the usual interval from which a silence is a signal (METHODS 4.1)
MILD = 0.8  # of the compared revenue: above it a decline gives no point any more
LEAST_FACTOR = 0.3  # log-odds against the median account: below it no feature sets the account apart
COUNTED = ("active_months", "tenure_months")


@dataclass(frozen=True, slots=True)
class Signal:
    """One part of a score; the points of all parts add up to it."""

    id: str
    text: Text
    points: float


def signals(account: AccountRisk) -> list[Signal]:
    """What makes the score: features of the model in log-odds where it speaks, else the points of the card."""
    if account.outlook is not None:
        return [Signal(name, model_text.FEATURES[name], points) for name, points in account.outlook.contributions]
    return [Signal(item.rule, reason(item, account), item.points) for item in account.score.items]


def level(account: AccountRisk) -> Text:
    """What the card of signals says of an account: alert, to watch, calm."""
    return text.LEVELS["alert" if account.score.alert else "watch" if account.score.watch else "calm"]


def reason(item: RulePoints, account: AccountRisk) -> Text:
    """The sentence of one signal, with its evidence."""
    interval = Quantity(account.interval, Unit.DAYS)
    silence = Quantity(account.days_since_last, Unit.DAYS)
    return fill(text.SIGNALS[item.rule], value=_evidence(item), interval=interval, silence=silence)


def main_reason(account: AccountRisk) -> Text | None:
    """The signal that weighs most; the model's first factor where no signal is strong; None without either."""
    if account.score.items:
        return reason(account.score.items[0], account)
    if account.outlook is None:
        return None
    if account.outlook.contributions[0][1] < LEAST_FACTOR:
        return model_text.ONLY_SIZE
    return fill(model_text.MAIN_FACTOR, factor=model_text.FEATURES[account.outlook.contributions[0][0]])


def reasons(account: AccountRisk) -> Text | None:
    """Every signal, in order of weight."""
    said = [reason(item, account) for item in account.score.items]
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said)) if said else main_reason(account)


def clears(account: AccountRisk) -> Text | None:
    """What would take the main signal away."""
    if not account.score.items:
        return None
    rule = account.score.items[0].rule
    compared = account.quarter_last_year if rule == "change_on_last_year" else account.year_revenue / QUARTERS
    missing = max(MILD * compared - account.quarter_revenue, 0.0)
    return fill(model_text.CLEAR[rule], amount=Quantity(missing, Unit.EUR))


def since(account: AccountRisk) -> date | None:
    """The day from which the broken rhythm was one; None where the main signal is another."""
    if not account.score.items or account.score.items[0].rule != "gap_ratio" or account.interval is None:
        return None
    return account.last_on + timedelta(days=round(OVERDUE * account.interval))


def _evidence(item: RulePoints) -> Text:
    if item.rule in COUNTED:
        return Text(fr=decimal(int(item.value), "fr"), en=decimal(int(item.value), "en"))
    signed = item.rule != "credit_note_share"
    return Text(
        fr=f"{decimal(100 * item.value, 'fr', sign=signed)}{NBSP}%",
        en=f"{decimal(100 * item.value, 'en', sign=signed)}%",
    )
