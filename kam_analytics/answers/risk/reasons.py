"""Why an account is on the list, in words: its signals, what would clear them, since when."""

from dataclasses import dataclass
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import NBSP, decimal, write
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import page as text
from kam_analytics.language.risk import signals as signal_text
from kam_analytics.language.sentences import Fact, fill, names, plural
from kam_analytics.metrics.risk.card.scorecard import RulePoints
from kam_analytics.metrics.risk.figures import QUARTERS, AccountRisk
from kam_analytics.metrics.risk.measures.formulas import SHORTEST_OVERDUE_DAYS
from kam_analytics.metrics.risk.measures.history import months_before
from kam_analytics.metrics.risk.measures.surroundings import MET_DAYS, missed_levels

OVERDUE = 2.0  # times the usual interval from which a silence is a signal (docs/methods.md 4.1)
MILD = 0.8  # of the compared revenue: above it a decline gives no point any more
LEAST_FACTOR = 0.3  # log-odds against the median account: below it no feature sets the account apart
COUNTED = ("active_months", "tenure_months", "open_incidents")
OF_A_SILENCE, MILD_SILENCE = ("closed", "ordered"), 1.5
A_YEAR = 12
SINCE_FACT = {"open_incidents": "open_since", "satisfaction_change": "asked_on"}
WINDOWS = {  # months that a signal compares with earlier ones
    "change_on_last_year": 3, "change_on_year": 3, "active_months": 12, "change_of_products": 6,
    "credit_note_share": 12,
    "order_change": 6, "basket_change": 6, "families_given_up": 6, "margin_change": 6, "payment_delay": 6,
    "levels_missed": 6, "single_contact": 12,
}  # fmt: skip
EARLY_DAYS = 180  # before a contract has to be decided: the first step of its rule


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
    found = [Signal(item.rule, reason(item, account), item.points) for item in account.score.items]
    if account.score.shared:
        absent = sum(rule in account.asked for rule in account.score.unmeasured)
        said = fill(signal_text.SENTENCES["shared"], count=absent)
        found.append(Signal("shared", said, account.score.shared))
    return found


def level(account: AccountRisk) -> Text:
    """What the card of signals says of an account: alert, to watch, calm; or that its cause is known."""
    if account.silenced:
        return text.KNOWN_CAUSE
    return text.LEVELS["alert" if account.score.alert else "watch" if account.score.watch else "calm"]


def reason(item: RulePoints, account: AccountRisk) -> Text:
    """The sentence of one signal, with its evidence."""
    if item.rule in text.SIGNALS:
        interval = Quantity(account.interval, Unit.DAYS)
        silence = Quantity(account.days_since_last, Unit.DAYS)
        return fill(text.SIGNALS[item.rule], value=_evidence(item), interval=interval, silence=silence)
    sentence = _sentence(item.rule, account)
    return fill(sentence, value=_evidence(item), **_around(item.rule, account))


def cases(account: AccountRisk) -> Text | None:
    """What needs another reading of this account than its signals, in words; None where nothing does."""
    told = [name for name in account.cases if name not in OF_A_SILENCE or _late(account)]
    said = [fill(signal_text.CASES[name], **_around(name, account)) for name in told]
    months = account.signals.tenure_months
    if months is not None and months < A_YEAR:
        said.append(fill(signal_text.NEW, months=int(months)))
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said)) if said else None


def _late(account: AccountRisk) -> bool:
    """Whether the silence would be a signal if nothing explained it."""
    silence, interval = account.days_since_last, account.interval
    return interval is not None and silence >= max(MILD_SILENCE * interval, SHORTEST_OVERDUE_DAYS)


def coverage(account: AccountRisk) -> Text:
    """How many signals of the card could be measured."""
    measured, count = account.coverage
    return fill(signal_text.COVERED, measured=measured, all=count)


def _sentence(rule: str, account: AccountRisk) -> Text:
    """The sentence of a signal; of a contract that may end, has passed its notice, or is over."""
    as_of, facts = _as_of(account), account.facts
    if rule == "levels_missed" and facts["last_on"] <= as_of - timedelta(days=MET_DAYS):
        return signal_text.NOBODY_MET
    if rule != "contract_deadline":
        return signal_text.SENTENCES[rule]
    if facts["end_date"] <= as_of:
        return signal_text.CONTRACT_OVER
    return signal_text.CONTRACT_LATE if facts["decide_on"] < as_of else signal_text.SENTENCES["contract_deadline"]


def _as_of(account: AccountRisk) -> date:
    return account.last_on + timedelta(days=account.days_since_last)


