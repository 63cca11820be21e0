"""Checks the dates and the language of objectives against the French rules, with the pay at stake."""

from collections.abc import Collection, Sequence
from decimal import Decimal

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Message, Note, Table
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay.inputs import facts, whole_year, window
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import period_text
from kam_analytics.language.pay import objectives as words
from kam_analytics.language.pay import page as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.pay.figures import Payee, payees
from kam_analytics.metrics.pay.objectives import ObjectiveDates, exposure, objectives

SEPARATOR = " ; "


def blocks(view: View, people: Collection[str] = ()) -> list[Block]:
    """One line on the page, the dates in a collapsed section; amounts only for viewers who may see all pay.

    people: whose objectives; empty: everybody's whom the viewer may see.
    """
    year = window(view, *whole_year(view))
    inputs_of_year = facts(year, view.filters.end)
    checked = objectives(inputs_of_year.targets, view.filters.end)
    dated = [o for o in checked if not people or o.who in people]
    if not dated:
        return []
    flagged = sum(bool(o.flags) for o in dated)
    sentence = fill(words.FOUND, flagged=flagged, total=len(dated)) if flagged else words.ALL_WELL
    return [
        Note(sentence),
        Details("objectives", words.TITLE, Later(lambda: _details(dated, payees(inputs_of_year), view))),
    ]


def _details(objectives: Sequence[ObjectiveDates], paying: Sequence[Payee], view: View) -> list[Block]:
    return [
        *(_exposure(objectives, paying) if view.scope.sees_all_pay else []),
        _table(objectives),
        *(Note(rule) for rule in _rules(objectives)),
        Note(words.NOT_ADVICE),
    ]


def _rules(objectives: Sequence[ObjectiveDates]) -> list[Text]:
    """The rules behind the flags, each once."""
    cited = {words.RULE_OF.get(flag.value, "receipt") for o in objectives for flag in o.flags}
    return [rule for key, rule in words.RULES.items() if key in cited]


def _table(objectives: Sequence[ObjectiveDates]) -> Table:
    rows = pd.DataFrame(
        [
            {
                "name": o.name,
                "measure": text.MEASURES.get(o.measure, Text(fr=o.measure, en=o.measure)),
                "period": period_text(o.period_start, o.period_end),
                "flags": _flags(o),
                "set_on": o.set_on,
                "sent_on": o.sent_on,
                "late": o.days_late,
                "acknowledged_on": o.acknowledged_on,
                "language": o.language,
            }
            for o in sorted(objectives, key=lambda o: (not o.exposed, not o.flags, o.name, o.period_start, o.measure))
        ]
    )
    columns = {
        "name": Column(text.NAME),
        "measure": Column(text.MEASURE),
        "period": Column(words.PERIOD),
        "flags": Column(words.TO_CHECK),
        "set_on": Column(words.SET, Unit.DATE),
        "sent_on": Column(text.SENT, Unit.DATE),
        "late": Column(words.DAYS_LATE, Unit.COUNT),
        "acknowledged_on": Column(words.RECEIPT, Unit.DATE),
        "language": Column(words.LANGUAGE),
    }
    if len({o.who for o in objectives}) == 1:
        columns.pop("name")
    return Table("objectives_dates", words.TABLE, rows, columns, searchable=True)


def _flags(objective: ObjectiveDates) -> Text:
    labels = [words.FLAGS[flag.value] for flag in objective.flags]
    return Text(fr=SEPARATOR.join(t.fr for t in labels), en="; ".join(t.en for t in labels))


def _exposure(objectives: Sequence[ObjectiveDates], paying: Sequence[Payee]) -> list[Block]:
    """Pay at target of the components whose objective may not be enforceable against the employee; never exported."""
    exposed = exposure(objectives, paying)
    if not exposed:
        return []
    named = {o.who: o.name for o in objectives}
    amount = Quantity(float(sum(exposed.values(), Decimal(0))), Unit.EUR)
    template = words.EXPOSURE_ONE if len(exposed) == 1 else words.EXPOSURE
    facts_said = {"amount": amount} if len(exposed) == 1 else {"amount": amount, "people": len(exposed)}
    rows = pd.DataFrame(
        [{"name": named.get(who, who), "exposed": float(v)} for who, v in sorted(exposed.items(), key=_largest)]
    )
    columns = {"name": Column(text.NAME), "exposed": Column(words.EXPOSED, Unit.EUR_EXACT, secret=True)}
    return [
        Message(fill(template, **facts_said), lead=False, secret=True),
        Table("exposure", words.EXPOSURES, rows, columns),
    ]


def _largest(item: tuple[str, Decimal]) -> tuple[Decimal, str]:
    return -item[1], item[0]
