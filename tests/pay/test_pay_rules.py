"""Attainment, curves and rate tables: published examples to the cent, and the laws of pay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.pay.rules.engine import (
    Achievement,
    attainment,
    commission,
    component_payout,
    curve_payout,
    money,
    rounded_attainment,
    statement,
    step_payout,
)
from kam_analytics.plans.plan import (
    AboveLast,
    Component,
    Condition,
    ConditionOperator,
    Edge,
    Effect,
    Method,
    Modifier,
    Objective,
    Plan,
    RateTable,
    TableInput,
    Tier,
    rule_problems,
)
from tests.pay.plans import (
    LINEAR,
    REFERENCE_CURVE,
    STEPPED,
    THR80_ACC2_CAP160,
    THR80_FROM_ZERO,
    THR80_LINEAR,
    D,
    curve,
    quota_table,
    table,
    tiers,
)

# --- attainment


def test_attainment_is_rounded_before_the_threshold_is_tested():
    assert rounded_attainment(D("0.79996")) == D("0.8")  # docs/methods.md « curves » rounding
    assert curve_payout(THR80_LINEAR, D("0.79996")) == D("0.8")
    assert attainment(D("799.96"), D(1000)) == D("0.8000")


@pytest.mark.parametrize(("result", "target"), [(D(10), D(0)), (D(10), D(-5)), (None, D(10)), (D(10), None)])
def test_without_a_positive_target_attainment_is_missing(result, target):
    assert attainment(result, target) is None


def test_a_negative_result_is_zero_attainment():
    assert attainment(D(-50), D(100)) == 0


def test_an_objective_to_decrease_is_counted_from_its_baseline():
    assert attainment(D(12), D(10), Objective.DECREASE, baseline=D(14)) == D("0.5")
    assert attainment(D(9), D(10), Objective.DECREASE, baseline=D(14)) == D("1.25")
    assert attainment(D(15), D(10), Objective.DECREASE, baseline=D(14)) == 0
    assert attainment(D(12), D(10), Objective.DECREASE) is None
    assert attainment(D(12), D(14), Objective.DECREASE, baseline=D(14)) is None


def test_a_margin_objective_may_be_counted_from_its_baseline():
    assert attainment(D("24"), D("25"), baseline=D("20")) == D("0.8")


# --- curves and steps


@pytest.mark.parametrize(
    ("rule", "expected"),
    [  # docs/methods.md « curves »
        (LINEAR, "0.5 0.7999 0.8 0.9 1.0 1.1 1.2 1.3 1.4"),
        (THR80_LINEAR, "0 0 0.8 0.9 1.0 1.1 1.2 1.3 1.4"),
        (THR80_FROM_ZERO, "0 0 0 0.5 1.0 1.5 2.0 2.5 3.0"),
        (THR80_ACC2_CAP160, "0 0 0.8 0.9 1.0 1.2 1.4 1.6 1.6"),
    ],
)
def test_a_curve_pays_what_its_points_say(rule, expected):
    shares = [curve_payout(rule, D(a)) for a in ("0.5", "0.7999", "0.8", "0.9", "1", "1.1", "1.2", "1.3", "1.4")]
    assert shares == [D(share) for share in expected.split()]
    assert rule_problems(rule) == ()


@pytest.mark.parametrize(
    ("attained", "share"),
    [
        ("0.79", "0"),
        ("0.8", "0.5"),
        ("0.899", "0.5"),
        ("0.9", "0.75"),
        ("0.99", "0.75"),
        ("1", "1"),
        ("1.1", "1.25"),
        ("1.5", "1.25"),
    ],
)
def test_a_stepped_rule_pays_the_step_reached(attained, share):  # docs/methods.md « curves » stepped_80_90_100_110
    assert step_payout(STEPPED, D(attained)) == D(share)


def test_the_published_accelerator_pays_145000():
    rule = curve(("0", "0"), ("1", "1"), ("1.3", "1.45"), above=AboveLast.HOLD)  # docs/methods.md « curves » published
    reached = attainment(D(650000), D(500000))
    assert component_payout(Component("sales", D(1), rule), D(100000), reached) == 145000


@pytest.mark.parametrize(
    ("percent", "pays"),
    [("69.9", 0), ("70", 0), ("85", 5000), ("100", 10000), ("120", 14000), ("150", 20000), ("160", 20000)],
)
def test_a_curve_with_threshold_70_and_double_slope(percent, pays):  # docs/pay.md vector J
    rule = curve(("0.7", "0"), ("1", "1"), ("1.1", "1.2"), cap="2", threshold="0.7")
    assert component_payout(Component("quota", D(1), rule), D(10000), D(percent) / 100) == pays


def test_a_level_above_target_is_needed_to_earn_above_target():  # docs/pay.md vector N
    held = curve(("0", "0"), ("1", "1"), above=AboveLast.HOLD)
    open_to_300 = curve(("0", "0"), ("1", "1"), ("3", "3"), above=AboveLast.HOLD)
    assert curve_payout(held, D("2.5")) == 1
    assert (curve_payout(open_to_300, D("2.5")), curve_payout(open_to_300, D("4"))) == (D("2.5"), 3)


def test_a_step_belongs_to_the_side_its_edge_names():
    rows = tiers(("0", "1", "0.5"), ("1", None, "1"))
    lower = RateTable(rows, Method.STEP_PAYOUT, Edge.LOWER_INCLUSIVE, TableInput.ATTAINMENT)
    upper = RateTable(rows, Method.STEP_PAYOUT, Edge.UPPER_INCLUSIVE, TableInput.ATTAINMENT)
    assert (step_payout(lower, D(1)), step_payout(upper, D(1))) == (1, D("0.5"))
    assert step_payout(upper, D(0)) == D("0.5")


def test_the_stepped_bonus_pays_by_decile():  # docs/pay.md vector K
    rows = (
        ("0.8", "0.9", "0.5"),
        ("0.9", "1", "0.8"),
        ("1", "1.1", "1"),
        ("1.1", "1.2", "1.2"),
        ("1.2", None, "1.5"),
    )
    bonus = quota_table(Method.STEP_PAYOUT, *rows)
    attained = ["0.79", "0.8", "0.895", "0.95", "1.05", "1.15", "1.2", "2"]
    paid = [step_payout(bonus, D(a)) for a in attained]
    assert paid == [0, D("0.5"), D("0.5"), D("0.8"), 1, D("1.2"), D("1.5"), D("1.5")]
    assert rule_problems(bonus) == ()


# --- rate tables


QUOTA_TIERS = (("0", "1", "0.02"), ("1", "1.2", "0.03"), ("1.2", None, "0.04"))


@pytest.mark.parametrize(
    ("amount", "marginal", "whole"),
    [
        (400000, "8000", "8000"),
        (500000, "10000", "10000"),
        (500001, "10000.03", "15000.03"),
        (600000, "13000", "18000"),
        (600001, "13000.04", "24000.04"),
        (650000, "15000", "26000"),
    ],
)
def test_one_euro_more_reprices_everything_only_on_whole_amounts(amount, marginal, whole):
    # docs/methods.md « tiers »: a result exactly on a bound belongs to the tier below.
    slices = quota_table(Method.MARGINAL, *QUOTA_TIERS, edge=Edge.UPPER_INCLUSIVE)
    repriced = quota_table(Method.WHOLE, *QUOTA_TIERS, edge=Edge.UPPER_INCLUSIVE)
    assert money(commission(slices, D(amount), D(500000))) == D(marginal)
    assert money(commission(repriced, D(amount), D(500000))) == D(whole)


@pytest.mark.parametrize(("amount", "whole"), [(499999, "9999.98"), (500000, "15000"), (600000, "24000")])
def test_with_the_lower_edge_the_bound_itself_reaches_the_tier_above(amount, whole):
    assert money(commission(quota_table(Method.WHOLE, *QUOTA_TIERS), D(amount), D(500000))) == D(whole)


@pytest.mark.parametrize(("sale", "whole", "marginal"), [(5000, 50, 50), (15000, 300, 200), (60000, 1800, 1200)])
def test_amount_tiers_of_one_to_four_percent(sale, whole, marginal):  # docs/pay.md vector A
    rows = (
        ("0", "10000", "0.01"),
        ("10000", "50000", "0.02"),
        ("50000", "100000", "0.03"),
        ("100000", None, "0.04"),
    )
    assert commission(table(Method.WHOLE, *rows), D(sale)) == whole
    assert commission(table(Method.MARGINAL, *rows), D(sale)) == marginal


@pytest.mark.parametrize(("sale", "pays"), [(200, 2), (300, 3), (1500, 20), (1200, 14), (3200, 54), (25000, 2150)])
def test_interpolated_tiers_pay_the_part_crossed(sale, pays):  # docs/pay.md vector B
    rows = (("0", "1000", "10"), ("1000", "3000", "40"), ("3000", "8000", "100"), ("8000", "20000", "2000"))
    rule = RateTable(tiers(*rows), Method.INTERPOLATED, above_last=AboveLast.HOLD)
    assert commission(rule, D(sale)) == pays
    assert rule_problems(rule) == ()


def test_exactly_on_the_bound_the_edge_decides_unless_slices_are_marginal():  # docs/pay.md vector C
    rows = (
        ("0", "1500000", "0.0175"),
        ("1500000", "3000000", "0.025"),
        ("3000000", "4500000", "0.0325"),
        ("4500000", None, "0.0425"),
    )
    amount = D(1500000)
    assert commission(table(Method.WHOLE, *rows), amount) == 37500
    assert commission(table(Method.WHOLE, *rows, edge=Edge.UPPER_INCLUSIVE), amount) == 26250
    assert commission(table(Method.MARGINAL, *rows), amount) == 26250
    assert commission(table(Method.MARGINAL, *rows, edge=Edge.UPPER_INCLUSIVE), amount) == 26250


def test_blended_rates_pay_less_than_the_cliff_and_a_multiplier_multiplies():  # docs/pay.md vector D
    rows = (("0", "100000", "0.05"), ("100000", "250000", "0.07"), ("250000", None, "0.09"))
    assert commission(table(Method.MARGINAL, *rows), D(180000)) == 10600
    assert commission(table(Method.WHOLE, *rows), D(180000)) == 12600
    plan = Plan(
        D(0),
        (Component("deals", D(0), table(Method.WHOLE, ("0", None, "0.06"))),),
        (
            Modifier(
                "accelerator",
                (Condition("quota", ConditionOperator.AT_LEAST, D("1.15")),),
                Effect.MULTIPLY,
                D("1.25"),
            ),
        ),
    )
    paid = statement(plan, {"deals": Achievement(D(50000), None)}, facts={"quota": D("1.15")})
    assert paid.total == 3750


@pytest.mark.parametrize(
    ("sales", "whole", "marginal"),
    [
        ("99999.99", "6000.00", "6000.00"),
        ("100000", "8000", "6000"),
        ("110000", "8800", "6800"),
        ("150000", "15000", "10000"),
        ("160000", "16000", "11000"),
    ],
)
def test_attainment_tiers_compare_amounts_not_rounded_percentages(sales, whole, marginal):  # docs/pay.md vector E
    rows = (("0", "1", "0.06"), ("1", "1.5", "0.08"), ("1.5", None, "0.10"))
    assert money(commission(quota_table(Method.WHOLE, *rows), D(sales), D(100000))) == D(whole)
    assert money(commission(quota_table(Method.MARGINAL, *rows), D(sales), D(100000))) == D(marginal)


def test_an_upper_inclusive_reading_of_150_percent_pays_12000():  # docs/pay.md vector E, note
    rows = (("0", "1", "0.06"), ("1", "1.5", "0.08"), ("1.5", None, "0.10"))
    assert commission(quota_table(Method.WHOLE, *rows, edge=Edge.UPPER_INCLUSIVE), D(150000), D(100000)) == 12000


@pytest.mark.parametrize(
    ("sales", "whole", "marginal"),
    [
        (16499, "824.95", "824.95"),
        (16500, "1650", "825"),
        (20000, "2000", "1175"),
        (33000, "3960", "2475"),
        (40000, "4800", "3315"),
        (49500, "7425", "4455"),
        (60000, "9000", "6030"),
    ],
)
def test_a_monthly_quota_with_four_rates(sales, whole, marginal):  # docs/pay.md vector F
    rows = (("0", "0.5", "0.05"), ("0.5", "1", "0.10"), ("1", "1.5", "0.12"), ("1.5", None, "0.15"))
    assert commission(quota_table(Method.WHOLE, *rows), D(sales), D(33000)) == D(whole)
    assert commission(quota_table(Method.MARGINAL, *rows), D(sales), D(33000)) == D(marginal)


@pytest.mark.parametrize(("sales", "pays"), [(10000, 500), (16500, 1650), (33000, 3300), (40000, 4700)])
def test_full_rate_on_all_from_half_quota_then_the_excess_alone(sales, pays):  # docs/pay.md vector G
    steps = (
        Tier(D(0), D("0.5"), D("0.05")),
        Tier(D("0.5"), D(1), D("0.10"), retroactive=True),
        Tier(D(1), None, D("0.20")),
    )
    rule = RateTable(steps, Method.MARGINAL, input=TableInput.ATTAINMENT)
    assert commission(rule, D(sales), D(33000)) == pays


@pytest.mark.parametrize(("sales", "pays"), [(59999, 0), (60000, 3600), (100000, 6000), (120000, 7800)])
def test_nothing_below_the_cliff_then_everything(sales, pays):  # docs/pay.md vector H
    steps = (Tier(D("0.6"), D(1), D("0.06"), retroactive=True), Tier(D(1), None, D("0.09")))
    rule = RateTable(steps, Method.MARGINAL, input=TableInput.ATTAINMENT)
    assert commission(rule, D(sales), D(100000)) == pays


@pytest.mark.parametrize(
    ("sale", "rows", "pays"),
    [  # docs/pay.md vector I
        (30000, (("0", "10000", "0.05"), ("10000", "25000", "0.07"), ("25000", None, "0.10")), 2050),
        (15000, (("0", "10000", "0.10"), ("10000", None, "0.20")), 2000),
        (150000, (("0", "100000", "0.05"), ("100000", "125000", "0.06"), ("125000", None, "0.07")), 8250),
    ],
)
def test_other_printed_marginal_results(sale, rows, pays):
    assert commission(table(Method.MARGINAL, *rows), D(sale)) == pays


def test_tiers_in_attainment_need_a_quota():
    with pytest.raises(ValueError, match="positive quota"):
        commission(quota_table(Method.MARGINAL, ("0", None, "0.05")), D(100))


def test_a_marginal_first_tier_pays_nothing_on_what_lies_below_it():
    assert commission(table(Method.MARGINAL, ("1000", None, "0.10")), D(1500)) == 50
    assert commission(table(Method.WHOLE, ("1000", None, "0.10")), D(1500)) == 150
    assert commission(table(Method.WHOLE, ("1000", None, "0.10")), D(999)) == 0


# --- laws

attained = st.decimals(0, 3, places=4)
amounts = st.decimals(0, 10**6, places=2)
rising_rates = st.lists(st.integers(0, 30), min_size=1, max_size=6).map(sorted)


@st.composite
def rate_tables(draw, method):
    rates = draw(rising_rates)
    widths = draw(st.lists(st.integers(1, 10**5), min_size=len(rates), max_size=len(rates)))
    bounds = [sum(widths[:n]) for n in range(len(rates))]
    ends = [*bounds[1:], None]
    rows = [
        (str(a), None if b is None else str(b), str(D(r) / 100)) for a, b, r in zip(bounds, ends, rates, strict=True)
    ]
    return table(method, *rows, edge=draw(st.sampled_from(Edge)))


@given(
    st.sampled_from([LINEAR, THR80_LINEAR, THR80_FROM_ZERO, THR80_ACC2_CAP160, REFERENCE_CURVE]),
    attained,
    attained,
)
def test_more_attainment_never_pays_less_on_a_rising_curve(rule, a, b):
    low, high = sorted((a, b))
    assert curve_payout(rule, low) <= curve_payout(rule, high)


@given(st.decimals(D("0.8"), 3, places=4))
def test_a_curve_has_no_cliff_above_its_threshold(a):
    step = D("0.0001")
    steepest = 2 * step
    assert 0 <= curve_payout(THR80_ACC2_CAP160, a + step) - curve_payout(THR80_ACC2_CAP160, a) <= steepest


@given(st.data(), amounts)
def test_marginal_never_pays_more_than_whole_when_rates_rise(data, amount):
    whole = data.draw(rate_tables(Method.WHOLE))
    marginal = RateTable(whole.tiers, Method.MARGINAL, whole.edge)
    assert rule_problems(whole) == ()
    assert commission(marginal, amount) <= commission(whole, amount)


@given(rate_tables(Method.MARGINAL), amounts)
def test_marginal_commission_has_no_cliff(rule, amount):
    cent = D("0.01")
    dearest = max(tier.value for tier in rule.tiers)
    assert 0 <= commission(rule, amount + cent) - commission(rule, amount) <= dearest * cent
