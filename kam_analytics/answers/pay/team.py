"""The team's pay for viewers who may see it: its cost, its dependence on customers, its link to results."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Message, Note, Number, Table
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay.curve import curve
from kam_analytics.answers.pay.dependence import Dependence, dependence
from kam_analytics.answers.pay.forecast import PayForecast
from kam_analytics.answers.pay.inputs import is_over, revenue_curve, team
from kam_analytics.answers.pay.mix import mix
from kam_analytics.answers.pay.person import KEY_GROWTH, by_state, component_bullets, legend
from kam_analytics.charts.pay import attainment as charts
from kam_analytics.charts.pay import team as team_charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.pay import page as text
from kam_analytics.language.pay import views as words
from kam_analytics.language.sentences import fill, names
from kam_analytics.metrics.pay import forecast_metrics as ahead
from kam_analytics.metrics.pay import metrics as declared
from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.year_end import YearEndForecast
from kam_analytics.metrics.pay.metrics import PersonPay, Team
from kam_analytics.metrics.pay.rules.simulate import concordance

SEVERAL = 2  # forecasts from which a sentence compares or counts people
FACTORS = (0.9, 1.0, 1.1)
BANDS = (0.0, 0.5, 0.8, 1.0, 1.2)


def position(team: Team, foresight: PayForecast, view: View) -> list[Block]:
    """The sentence, the cost, the numbers; attainments and the curve that pays them."""
    return [
        Message(message(team, foresight, view)),
        *cost_messages(team, foresight, view),
        *numbers(team, foresight),
        *_charts(team, foresight, view),
    ]


def _charts(team: Team, foresight: PayForecast, view: View) -> list[Block]:
    """Attainments and the curve that pays them; of one person the components, and where the year may end."""
    alone = team.measured[0] if len(team.measured) == 1 else None
    if alone is None or alone.statement is None:
        return [bullets(team, view, foresight.outlooks), *curve(team.measured, {})]
    outlook = foresight.paying.get(alone.person_id)
    ahead_of = {alone.person_id: outlook} if outlook else {}
    return [component_bullets(alone, outlook, view), *curve([alone], ahead_of)]


def results(team: Team, foresight: PayForecast, view: View) -> list[Block]:
    """The team as a table, and by component."""
    return [*_table(team, foresight.outlooks, view), *_by_component(team)]


def ahead_of(team: Team, foresight: PayForecast, view: View) -> list[Block]:
    """What the plan may cost, who would get it, and whether growth with key accounts is what it pays."""
    outlooks = foresight.outlooks
    if not foresight.paying:
        return left_out(team, foresight)
    compared = [_key_growth(team, foresight)] if len(outlooks) >= SEVERAL else []
    return [*_cost(team, outlooks, view), *left_out(team, foresight), *compared]


def message(team: Team, foresight: PayForecast, view: View) -> Text:
    """How many would end the year at their target, or ended it there; the count to date if there is no forecast."""
    outlooks = foresight.outlooks
    if len(outlooks) < SEVERAL or len(team.measured) == 1:
        return standing(team, view)
    reached = sum(o.attainment.quantile(forecast.MIDDLE) >= 1 for o in outlooks.values())
    template = words.ENDING_NONE if reached == 0 else words.ENDING_ONE if reached == 1 else words.ENDING
    return fill(template, reached=reached, total=len(outlooks))


def standing(team: Team, view: View) -> Text:
    """How many are at their target, or the attainment of a single person."""
    day, people = view.filters.end, team.measured
    if len(people) == 1:
        attained = people[0].attainment
        share = Quantity(None if attained is None else float(attained), Unit.SHARE)
        if view.filters.kam:  # whose name the title has as that of the filter
            return fill(text.ONE_CHOSEN, attainment=share, day=day)
        return fill(text.ONE_PERSON, name=people[0].name, attainment=share, day=day)
    reached = sum((p.attainment or 0) >= 1 for p in people)
    so_far = (text.TEAM_NONE, text.TEAM_ONE, text.TEAM)
    in_the_end = (words.ENDED_AT_NONE, words.ENDED_AT_ONE, words.ENDED_AT)
    template = (in_the_end if is_over(view) else so_far)[min(reached, 2)]
    return fill(template, reached=reached, total=len(people), day=day)


def cost_messages(team: Team, foresight: PayForecast, view: View) -> list[Block]:
    """Cost to date and expected cost against the budget, and who is not included."""
    outlooks = list(foresight.paying.values())
    cost = declared.estimated_pay.of(team)
    if cost.value is None:
        return []
    if not outlooks:
        budget = declared.pay_at_target.of(team)
        sentence = fill(text.COST, start=view.filters.start, cost=cost, budget=budget)
        return [Message(sentence, lead=False, secret=True)]
    facts = {"projected": ahead.projected_pay.of(outlooks), "budget": ahead.pay_budget.of(outlooks)}
    template = words.PROJECTED_ONE if len(outlooks) == 1 else words.PROJECTED
    return [Message(fill(template, **facts), lead=False, secret=True)]


def left_out(team: Team, foresight: PayForecast) -> list[Block]:
    """People without a forecast, and why."""
    named = {p.person_id: p.name for p in team.people}
    reasons: dict[str, list[str]] = {}
    for who, other in foresight.people.items():
        if not isinstance(other, YearEndForecast):
            reasons.setdefault(other.value, []).append(named.get(who, who))
    return [
        Note(fill(words.LEFT_OUT, names=names(sorted(people)), reason=words.REASONS[reason]))
        for reason, people in sorted(reasons.items())
    ]


def numbers(team: Team, foresight: PayForecast) -> list[Block]:
    """Attainment, people at target, cost to date and at year end; only year-end attainment without access to pay.

    Cost to date and at year end are of the same people: those that have a forecast.
    """
    year = list(foresight.paying.values())
    budget = fill(words.BUDGET, budget=ahead.pay_budget.of(year)) if year else None
    same = Team(tuple(p for p in team.people if not year or p.person_id in foresight.paying))
    beside = _beside(Team(tuple(p for p in team.people if p not in same.people)))
    several = [Number(declared.at_target, declared.at_target.of(team))] if len(team.measured) > 1 else []
    metrics = [
        Number(declared.team_attainment, declared.team_attainment.of(team)),
        *several,
        Number(declared.estimated_pay, declared.estimated_pay.of(same), note=beside or by_state(same), secret=True),
        Number(ahead.projected_pay, ahead.projected_pay.of(year), note=budget, secret=True)
        if year
        else Number(declared.pay_at_target, declared.pay_at_target.of(team), secret=True),
    ]
    if not year:
        metrics.append(
            Number(ahead.year_end_attainment, ahead.year_end_attainment.of(list(foresight.outlooks.values())))
        )
    return [number for number in metrics if number.value.value is not None]


def _beside(others: Team) -> Text | None:
    """The pay to date of the people without a forecast, which stands beside the total of the others."""
    amount = declared.estimated_pay.of(others)
    named = sorted(p.name for p in others.people if p.statement is not None)
    return fill(words.BESIDE, amount=amount, names=names(named)) if amount.value else None


def bullets(team: Team, view: View, outlooks: Mapping[str, YearEndForecast]) -> Chart:
    """Revenue attainment of everyone, sorted; with the year end if there is a forecast."""
    rows = pd.DataFrame(
        {
            "person_id": [p.person_id for p in team.measured],
            "name": [p.name for p in team.measured],
            "attainment": [float(p.attainment or 0) for p in team.measured],
            "threshold": [_threshold(p) for p in team.measured],
        }
    )
    if outlooks:
        rows["forecast"] = [_middle(outlooks.get(p.person_id)) for p in team.measured]
    title = fill(text.BULLETS, start=view.filters.start, end=view.filters.end)
    columns = {
        "name": Column(text.NAME),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "forecast": Column(words.YEAR_END, Unit.SHARE),
    }
    visible = {name: c for name, c in columns.items() if name in rows}
    narrows = "kam" if len(team.measured) > 1 else ""
    return Chart("bullets", title, rows, charts.bullets, visible, legend(bool(outlooks)), narrows=narrows)


def _threshold(person: PersonPay) -> float:
    rule = None if person.payee is None else revenue_curve(person.payee)
    return float("nan") if rule is None else float(rule.threshold)


def _middle(outlook: YearEndForecast | None) -> float:
    return float("nan") if outlook is None else outlook.attainment.quantile(forecast.MIDDLE)


def _table(people: Team, outlooks: Mapping[str, YearEndForecast], view: View) -> list[Block]:
    """One row per person: to date, year end with its range, and the customer on which most of the pay depends."""
    paid = [p for p in people.people if p.statement is not None]
    if not paid:
        return []
    hung = dependence(team(view), view)  # with and without a customer: compares two estimates, no closed amounts
    rows = pd.DataFrame([_row(p, outlooks.get(p.person_id), hung.get(p.person_id)) for p in paid])
    columns = {
        "name": Column(text.NAME),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE),
        "forecast": Column(words.YEAR_END, Unit.SHARE),
        "chance": Column(words.CHANCE, Unit.SHARE),
        "payout": Column(text.PAYOUT, Unit.EUR, secret=True),
        "expected": Column(words.EXPECTED, Unit.EUR, secret=True),
        "budget": Column(words.AT_TARGET, Unit.EUR, secret=True),
        "account": Column(words.HANGS_ON),
        "hangs": Column(words.HANGS, Unit.SHARE, secret=True),
    }
    return [Table("team", words.CHOSEN if view.filters.kam else words.TEAM, rows, columns)]


def _row(person: PersonPay, outlook: YearEndForecast | None, hung: Dependence | None) -> dict[str, Any]:
    missing = float("nan")
    return {
        "name": person.name,
        "attainment": missing if person.attainment is None else float(person.attainment),
        "forecast": _middle(outlook),
        "chance": missing if outlook is None else outlook.chance_of_target,
        "payout": missing if person.statement is None else float(person.statement.measured),
        "expected": missing if outlook is None else outlook.payout.mean,
        "budget": missing if outlook is None else float(outlook.year.at_target),
        "account": None if hung is None else hung.account,
        "hangs": missing if hung is None or hung.share is None else hung.share,
    }


def _cost(team: Team, outlooks: Mapping[str, YearEndForecast], view: View) -> list[Block]:
    """Cost at −10, 0 and +10 % of the year's results, spread of the expected pay, share of pay that is variable."""

    year = list(outlooks.values())
    budget = float(sum((o.year.at_target for o in year), Decimal(0)))
    costs = [sum(o.scaled(factor) for o in year) for factor in FACTORS]
    rows = pd.DataFrame(
        {
            "results": [factor - 1 for factor in FACTORS],
            "cost": costs,
            "share": [cost / budget if budget else float("nan") for cost in costs],
        }
    )
    columns = {
        "results": Column(words.RESULTS, Unit.GROWTH),
        "cost": Column(words.COST_OF, Unit.EUR, secret=True),
        "share": Column(words.AGAINST, Unit.SHARE, secret=True),
    }
    spread = [_distribution(year)] if len(year) >= SEVERAL else []
    return [Table("scenarios", words.SCENARIOS, rows, columns), *spread, *mix(team, outlooks, view)]


