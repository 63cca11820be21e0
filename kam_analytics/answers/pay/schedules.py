"""Every pay period of everyone's plans, including future ones, as input to the forecast."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.metrics.pay.periods import assembly as gather
from kam_analytics.metrics.pay.periods.periods import Inputs
from kam_analytics.metrics.pay.periods.schedule import Schedule

Key = tuple[str, str]  # person, plan


def schedules(view: View) -> dict[Key, Schedule]:
    """Person and plan → their pay periods, with the facts recorded by the last day of the view; without a season.

    A schedule also has the pay of the person's other plans that ended in the same year.
    """
    day = view.filters.end
    whole = _whole(gather.every_inputs(pay_control.facts(view, day, until=date.max)))
    by_person = {
        key: Schedule(inputs, _ended(inputs, day), (1.0,) * _to_come(inputs, day), {}) for key, inputs in whole.items()
    }
    over = {key: one for key, one in by_person.items() if not one.season and one.inputs.end >= view.filters.start}
    return {key: replace(one, elsewhere=_elsewhere(key, over)) for key, one in by_person.items()}


def _whole(inputs: Mapping[tuple[str, date, str], Inputs]) -> dict[Key, Inputs]:
    """The inputs of the last period of each person and plan, which contain all steps."""
    last: dict[Key, Inputs] = {}
    for (plan, start, person), one in inputs.items():
        if (person, plan) not in last or last[person, plan].start < start:
            last[person, plan] = one
    return last


def _ended(inputs: Inputs, day: date) -> int:
    return sum(step.end <= day for step in inputs.steps)


def _to_come(inputs: Inputs, day: date) -> int:
    return len(inputs.steps) - _ended(inputs, day)


def _elsewhere(key: Key, over: Mapping[Key, Schedule]) -> tuple[Decimal, Decimal]:
    """The pay of the person's other plans of the year, and their pay at 100 %."""
    sums = defaultdict[str, Decimal](Decimal)
    for (person, plan), one in over.items():
        if person == key[0] and plan != key[1]:
            sums["paid"] += one.total(one.statements({}))
            sums["at_target"] += one.at_target()
    return sums["paid"], sums["at_target"]
