"""Sample decisions on the demonstration's pay: closed quarters, a correction, a question."""

from datetime import date
from decimal import Decimal

from kam_analytics.answers.page.view import View, reads
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay import plans as pay_plans
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.ingest.pay_plans import save
from kam_analytics.metrics.pay.periods.control import PayPeriod, PeriodState
from kam_analytics.warehouse.decisions import pay as decide
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.store import Store

HR = Scope("rh@demonstration", Role.CONTROLLER, (), None, sees_all_pay=True)
SHARE_KEPT = Decimal("0.97")  # share of a target that remains after a territory was reduced
CORRECTION = "Deux comptes confiés à un collègue"
QUESTION = "La facture du 31 mars est-elle comptée ?"
ANSWER = "Oui, dans le réalisé du trimestre."


def decide_pay(store: Store) -> None:
    """Close and pay the first quarter, correct and close the second, ask and answer a question, draft the next version.

    Does nothing unless the store has the demonstration with two ended pay periods.
    """
    if not store.state().demonstration:
        return
    view = _looking(store)
    first, second, *_ = [*_ended(view), None, None]
    if first is None or second is None:
        return
    _close(store, view, first)
    person = pay_control.current_control(view).of(second)[1]
    line = person.lines[0]
    place = decide.Place(first.plan, first.start, person.inputs.person_id, line.component)
    decide.mark_paid(store, first.plan, first.start, HR)
    decide.ask(store, place, QUESTION, Scope(person.inputs.name, Role.KAM, (place.person_id,), place.person_id))
    decide.answer(store, 1, ANSWER, HR)
    target = person.inputs.steps[-1].own[line.component].target
    if target is not None:
        corrected = decide.Place(second.plan, second.start, place.person_id, line.component)
        decide.override(store, corrected, "target", round(target * SHARE_KEPT, 2), CORRECTION, HR)
    view = _looking(store)
    _close(store, view, second)
    _draft(store, view)


def _ended(view: View) -> list[PayPeriod]:
    return [p for p in pay_control.current_control(view).periods if p.state is not PeriodState.RUNNING]


def _close(store: Store, view: View, period: PayPeriod) -> None:
    closed = pay_control.closing(view, period)
    span, version = (period.start, period.end), (period.import_id, period.version)
    decide.close(store, period.plan, span, version, closed, store.state(), HR)


def _draft(store: Store, view: View) -> None:
    """Create the next version of the plan, with a higher cap on its first component, waiting for approval."""
    versions = pay_plans.versions(view)
    sheets = pay_plans.as_draft(pay_plans.sheets(view, versions[0]), versions, versions[0])
    first, *others = sheets["component"]
    save(store, {**sheets, "component": [{**first, "cap": Decimal("1.6")}, *others]}, HR)


def _looking(store: Store) -> View:
    """The current state as HR sees it."""
    day = date(1900, 1, 1)
    return View(reads(shared_reader(store)), HR, Filters(day, day, day, day))