def _distribution(year: Sequence[YearEndForecast]) -> Chart:
    """Number of people by expected share of their pay at 100 %."""
    rows = band_rows([o.payout.mean / float(o.year.at_target) for o in year if o.year.at_target > 0])
    columns = {"band": Column(words.BAND), "people": Column(words.KAMS, Unit.COUNT, secret=True)}
    return Chart("distribution", words.DISTRIBUTION, rows, team_charts.distribution, columns)


def band_rows(parts: Sequence[float]) -> pd.DataFrame:
    """Number of people by share of a target, 1 is 100 %. Columns: band (Text), people."""
    bounds = [*BANDS[1:], float("inf")]
    return pd.DataFrame(
        {
            "band": [_band(low, high) for low, high in zip(BANDS, bounds, strict=True)],
            "people": [sum(low <= part < high for part in parts) for low, high in zip(BANDS, bounds, strict=True)],
        }
    )


def _band(low: float, high: float) -> Text:
    facts = {"low": _round(low), "high": _round(high)}
    if low == 0:
        return fill(words.BELOW, high=facts["high"])
    return fill(words.ABOVE, low=facts["low"]) if high == float("inf") else fill(words.FROM_TO, **facts)


def _round(share: float) -> Text:
    if share == float("inf"):
        return Text(fr="", en="")
    return Text(fr=f"{share:.0%}".replace("%", "\u00a0%"), en=f"{share:.0%}")


