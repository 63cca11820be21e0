"""« Mon portefeuille »: what a KAM opens each week, from the figures of the other pages."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from kam_analytics.answers.growth.tables import growth_of
from kam_analytics.answers.overview.tasks import WEEK, Task, tasks
from kam_analytics.answers.page.blocks import Block, Column, Message, Note, Number, Table
from kam_analytics.answers.page.view import View, counted, written
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.person import by_state
from kam_analytics.answers.risk.notes import next_actions, notes
from kam_analytics.answers.risk.reasons import level
from kam_analytics.core.units import Unit
from kam_analytics.language import overview as text
from kam_analytics.language import shared
from kam_analytics.language.dates import day_text, period_text
from kam_analytics.language.risk import notes as notes_text
from kam_analytics.language.risk import page as risk_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.growth.figures import Growth
from kam_analytics.metrics.pay import metrics as pay_metrics
from kam_analytics.metrics.pay.metrics import Team
from kam_analytics.metrics.risk import metrics as risk_metrics
from kam_analytics.metrics.risk.figures import Risk


@dataclass(frozen=True)
class OwnPortfolio:
    """The accounts of one KAM, or of the people below a manager. asked: the view as it was asked, for pay."""

    view: View
    asked: View
    growth: Growth
    risk: Risk

    @cached_property
    def actions(self) -> dict[str, dict[str, Any]]:
        """Account id → its next open action."""
        return next_actions(notes(self.view))

    @cached_property
    def names(self) -> dict[str, str]:
        """Account id → name."""
        accounts = self.growth.accounts
        return dict(zip(accounts["account_id"], accounts["account_name"], strict=True))

    @cached_property
    def tasks(self) -> list[Task]:
        return tasks(self.risk, self.actions, self.names, self.view.now)


def first(portfolio: OwnPortfolio) -> list[Block]:
    """The one next thing to do."""
    if not portfolio.tasks:
        return [Message(fill(text.NOTHING_TO_DO, until=_until(portfolio)), lead=False)]
    task = portfolio.tasks[0]
    return [Message(fill(text.FIRST, account=task.account_name, act=task.act), lead=False)]


def pay_numbers(portfolio: OwnPortfolio) -> list[Block]:
    """Attainment and the viewer's own variable pay to date; nothing for several people, or where others look on."""
    if portfolio.asked.scope.is_shared:
        return []
    team = pay.year_so_far(portfolio.asked)
    if len(team.measured) != 1:
        return []
    numbers: list[Block] = [Number(pay_metrics.team_attainment, pay_metrics.team_attainment.of(team))]
    own = pay.own_pay(portfolio.asked, team)
    if own is not None:
        alone = Team((own,))
        paid = pay_metrics.estimated_pay.of(alone)
        numbers.append(Number(pay_metrics.estimated_pay, paid, note=by_state(alone), secret=True))
    return numbers


def risk_numbers(risk: Risk) -> list[Block]:
    """Alerts, and the revenue that they put at stake."""
    return [
        Number(metric, metric.of(risk)) for metric in (risk_metrics.accounts_in_alert, risk_metrics.exposed_revenue)
    ]


def week(portfolio: OwnPortfolio) -> list[Block]:
    """The list of the week, which empties as actions and causes are noted."""
    rows = pd.DataFrame([_row(task) for task in portfolio.tasks])
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "what": Column(text.WHAT),
        "act": Column(text.ACT),
        "due": Column(text.DUE, Unit.DATE),
        "exposed": Column(risk_text.EXPOSED, Unit.EUR),
        "account_id": Column(shared.CODE),
    }
    until = _until(portfolio)
    if rows.empty:
        return [Note(fill(text.NOTHING_TO_DO, until=until)), *_handled(portfolio)]
    title = fill(text.WEEK, until=until)
    table = Table("week", title, rows, columns, opens_account=True, searchable=True, wrapped=True, decides_after="act")
    return [table, *_handled(portfolio)]


def _row(task: Task) -> dict[str, object]:
    return {
        "account_name": task.account_name,
        "what": text.TASKS[task.kind],
        "act": task.act,
        "due": task.due,
        "exposed": float("nan") if task.exposed is None else task.exposed,
        "account_id": task.account_id,
    }


def _handled(portfolio: OwnPortfolio) -> list[Block]:
    """How many of the alerts somebody has dealt with."""
    alerts = [a for a in portfolio.risk.accounts if a.score.alert]
    handled = sum(a.silenced or a.account_id in portfolio.actions for a in alerts)
    sentence = fill(plural(handled, text.HANDLED_ONE, text.HANDLED), handled=counted(handled), count=len(alerts))
    return [Note(sentence)] if alerts else []


def _until(portfolio: OwnPortfolio) -> Any:
    return day_text(portfolio.risk.as_of + WEEK)


def accounts(portfolio: OwnPortfolio) -> list[Block]:
    """Every account: revenue and growth, level, next order, last contact, next action."""
    rows = portfolio.growth.accounts.sort_values("revenue", ascending=False)
    judged = {a.account_id: a for a in portfolio.risk.accounts}
    known = [judged.get(account_id) for account_id in rows["account_id"]]
    rows = rows.assign(
        growth=growth_of(rows),
        level=written([level(a) if a else None for a in known], rows),
        next_expected=pd.Series([a.next_expected if a else None for a in known], rows.index, dtype=object),
        last_on=pd.Series([a.last_on if a else None for a in known], rows.index, dtype=object),
        met_on=pd.Series([a.facts.get("last_on") if a else None for a in known], rows.index, dtype=object),
        action=rows["account_id"].map({i: str(row["said"]) for i, row in portfolio.actions.items()}),
    )
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "growth": Column(shared.GROWTH, Unit.GROWTH),
        "level": Column(risk_text.LEVEL),
        "last_on": Column(risk_text.LAST_INVOICE, Unit.DATE, folded=True),
        "next_expected": Column(risk_text.NEXT_EXPECTED, Unit.DATE),
        "met_on": Column(text.MET_ON, Unit.DATE),
        "action": Column(notes_text.NEXT_ACTION),
        "account_id": Column(shared.CODE, folded=True),
    }
    period = period_text(portfolio.view.filters.start, portfolio.view.filters.end)
    title = fill(text.MY_ACCOUNTS, period=period)
    return [Table("mine", title, rows[list(columns)], columns, opens_account=True, searchable=True)]
