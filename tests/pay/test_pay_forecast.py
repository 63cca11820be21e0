"""The distribution of year-end results and pay: docs/methods.md 3 to the digit, laws, and no look ahead."""

from math import erf, exp, pi, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.pay.forecast import distribution as forecast
from kam_analytics.metrics.pay.forecast.distribution import (
    Deal,
    MonthlyResults,
    TeamResults,
    chance,
    outcomes,
    paid,
    pipeline,
    quality,
    spread,
)
from kam_analytics.metrics.pay.rules import engine
from tests.pay.plans import THR80_ACC2_CAP160, D, curve

METHODS_DEALS = [Deal(200, 0.5), Deal(150, 0.6), Deal(100, 0.3)]


def share_of(rule, target):
    def pay(values):
        return np.array([float(engine.curve_payout(rule, D(str(round(v / target, 6))))) for v in values])

    return pay


def test_the_vector_of_methods():
    results = outcomes(700, 0, [0.0], pipeline(METHODS_DEALS)).results
    found = dict(zip(results.values, results.weights.round(12), strict=True))
    assert found == {700: 0.14, 800: 0.06, 850: 0.21, 900: 0.14, 950: 0.09, 1000: 0.06, 1050: 0.21, 1150: 0.09}
    assert results.mean == pytest.approx(920)
    pay = share_of(THR80_ACC2_CAP160, 1000)
    assert pay(np.array([results.mean]))[0] == pytest.approx(0.92)
    spent = paid(results, pay)
    assert spent.mean == pytest.approx(0.846)
    assert results.chance_from(1000) == pytest.approx(0.36)
    assert float(spent.weights[spent.values <= 0].sum()) == pytest.approx(0.14)


def test_the_closed_form_of_methods():
    """a ~ N(1, 0.15), 2× above 100 %: E = 1 + σ·φ(0) = 1.059841, here by a fine grid of the bell curve."""
    grid = np.linspace(0, 2, 20_001)
    density = np.exp(-0.5 * ((grid - 1) / 0.15) ** 2)
    rule = curve(("0", "0"), ("1", "1"), ("1.2", "1.4"))
    spent = paid(spread(zip(grid, density, strict=True)), share_of(rule, 1))
    assert spent.mean == pytest.approx(1.059841, abs=2e-5)
    assert 1 + 0.15 * exp(0) / sqrt(2 * pi) == pytest.approx(1.059841, abs=1e-6)


def test_twenty_deals_are_exact_and_twenty_one_are_drawn_the_same_way_each_time():
    exact = pipeline([Deal(2.0**n, 0.5) for n in range(12)])
    assert len(exact.values) == 2**12
    many = [Deal(1000, 0.3)] * 21
    drawn = pipeline(many)
    assert len(drawn.values) == forecast.DRAWS
    assert drawn.mean == pytest.approx(21 * 300, rel=0.01)
    assert (drawn.values == pipeline(many).values).all()


def test_equal_deals_follow_the_binomial_law():
    found = pipeline([Deal(10, 0.5)] * 20)
    assert found.weights[found.values == 100][0] == pytest.approx(184_756 / 2**20)


deals = st.lists(st.builds(Deal, st.integers(1, 500).map(float), st.floats(0, 1)), max_size=9)
errors = st.lists(st.floats(-1.5, 2), min_size=1, max_size=12)


@given(deals, errors, st.floats(0, 1000), st.floats(0, 1000))
def test_chances_sum_to_one_and_means_add_up(open_deals, off, known, rest):
    found = outcomes(known, rest, off, pipeline(open_deals)).results
    assert found.weights.sum() == pytest.approx(1)
    expected = known + rest * (1 + np.maximum(off, -1).mean()) + sum(d.amount * d.chance for d in open_deals)
    assert found.mean == pytest.approx(expected, rel=1e-6, abs=1e-6)
    low, middle, high = (found.quantile(q) for q in (0.1, 0.5, 0.9))
    assert low <= middle <= high
    assert found.values[0] >= known - 1e-9


