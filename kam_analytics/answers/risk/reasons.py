"""Why an account is on the list, in words: its signals, what would clear them, since when."""

from dataclasses import dataclass
from datetime import date, timedelta

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import NBSP, decimal, write
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import page as text
from kam_analytics.language.risk import signals as signal_text
from kam_analytics.language.sentences import Fact, fill, plural
from kam_analytics.metrics.risk.card.actions import order_book
from kam_analytics.metrics.risk.card.rules import RulePoints
from kam_analytics.metrics.risk.card.scorecard import SIGNALS
from kam_analytics.metrics.risk.card.signal import ValueFormat
from kam_analytics.metrics.risk.figures import AccountRisk
from kam_analytics.metrics.risk.measures.formulas import SHORTEST_OVERDUE_DAYS
from kam_analytics.metrics.risk.measures.history import months_before

LEAST_FACTOR = 0.3  # log-odds against the median account: below it no feature distinguishes the account
OF_A_SILENCE, MILD_SILENCE = ("closed", "ordered"), 1.5
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score; the points of all parts add up to it."""

    id: str
    text: Text
    points: float


def signals(account: AccountRisk) -> list[ScorePart]:
    """The parts of the score: features of the model in log-odds if it is in use, otherwise the points of the card."""
    if account.outlook is not None:
        return [ScorePart(name, model_text.FEATURES[name], points) for name, points in account.outlook.contributions]
    parts = [ScorePart(item.rule, reason(item, account), item.points) for item in account.score.items]
    if account.score.shared:
        absent = sum(rule in account.answerable for rule in account.score.unmeasured)
        sentence = fill(signal_text.SHARED, count=absent)
        parts.append(ScorePart("shared", sentence, account.score.shared))
    return parts


def level(account: AccountRisk) -> Text:
    """The account's level on the card of signals: alert, to watch, calm; or that its cause is known."""
    if account.silenced:
        return text.KNOWN_CAUSE
    return text.LEVELS["alert" if account.score.alert else "watch" if account.score.watch else "calm"]


def reason(item: RulePoints, account: AccountRisk) -> Text:
    """The sentence of one signal, with its evidence."""
    signal = SIGNALS[item.rule]
    sentence = signal.sentence if isinstance(signal.sentence, Text) else signal.sentence(account)
    return fill(sentence, value=_evidence(signal.scale, item.value), **signal.facts(account))


def cases(account: AccountRisk) -> Text | None:
    """Circumstances that change how the signals must be read, in words; None without any."""
    names_of_cases = [name for name in account.cases if name not in OF_A_SILENCE or _late(account)]
    sentences = [fill(signal_text.CASES[name], **_order_book(name, account)) for name in names_of_cases]
    months = account.signals["tenure_months"]
    if months is not None and months < A_YEAR:
        sentences.append(fill(signal_text.NEW, months=int(months)))
    return Text(fr=" ".join(s.fr for s in sentences), en=" ".join(s.en for s in sentences)) if sentences else None


def _late(account: AccountRisk) -> bool:
    """Whether the silence would be a signal if nothing explained it."""
    silence, interval = account.days_since_last, account.interval
    return interval is not None and silence >= max(MILD_SILENCE * interval, SHORTEST_OVERDUE_DAYS)


def coverage(account: AccountRisk) -> Text:
    """How many signals of the card could be measured."""
    measured, count = account.coverage
    return fill(signal_text.COVERED, measured=measured, all=count)


def _order_book(case: str, account: AccountRisk) -> dict[str, Fact]:
    """The values in the sentence of a full order book; the other cases need none."""
    if case != "ordered":
        return {}
    return {"pending": Quantity(account.facts["pending"], Unit.EUR), "promised": account.facts["promised_on"]}


def main_reason(account: AccountRisk) -> Text | None:
    """The strongest signal; the model's first factor if no signal is strong; None without either."""
    if account.score.items:
        return reason(account.score.items[0], account)
    if account.outlook is None:
        return None
    adds = [points for _, points in account.outlook.contributions]
    # An account safer than the median one is on the list for its size, so its strongest adverse factor is no reason.
    if adds[0] < LEAST_FACTOR or sum(adds) <= 0:
        return model_text.ONLY_SIZE
    return fill(model_text.MAIN_FACTOR, factor=model_text.FEATURES[account.outlook.contributions[0][0]])


def reasons(account: AccountRisk, most: int | None = None) -> Text | None:
    """Every signal in order of weight; or the first `most`, after special circumstances, and the number left out.

    A finished project, a season or a full order book changes the meaning of every signal.
    """
    sentences = [reason(item, account) for item in account.score.items]
    if not sentences:
        return main_reason(account)
    named = cases(account) if most is not None and account.score.watch else None
    visible = [*([named] if named else []), *sentences[: max(most - 1, 1) if named and most else most]]
    if left := len(sentences) - len(visible) + bool(named):
        visible.append(fill(plural(left, signal_text.ONE_MORE, signal_text.MORE), count=left))
    return Text(fr=" ".join(s.fr for s in visible), en=" ".join(s.en for s in visible))


def to_do(account: AccountRisk, today: date) -> Text | None:
    """What to do about the main signal, and what is on order; None without a signal.

    today: the calendar day of the reader, for days that have passed.
    """
    if not account.score.items:
        return None
    sentences = [act_on(account.score.items[0].rule, account, today), order_book(account, today)]
    said = [sentence for sentence in sentences if sentence is not None]
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said))


def act_on(rule: str, account: AccountRisk, today: date) -> Text:
    """What to do about one signal of an account."""
    act = SIGNALS[rule].act
    return act if isinstance(act, Text) else act(account, today)


def since(account: AccountRisk) -> date | None:
    """The day from which the main signal holds: that of its event, else the first of the months it compares."""
    since = SIGNALS[account.score.items[0].rule].since if account.score.items else None
    if isinstance(since, int):
        return months_before(account.as_of, since) + timedelta(days=1)
    return since(account) if since else None


def _evidence(scale: ValueFormat, value: float) -> Text:
    if scale is ValueFormat.COUNT:
        return Text(fr=decimal(int(value), "fr"), en=decimal(int(value), "en"))
    if scale is ValueFormat.POINTS:
        points = Quantity(value, Unit.POINTS)
        return Text(fr=write(points, "fr"), en=write(points, "en"))
    signed = scale is ValueFormat.CHANGE
    return Text(
        fr=f"{decimal(100 * value, 'fr', sign=signed)}{NBSP}%",
        en=f"{decimal(100 * value, 'en', sign=signed)}%",
    )
