"""Concentration: published and hand-checked figures, and the laws every book obeys."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.concentration.formulas import (
    Amounts,
    accounts_for,
    effective_accounts,
    effective_accounts_shannon,
    gini,
    gini_corrected,
    gini_with_negatives,
    hhi,
    hhi_change_by_account,
    hhi_normalised,
    lorenz,
    loss_stress,
    positive_part,
    shares,
    theil,
    top_share,
)

cents = st.integers(1, 10**10).map(lambda n: n / 100)
books = st.lists(cents, min_size=1, max_size=40).map(np.array)
MEASURES = (
    hhi,
    hhi_normalised,
    effective_accounts,
    effective_accounts_shannon,
    gini,
    gini_corrected,
    gini_with_negatives,
    theil,
    lorenz,
    shares,
)


def array(*amounts: float) -> Amounts:
    return np.array(amounts, dtype=float)


def close(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


def test_a_book_of_five_accounts_gives_the_reference_figures():
    x = array(500, 300, 100, 50, 50)  # docs/methods.md « concentration », case 1
    assert top_share(x, 1) == close(0.5)
    assert top_share(x, 3) == close(0.9)
    assert hhi(x) == close(0.355)
    assert hhi_normalised(x) == close(0.19375)
    assert effective_accounts(x) == close(2.816901)
    assert effective_accounts_shannon(x) == close(3.44732)
    assert gini(x) == close(0.46)
    assert gini_corrected(x) == close(0.575)
    assert theil(x) == close(0.371841)


def test_the_textbook_market_of_30_30_20_20_has_2600_points():
    x = array(30, 30, 20, 20)  # docs/methods.md « concentration », case 2
    assert hhi(x) == close(0.26)
    assert effective_accounts(x) == close(3.846154)
    assert gini(x) == close(0.1)
    assert gini_corrected(x) == close(0.133333)


def test_equal_accounts_are_not_concentrated_at_all():
    x = array(25, 25, 25, 25)  # docs/methods.md « concentration », case 3
    assert (hhi(x), hhi_normalised(x), gini_corrected(x), effective_accounts(x)) == (0.25, 0.0, 0.0, 4.0)


def test_accounts_without_revenue_count_in_the_gini_when_they_are_given():
    x = array(100, 0, 0, 0)  # docs/methods.md « concentration », case 4
    assert (gini(x), gini_corrected(x), hhi(x)) == (0.75, 1.0, 1.0)


def test_a_single_account_has_an_index_but_nothing_to_compare_it_with():
    x = array(7)  # docs/methods.md « concentration », case 5
    assert (hhi(x), hhi_normalised(x), gini_corrected(x)) == (1.0, None, None)


def test_a_net_negative_account_is_left_out_and_counted():
    x = array(500, 300, 100, 140, -40)  # docs/methods.md « concentration », case 6
    part = positive_part(x)
    assert (part.excluded_count, part.excluded_amount) == (1, -40.0)
    assert part.excluded_ratio == close(40 / 1040)
    assert top_share(part.amounts, 1) == close(0.480769)
    assert hhi(part.amounts) == close(0.341716)
    assert effective_accounts(part.amounts) == close(2.926407)
    assert gini_corrected(part.amounts) == close(0.435897)
    assert gini_with_negatives(x) == close(0.592593)


def test_half_a_cent_is_not_revenue():
    part = positive_part(array(10, 0.005, 0, 0.006))
    assert part.amounts.tolist() == [10, 0.006]
    assert part.excluded_count == 2


@pytest.mark.parametrize("x", [array(), array(60, -80), array(0, 0)])
def test_nothing_to_share_is_missing_not_zero(x):  # docs/methods.md « concentration », case 7
    assert [measure(x) for measure in MEASURES] == [None] * len(MEASURES)
    assert top_share(x, 5) is None
    assert accounts_for(x, 0.8) is None


def test_entropy_measures_are_missing_with_a_negative_amount():
    assert theil(array(50, -10)) is None
    assert effective_accounts_shannon(array(50, -10)) is None


@pytest.mark.parametrize(
    ("amounts", "share", "accounts"),
    [
        (array(60, 20, 10, 10), 0.8, 2),
        (array(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), 0.8, 8),
        (array(0.54, 0.38, 0.15, 0.07, 0.01), 0.8, 2),  # 0.92 of 1.15; a running sum falls a hair short
        (array(60, 20, 10, 10), 0.801, 3),
        (array(60, 20, 10, 10), 1.0, 4),
        (array(100), 0.8, 1),
    ],
)
def test_exactly_eighty_percent_is_enough(amounts, share, accounts):
    assert accounts_for(amounts, share) == accounts


def test_the_lorenz_curve_starts_with_the_smallest_account():
    curve = lorenz(array(30, 60, 10))
    assert curve is not None
    assert curve.accounts == pytest.approx([0, 1 / 3, 2 / 3, 1])
    assert curve.revenue == pytest.approx([0, 0.1, 0.4, 1])


def test_a_rise_of_the_index_is_laid_at_the_door_of_those_who_changed():
    before, after = (
        array(400, 300, 200, 100, 0),
        array(600, 300, 150, 100, 50),
    )  # docs/methods.md « hhi_attribution » 1
    assert hhi(before) == close(0.3)
    assert hhi(after) == close(0.336806)
    contributions = hhi_change_by_account(before, after)
    assert contributions == pytest.approx([0.049558, 0.0, 0.014061, 0.0, -0.026814], abs=1e-6)


def test_one_account_growing_explains_the_whole_rise():
    contributions = hhi_change_by_account(array(400, 300, 300), array(500, 300, 300))
    assert contributions == pytest.approx([0.015372, 0, 0], abs=1e-6)  # docs/methods.md « hhi_attribution » 2


def test_attribution_needs_revenue_on_both_sides_and_the_same_accounts():
    assert hhi_change_by_account(array(0, 0), array(1, 1)) is None
    with pytest.raises(ValueError, match="2 accounts before, 1 after"):
        hhi_change_by_account(array(1, 1), array(1))


def test_the_largest_account_is_not_the_most_damaging_loss():
    revenue = array(500, 300, 100, 50, 50)  # docs/methods.md « stress »
    contribution = revenue * array(0.20, 0.35, 0.40, 0.45, 0.45)
    a, b = np.array([True] + [False] * 4), np.array([False, True] + [False] * 3)
    without_a = loss_stress(revenue, contribution, a, fixed_costs=200)
    assert without_a.ebit_before == close(90)
    assert (without_a.revenue_lost, without_a.contribution_lost) == (500, 100)
    assert without_a.ebit_after == close(-10)
    assert without_a.hhi_after == close(0.42)
    assert loss_stress(revenue, contribution, b, fixed_costs=200).ebit_after == close(-15)
    assert loss_stress(revenue, contribution, a | b, fixed_costs=200).ebit_after == close(-115)
    saved = loss_stress(revenue, contribution, a, fixed_costs=200, avoidable_share=0.15)
    assert saved.ebit_after == close(20)


@given(books)
def test_shares_sum_to_one(x):
    assert shares(x).sum() == pytest.approx(1)


@given(books, st.integers(1, 50))
def test_top_share_is_a_share_and_grows_with_n(x, n):
    assert 0 < top_share(x, n) <= top_share(x, n + 1) <= 1
    assert top_share(x, x.size) == 1


@given(books)
def test_the_gini_lies_between_zero_and_its_bound(x):
    assert -1e-12 <= gini(x) <= (x.size - 1) / x.size + 1e-12


@given(books)
def test_the_effective_number_lies_between_one_and_the_number_of_accounts(x):
    assert 1 - 1e-9 <= effective_accounts(x) <= x.size + 1e-9
    assert effective_accounts(x) <= effective_accounts_shannon(x) + 1e-9
    assert theil(x) >= -1e-9


@given(books, st.floats(0.1, 1000))
def test_concentration_ignores_the_currency(x, rate):
    assert hhi(x * rate) == pytest.approx(hhi(x))
    assert gini(x * rate) == pytest.approx(gini(x), abs=1e-9)


@given(books, st.randoms())
def test_the_order_of_accounts_does_not_matter(x, random):
    shuffled = np.array(random.sample(x.tolist(), x.size))
    assert gini(shuffled) == pytest.approx(gini(x))
    assert accounts_for(shuffled, 0.8) == accounts_for(x, 0.8)


@given(books)
def test_merging_the_two_largest_accounts_never_lowers_concentration(x):
    s = np.sort(x)[::-1]
    assert hhi(np.append(s[2:], s[:2].sum())) >= hhi(x) - 1e-12


@given(books, st.floats(0.01, 1))
def test_the_fewest_accounts_hold_the_share_and_one_less_does_not(x, share):
    k = accounts_for(x, share)
    assert top_share(x, k) >= share - 1e-12
    assert k == 1 or top_share(x, k - 1) < share


@given(books)
def test_the_lorenz_curve_never_rises_above_equality_and_agrees_with_the_gini(x):
    curve = lorenz(x)
    assert (curve.revenue <= curve.accounts + 1e-12).all()
    area = ((curve.revenue[1:] + curve.revenue[:-1]) / 2).sum() / x.size
    assert 1 - 2 * area == pytest.approx(gini(x), abs=1e-9)


pairs = st.lists(st.tuples(cents, cents, st.booleans()), min_size=1, max_size=30)


@given(pairs)
def test_contributions_sum_to_the_change_and_unchanged_accounts_get_none(rows):
    before = np.array([b for b, _, _ in rows])
    after = np.array([b if same else a for b, a, same in rows])
    contributions = hhi_change_by_account(before, after)
    assert contributions.sum() == pytest.approx(hhi(after) - hhi(before), abs=1e-9)
    assert (contributions[before == after] == 0).all()


@given(books, st.floats(1e-6, 1e6))
def test_contributions_stay_exact_when_the_book_grows_or_shrinks_a_millionfold(x, factor):
    before, after = np.append(x, 0.0), np.append(np.zeros(x.size), x.sum() * factor)
    contributions = hhi_change_by_account(before, after)
    assert contributions.sum() == pytest.approx(1 - hhi(x), abs=1e-7)
