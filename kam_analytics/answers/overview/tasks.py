"""What a KAM has to do on their accounts within a week: one task an account, the most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kam_analytics.answers.risk.reasons import OF_A_SILENCE, act_on, to_do
from kam_analytics.answers.risk.rows import NOTHING
from kam_analytics.core.text import Text
from kam_analytics.language import overview as text
from kam_analytics.metrics.risk.card.actions import call_about_order
from kam_analytics.metrics.risk.figures import AccountRisk, Risk

WEEK = timedelta(days=7)
CONTRACT, LEVELS_MISSED = "contract_deadline", "levels_missed"  # rules of the card of signals
RANKS = {kind: rank for rank, kind in enumerate(text.TASKS)}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. kind: a key of `text.TASKS`; exposed: EUR at stake, None where it cannot be estimated."""

    account_id: str
    account_name: str
    kind: str
    act: Text
    due: date | None
    exposed: float | None


def tasks(risk: Risk, actions: Mapping[str, Mapping[str, Any]], names: Mapping[str, str], today: date) -> list[Task]:
    """The tasks until a week after the last day of the data; actions are due by the calendar.

    An account with an open action or a known cause leaves the list until that action is due. actions: account id →
    its next one; names: account id → name, for accounts that the card does not judge.
    """
    judged = {a.account_id: a for a in risk.accounts}
    due = [
        _noted(account_id, row, names, judged.get(account_id), today)
        for account_id, row in actions.items()
        if row["due_on"] is not None and row["due_on"] <= today + WEEK
    ]
    free = (a for a in risk.accounts if a.account_id not in actions and not a.silenced)
    proposed = [task for a in free if (task := _proposed(a, today)) is not None]
    return sorted([*due, *proposed], key=_order)


def _order(task: Task) -> tuple[int, date, float]:
    return RANKS[task.kind], task.due or date.max, -(task.exposed or 0.0)


def _noted(
    account_id: str, row: Mapping[str, Any], names: Mapping[str, str], judged: AccountRisk | None, today: date
) -> Task:
    """An action that somebody noted."""
    kind = "late" if row["due_on"] < today else "action"
    said = str(row["said"])
    exposed = judged.exposed_revenue if judged else None
    return Task(account_id, names.get(account_id, account_id), kind, Text(fr=said, en=said), row["due_on"], exposed)


def _proposed(account: AccountRisk, today: date) -> Task | None:
    """What the signals or the rhythm of orders ask for; None where the account needs nothing this week."""
    rules = [item.rule for item in account.score.items]
    if account.score.alert:
        return _task(account, "alert", to_do(account, today) or NOTHING)
    if CONTRACT in rules:
        return _task(account, "contract", act_on(CONTRACT, account, today), account.facts["decide_on"])
    if _order_is_due(account):
        return _task(account, "order", call_about_order(account, today), account.next_expected)
    if LEVELS_MISSED in rules and (account.is_key or account.score.watch):
        return _task(account, "visit", act_on(LEVELS_MISSED, account, today))
    return None


def _task(account: AccountRisk, kind: str, act: Text, due: date | None = None) -> Task:
    return Task(account.account_id, account.account_name, kind, act, due, account.exposed_revenue)


def _order_is_due(account: AccountRisk) -> bool:
    """Whether an order is expected within a week of the last day of the data; one that is already placed is not."""
    expected = account.next_expected
    if expected is None or set(OF_A_SILENCE) & set(account.cases):
        return False
    return expected <= account.as_of + WEEK
