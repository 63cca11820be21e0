"""A statement of variable pay as values: every line has its measure, its invoice lines, its rule and its convention."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Note, Table
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View, written
from kam_analytics.answers.pay.closed_statements import periods_of
from kam_analytics.answers.pay.inputs import facts, year_to_date
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day_text, period_text
from kam_analytics.language.numbers import decimal
from kam_analytics.language.pay import control as control_words
from kam_analytics.language.pay import page as pay_text
from kam_analytics.language.pay import statement as words
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics import pay as package
from kam_analytics.metrics.pay.figures import TargetRow, target_rows
from kam_analytics.metrics.pay.forecast.year_end import MARGIN
from kam_analytics.metrics.pay.metrics import PersonPay
from kam_analytics.metrics.pay.periods.detail import RuleCell, RulePosition, counted, rule_cell
from kam_analytics.metrics.pay.rules.engine import Line
from kam_analytics.metrics.pay.rules.measures import JUDGED, is_amount
from kam_analytics.plans.plan import Component, RateTable, TableInput

QUANTITY = "quantity"
UNITS = {QUANTITY: Unit.COUNT}
LINES = Path(package.__file__).parent / "statement_lines.sql"
COLUMNS = {
    "components": Column(words.COUNTED_FOR),
    "account_name": Column(words.ACCOUNT),
    "date": Column(words.DATE, Unit.DATE),
    "invoice_no": Column(words.INVOICE),
    "product": Column(words.PRODUCT),
    "share": Column(words.CREDIT, Unit.SHARE),
    "because": Column(words.BECAUSE),
    "amount": Column(words.REVENUE, Unit.EUR_EXACT),
    "margin": Column(words.MARGIN, Unit.EUR_EXACT),
    "file": Column(words.FILE),
    "row_no": Column(words.ROW, Unit.COUNT),
}


@dataclass(frozen=True)
class Entry:
    """One component of a statement. Money in EUR, shares as shares; `checked`: whether its lines add up to it."""

    label: str
    measure: str
    weight: Decimal
    target: Decimal | None
    actual: Decimal | None
    attainment: Decimal | None
    share: Decimal | None
    payout: Decimal | None
    rule: Text
    convention: Text
    periods: tuple[TargetRow, ...]
    checked: Text
    unit: Unit  # of target and result
    replaced: tuple[Text, ...] = ()  # the overrides of computed figures

    @property
    def remarks(self) -> tuple[tuple[Text, Text], ...]:
        """The remarks under the figures: the cell of the rule, its convention, the lines, the manual overrides."""
        always = ((words.RULE, self.rule), (words.CONVENTION, self.convention), (words.DETAIL, self.checked))
        return (*always, *((words.REPLACED, text) for text in self.replaced))


@dataclass(frozen=True)
class Paper:
    """A whole statement; `lines`: credited invoice lines, `COLUMNS` and margin."""

    name: str
    plan: Text
    start: date
    as_of: date
    entries: tuple[Entry, ...]
    total: Decimal
    lines: pd.DataFrame
    capped: bool = False
    adjusted: Decimal = Decimal(0)
    standing: Text = words.ESTIMATED
    elsewhere: Decimal = Decimal(0)

    @property
    def difference(self) -> Decimal:
        """Total minus the sum of the lines: adjustments, a cap, cents where only the total is rounded."""
        return self.total - sum((e.payout for e in self.entries if e.payout is not None), Decimal(0))

    @property
    def closing(self) -> tuple[tuple[Text, Decimal], ...]:
        """The last rows: the difference between lines and total, with its reason; the total."""
        why = words.CAPPED_TOTAL if self.capped else words.ROUNDED_TOTAL
        steps_before = ((words.OTHER_PLANS, self.elsewhere), (words.ADJUSTED_TOTAL, self.adjusted))
        steps = (*steps_before, (why, self.difference - self.adjusted - self.elsewhere))
        between = tuple((label, amount) for label, amount in steps if amount)
        return (*between, (words.TOTAL, self.total))


def paper(person: PersonPay, view: View) -> Paper | None:
    """The statement of one person whose pay the viewer may see; None if there is none."""
    payee, statement = person.payee, person.statement
    if payee is None or statement is None:
        return None
    view = year_to_date(view)
    rows = target_rows(facts(view))
    lines = counted_lines(person, view)
    by_hand = _replaced(person, view)
    entries = tuple(
        replace(
            _entry(
                line,
                component,
                person,
                counted(rows, payee, payee.plan.measures[component.key], view.filters.end),
                lines,
            ),
            replaced=tuple(by_hand.get(component.key, [])),
        )
        for line, component in zip(statement.lines, payee.plan.plan.components, strict=True)
    )
    plan = Text(fr=payee.plan.name_fr, en=payee.plan.name_en)
    return Paper(
        person.name,
        plan,
        view.filters.start,
        view.filters.end,
        entries,
        statement.measured,
        _by_line(lines, person),
        statement.capped,
        statement.adjustments,
        _standing(person, view),
        person.elsewhere,
    )


def _replaced(person: PersonPay, view: View) -> dict[str, list[Text]]:
    """Component → the overrides in its ended periods: value, author, date and reason."""
    by_component: dict[str, list[Text]] = {}
    for period, statement in periods_of(person, view):
        for line in statement.lines:
            for one in (o for o in line.overrides if o.period_start == period.start):
                money = one.field == "payout" or is_amount(line.measure)
                sentence = fill(
                    words.REPLACED_BY,
                    what=control_words.FIELDS[one.field],
                    period=period_text(period.start, period.end),
                    value=Quantity(float(one.value), Unit.EUR_EXACT if money else Unit.SHARE),
                    author=one.author,
                    day=day_text(date.fromisoformat(one.at[:10])),
                    reason=one.reason,
                )
                by_component.setdefault(line.component, []).append(sentence)
    return by_component


def _standing(person: PersonPay, view: View) -> Text:
    """Which periods are paid, earned or estimated, each with its amount; a note if nothing is recorded as closed."""
    states = [
        fill(
            words.STATES[period.state.value],
            period=period_text(period.start, period.end),
            amount=Quantity(float(statement.total), Unit.EUR_EXACT),
        )
        for period, statement in periods_of(person, view)
        if statement.total is not None and period.state.value in words.STATES
    ]
    if not states:
        return words.ESTIMATED
    return Text(fr=" ; ".join(t.fr for t in states) + ".", en="; ".join(t.en for t in states) + ".")


def counted_lines(person: PersonPay, view: View) -> pd.DataFrame:
    """The invoice lines behind the ended periods, one row per component that counts them; `value` in its unit."""
    periods = [period for period, _ in periods_of(person, view)]
    if person.payee is None or not periods:
        return pd.DataFrame(columns=["component", "value", *COLUMNS, "reason", "import_id"])
    days = {"start": min(p.start for p in periods), "as_of": max(p.end for p in periods)}
    return view.rows(LINES, plan=person.payee.plan.id, person=person.person_id, **days)


def credited(person: PersonPay, view: View) -> pd.DataFrame:
    """The same lines, one row each, by account and day."""
    return _by_line(counted_lines(person, view), person)


def _by_line(rows: pd.DataFrame, person: PersonPay) -> pd.DataFrame:
    """Lines without duplicates, with the components that count them, as an amount and as a margin."""
    if person.payee is None or rows.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    plan = person.payee.plan
    measure = rows["component"].map(plan.measures)
    parts = rows.assign(
        components=rows["component"].map(plan.labels),
        amount=rows["value"].where(~measure.isin((MARGIN, QUANTITY))),
        margin=rows["value"].where(measure == MARGIN),
    )
    rows_of = parts.groupby(["import_id", "row_no"], sort=False, as_index=False)
    grouped = rows_of.first().assign(components=rows_of["components"].agg(_listed)["components"])
    return grouped.assign(because=written([words.REASONS.get(str(r)) for r in grouped["reason"]], grouped))


def _listed(labels: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(labels))


def lines(person: PersonPay, view: View) -> list[Block]:
    """The credited lines, in a collapsed section."""

    def make() -> list[Block]:
        return [Table("credited", words.LINES, credited(person, view), COLUMNS, searchable=True), Note(words.CREDITING)]

    return [Details("credited_lines", words.LINES, Later(make))]


def _entry(
    line: Line, component: Component, person: PersonPay, periods: tuple[TargetRow, ...], rows: pd.DataFrame
) -> Entry:
    plan = person.payee.plan if person.payee else None
    measure = plan.measures[component.key] if plan else ""
    return Entry(
        label=plan.labels[component.key] if plan else component.key,
        measure=measure,
        weight=line.weight,
        target=line.achievement.target,
        actual=line.achievement.result,
        attainment=line.attainment,
        share=line.payout_share,
        payout=line.payout,
        rule=rule_text(component, rule_cell(component, line)),
        convention=words.COMMISSION if component.pays_commission else words.CUMULATED,
        periods=periods,
        checked=_checked(measure, line, rows[rows["component"] == component.key]),
        unit=UNITS.get(measure, Unit.EUR_EXACT if is_amount(measure) else Unit.SHARE),
    )


def _checked(measure: str, line: Line, rows: pd.DataFrame) -> Text:
    """Whether the lines add up to the result, to the cent."""
    if measure == JUDGED:
        return words.NO_LINES
    if not is_amount(measure) or line.achievement.result is None:
        return words.COMPARED
    total = float(rows["value"].sum())
    gap = total - float(line.achievement.result)
    unit = UNITS.get(measure, Unit.EUR_EXACT)
    facts_said: dict[str, Fact] = {"count": Quantity(len(rows), Unit.COUNT), "total": Quantity(total, unit)}
    if abs(gap) < 0.01:
        return fill(words.MATCHES, **facts_said)
    return fill(words.DIFFERS, gap=Quantity(gap, unit), **facts_said)


def rule_text(component: Component, cell: RuleCell) -> Text:
    """The cell of the rule in words."""
    bound = _bound(component)
    low, high = (cell.pays[0], cell.pays[-1]) if cell.pays else (None, None)
    return fill(
        words.CELLS[cell.cell.value],
        start=Quantity(_float(cell.first), bound),
        end=Quantity(_float(cell.last), bound),
        low=_paid(cell, low),
        high=_paid(cell, high),
        method=words.METHODS[cell.method.value] if cell.method else Text(fr="", en=""),
    )


def _bound(component: Component) -> Unit:
    rule = component.rule
    return Unit.EUR_EXACT if isinstance(rule, RateTable) and rule.input is TableInput.AMOUNT else Unit.SHARE


def _paid(cell: RuleCell, value: Decimal | None) -> Quantity | Text:
    """A share; for a commission its rate, which may be a fraction of one percent."""
    if cell.cell is not RulePosition.TIER or value is None:
        return Quantity(_float(value), Unit.SHARE)
    rate = 100 * float(value)
    return Text(fr=f"{decimal(rate, 'fr', 2)} %", en=f"{decimal(rate, 'en', 2)}%")


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def measure_name(measure: str) -> Text:
    """The display name of a measure."""
    return pay_text.MEASURES.get(measure, Text(fr=measure, en=measure))
