"""What losing some accounts would change: revenue, margin, concentration, targets and pay, now and ahead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pandas as pd

from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.concentration.notes import months_of
from kam_analytics.answers.page.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.page.view import View, without, written
from kam_analytics.answers.pay import inputs as pay
from kam_analytics.charts import concentration as charts
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.concentration import loss as text
from kam_analytics.language.pay import page as pay_text
from kam_analytics.language.sentences import fill, names, plural
from kam_analytics.metrics.concentration import loss_metrics as declared
from kam_analytics.metrics.concentration import metrics as whole
from kam_analytics.metrics.concentration.figures import CONTRACTS, MEMBERS, Concentration
from kam_analytics.metrics.concentration.loss import (
    Stress,
    ahead,
    loss,
    new_business,
    own_margin_rate,
    secured_by_contract,
)
from kam_analytics.metrics.pay.figures import TargetRow
from kam_analytics.metrics.pay.metrics import PersonPay, Team, estimated_pay

MONTHS = 12
NAMED = 3
SMALLEST = 0.00005  # share: a smaller difference of attainment would be displayed as 0.0
GROUP = "group:"


@dataclass(frozen=True, slots=True)
class Scenario:
    """The accounts lost (ids, or `group:` and a group id), the share of revenue that remains (0–1), a margin rate."""

    lost: tuple[str, ...]
    remaining_share: float = 0.0
    margin_rate: float | None = None


@dataclass(frozen=True)
class LossOutcome:
    """What the scenario changes; `with_` and `without` hold the targets and pay the viewer may see."""

    stress: Stress
    concentration: Concentration
    named: Text
    before: tuple[TargetRow, ...]
    after: tuple[TargetRow, ...]
    team: Team
    team_after: Team


def choices(view: View) -> dict[str, Text]:
    """What can be selected: accounts with revenue in the period, largest first; then groups of several of them."""
    ranked = concentration.figures(_revenue(view)).ranked
    options = {str(a): _same(str(n)) for a, n in zip(ranked["account_id"], ranked["account_name"], strict=True)}
    if view.filters.level == "group":
        return options
    members = view.rows(MEMBERS)
    members = members[members["account_id"].isin(ranked["account_id"])]
    for group, rows in members.groupby("group_id", sort=False):
        if len(rows) > 1:
            name = str(rows["group_name"].iloc[0])
            options[f"{GROUP}{group}"] = fill(text.GROUP, name=name, count=len(rows))
    return options


def blocks(view: View, scenario: Scenario) -> list[Block]:
    """The sentence, the numbers, the loss of the next year, targets and pay; empty without a selection."""
    if not scenario.lost:
        return []
    result = outcome(_revenue(view), scenario)
    return [
        *_messages(view, result),
        *_numbers(result),
        *_charts(view, result),
        *_targets(result),
        *_pay(result),
        _ahead(result),
        Note(text.CONVENTION),
    ]


def discreet_blocks(view: View, scenario: Scenario) -> list[Block]:
    """The same for a screen that others see: nothing of anybody's targets and pay."""
    if not scenario.lost:
        return []
    result = outcome(_revenue(view), scenario)
    messages = [block for block in _messages(view, result) if not block.secret]
    charts = [block for block in (_next_year(result),) if not block.rows.empty]
    return [*messages, *_numbers(result), *charts, Note(text.CONVENTION)]


def outcome(view: View, scenario: Scenario) -> LossOutcome:
    """The portfolio with and without the lost accounts."""
    shares = concentration.figures(view)
    members = view.rows(MEMBERS)
    units = _units(scenario.lost, members)
    year = view if _is_year(view) else replace(view, filters=_last_year(view))
    rows = concentration.read_portfolio(year, year.filters.end).accounts
    rate = own_margin_rate(rows, units) if scenario.margin_rate is None else scenario.margin_rate
    secured = secured_by_contract(_contracts(view, members), view.filters.end)
    stress = Stress(
        loss(
            shares.portfolio,
            units,
            months_of(view),
            remaining_share=scenario.remaining_share,
            margin_rate=scenario.margin_rate,
        ),
        ahead(rows, secured, units, scenario.remaining_share),
        rate,
        new_business(rows) / MONTHS,
    )
    lost_lines = without(view, _codes(units, members, view), scenario.remaining_share)
    return LossOutcome(
        stress, shares, _named(units, rows), _open(view), _open(lost_lines), pay.team(view), pay.team(lost_lines)
    )


def _revenue(view: View) -> View:
    """Losses are counted in revenue, whatever measure the page uses."""
    return replace(view, filters=replace(view.filters, measure="revenue"))


def _is_year(view: View) -> bool:
    return view.filters.start == _year_start(view.filters.end)


def _year_start(end: date) -> date:
    return (pd.Timestamp(end) - pd.DateOffset(years=1)).date() + timedelta(days=1)


