"""The forecast pays by pay period: on arrays it pays what the exact engine pays, whatever the rules of the plan."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.answers.pay.forecast import pay_forecast
from kam_analytics.answers.pay.inputs import team
from kam_analytics.answers.pay.person import next_steps
from kam_analytics.metrics.pay.forecast.distribution import MonthlyResults
from kam_analytics.metrics.pay.forecast.year_end import Horizon, season
from kam_analytics.metrics.pay.periods.periods import Inputs, Override, Step
from kam_analytics.metrics.pay.periods.schedule import Schedule
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.sheets import plans_of
from tests.facts import DIRECTOR, line, put, put_tables, view

D = Decimal
ENDS = ((1, date(2026, 3, 31)), (4, date(2026, 6, 30)), (7, date(2026, 9, 30)), (10, date(2026, 12, 31)))
CURVE = ((0.8, 0.5), (1.0, 1.0), (1.25, 1.5))
TIERS = ((0, 1000, 0.01), (1000, None, 0.03))


def sheets(kind, aggregation, *, rounding, total_cap, carry, gates):
    """Revenue under a curve, a grid with margin, or tiers; margin under a curve beside it; perhaps two gates."""
    rules = {
        "curve": {"curve": _curve("ca")},
        "grid": {
            "curve": [],
            "surface": [
                {
                    "plan": "P",
                    "component": "ca",
                    "other": "margin",
                    "from_value": a,
                    "to_value": b,
                    "other_from": c,
                    "other_to": d,
                    "payout": p,
                }
                for a, b, row in ((0.8, 1, (0.3, 0.6)), (1, None, (0.8, 1.4)))
                for (c, d), p in zip(((0.9, 1.1), (1.1, None)), row, strict=True)
            ],
        },
        "tiers": {
            "curve": [],
            "rate_table": [
                {
                    "plan": "P",
                    "component": "ca",
                    "method": "marginal",
                    "input": "amount",
                    "edge": "lower_inclusive",
                    "from_value": a,
                    "to_value": b,
                    "rate": r,
                }
                for a, b, r in TIERS
            ],
        },
    }[kind]
    weight = 0 if kind == "tiers" else 0.6
    return {
        "plan": [
            {
                "id": "P",
                "name_fr": None,
                "name_en": None,
                "period_start": date(2026, 1, 1),
                "period_end": date(2026, 12, 31),
                "frequency": "quarter",
                "currency": None,
                "version": 1,
                "rounding": rounding,
                "status": "approved",
                "proration": "months",
                "total_cap": total_cap,
                "carry_forward": carry,
            }
        ],
        "component": [
            {
                "plan": "P",
                "key": "ca",
                "label": None,
                "weight": weight,
                "measure": "revenue",
                "cap": None,
                "aggregation": aggregation,
                "target_incentive": 12000 * weight,
            },
            {
                "plan": "P",
                "key": "mb",
                "label": None,
                "weight": 1 - weight,
                "measure": "margin",
                "cap": 1.4,
                "aggregation": aggregation,
                "target_incentive": 12000 * (1 - weight),
            },
        ],
        **rules,
        "curve": [*rules["curve"], *_curve("mb")],
        "modifier": [
            {"plan": "P", "key": "nps", "effect": "multiply", "value": 0.75, "components": None},
            {"plan": "P", "key": "floor", "effect": "zero", "value": None, "components": "mb"},
        ]
        * gates,
        "condition": [
            {"plan": "P", "modifier": "nps", "measure": "nps", "comparison": "<", "value": 0.3},
            {"plan": "P", "modifier": "nps", "measure": "revenue", "comparison": "<=", "value": 1.05},
            {"plan": "P", "modifier": "floor", "measure": "ca", "comparison": "<", "value": 0.7},
        ]
        * gates,
    }


def _curve(component):
    return [{"plan": "P", "component": component, "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE]


def schedule(plan, results, ended, overrides=(), hole=None):
    """Quarters of 1,000 € of revenue and margin; those that ended have these results; hole: one without a target."""
    steps, sums = [], dict.fromkeys(("ca", "mb"), D(0))
    for n, (month, end) in enumerate(ENDS):
        got = results[n] if n < ended else dict.fromkeys(sums, D(0))
        sums = {key: sums[key] + got[key] for key in sums}
        own = {key: Achievement(got[key], None if n == hole else D(1000)) for key in sums}
        to_date = {key: Achievement(sums[key], D(1000) * (n + 1)) for key in sums}
        for known in (own, to_date):
            known["margin"] = known["mb"]
        steps.append(Step(date(2026, month, 1), end, Fraction(1, 4), own, to_date, {"nps": D("0.2")}))
    inputs = Inputs(plan, "k1", "Ana", D(12000), tuple(steps), overrides)
    return Schedule(inputs, ended, (1 / (4 - ended),) * (4 - ended), {})


money = st.decimals(0, 2500, places=2)
quarters = st.lists(st.fixed_dictionaries({"ca": money, "mb": money}), min_size=3, max_size=3)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(("curve", "grid", "tiers")),
    st.sampled_from(("period", "ytd")),
    st.sampled_from(("per_component", "total")),
    st.sampled_from((None, 1.1)),
    st.booleans(),
    st.booleans(),
    quarters,
    st.integers(1, 3),
    st.lists(st.integers(-900, 3000), min_size=1, max_size=4),
    st.booleans(),
    st.sampled_from((None, None, 1)),
)
def test_many_outcomes_pay_what_each_pays_alone(
    kind, aggregation, rounding, total_cap, carry, gates, results, ended, rises, decided, hole
):
    (plan,) = plans_of(sheets(kind, aggregation, rounding=rounding, total_cap=total_cap, carry=carry, gates=gates))
    overrides = (Override(date(2026, 1, 1), "ca", "result", D("990.00"), "r", "rh", "2026"),) if decided else ()
    one = schedule(plan, results, ended, overrides, hole)
    exact = [float(one.total(one.statements({key: D(rise) for key in ("ca", "mb", "margin")}))) for rise in rises]
    # Each alone, since a commission on several is read off a scale; a cent for each component and quarter.
    found = [one.pay({key: np.array([float(rise)]) for key in ("ca", "mb", "margin")}, 1)[0] for rise in rises]
    assert found == pytest.approx(exact, abs=0.09)


def test_a_quarterly_plan_pays_each_quarter_for_itself():
    (plan,) = plans_of(sheets("curve", "period", rounding="per_component", total_cap=None, carry=False, gates=False))
    one = schedule(plan, [{"ca": D(1250), "mb": D(1000)}, {"ca": D(700), "mb": D(1000)}], 2)
    # 2,700 € and 1,800 € at target: 1.5 and 0 of revenue, margin at target; then two quarters at 1,000 €.
    paid = one.pay({"ca": np.array([2000.0]), "mb": np.array([2000.0]), "margin": np.array([2000.0])}, 1)
    assert paid[0] == pytest.approx(1800 * 1.5 + 0 + 1800 * 2 + 1200 * 4)
    assert one.at_target() == D("12000.00")


def test_a_commission_on_many_outcomes_is_read_off_a_fine_scale():
    (plan,) = plans_of(sheets("tiers", "period", rounding="per_component", total_cap=None, carry=False, gates=False))
    one = schedule(plan, [{"ca": D(0), "mb": D(0)}] * 3, 3)
    rises = np.linspace(0, 4000, 7777)
    together = one.pay({"ca": rises}, len(rises))
    alone = [one.pay({"ca": np.array([rise])}, 1)[0] for rise in rises[::500]]
    assert together[::500] == pytest.approx(alone, abs=0.03 * 4000 / 2000)


def test_what_is_to_come_falls_where_it_fell_a_year_before():
    past = MonthlyResults(np.array([1.0] * 9 + [10.0, 20.0, 30.0] + [1.0] * 7))
    horizon = Horizon.of(date(2026, 1, 1), date(2026, 12, 31), date(2026, 7, 31))
    ends = [(date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), date(2026, 12, 31))]
    assert season(ends, past, horizon) == pytest.approx((2 / 62, 60 / 62))
    assert season(ends, None, horizon) == pytest.approx((2 / 5, 3 / 5))
    assert season([], past, horizon) == ()


def book(store, frequency, aggregation):
    """k1 has made 120 a month since 2022; to make are 300 a quarter of 2025, 360 in the last one."""
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", f"{year}-{month:02d}-10", 120, kam="k1")
            for year, last in ((2022, 12), (2023, 12), (2024, 12), (2025, 9))
            for month in range(1, last + 1)
        ],
    )
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": date(2025, q, 1),
                "period_end": end.replace(year=2025),
                "value": 360 if q == 10 else 300,
            }
            for q, end in ENDS
        ],
    )
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": frequency,
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "cap": 1.5,
                    "measure": "revenue",
                    "target_incentive": 12000,
                    "aggregation": aggregation,
                }
            ],
            "curve": [
                {"plan": "P", "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE
            ],
            "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    return view(store, DIRECTOR, start=date(2025, 1, 1), end=date(2025, 9, 30))


@pytest.mark.parametrize(
    ("frequency", "aggregation", "paid"),
    [
        ("quarter", "period", 3 * 3000 * 1.4 + 3000),  # 360 of 300 pays 1.4; 360 of 360 pays 1
        ("quarter", "ytd", 12000 * (1 + (1440 / 1260 - 1) * 2)),  # 1,440 of 1,260
        ("year", "period", 12000 * (1 + (1440 / 1260 - 1) * 2)),
    ],
)
def test_the_year_end_pays_by_the_periods_of_the_plan(store, frequency, aggregation, paid):
    outlook = pay_forecast(book(store, frequency, aggregation)).people["k1"]
    assert outlook.payout.mean == pytest.approx(paid, rel=1e-4)


def test_the_next_step_of_a_quarter_is_that_of_the_running_quarter(store):
    asked = book(store, "quarter", "period")
    outlook = pay_forecast(asked).people["k1"]
    ((standing, step),) = next_steps(team(asked).people[0], outlook)
    stretch = outlook.year.stretch(standing, D(1440))
    assert (stretch.end, stretch.target, stretch.result) == (date(2025, 12, 31), D(360), D("360.00"))
    assert (step.missing, step.gain) == (D(90), D("1500.00"))  # to the cap at 125 % of 360


def test_a_plan_of_the_first_half_counts_in_the_year(store):
    asked = book(store, "quarter", "ytd")
    alone = pay_forecast(asked).people["k1"].payout.mean
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "H",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 6, 30),
                    "frequency": "half",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "H",
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "cap": 1.5,
                    "measure": "revenue",
                    "target_incentive": 1000,
                    "aggregation": "period",
                }
            ],
            "curve": [
                {"plan": "H", "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE
            ],
            "plan_assignment": [{"payee": "k1", "plan": "H", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    again = view(store, DIRECTOR, start=asked.filters.start, end=asked.filters.end)
    outlook = pay_forecast(again).people["k1"]
    assert outlook.payout.mean == pytest.approx(alone + 1400)  # 720 of 600
    assert outlook.year.at_target == D(13000)


def test_a_schedule_without_replaced_amounts_decides_nothing():
    (plan,) = plans_of(sheets("curve", "ytd", rounding="per_component", total_cap=None, carry=False, gates=False))
    one = schedule(plan, [{"ca": D(1000), "mb": D(1000)}], 1)
    more = Override(date(2026, 1, 1), "ca", "payout", D(2000), "r", "rh", "2026")
    with_more = replace(one, inputs=replace(one.inputs, overrides=(more,)))
    rise = {"ca": np.array([3000.0]), "mb": np.array([3000.0])}
    assert with_more.pay(rise, 1)[0] - one.pay(rise, 1)[0] == pytest.approx(200)


def test_two_plans_that_run_on_one_day_both_count(store):
    asked = book(store, "quarter", "ytd")
    alone = pay_forecast(asked).people["k1"]
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "R",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "year",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "R",
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "cap": 1.5,
                    "measure": "revenue",
                    "target_incentive": 5000,
                    "aggregation": "period",
                }
            ],
            "curve": [
                {"plan": "R", "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE
            ],
            "plan_assignment": [{"payee": "k1", "plan": "R", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    outlook = pay_forecast(view(store, DIRECTOR, start=asked.filters.start, end=asked.filters.end)).people["k1"]
    assert outlook.payout.mean == pytest.approx(alone.payout.mean * 17 / 12, rel=1e-4)
    assert outlook.year.at_target == D(17000)
    assert float(outlook.year.total({"ca": D(1440)})) == pytest.approx(outlook.payout.mean, abs=1)
