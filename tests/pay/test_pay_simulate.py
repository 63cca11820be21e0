"""The next step is exact: with what is missing the rule pays the gain; peers are told only where nobody shows."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.pay.privacy import LEAST, publishable_groups
from kam_analytics.metrics.pay.rules.engine import component_payout, money
from kam_analytics.metrics.pay.rules.payout import attainment
from kam_analytics.metrics.pay.rules.simulate import _pays, concordance, next_step
from kam_analytics.plans.plan import Component, Edge, Method, TableInput
from tests.pay.plans import LINEAR, REFERENCE_CURVE, STEPPED, THR80_ACC2_CAP160, D, quota_table, table

WHOLE = Fraction(1)
RULES = {
    "reference": Component("c", D("0.4"), REFERENCE_CURVE),
    "threshold": Component("c", D("0.4"), THR80_ACC2_CAP160),
    "linear": Component("c", D("0.4"), LINEAR),
    "stepped": Component("c", D("0.4"), STEPPED),
    "marginal": Component("c", D(0), table(Method.MARGINAL, ("0", "10000", "0.01"), ("10000", None, "0.02"))),
    "whole": Component("c", D(0), table(Method.WHOLE, ("0", "10000", "0.01"), ("10000", None, "0.02"))),
    "upper": Component(
        "c", D(0), table(Method.WHOLE, ("0", "10000", "0.01"), ("10000", None, "0.02"), edge=Edge.UPPER_INCLUSIVE)
    ),
    "quota": Component("c", D(0), quota_table(Method.WHOLE, ("0", "1", "0.06"), ("1", None, "0.08"))),
}


@pytest.mark.parametrize(
    ("rule", "result", "missing", "gain"),
    [
        ("reference", 700, 100, "3000.00"),  # to the threshold of 80 %, which pays half of 6,000 €
        ("reference", 900, 100, "1500.00"),  # to 100 %
        ("reference", 1040, 210, "2520.00"),  # to 125 %, the last point and the cap
        ("stepped", 895, 5, "1500.00"),
        ("linear", 1234, 6, "36.00"),  # beyond the last point: the next whole point of attainment
    ],
)
def test_the_next_step_of_a_rule(rule, result, missing, gain):
    step = next_step(RULES[rule], D(result), D(1000), D(15000), WHOLE)
    assert (step.missing, step.gain) == (missing, Decimal(gain))


def test_the_next_tier_of_a_commission():
    step = next_step(RULES["whole"], D(9000), None, D(0), WHOLE)
    assert (step.missing, step.gain, step.attainment) == (1000, Decimal("110.00"), None)
    step = next_step(RULES["upper"], D(9000), None, D(0), WHOLE)
    assert (step.missing, step.gain) == (Decimal("1000.01"), Decimal("110.00"))
    step = next_step(RULES["quota"], D(90_000), D(100_000), D(0), WHOLE)
    assert (step.missing, step.gain) == (10_000, Decimal("2600.00"))


def test_at_the_cap_nothing_more_is_to_be_had():
    assert next_step(RULES["reference"], D(1250), D(1000), D(15000), WHOLE) is None
    assert next_step(RULES["stepped"], D(1100), D(1000), D(15000), WHOLE) is None
    assert next_step(RULES["reference"], None, D(1000), D(15000), WHOLE) is None
    assert next_step(RULES["reference"], D(500), None, D(15000), WHOLE) is None


@given(
    st.sampled_from(sorted(RULES)), st.decimals(0, 3000, places=2), st.integers(100, 2000), st.sampled_from((1, 3, 4))
)
def test_with_what_is_missing_the_rule_pays_the_gain(rule, result, target, part):
    component, share = RULES[rule], Fraction(part, 4)
    result = result * 10 if component.pays_commission else result
    step = next_step(component, result, D(target), D(15000), share)
    if step is None:
        return
    assert step.missing > 0
    assert step.gain > 0
    now = _pays(component, result, D(target), D(15000), share)
    assert _pays(component, result + step.missing, D(target), D(15000), share) - now == step.gain
    if not component.pays_commission:
        full = D(15000) * share.numerator / share.denominator
        assert now == component_payout(component, full, attainment(result, D(target)))


@pytest.mark.parametrize("rule", ["reference", "stepped", "threshold"])
@given(result=st.integers(0, 1300))
def test_nothing_nearer_than_a_step_pays_more_than_the_slope(rule, result):
    """Below a threshold or on a step the way to the next one pays nothing: the step is the nearest that does."""
    component = RULES[rule]
    step = next_step(component, D(result), D(1000), D(15000), WHOLE)
    flat = component.rule is STEPPED or result < 800
    if step is not None and flat:
        nearly = D(result) + step.missing - 1
        assert _pays(component, nearly, D(1000), D(15000), WHOLE) == _pays(
            component, D(result), D(1000), D(15000), WHOLE
        )


def test_a_step_of_an_amount_input_ignores_the_target():
    assert RULES["whole"].rule.input is TableInput.AMOUNT
    assert next_step(RULES["whole"], D(9000), D(0), D(0), WHOLE).missing == 1000
    assert money(D("0.005")) == Decimal("0.01")


def test_pairs_of_people_are_counted_and_few_people_conclude_nothing():
    found = concordance([(0.1, 1), (0.2, 2), (0.3, 1.5)])
    assert (found.pairs, found.same, found.verdict) == (3, 2, None)
    assert concordance([(n / 10, n) for n in range(12)]).verdict is True
    assert concordance([(n / 10, (n * 7) % 12) for n in range(12)]).verdict is False
    assert concordance([(0.1, 1)]) is None


def test_eight_minus_a_group_of_five_reveals_three():
    everybody = "abcdefgh"
    assert publishable_groups({"all": everybody, "five": "abcde"}) == {"all"}
    assert publishable_groups({"five": "abcde", "three": "fgh"}) == {"five"}
    assert publishable_groups({"four": "abcd"}) == frozenset()
    assert publishable_groups({"north": "abcde", "south": "fghij", "all": "abcdefghij"}) == {"north", "south", "all"}


def test_the_viewer_hides_nobody():
    assert publishable_groups({"five": "abcde"}, known_people="a") == frozenset()
    assert publishable_groups({"six": "abcdef"}, known_people="a") == {"six"}


people = st.sets(st.integers(0, 15), max_size=16)


@given(st.dictionaries(st.sampled_from("pqrst"), people, max_size=5), st.sets(st.integers(0, 15), max_size=2))
def test_no_sum_nor_difference_of_told_groups_is_about_fewer_than_five(groups, known):
    shown = [frozenset(groups[name]) - known for name in publishable_groups(groups, known)]
    for group in shown:
        assert len(group) >= LEAST
    for a, b in combinations(shown, 2):
        for part in (a - b, b - a, a & b):
            assert len(part) == 0 or len(part) >= LEAST