def _last_year(view: View) -> Filters:
    """The twelve months that end with the period, compared with the twelve before."""
    start = _year_start(view.filters.end)
    base_end = start - timedelta(days=1)
    return replace(view.filters, start=start, base_start=_year_start(base_end), base_end=base_end)


def _units(lost: Sequence[str], members: pd.DataFrame) -> tuple[str, ...]:
    """The page's accounts that are lost: those selected, and the members of the groups selected."""
    groups = {code.removeprefix(GROUP) for code in lost if code.startswith(GROUP)}
    of_groups = members.loc[members["group_id"].isin(groups), "account_id"].astype(str)
    alone = [code for code in lost if not code.startswith(GROUP)]
    return tuple(dict.fromkeys([*alone, *of_groups]))


def _codes(units: tuple[str, ...], members: pd.DataFrame, view: View) -> tuple[str, ...]:
    """Account codes as the invoice lines have them: a group on the page is expanded to its members."""
    if view.filters.level != "group":
        return units
    return tuple(members.loc[members["group_id"].isin(units), "account_id"].astype(str))


def _contracts(view: View, members: pd.DataFrame) -> pd.DataFrame:
    rows = view.rows(CONTRACTS)
    if view.filters.level != "group":
        return rows
    group_of = dict(zip(members["account_id"], members["group_id"], strict=True))
    return rows.assign(account_id=rows["account_id"].map(group_of))


def _named(units: tuple[str, ...], rows: pd.DataFrame) -> Text:
    names_by_account = dict(zip(rows["account_id"], rows["account_name"], strict=True))
    if len(units) > NAMED:
        return fill(text.SEVERAL, count=len(units))
    return names([str(names_by_account.get(unit, unit)) for unit in units])


def _open(view: View) -> tuple[TargetRow, ...]:
    """Targets of the year whose period contains the as-of day, with their result to date."""
    end = view.filters.end
    year = replace(view.filters, start=date(end.year, 1, 1), end=date(end.year, 12, 31))
    rows = pay.figures(replace(view, filters=year), as_of=end)
    return tuple(r for r in rows if r.period_start <= end <= r.period_end)


def _same(name: str) -> Text:
    return Text(fr=name, en=name)


def _messages(view: View, outcome: LossOutcome) -> list[Message]:
    """The effect of the loss in two sentences; a third one on pay for viewers who may see it."""
    stress = outcome.stress
    if stress.now.revenue <= 0 and stress.lost_ahead <= 0:
        return [Message(fill(text.NOTHING_LOST, names=outcome.named), lead=False)]
    facts = {
        "revenue": Quantity(stress.now.revenue, Unit.EUR),
        "share": Quantity(stress.now.share, Unit.SHARE),
        "after": declared.top_10_share_without.of(stress),
        "before": whole.top_10_share.of(outcome.concentration),
    }
    messages = [Message(fill(text.LOST, names=outcome.named, **facts), lead=False)]
    lost, secured = Quantity(stress.lost_ahead, Unit.EUR), Quantity(stress.secured, Unit.EUR)
    months = stress.months_to_replace
    if months is None:
        messages.append(Message(fill(text.AHEAD_NO_NEW, lost=lost, secured=secured), lead=False))
    else:
        count = max(1, round(months))
        written_months = fill(plural(count, text.MONTH, text.MONTHS), count=Quantity(count, Unit.COUNT))
        messages.append(Message(fill(text.AHEAD, lost=lost, secured=secured, months=written_months), lead=False))
    before, after = estimated_pay.of(outcome.team), estimated_pay.of(outcome.team_after)
    if before.value is not None and after.value is not None:
        start = date(view.filters.end.year, 1, 1)
        messages.append(Message(fill(text.PAY, start=start, before=before, after=after), lead=False, secret=True))
    return messages


def _numbers(outcome: LossOutcome) -> list[Block]:
    """Four figures for the period, four for the next twelve months."""
    stress = outcome.stress

    def against(metric: Metric, now: Metric, unit: Unit) -> Number:
        after, before = metric.of(stress), now.of(outcome.concentration)
        if after.value is None or before.value is None:
            return Number(metric, after)
        return Number(metric, after, Quantity(after.value - before.value, unit), note=text.AGAINST_TODAY)

    return [
        Number(declared.lost_revenue, declared.lost_revenue.of(stress)),
        Number(declared.lost_margin, declared.lost_margin.of(stress)),
        against(declared.top_10_share_without, whole.top_10_share, Unit.POINTS),
        against(declared.effective_accounts_without, whole.effective_accounts, Unit.COUNT),
        Number(declared.secured_revenue, declared.secured_revenue.of(stress)),
        Number(declared.lost_revenue_ahead, declared.lost_revenue_ahead.of(stress)),
        Number(declared.lost_margin_ahead, declared.lost_margin_ahead.of(stress)),
        Number(declared.months_to_replace, declared.months_to_replace.of(stress)),
    ]


def _charts(view: View, outcome: LossOutcome) -> list[Block]:
    return [block for block in (_next_year(outcome), _attainments(view, outcome)) if not block.rows.empty]


