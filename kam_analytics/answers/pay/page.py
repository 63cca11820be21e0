"""Attainment and expected pay: one person's own, or the team's for viewers who may see it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Link, Message, Note, Table
from kam_analytics.answers.page.declaration import Instead, Page
from kam_analytics.answers.page.filter_names import subject
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View, freshness, nothing_invoiced
from kam_analytics.answers.pay import benchmark as pay_benchmark
from kam_analytics.answers.pay import objectives as pay_guard
from kam_analytics.answers.pay import person as pay_person
from kam_analytics.answers.pay import statement as pay_statement
from kam_analytics.answers.pay import team as pay_team
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.forecast import PayForecast, pay_forecast
from kam_analytics.answers.pay.forecast_method import quality_sentence, reliability
from kam_analytics.answers.pay.inputs import facts, figures, is_over, team, year_to_date
from kam_analytics.answers.pay.peers import peers
from kam_analytics.answers.pay.shared_screen import LEAST_PEOPLE, bands
from kam_analytics.answers.pay.team import standing as message
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.titles import introduced
from kam_analytics.metrics.pay import forecast_metrics
from kam_analytics.metrics.pay import metrics as declared
from kam_analytics.metrics.pay.figures import TargetRow
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.rules.sheets import written_plans

__all__ = ["VARIABLE_PAY", "facts", "figures", "message", "own_pay", "team", "year_so_far", "year_to_date"]
AMOUNTS = ("revenue", "margin")


@dataclass(frozen=True)
class PayContent:
    """The person's own view or the team's: where it stands, and what three readers ask of it."""

    position: list[Block]
    results: list[Block]
    forecast: list[Block]
    objectives: list[Block]


def read(view: View) -> PayContent | Instead:
    """The part of pay the viewer may see: their own, the team's, or a message that nothing is measured."""
    view, reached = year_to_date(view), year_so_far(view)
    if freshness(view).last is None:
        return Instead(nothing_invoiced(view))
    if not reached.measured:
        no_targets = Message(fill(text.NO_TARGETS, start=view.filters.start, end=view.filters.end))
        way = Link("import_data", text.TO_TARGETS)
        dated = [] if view.scope.is_shared else pay_guard.blocks(view)
        return Instead([no_targets, way, *_plan_notes(view, reached), *dated])
    if view.scope.is_shared:
        return _shared(view, reached)
    own = own_pay(view, reached)
    apart = own is None and not view.scope.sees_all_pay
    notes = _own_elsewhere(reached, view) if apart else []
    reached = _attained(reached) if apart else reached
    outlook = PayForecast({}, {}, None) if is_over(view) else pay_forecast(view, with_pay=not apart)
    if chosen := chosen_people(view, own):
        reached, outlook = reached.only(chosen), outlook.only(chosen)
        if not reached.measured:
            return Instead([Message(_nothing_of(view))])
    notes = [*(notes or _plan_notes(view, reached)), *_corrected(reached)]
    ended = Details("ended", words.ENDED, Later(lambda: [_targets(view, chosen)]))
    objectives = pay_guard.blocks(view, chosen)
    if own is None:
        return PayContent(
            pay_team.position(reached, outlook, view),
            [*pay_team.results(reached, outlook, view), *notes, ended],
            [*pay_team.ahead_of(reached, outlook, view), *reliability(reached, outlook), *pay_benchmark.blocks(None)],
            objectives,
        )
    mine = outlook.paying.get(own.person_id)
    return PayContent(
        pay_person.position(own, outlook, view),
        [*pay_person.results(own, outlook), *notes, *peers(own, view), *pay_statement.lines(own, view), ended],
        [
            *pay_person.no_forecast(own, outlook),
            *reliability(reached, outlook),
            *pay_benchmark.blocks(mine.year.at_target if mine else None),
        ],
        objectives,
    )


def _shared(view: View, reached: Team) -> PayContent:
    """What a room may see: how many are where, and how far the forecast is to be trusted."""
    if len(reached.measured) < LEAST_PEOPLE:
        return PayContent([Message(words.ATTAINED_WITHHELD)], [Note(words.NOBODY_NAMED)], [], [])
    reached = _attained(reached)
    outlook = PayForecast({}, {}, None) if is_over(view) else pay_forecast(view, with_pay=False)
    trusted = [Note(quality_sentence(outlook))] if outlook.outlooks else []
    position = [
        Message(pay_team.message(reached, outlook, view)),
        *pay_team.numbers(reached, outlook),
        bands(reached, view.filters.start, view.filters.end),
    ]
    return PayContent(position, [Note(words.NOBODY_NAMED)], [*trusted, *pay_benchmark.blocks(None)], [])


def chosen_people(view: View, own: PersonPay | None) -> tuple[str, ...]:
    """The people that the filter of the page keeps; empty: everybody whom the viewer may see.

    Whether the page shows the viewer's own pay is settled before: a filter never opens what the whole page withholds.
    """
    return view.filters.kam or () if own is None else ()