def _key_growth(team: Team, foresight: PayForecast) -> Details:
    """Whether people whose key accounts grow get more of their pay."""

    def make() -> list[Block]:
        named = {p.person_id: p.name for p in team.people}
        rows = pd.DataFrame(
            [
                {
                    "person_id": who,
                    "name": named.get(who, who),
                    "growth": float(s.reached),
                    "paid": o.payout.mean / float(o.year.at_target),
                }
                for who, o in foresight.outlooks.items()
                if (s := o.year.standing(KEY_GROWTH)) is not None and s.reached is not None and o.year.at_target > 0
            ],
            columns=["person_id", "name", "growth", "paid"],
        )
        pairs = concordance(list(zip(rows["growth"], rows["paid"], strict=True)))
        if pairs is None:
            return [Note(words.KEY_NOTHING)]
        columns = {
            "name": Column(text.NAME),
            "growth": Column(words.GROWTH, Unit.GROWTH),
            "paid": Column(words.PAID, Unit.SHARE, secret=True),
        }
        counted = fill(words.KEY_PAIRS, pairs=pairs.pairs, same=pairs.same)
        verdict = fill(words.KEY_VERDICTS[pairs.verdict], people=pairs.people)
        return [
            Message(counted, lead=False, secret=True),
            Note(verdict),
            Chart("key_growth", words.KEY_CHART, rows, team_charts.growth_and_pay, columns, narrows="kam"),
        ]

    return Details("key_growth_paid", words.KEY_GROWTH, Later(make))


def _by_component(team: Team) -> list[Block]:
    """One row per person and component: weight, attainment and amount; one click away where people are many."""
    rows = [
        {
            "name": p.name,
            "component": p.payee.plan.labels[line.component],
            "weight": float(line.weight),
            "attainment": None if line.attainment is None else float(line.attainment),
            "payout": None if line.payout is None else float(line.payout),
        }
        for p in team.people
        if p.payee is not None and p.statement is not None
        for line in p.statement.lines
    ]
    if not rows:
        return []
    columns = {
        "name": Column(text.NAME),
        "component": Column(text.COMPONENT),
        "weight": Column(text.WEIGHT, Unit.SHARE, secret=True),
        "attainment": Column(text.ATTAINMENT, Unit.SHARE, secret=True),
        "payout": Column(text.PAYOUT, Unit.EUR_EXACT, secret=True),
    }
    table = Table("statement", text.STATEMENT, pd.DataFrame(rows), columns)
    shown: list[Block] = [table, Note(text.CONVENTION)]
    return shown if len({row["name"] for row in rows}) == 1 else [Details("components", words.DETAIL, shown)]
