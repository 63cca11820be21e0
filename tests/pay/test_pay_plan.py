"""A plan that would have to be guessed is refused, and says where."""

import pytest

from kam_analytics.plans.plan import (
    Component,
    Effect,
    Method,
    Modifier,
    Plan,
    PlanProblem,
    plan_problems,
    rule_problems,
)
from tests.pay.plans import LINEAR, D, curve, quota_table, table

# --- plans that would have to be guessed


def named(problems):
    return [problem.problem for problem in problems]


def test_weights_must_make_100_percent():
    plan = Plan(D(1000), (Component("a", D("0.5"), LINEAR), Component("b", D("0.4"), LINEAR)))
    assert [(p.problem, p.figures) for p in plan_problems(plan)] == [(PlanProblem.WEIGHTS_NOT_100, (D("0.9"),))]


def test_a_table_with_a_hole_between_its_lines_is_refused():  # docs/pay.md vector O
    oca = table(Method.WHOLE, ("1", "100", "0.10"), ("101", "200", "0.20"))
    assert [(p.problem, p.figures) for p in rule_problems(oca)] == [
        (PlanProblem.GAP_BETWEEN_TIERS, (D(100), D(101))),
        (PlanProblem.OPEN_END_UNSPECIFIED, (D(200),)),
    ]


def test_a_stepped_bonus_written_80_to_89_then_90_to_99_is_refused():  # docs/pay.md vector K, trap
    printed = quota_table(Method.STEP_PAYOUT, ("0.80", "0.89", "0.5"), ("0.90", "0.99", "0.8"), ("1", None, "1"))
    assert named(rule_problems(printed)) == [PlanProblem.GAP_BETWEEN_TIERS] * 2


def test_the_bank_plan_silent_between_100_and_130_percent_is_refused():  # docs/pay.md vector L
    boosters = quota_table(Method.STEP_PAYOUT, ("0.6", "1", "1"), ("1.3", "1.7", "1.6"), ("1.7", None, "2"))
    assert [(p.problem, p.figures) for p in rule_problems(boosters)] == [
        (PlanProblem.GAP_BETWEEN_TIERS, (D(1), D("1.3")))
    ]
    up_to_target = curve(("0.6", "0.6"), ("1", "1"), threshold="0.6", above=None)
    assert named(rule_problems(up_to_target)) == [PlanProblem.OPEN_END_UNSPECIFIED]


@pytest.mark.parametrize(
    ("rule", "problems"),
    [
        (curve(("1", "1")), [PlanProblem.TOO_FEW_POINTS]),
        (curve(("1", "1"), ("0.8", "0.5")), [PlanProblem.POINTS_NOT_ASCENDING]),
        (table(Method.WHOLE), [PlanProblem.EMPTY_TABLE]),
        (table(Method.WHOLE, ("0", "10", "1"), ("5", None, "2")), [PlanProblem.OVERLAPPING_TIERS]),
        (table(Method.WHOLE, ("0", None, "1"), ("5", None, "2")), [PlanProblem.OPEN_TIER_NOT_LAST]),
        (table(Method.WHOLE, ("5", "5", "1"), ("5", None, "2")), [PlanProblem.EMPTY_TIER]),
        (table(Method.INTERPOLATED, ("0", None, "1")), [PlanProblem.OPEN_TIER_CANNOT_INTERPOLATE]),
        (table(Method.STEP_PAYOUT, ("0", None, "1")), [PlanProblem.STEP_TABLE_NEEDS_ATTAINMENT]),
    ],
)
def test_a_rule_that_leaves_a_question_open_is_refused(rule, problems):
    assert named(rule_problems(rule)) == problems


def test_a_plan_names_each_of_its_problems_and_where():
    rate = table(Method.WHOLE, ("0", None, "0.06"))
    plan = Plan(
        D(1000),
        (Component("a", D("1.5"), LINEAR), Component("a", D("-0.5"), LINEAR), Component("c", D("0.1"), rate)),
        (Modifier("m", (), Effect.MULTIPLY, None, components=("nobody",)),),
    )
    assert {(p.problem, p.component) for p in plan_problems(plan)} == {
        (PlanProblem.DUPLICATE_COMPONENT, "a"),
        (PlanProblem.NEGATIVE_WEIGHT, "a"),
        (PlanProblem.COMMISSION_WITH_WEIGHT, "c"),
        (PlanProblem.UNKNOWN_COMPONENT, "m"),
        (PlanProblem.MODIFIER_WITHOUT_VALUE, "m"),
    }
    assert named(plan_problems(Plan(D(1000), ()))) == [PlanProblem.NO_COMPONENT]