def _nothing_of(view: View) -> Text:
    sentence = fill(text.NO_TARGETS, start=view.filters.start, end=view.filters.end)
    about = subject(view, ("kam",))
    return sentence if about is None else introduced(about, sentence)


def year_so_far(view: View) -> Team:
    """Attainment and pay of the year up to the last day of the view; closed periods as they were closed."""
    year = year_to_date(view)
    return with_closed_statements(team(year), year)


def _corrected(team: Team) -> list[Block]:
    """The attainments that pay uses where a correction changed them: the page gives those of the invoices.

    A shared screen, which no correction may reach, then shows the same attainments as any other.
    """
    rates = [fill(text.RATE_OF, name=p.name, rate=share) for p in team.people if (share := _paid_rate(p)) is not None]
    listed = Text(fr=", ".join(r.fr for r in rates), en=", ".join(r.en for r in rates))
    return [Note(fill(words.CORRECTED, rates=listed))] if rates else []


def _paid_rate(person: PersonPay) -> Quantity | None:
    return None if person.corrected is None else Quantity(float(person.corrected), Unit.SHARE)


def _attained(team: Team) -> Team:
    """A team without pay, for viewers who see only their own: one person's sum must not pass for the team's cost."""
    return Team(tuple(replace(p, payee=None, statement=None, at_target=None, corrected=None) for p in team.people))


def _own_elsewhere(team: Team, view: View) -> list[Block]:
    """Tells a viewer of a team page where their own pay is."""
    has_pay = any(p.person_id == view.scope.own_id and p.statement is not None for p in team.people)
    return [Note(words.OWN_ELSEWHERE)] if has_pay else []


def own_pay(view: View, team: Team) -> PersonPay | None:
    """The one person of the page if it shows the viewer's own pay; None on a team page."""
    if view.scope.sees_all_pay or view.scope.own_id is None:
        return None
    alone = team.measured[0] if len(team.measured) == 1 else None
    return alone if alone and alone.person_id == view.scope.own_id and alone.statement is not None else None


def _targets(view: View, people: Collection[str]) -> Table:
    """The targets that are over, with their results and the dates relevant to the French rules."""
    rows = pd.DataFrame(
        [
            {
                "name": r.name,
                "scope": text.SCOPES.get(r.scope, Text(fr=r.scope, en=r.scope)),
                "measure": text.MEASURES.get(r.measure, Text(fr=r.measure, en=r.measure)),
                "period_start": r.period_start,
                "period_end": r.period_end,
                "target": _amount(r, r.target),
                "actual": _amount(r, r.actual),
                "attainment": None if r.attainment is None else float(r.attainment),
                "sent_on": r.sent_on,
                "acknowledged_on": r.acknowledged_on,
            }
            for r in figures(view)
            if r.period_end <= view.filters.end and (not people or r.who in people)
        ]
    )
    columns = {
        "name": Column(text.NAME),
        "scope": Column(text.SCOPE),
        "measure": Column(text.MEASURE),
        "period_start": Column(text.START, Unit.DATE),
        "period_end": Column(text.END, Unit.DATE),
        "target": Column(text.TARGET, Unit.EUR),
        "actual": Column(text.ACTUAL, Unit.EUR),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "sent_on": Column(text.SENT, Unit.DATE),
        "acknowledged_on": Column(text.ACKNOWLEDGED, Unit.DATE),
    }
    return Table("targets", text.TARGETS, rows, columns, searchable=True)


def _amount(row: TargetRow, value: Decimal | None) -> float | None:
    """Amounts in EUR only; None for a rate or a rating, where the attainment is enough."""
    return float(value) if value is not None and row.measure in AMOUNTS else None


def _plan_notes(view: View, team: Team) -> list[Block]:
    """Why there are no amounts: no plan the viewer may see, or a plan that is ambiguous."""
    inputs_of_view = facts(view)
    notes: list[Block] = []
    for plan in written_plans(inputs_of_view.sheets):
        if plan.problems:
            problem = text.PROBLEMS.get(plan.problems[0].problem.value, text.OTHER_PROBLEM)
            name = Text(fr=plan.name_fr, en=plan.name_en)
            notes.append(Note(fill(text.PLAN_PROBLEM, plan=name, problem=problem)))
    if not notes and all(p.statement is None for p in team.people):
        notes.append(Note(text.NO_PLAN))
    return notes


VARIABLE_PAY = Page(
    id="variable_pay",
    title=Text(fr="Rémunération variable", en="Variable pay"),
    short_title=Text(fr="Rémunération", en="Pay"),
    icon=":material/payments:",
    read=read,
    sections={
        "position": lambda page: page.position,
        "results": lambda page: page.results,
        "forecast": lambda page: page.forecast,
        "objectives": lambda page: page.objectives,
    },
    filters=("kam",),
    chooses_payees=True,
    metrics=(declared, forecast_metrics),
    perimeter=None,
    figures_view=year_to_date,
)
