"""What the viewer's own year would pay for other results; nothing is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Message, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.curve import curve
from kam_analytics.answers.pay.forecast import pay_forecast
from kam_analytics.answers.pay.inputs import team, year_to_date
from kam_analytics.answers.pay.page import own_pay
from kam_analytics.answers.pay.person import expected
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import UNITS, euros
from kam_analytics.language.pay import page as pay_text
from kam_analytics.language.pay import statement as words
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.forecast.year_end import AMOUNTS, REVENUE, ComponentProgress, YearEndForecast
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.metrics.pay.periods.periods import PeriodStatement
from kam_analytics.metrics.pay.rules import engine

FULL = Decimal(100)
MOST = 150  # percent of a target: beyond the caps of most plans


@dataclass(frozen=True)
class WhatIfQuestion:
    """One component to try: its label, its expected year end in percent of the target, and how far it can be moved."""

    key: str
    label: str
    start: int
    most: int


@dataclass(frozen=True)
class Simulation:
    """The viewer's own year end, ready to be simulated."""

    person: PersonPay
    outlook: YearEndForecast

    def questions(self) -> tuple[WhatIfQuestion, ...]:
        """The components with a target, each at its expected year end."""
        return tuple(_question(s, self.outlook) for s in self.outlook.year.standings if s.target)

    def blocks(self, answers: Mapping[str, int]) -> list[Block]:
        """What the answers pay, against the expected results; answers by component, in percent of the target."""
        year = self.outlook.year
        results = {s.component.key: _result(s, answers.get(s.component.key), self.outlook) for s in year.standings}
        base = {s.component.key: expected(self.outlook, s) for s in year.standings}
        tried = year.statements(results)
        total, usual = float(year.total(results)), float(year.total(base))
        change = total - usual
        pay = Text(fr=euros(total, "fr", UNITS), en=euros(total, "en", UNITS))
        more = Text(fr=euros(change, "fr", UNITS, sign=True), en=euros(change, "en", UNITS, sign=True))
        rows = pd.DataFrame(
            [
                {
                    "component": s.label,
                    "result": _amount(s, results[s.component.key]),
                    "attainment": _share(engine.attainment(results[s.component.key], s.target, s.component.objective)),
                    "payout": _paid(s.component.key, tried),
                }
                for s in year.standings
            ]
        )
        columns = {
            "component": Column(pay_text.COMPONENT),
            "result": Column(words.TRIED_RESULT, Unit.EUR),
            "attainment": Column(pay_text.ATTAINMENT, Unit.SHARE, secret=True),
            "payout": Column(words.AMOUNT, Unit.EUR_EXACT, secret=True),
        }
        return [
            Message(fill(words.WHAT_IF_RESULT, pay=pay, change=more), lead=False, secret=True),
            *_mean_beside(usual, self.outlook.payout.mean),
            *self._curve(results),
            Table("what_if", words.WHAT_IF_LINES, rows, columns),
        ]

    def _curve(self, results: Mapping[str, Decimal | None]) -> list[Block]:
        """The curve of revenue with the point that is tried, which moves with the answer."""
        standing = next((s for s in self.outlook.year.standings if s.measure == REVENUE), None)
        if standing is None:
            return []
        reached = engine.attainment(results[standing.component.key], standing.target, standing.component.objective)
        return list(curve([self.person], {self.person.person_id: self.outlook}, tried=reached))


def _mean_beside(middle: float, mean: float) -> list[Block]:
    """Why the simulation does not start at the expected pay of the card."""
    facts = {"middle": Quantity(middle, Unit.EUR), "expected": Quantity(mean, Unit.EUR)}
    return [] if round(middle) == round(mean) else [Message(fill(words.WHAT_IF_MEAN, **facts), lead=False, secret=True)]


def _share(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _amount(standing: ComponentProgress, result: Decimal | None) -> float | None:
    return float(result) if result is not None and standing.measure in AMOUNTS else None


def _paid(component: str, periods: Sequence[PeriodStatement]) -> float | None:
    """What a component pays in all pay periods together."""
    payouts = [p.payout for s in periods for p in s.lines if p.component == component and p.payout is not None]
    return float(sum(payouts, Decimal(0))) if payouts else None


def simulation(view: View) -> Simulation | None:
    """The simulation, if the page shows the viewer's own pay with a year-end forecast; otherwise None."""
    person = own(view)
    outlook = None if person is None else pay_forecast(year_to_date(view)).paying.get(person.person_id)
    return None if person is None or outlook is None else Simulation(person, outlook)


def own(view: View) -> PersonPay | None:
    """The viewer's own pay, if the page shows it."""
    view = year_to_date(view)
    return own_pay(view, with_closed_statements(team(view), view))


def _question(standing: ComponentProgress, outlook: YearEndForecast) -> WhatIfQuestion:
    share = FULL * (expected(outlook, standing) or Decimal(0)) / (standing.target or Decimal(1))
    start = round(max(share, Decimal(0)))
    return WhatIfQuestion(standing.component.key, standing.label, start, max(MOST, start))


def _result(standing: ComponentProgress, answer: int | None, outlook: YearEndForecast) -> Decimal | None:
    """The result of a component; an answer left at its start is exactly the expected result, cents included."""
    if answer is None or standing.target is None or answer == _question(standing, outlook).start:
        return expected(outlook, standing)
    return Decimal(answer) * standing.target / FULL
