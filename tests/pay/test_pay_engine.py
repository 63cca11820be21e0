"""Statements, instalments, proration and splits: published examples to the cent, and their laws."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.pay.rules.engine import (
    Achievement,
    ProrationBasis,
    Span,
    attainment,
    component_payout,
    cumulative_instalments,
    curve_payout,
    discrete_instalments,
    money,
    payout_share,
    presence,
    prorated,
    split_credit,
    statement,
)
from kam_analytics.plans.plan import (
    Component,
    Condition,
    ConditionOperator,
    Effect,
    Method,
    Modifier,
    Plan,
    Rounding,
    plan_problems,
)
from tests.pay.plans import (
    FROM_APRIL,
    LINEAR,
    REFERENCE_PLAN,
    REFERENCE_RESULTS,
    THR80_ACC2_CAP160,
    THR80_LINEAR,
    YEAR,
    D,
    curve,
    quota_table,
    table,
)

# --- components, statement


def test_components_are_paid_each_on_its_own_curve():  # docs/methods.md « components »
    weights_attained = [
        ("0.5", "1.08", THR80_ACC2_CAP160),
        ("0.3", "0.95", THR80_ACC2_CAP160),
        ("0.2", "0.75", LINEAR),
    ]
    paid = [component_payout(Component("c", D(w), rule), D(13800), D(a)) for w, a, rule in weights_attained]
    assert paid == [D("8004.00"), D("3933.00"), D("2070.00")]
    blended = sum(D(w) * D(a) for w, a, _ in weights_attained)
    assert money(D(13800) * curve_payout(THR80_ACC2_CAP160, blended)) == D("13455.00") != sum(paid)


def test_the_reference_plan_pays_14467_50():  # docs/pay.md vector Q
    paid = statement(REFERENCE_PLAN, REFERENCE_RESULTS)
    assert [line.attainment for line in paid.lines] == [D("1.04"), D("0.91"), D("1.3"), D("0.7")]
    assert [line.payout_share for line in paid.lines] == [D("1.08"), D("0.775"), D("1.5"), 0]
    assert [line.payout for line in paid.lines] == [D("6480.00"), D("3487.50"), D("4500.00"), 0]
    assert paid.total == D("14467.50")
    assert plan_problems(REFERENCE_PLAN) == ()


@pytest.mark.parametrize("rounding", list(Rounding))
def test_joining_on_1_april_pays_10850_63(rounding):  # docs/pay.md vector Q
    plan = Plan(REFERENCE_PLAN.target_incentive, REFERENCE_PLAN.components, rounding=rounding)
    share = presence(YEAR, [FROM_APRIL], ProrationBasis.MONTHS)
    assert share == Fraction(9, 12)
    assert statement(plan, REFERENCE_RESULTS, presence_share=share).total == D("10850.63")


@pytest.mark.parametrize(
    ("nps", "sales", "total", "applied"),
    [
        ("0.25", "0.98", "10850.63", ("customer_care",)),
        ("0.25", "1.04", "14467.50", ()),
        ("0.35", "0.98", "14467.50", ()),
    ],
)
def test_a_modifier_applies_only_when_all_its_conditions_hold(nps, sales, total, applied):  # docs/pay.md vector R
    modifier = Modifier(
        "customer_care",
        (Condition("nps", ConditionOperator.LESS, D("0.30")), Condition("sales", ConditionOperator.AT_MOST, D(1))),
        Effect.MULTIPLY,
        D("0.75"),
    )
    plan = Plan(REFERENCE_PLAN.target_incentive, REFERENCE_PLAN.components, (modifier,))
    paid = statement(plan, REFERENCE_RESULTS, facts={"nps": D(nps), "sales": D(sales)})
    assert paid.total == D(total)
    assert paid.lines[0].modifiers == applied


def test_a_modifier_whose_measure_is_missing_is_not_applied_and_is_named():
    modifier = Modifier("care", (Condition("nps", ConditionOperator.LESS, D("0.30")),), Effect.ZERO)
    plan = Plan(REFERENCE_PLAN.target_incentive, REFERENCE_PLAN.components, (modifier,))
    paid = statement(plan, REFERENCE_RESULTS)
    assert (paid.total, paid.undecided) == (D("14467.50"), ("care",))


def test_accelerators_wait_for_the_year_to_date_quota():  # docs/pay.md vector I, last rule
    gate = Modifier(
        "ytd_quota", (Condition("ytd", ConditionOperator.LESS, D(1)),), Effect.CAP, D(1), components=("revenue",)
    )
    plan = Plan(REFERENCE_PLAN.target_incentive, REFERENCE_PLAN.components, (gate,))
    before = statement(plan, REFERENCE_RESULTS, facts={"ytd": D("0.99")})
    after = statement(plan, REFERENCE_RESULTS, facts={"ytd": D(1)})
    assert [line.payout for line in before.lines][:3] == [D("6000.00"), D("3487.50"), D("4500.00")]
    assert after.total == D("14467.50")


def test_a_commission_with_accelerator_and_a_bonus_at_quota():  # docs/pay.md vector P
    accelerated = curve(("0", "0"), ("1", "1"), ("2", "2.5"))
    bonus = quota_table(Method.STEP_PAYOUT, ("0", "1", "0"), ("1", None, "1"))
    plan = Plan(D(10000), (Component("sales", D("0.75"), accelerated), Component("bonus", D("0.25"), bonus)))
    assert plan_problems(plan) == ()
    paid = [statement(plan, {k: Achievement(D(a), D(100)) for k in ("sales", "bonus")}).total for a in (90, 100, 120)]
    assert paid == [D("6750.00"), D("10000.00"), D("12250.00")]


def test_a_line_that_cannot_be_measured_leaves_the_total_open():
    results = REFERENCE_RESULTS | {"margin": Achievement(D(91), D(0))}
    paid = statement(REFERENCE_PLAN, results)
    assert paid.lines[1].payout is None
    assert (paid.total, paid.measured) == (None, D("10980.00"))


def test_the_component_cap_comes_before_the_weight_and_the_total_cap_after_adjustments():
    capped = Component("revenue", D(1), LINEAR, cap=D("1.2"))
    assert payout_share(capped, D("1.5")) == D("1.2")
    plan = Plan(D(1000), (capped,), total_cap=D("1.3"))
    paid = statement(plan, {"revenue": Achievement(D(150), D(100))}, adjustments=D(250))
    assert (paid.total, paid.capped) == (D("1300.00"), True)
    half = statement(plan, {"revenue": Achievement(D(150), D(100))}, presence_share=Fraction(1, 2), adjustments=D(-10))
    assert (half.total, half.capped) == (D("590.00"), False)
    bonus = statement(plan, {"revenue": Achievement(D(150), D(100))}, presence_share=Fraction(1, 2), adjustments=D(250))
    assert (bonus.total, bonus.capped) == (D("650.00"), True)


def test_rounding_each_component_or_only_the_total_can_differ_by_a_cent():
    halves = (Component("a", D("0.5"), LINEAR), Component("b", D("0.5"), LINEAR))
    third = {key: Achievement(D(333), D(1000)) for key in ("a", "b")}
    each = statement(Plan(D(1), halves, rounding=Rounding.PER_COMPONENT), third)
    once = statement(Plan(D(1), halves, rounding=Rounding.TOTAL), third)
    assert [line.payout for line in each.lines] == [D("0.17"), D("0.17")]
    assert (each.total, once.total) == (D("0.34"), D("0.33"))


def test_a_commission_is_not_prorated_and_needs_no_weight():
    rule = quota_table(Method.MARGINAL, ("0", "1", "0.05"), ("1", None, "0.10"))
    plan = Plan(D(0), (Component("sales", D(0), rule),))
    assert plan_problems(plan) == ()
    paid = statement(plan, {"sales": Achievement(D(1200), D(1000))}, presence_share=Fraction(1, 2))
    assert (paid.total, paid.lines[0].attainment) == (D("70.00"), D("1.2"))
    assert statement(plan, {"sales": Achievement(D(1200), None)}).total is None


def test_a_commission_has_no_payout_share():
    with pytest.raises(ValueError, match="is a commission"):
        payout_share(Component("sales", D(0), table(Method.WHOLE, ("0", None, "0.06"))), D(1))


# --- periods, proration, credit notes, splits

QUARTERS = [D(q) for q in (300, 150, 260, 330)]
TARGETS = [D(250)] * 4


def test_quarters_judged_alone_lose_what_the_year_would_have_kept():  # docs/methods.md « quarters »
    discrete = discrete_instalments(D(13800), THR80_ACC2_CAP160, QUARTERS, TARGETS)
    assert discrete == (D("4830.00"), 0, D("3726.00"), D("5520.00"))
    assert sum(discrete) == D("14076.00")


def test_the_cumulated_year_trues_up():  # docs/methods.md « quarters »
    cumulative = cumulative_instalments(D(13800), THR80_ACC2_CAP160, QUARTERS, TARGETS)
    assert cumulative == (D("4830.00"), D("1380.00"), D("3588.35"), D("5105.65"))
    whole_year = component_payout(
        Component("sales", D(1), THR80_ACC2_CAP160), D(13800), attainment(sum(QUARTERS), sum(TARGETS))
    )
    assert sum(cumulative) == D("14904.00") == whole_year
    assert cumulative_instalments(D(13800), THR80_ACC2_CAP160, QUARTERS[:2], TARGETS) == cumulative[:2]


def test_a_negative_instalment_is_carried_forward_where_the_plan_says_so():
    results = [D(250), D(0), D(250), D(500)]
    taken_back = cumulative_instalments(D(12000), THR80_LINEAR, results, TARGETS)
    held = cumulative_instalments(D(12000), THR80_LINEAR, results, TARGETS, carry_forward=True)
    assert taken_back == (3000, -3000, 0, 12000)
    assert held == (3000, 0, 0, 9000)


def test_more_results_than_periods_are_refused():
    with pytest.raises(ValueError, match="5 results for 4 periods"):
        discrete_instalments(D(1), LINEAR, [D(1)] * 5, TARGETS)


def test_a_period_without_target_cannot_be_measured():
    assert discrete_instalments(D(1000), LINEAR, [D(1)], [D(0)]) == (None,)
    assert cumulative_instalments(D(1000), LINEAR, [D(1)], [D(0)]) == (None,)


def test_arriving_on_1_april_by_days_and_by_months():  # docs/methods.md « proration_creditnote »
    by_days = presence(YEAR, [FROM_APRIL], ProrationBasis.CALENDAR_DAYS)
    by_months = presence(YEAR, [FROM_APRIL], ProrationBasis.MONTHS)
    assert (by_days, by_months) == (Fraction(275, 365), Fraction(9, 12))
    assert money(prorated(D(13800), by_days)) == D("10397.26")
    assert money(prorated(D(13800), by_months)) == D("10350.00")


def test_a_begun_month_counts_by_its_days_and_a_day_covered_twice_counts_once():
    mid_april = Span(date(2025, 4, 16), date(2025, 12, 31))
    assert presence(YEAR, [mid_april, FROM_APRIL], ProrationBasis.MONTHS) == Fraction(9, 12)
    assert presence(YEAR, [mid_april], ProrationBasis.MONTHS) == Fraction(17, 24)
    assert presence(YEAR, [], ProrationBasis.CALENDAR_DAYS) == 0
    assert presence(Span(date(2025, 2, 1), date(2025, 1, 1)), [YEAR], ProrationBasis.MONTHS) is None


def test_a_credit_note_lowers_the_result_and_nothing_else():  # docs/methods.md « proration_creditnote »
    component = Component("sales", D(1), THR80_ACC2_CAP160)
    before = component_payout(component, D(13800), attainment(D(1050), D(1000)))
    after = component_payout(component, D(13800), attainment(D(1050 - 80), D(1000)))
    assert (before, after, after - before) == (D("15180.00"), D("13386.00"), D("-1794.00"))


def test_a_deal_shared_by_three_loses_no_cent():
    thirds = [D("0.3333"), D("0.3333"), D("0.3334")]
    assert split_credit(D("100.01"), thirds) == (D("33.33"), D("33.33"), D("33.35"))
    assert split_credit(D("-100.01"), thirds) == (D("-33.33"), D("-33.33"), D("-33.35"))
    assert split_credit(D("0.01"), [D("0.5"), D("0.5")]) == (D("0.01"), 0)


@pytest.mark.parametrize("shares", [["0.5", "0.4"], ["1.5", "-0.5"], []])
def test_primary_credits_that_do_not_make_100_percent_are_refused(shares):
    with pytest.raises(ValueError, match="must sum to 1"):
        split_credit(D(100), [D(share) for share in shares])


# --- laws

attained = st.decimals(0, 3, places=4)
amounts = st.decimals(0, 10**6, places=2)


@given(amounts, st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.booleans())
def test_splits_conserve_the_credit_and_stay_within_a_cent(amount, parts, credit_note):
    shares = [D(part * 10**6 // sum(parts)) / 10**6 for part in parts]
    shares[0] += 1 - sum(shares)
    signed = -amount if credit_note else amount
    credits = split_credit(signed, shares)
    assert sum(credits) == signed
    assert all(abs(c - signed * s) < D("0.01") for c, s in zip(credits, shares, strict=True))


@given(st.sampled_from(ProrationBasis), st.integers(0, 364))
def test_two_halves_of_a_presence_make_the_whole(basis, day):
    cut = date.fromordinal(YEAR.first.toordinal() + day)
    until, after = Span(YEAR.first, cut), Span(date.fromordinal(cut.toordinal() + 1), YEAR.last)
    assert presence(YEAR, [until], basis) + presence(YEAR, [after], basis) == 1


@given(st.lists(st.decimals(0, 500, places=2), min_size=4, max_size=4))
def test_instalments_always_add_up_to_what_the_year_has_earned(results):
    instalments = cumulative_instalments(D(13800), THR80_ACC2_CAP160, results, TARGETS)
    reached = attainment(sum(results), sum(TARGETS))
    assert sum(instalments) == money(D(13800) * curve_payout(THR80_ACC2_CAP160, reached))


@given(attained, st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(1)]))
def test_a_statement_is_the_sum_of_its_lines(a, share):
    results = {component.key: Achievement(a * 100, D(100)) for component in REFERENCE_PLAN.components}
    paid = statement(REFERENCE_PLAN, results, presence_share=share)
    assert paid.total == sum(line.payout for line in paid.lines)
