"""What a file that somebody sent would change, before it is accepted: total, accounts of others, pay."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam_analytics.answers.page.view import View, freshness, reads
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.inputs import team, year_to_date
from kam_analytics.core.errors import KamError
from kam_analytics.core.scope import Filters, Scope
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.pipeline import ImportRequest
from kam_analytics.ingest.trial import TRIAL, try_import
from kam_analytics.language.imports import acceptance as text
from kam_analytics.language.sentences import fill, names, plural
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store

LISTED = 5  # accounts that a sentence names
NO_DAYS = Filters(date.min, date.min, date.min, date.min)


@dataclass(frozen=True, slots=True)
class PayChange:
    """Pay of the year to date of one person, without and with the file; None where there is none."""

    person_id: str
    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def rises(self) -> bool:
        return (self.after or Decimal(0)) > (self.before or Decimal(0))


@dataclass(frozen=True, slots=True)
class Examination:
    """The effect of one file. `pay` None: not comparable, since the file replaces the demonstration."""

    rows: int
    total: Decimal | None
    outside: tuple[str, ...]
    pay: tuple[PayChange, ...] | None


@dataclass(eq=False)
class RaisesOwnPay(KamError):
    """Somebody accepts a file that raises their own pay."""

    file: str

    what = Text(
        fr="« {file} » augmente votre propre rémunération : vous ne pouvez pas l’accepter vous-même.",
        en="“{file}” raises your own pay: you cannot accept it yourself.",
    )
    next_step = Text(
        fr="Demandez à un autre directeur ou contrôleur de gestion de l’accepter ; il le voit sur cette page.",
        en="Ask another director or controller to accept it; they see it on this page.",
    )


def examine(store: Store, request: ImportRequest, sender: Scope) -> Examination:
    """Try the file on a copy of the store and compare. sender: the rights of who sent it."""
    trial = try_import(store, request, sender.person_ids)
    report = trial.report
    if report.outcome != "loaded":
        return Examination(0, None, (), ())
    pay = None if store.state().demonstration else _pay_changes(store, trial.store)
    return Examination(report.rows_loaded, report.amount_total, trial.outside, pay)


def check(examination: Examination, file: str, scope: Scope) -> None:
    """Raises RaisesOwnPay."""
    mine = [change for change in examination.pay or () if change.person_id == scope.own_id]
    if any(change.rises for change in mine):
        raise RaisesOwnPay(file)


def sentences(examination: Examination, scope: Scope) -> list[Text]:
    """Total, accounts of others, pay; amounts of pay only to who may see them."""
    total = "–" if examination.total is None else Quantity(float(examination.total), Unit.EUR_EXACT)
    rows = Quantity(examination.rows, Unit.COUNT)
    return [
        fill(text.TOTAL, total=total, rows=rows),
        _outside(examination.outside),
        *_pay(examination.pay, scope),
    ]


def _outside(accounts: tuple[str, ...]) -> Text:
    if not accounts:
        return text.ALL_OWN
    listed = names(accounts[:LISTED])
    template = text.OUTSIDE if len(accounts) <= LISTED else text.OUTSIDE_AMONG
    return fill(plural(len(accounts), text.OUTSIDE_ONE, template), n=len(accounts), accounts=listed)


def _pay(changes: tuple[PayChange, ...] | None, scope: Scope) -> list[Text]:
    if changes is None:
        return [text.NOT_COMPARABLE]
    if not changes:
        return [text.NO_PAY_CHANGE]
    if not scope.sees_all_pay:
        return [fill(text.PAY_OF, people=names([change.name for change in changes]))]
    return [
        fill(text.PAY_CHANGE, name=change.name, before=_amount(change.before), after=_amount(change.after))
        for change in changes
    ]


def _amount(value: Decimal | None) -> Quantity:
    return Quantity(float(value or 0), Unit.EUR_EXACT)


def _pay_changes(store: Store, trial: Store) -> tuple[PayChange, ...]:
    """People whose pay to date differs, on the last day that either of the two has."""
    with closing(Reader(store)) as old, closing(Reader(trial)) as new:
        views = [View(reads(reader), TRIAL, NO_DAYS, today=date.today()) for reader in (old, new)]
        last = max((day for view in views if (day := freshness(view).last) is not None), default=None)
        if last is None:
            return ()
        before, after = (_pay_to_date(view, last) for view in views)
    people = sorted(before.keys() | after.keys())
    changes = (
        PayChange(who, (after.get(who) or before[who])[0], *(side.get(who, ("", None))[1] for side in (before, after)))
        for who in people
    )
    return tuple(change for change in changes if (change.before or 0) != (change.after or 0))


def _pay_to_date(view: View, last: date) -> dict[str, tuple[str, Decimal | None]]:
    """Person → name and pay of the year to the day."""
    days = Filters(last, last, last, last)
    dated = year_to_date(View(view.read, view.scope, days, today=view.today))
    reached = with_closed_statements(team(dated), dated)
    return {p.person_id: (p.name, None if p.statement is None else p.statement.measured) for p in reached.people}