def _next_year(outcome: LossOutcome) -> Chart:
    """What each account would bring in the year ahead, and the part of it that is lost."""
    rows = outcome.stress.ahead[outcome.stress.ahead["expected"] > 0]
    legend = (("neutral", text.SECURED), ("others", text.STAYS), ("loss", text.GONE))
    return Chart("next_year", text.NEXT_YEAR, rows, charts.next_year, _ahead_columns(), legend, opens_account=True)


def _attainments(view: View, outcome: LossOutcome) -> Chart:
    """The people whose attainment would change."""
    columns = {
        "name": Column(pay_text.NAME),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "without": Column(text.ATTAINMENT_WITHOUT, Unit.SHARE),
    }
    legend = (("neutral", text.WITH), ("loss", text.WITHOUT))
    title = fill(text.ATTAINMENTS, start=date(view.filters.end.year, 1, 1))
    return Chart("attainments", title, _moved(outcome), charts.attainments, columns, legend)


def _moved(outcome: LossOutcome) -> pd.DataFrame:
    """KAMs whose attainment of ended periods would change."""
    after = {p.person_id: p.attainment for p in outcome.team_after.people}
    rows = [(p.name, float(p.attainment or 0), float(after.get(p.person_id) or 0)) for p in outcome.team.measured]
    return pd.DataFrame(
        [row for row in rows if abs(row[1] - row[2]) > SMALLEST], columns=["name", "attainment", "without"]
    ).sort_values("without", ignore_index=True)


def _targets(outcome: LossOutcome) -> list[Block]:
    """The open targets whose result would change."""
    pairs = zip(outcome.before, outcome.after, strict=True)
    rows = [_target(b, a) for b, a in pairs if b.actual != a.actual and b.exact_attainment is not None]
    if not rows:
        return []
    frame = pd.DataFrame(rows)
    frame["name"] = written(frame["name"], frame)
    columns = {
        "name": Column(pay_text.NAME),
        "scope": Column(pay_text.SCOPE),
        "measure": Column(pay_text.MEASURE),
        "period_start": Column(pay_text.START, Unit.DATE),
        "period_end": Column(pay_text.END, Unit.DATE),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "without": Column(text.ATTAINMENT_WITHOUT, Unit.SHARE),
        "change": Column(text.DIFFERENCE, Unit.POINTS),
    }
    return [Table("lost_targets", text.TARGETS, frame.sort_values("change", ignore_index=True), columns)]


def _target(before: TargetRow, after: TargetRow) -> dict[str, Any]:
    now, then = float(before.exact_attainment or 0), float(after.exact_attainment or 0)
    return {
        "name": _same(before.name),
        "scope": pay_text.SCOPES.get(before.scope, _same(before.scope)),
        "measure": pay_text.MEASURES.get(before.measure, _same(before.measure)),
        "period_start": before.period_start,
        "period_end": before.period_end,
        "attainment": now,
        "without": then,
        "change": then - now,
    }


def _pay(outcome: LossOutcome) -> list[Block]:
    """The estimate of each person whose pay the viewer may see; others have no row."""
    after = {p.person_id: p for p in outcome.team_after.people}
    pairs = [(p, after[p.person_id]) for p in outcome.team.people if p.person_id in after]
    rows = [_paid(before, then) for before, then in pairs if before.statement and then.statement]
    rows = [row for row in rows if row["change"]]
    if not rows:
        return []
    columns = {
        "name": Column(pay_text.NAME),
        "pay": Column(text.PAY_WITH, Unit.EUR_EXACT, secret=True),
        "without": Column(text.PAY_WITHOUT, Unit.EUR_EXACT, secret=True),
        "change": Column(text.DIFFERENCE, Unit.EUR_EXACT, secret=True),
    }
    frame = pd.DataFrame(rows).sort_values("change", ignore_index=True)
    return [Table("lost_pay", text.PAYS, frame, columns)]


def _paid(before: PersonPay, after: PersonPay) -> dict[str, Any]:
    pay_now = float(before.statement.measured) if before.statement else 0.0
    pay_then = float(after.statement.measured) if after.statement else 0.0
    return {"name": before.name, "pay": pay_now, "without": pay_then, "change": pay_then - pay_now}


def _ahead(outcome: LossOutcome) -> Table:
    return Table(
        "lost_ahead", text.NEXT_YEAR, outcome.stress.ahead[list(_ahead_columns())], _ahead_columns(), opens_account=True
    )


def _ahead_columns() -> dict[str, Column]:
    return {
        "account_name": Column(shared.ACCOUNT),
        "expected": Column(text.EXPECTED, Unit.EUR),
        "secured": Column(text.SECURED_COLUMN, Unit.EUR),
        "kept": Column(text.STAYS_COLUMN, Unit.EUR),
        "lost": Column(text.GONE_COLUMN, Unit.EUR),
        "account_id": Column(shared.CODE),
    }