@given(deals, errors)
def test_more_never_pays_less_under_a_rising_curve(open_deals, off):
    pay = share_of(THR80_ACC2_CAP160, 500)
    fewer = paid(outcomes(300, 100, off).results, pay)
    more = paid(outcomes(300, 100, off, pipeline(open_deals)).results, pay)
    assert more.mean >= fewer.mean - 1e-9


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=300), st.integers(1, 50))
def test_taking_neighbours_together_keeps_the_mean(values, most):
    whole = spread((v, 1.0) for v in values)
    fewer = forecast.condensed(whole, most)
    assert len(fewer.values) <= max(most, 1)
    assert fewer.mean == pytest.approx(whole.mean, rel=1e-9, abs=1e-6)
    assert fewer.weights.sum() == pytest.approx(1)


def test_a_win_rate_is_shrunk_to_the_prior_like_ten_more_deals():
    assert chance(0, 0, 0.4) == 0.4
    assert chance(5, 10, 0.3) == pytest.approx((5 + 3) / 20)
    assert chance(0, 10, 0.3) > 0


def months(*years):
    return MonthlyResults(np.array([v for year in years for v in year], dtype=float))


FLAT, DOUBLE = [10] * 12, [20] * 12


def test_the_months_to_go_are_last_years_times_the_growth_so_far():
    past = months(FLAT, DOUBLE[:9])
    assert past.rest(21, 9, 3) == 60  # 30 a year before × 180 ÷ 90
    assert past.rest(12, 9, 3) is None  # no year before
    assert months([0] * 12, DOUBLE[:9]).rest(21, 9, 3) is None
    assert months([0] * 3 + [10] * 9, DOUBLE[:9]).rest(21, 9, 3) is None  # came in April: no season of that year


def test_an_error_is_known_only_when_its_months_are_over():
    past = months(FLAT, DOUBLE)
    assert past.error(21, 9, 3) == 0
    assert past.error(22, 9, 3) is None


def noisy(seed, people=4, size=60):
    chance = np.random.default_rng(seed)
    season = 100 + 40 * np.sin(np.arange(size) * 2 * pi / 12)
    return {f"K{n}": {"revenue": MonthlyResults(season * chance.lognormal(0, 0.15, size))} for n in range(people)}


def test_the_past_is_replayed_with_what_was_known_then():
    """Changing a month changes no forecast made before it."""
    people = noisy(1)
    changed = {k: {"revenue": MonthlyResults(np.append(p["revenue"].months[:-1], 1e9))} for k, p in people.items()}
    before, after = TeamResults(people, 9, 3).replays(), TeamResults(changed, 9, 3).replays()
    assert [(r.low, r.middle, r.high) for r in before] == [(r.low, r.middle, r.high) for r in after]
    assert before != after  # but how it ended did change


def test_the_interval_holds_about_eight_times_out_of_ten_where_the_future_is_like_the_past():
    found = [quality(TeamResults(noisy(seed), 9, 3).replays()) for seed in range(6)]
    assert all(q is not None and q.tests >= 50 for q in found)
    assert 0.7 <= np.mean([q.coverage for q in found if q]) <= 0.9


def test_without_enough_past_errors_nothing_is_replayed():
    assert TeamResults({"K": {"revenue": months(FLAT, DOUBLE)}}, 9, 3).replays() == ()
    assert quality(()) is None


def test_the_chance_of_a_value_includes_it():
    assert erf(0) == 0
    assert spread([(1.0, 0.5), (2.0, 0.5)]).chance_from(2.0) == 0.5


@given(st.lists(st.floats(-1, 3), min_size=1, max_size=2_000))
def test_fewer_errors_have_the_same_spread(values):
    fewer = [e["revenue"] for e in forecast.thinned([{"revenue": v} for v in values])]
    assert len(fewer) == min(len(values), forecast.MOST_ERRORS)
    whole = np.sort(values)
    for share in (0.1, 0.5, 0.9):
        low, high = np.quantile(whole, [max(0, share - 0.005), min(1, share + 0.005)], method="closest_observation")
        at = spread((v, 1.0) for v in fewer).quantile(share)
        assert low - 1e-9 <= at <= high + 1e-9 or len(values) <= forecast.MOST_ERRORS