def _around(rule: str, account: AccountRisk) -> dict[str, Fact]:
    """What the sentence of a signal or of a case names."""
    facts = account.facts
    match rule:
        case "families_given_up":
            return {"families": names([str(f) for f in facts["given_up"]])}
        case "contract_deadline":
            return {"end": facts["end_date"], "decide": facts["decide_on"]}
        case "payment_delay":
            late, before = (Quantity(round(facts[f"late_{when}"]), Unit.DAYS) for when in ("now", "before"))
            return {"late": late, "before": before}
        case "levels_missed":
            missed = [signal_text.LEVELS[level] for level in missed_levels(facts, _as_of(account))]
            return {
                "last": facts["last_on"],
                "levels": Text(fr=", ".join(m.fr for m in missed), en=", ".join(m.en for m in missed)),
            }
        case "single_contact":
            return {"contact": str(facts["contact"])}
        case "open_incidents":
            return {"since": facts["open_since"]}
        case "satisfaction_change":
            return {"now": _note(facts["score_now"]), "before": _note(facts["score_before"])}
        case "ordered":
            return {"pending": Quantity(facts["pending"], Unit.EUR), "promised": facts["promised_on"]}
        case _:
            return {}


def _note(value: float) -> Text:
    """A survey score, with a decimal only where it has one."""
    digits = 0 if value == int(value) else 1
    return Text(fr=decimal(value, "fr", digits), en=decimal(value, "en", digits))


def main_reason(account: AccountRisk) -> Text | None:
    """The signal that weighs most; the model's first factor where no signal is strong; None without either."""
    if account.score.items:
        return reason(account.score.items[0], account)
    if account.outlook is None:
        return None
    adds = [points for _, points in account.outlook.contributions]
    # An account that is safer than the median one is on the list for its size, whatever weighs most against it.
    if adds[0] < LEAST_FACTOR or sum(adds) <= 0:
        return model_text.ONLY_SIZE
    return fill(model_text.MAIN_FACTOR, factor=model_text.FEATURES[account.outlook.contributions[0][0]])


def reasons(account: AccountRisk, most: int | None = None) -> Text | None:
    """Every signal in order of weight; or the first `most`, after what needs another reading, and how many are left.

    A finished project, a season or a full order book changes what every signal says.
    """
    said = [reason(item, account) for item in account.score.items]
    if not said:
        return main_reason(account)
    named = cases(account) if most is not None and account.score.watch else None
    shown = [*([named] if named else []), *said[: max(most - 1, 1) if named and most else most]]
    if left := len(said) - len(shown) + bool(named):
        shown.append(fill(plural(left, signal_text.ONE_MORE, signal_text.MORE), count=left))
    return Text(fr=" ".join(s.fr for s in shown), en=" ".join(s.en for s in shown))


def clears(account: AccountRisk) -> Text | None:
    """What would take the main signal away."""
    if not account.score.items:
        return None
    rule = account.score.items[0].rule
    if rule in signal_text.CLEAR:
        return signal_text.CLEAR[rule]
    compared = account.quarter_last_year if rule == "change_on_last_year" else account.year_revenue / QUARTERS
    missing = max(MILD * compared - account.quarter_revenue, 0.0)
    return fill(model_text.CLEAR[rule], amount=Quantity(missing, Unit.EUR))


def since(account: AccountRisk) -> date | None:
    """The day from which the main signal holds: that of its event, else the first of the months it compares."""
    rule = account.score.items[0].rule if account.score.items else None
    if rule == "gap_ratio" and account.interval is not None:
        return account.last_on + timedelta(days=round(OVERDUE * account.interval))
    if rule == "contract_deadline":
        begins: date = account.facts["decide_on"] - timedelta(days=EARLY_DAYS)
        return begins
    if rule in SINCE_FACT:
        told: date = account.facts[SINCE_FACT[rule]]
        return told
    return months_before(_as_of(account), WINDOWS[rule]) + timedelta(days=1) if rule in WINDOWS else None


def _evidence(item: RulePoints) -> Text:
    if item.rule in COUNTED:
        return Text(fr=decimal(int(item.value), "fr"), en=decimal(int(item.value), "en"))
    if item.rule == "margin_change":
        points = Quantity(item.value, Unit.POINTS)
        return Text(fr=write(points, "fr"), en=write(points, "en"))
    signed = item.rule != "credit_note_share"
    return Text(
        fr=f"{decimal(100 * item.value, 'fr', sign=signed)}{NBSP}%",
        en=f"{decimal(100 * item.value, 'en', sign=signed)}%",
    )
