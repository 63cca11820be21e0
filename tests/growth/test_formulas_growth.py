"""Growth: published and hand-checked figures, and identities that must hold to the cent."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.growth.bridge import Bridge, bridge, movements, stored
from kam_analytics.metrics.growth.control import size_matched
from kam_analytics.metrics.growth.formulas import (
    Amounts,
    RatioReason,
    constant_currency_growth,
    dhs_growth,
    gap_points,
    growth,
    grr_noise_floor,
    meaningful_ratio,
    noise_log_sd,
    plain_ratio,
    retention,
    top_n_at_base,
)
from kam_analytics.metrics.growth.jackknife import jackknife_gap, jackknife_growth
from kam_analytics.metrics.growth.margins import Margins
from kam_analytics.metrics.growth.student import student_cdf, student_quantile
from kam_analytics.metrics.growth.working_days import (
    DaySpan,
    easter,
    french_holidays,
    growth_per_working_day,
    working_days,
)

net = st.integers(-(10**8), 10**10).map(lambda n: n / 100)
accounts = st.lists(st.tuples(net, net), min_size=1, max_size=40)
amounts = st.decimals(-(10**6), 10**8, places=4)


def array(*amounts: float) -> Amounts:
    return np.array(amounts, dtype=float)


def told(base, current, seen) -> Bridge:
    """The bridge of amounts in euros."""
    before, now = stored(array(*base)), stored(array(*current))
    return bridge(before, now, movements(before, now, np.array(seen, dtype=bool)))


def close(value: float, tolerance: float = 1e-6) -> object:
    return pytest.approx(value, abs=tolerance)


# --- rates, gap and ratio


@pytest.mark.parametrize("base", [0.0, -10.0, None])
def test_growth_from_nothing_is_missing(base):
    assert growth(base, 50.0) is None


@pytest.mark.parametrize(("before", "now", "expected"), [(100, 130, 0.26087), (50, 0, -2), (0, 25, 2)])
def test_growth_over_the_mean_stays_finite(before, now, expected):  # docs/methods.md « misc_growth » dhs
    assert dhs_growth(before, now) == close(expected, 1e-5)
    assert dhs_growth(0, 0) is None


@pytest.mark.parametrize(
    ("key", "other", "gap", "ratio", "reason"),
    [  # docs/methods.md « gap_ratio »
        ((400, 440), (600, 630), 5.0, 2.0, None),
        ((400, 440), (600, 600.6), 9.9, None, RatioReason.OTHER_GROWTH_TOO_SMALL),
        ((400, 440), (600, 588), 12.0, None, RatioReason.OTHER_GROWTH_TOO_SMALL),
        ((400, 380), (600, 540), 5.0, None, RatioReason.KEY_GROWTH_NOT_POSITIVE),
        ((0, 50), (600, 630), None, None, RatioReason.KEY_GROWTH_UNDEFINED),
        ((400, 440), (0, 30), None, None, RatioReason.OTHER_GROWTH_UNDEFINED),
    ],
)
def test_the_ratio_is_said_only_where_it_means_something(key, other, gap, ratio, reason):
    key_growth, other_growth = growth(*key), growth(*other)
    assert gap_points(key_growth, other_growth) == (None if gap is None else close(gap))
    value, why = meaningful_ratio(key_growth, other_growth)
    assert value == (None if ratio is None else close(ratio))
    assert why is reason


def test_an_uncertain_divisor_gives_no_ratio():
    assert meaningful_ratio(0.10, 0.05, other_low=-0.01) == (None, RatioReason.OTHER_GROWTH_UNCERTAIN)
    assert meaningful_ratio(0.10, 0.05, other_low=0.01) == (2.0, None)


def test_two_percent_written_in_floating_point_is_two_percent():
    assert meaningful_ratio(0.10, 510 / 500 - 1 - 1e-12)[1] is None


def test_the_plain_ratio_divides_whatever_the_signs():
    assert plain_ratio(-0.05, -0.10) == close(0.5)
    assert plain_ratio(0.05, 0.0) is None
    assert plain_ratio(None, 0.05) is None


# --- retention and bridge

BASE = {"A": 100, "B": 80, "C": 50, "D": 0, "E": 0, "F": 30}  # docs/methods.md « growth_bridge »
CURRENT = {"A": 130, "B": 60, "C": 0, "D": 25, "E": 15, "F": 30}


def test_flat_revenue_hides_a_quarter_of_it_lost():
    r = retention(array(*BASE.values()), array(*CURRENT.values()))
    assert (r.base_total, r.current_total) == (260, 260)
    assert (r.new, r.lost, r.expansion, r.contraction) == (40, 50, 30, 20)
    assert (r.nrr, r.grr, r.logo_retention) == (close(0.846154), close(0.730769), 0.75)
    assert (r.cohort, r.retained) == (4, 3)


def test_the_bridge_tells_new_from_returned():
    seen = [account == "E" for account in BASE]
    b = told(BASE.values(), CURRENT.values(), seen)
    assert (b.opening, b.closing) == (260, 260)
    assert (b.new, b.returned, b.up, b.down, b.lost) == (25, 15, 30, -20, -50)


def test_retention_counts_a_net_negative_account_as_zero():
    r = retention(array(100, -20, 40), array(-5, 30, 40))
    assert (r.base_total, r.current_total) == (140, 70)
    assert (r.lost, r.new, r.expansion, r.contraction) == (100, 30, 0, 0)
    assert (r.cohort, r.retained) == (2, 1)


def test_half_a_cent_at_base_makes_no_customer():
    r = retention(array(0.005, 10), array(50, 10))
    assert (r.cohort, r.retained) == (1, 1)


def test_retention_without_base_revenue_is_missing():
    r = retention(array(0, -3), array(10, 10))
    assert (r.nrr, r.grr, r.logo_retention) == (None, None, None)
    assert r.new == 20


def test_credit_notes_that_cancel_all_invoices_are_a_loss_despite_floating_point():
    leftover = 0.1 + 0.2 - 0.3
    assert leftover > 0
    assert retention(array(100, 1), array(leftover, 1)).lost == 100


@pytest.mark.parametrize(
    ("base", "current", "seen", "expected"),
    [
        (0, 10, False, "new"),
        (0, 10, True, "returned"),
        (-5, 10, False, "returned"),
        (10, 0, False, "lost"),
        (10, -5, False, "lost"),
        (10, 12, True, "up"),
        (10, 8, True, "down"),
        (0, -8, False, "down"),
        (-8, 0, False, "up"),
        (10, 10, False, "unchanged"),
        (0, 0, False, "unchanged"),
    ],
)
def test_each_account_moves_in_exactly_one_way(base, current, seen, expected):
    assert movements(stored(array(base)), stored(array(current)), np.array([seen])).tolist() == [expected]


@given(accounts)
def test_retention_parts_add_up_to_the_current_revenue(rows):
    x, y = (np.array(column) for column in zip(*rows, strict=True))
    r = retention(x, y)
    rebuilt = r.base_total - r.lost - r.contraction + r.expansion + r.new
    assert rebuilt == pytest.approx(r.current_total, rel=1e-9, abs=1e-6)
    assert r.current_total == pytest.approx(np.maximum(y, 0).sum())
    assert r.grr is None or 0 <= r.grr + 1e-12 <= min(1, r.nrr) + 2e-12
    assert r.retained <= r.cohort


@given(st.lists(st.tuples(amounts, amounts, st.booleans()), max_size=40))
def test_the_bridge_balances_exactly_and_again_in_cents(rows):
    base, current, seen = ([row[i] for row in rows] for i in range(3))
    b = told(base, current, seen)
    assert b.opening + sum(b.parts) == b.closing == sum(current)
    assert b.opening == sum(base)
    assert min(b.new, b.returned, b.up) >= 0 >= max(b.down, b.lost)
    shown = b.in_cents()
    assert shown.opening + sum(shown.parts) == shown.closing
    assert all(figure == round(figure, 2) for figure in shown.parts)
    assert all(abs(cents - exact) <= Decimal("0.01") for cents, exact in zip(shown.parts, b.parts, strict=True))


# --- the interval of the gap


def test_three_unequal_key_accounts_give_a_gap_without_interval():
    key0, key1 = array(200, 120, 80), array(230, 118, 92)  # docs/methods.md « gap_ci_jackknife »
    oth0, oth1 = array(60, 50, 40, 30, 20), array(58, 55, 44, 30, 23)
    estimate = jackknife_gap(key0, key1, oth0, oth1)
    assert estimate is not None
    assert estimate.gap == close(0.05)
    assert estimate.se == close(0.070204, 1e-4)
    assert estimate.effective_key_accounts == close(2.631579)
    assert not estimate.show_ci
    assert (estimate.low, estimate.high) == (None, None)


def test_five_equal_key_accounts_give_an_interval_with_four_degrees_of_freedom():
    key0, key1 = array(10, 10, 10, 10, 10), array(11, 12, 10, 13, 14)
    estimate = jackknife_gap(key0, key1, key0, key0)
    assert estimate is not None
    assert estimate.show_ci
    # Others do not move, key accounts are equal: the plain standard error of a mean, 0.158114 / √5.
    assert estimate.se == close(0.070711)
    assert estimate.high - estimate.gap == close(2.776445 * 0.070711, 1e-5)
    assert estimate.gap - estimate.low == close(estimate.high - estimate.gap)


def test_growth_of_one_group_has_its_own_interval():
    estimate = jackknife_growth(array(10, 10, 10, 10, 10), array(11, 12, 10, 13, 14))
    assert estimate is not None
    assert (estimate.growth, estimate.se) == (close(0.2), close(0.070711))
    assert estimate.low == close(0.2 - 2.776445 * 0.070711, 1e-5)


def test_a_gap_needs_base_revenue_and_an_error_needs_two_accounts():
    assert jackknife_gap(array(0), array(5), array(10), array(10)) is None
    alone = jackknife_gap(array(10), array(12), array(10, 10), array(10, 10))
    assert alone is not None
    assert (alone.se, alone.show_ci) == (None, False)


@pytest.mark.parametrize(
    ("p", "df", "quantile"),
    [  # printed tables of Student's t
        (0.975, 1, 12.7062047),
        (0.975, 2, 4.3026527),
        (0.975, 5, 2.5705818),
        (0.975, 30, 2.0422725),
        (0.95, 10, 1.8124611),
        (0.995, 4, 4.6040949),
        (0.975, 1e7, 1.9599643),
        (0.5, 3, 0.0),
        (0.025, 5, -2.5705818),
    ],
)
def test_student_quantiles_are_those_of_the_tables(p, df, quantile):
    assert student_quantile(p, df) == close(quantile, 1e-6)


@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.5, 1e5))
def test_the_quantile_inverts_the_distribution(p, df):
    assert student_cdf(student_quantile(p, df), df) == pytest.approx(p, rel=1e-9)


def test_a_quantile_outside_the_distribution_is_refused():
    with pytest.raises(ValueError, match="no quantile"):
        student_quantile(1.0, 5)


# --- currency; noise; margin; accounts of the same size


def test_a_falling_currency_hides_ten_percent_of_growth():
    fx = constant_currency_growth(array(100), array(1.20), array(110), array(1.10))
    assert fx is not None  # docs/methods.md « misc_growth » fx
    assert (fx.reported, fx.constant) == (close(0.008333), close(0.10))
    assert fx.effect == close(0.008333 - 0.10)
    assert constant_currency_growth(array(0), array(1), array(5), array(1)) is None


@pytest.mark.parametrize(("log_sd", "floor"), [(0.1, 0.943628), (0.2, 0.887537), (0.3, 0.832004), (0.5, 0.723674)])
def test_noise_alone_lowers_gross_retention(log_sd, floor):  # docs/methods.md « misc_growth » grr_noise_floor
    assert grr_noise_floor(log_sd) == close(floor)


def test_the_noise_of_a_portfolio_is_read_from_its_own_ups_and_downs():
    # Twelve equal accounts, half times 1.5 and half divided by it: ln(R1/R0) has a deviation of ln 1.5 around its
    # weighted mean, and one period that of ln 1.5 / √2 nearly (the accounts that grew weigh 1.25, the others 0.833).
    base, current = np.full(12, 90.0), np.array([135.0, 60.0] * 6)
    weight, moved = np.array([112.5, 75.0]), np.log(np.array([1.5, 1 / 1.5]))
    mean = (weight * moved).sum() / weight.sum()
    expected = np.sqrt((weight * (moved - mean) ** 2).sum() / weight.sum() / 2)
    assert noise_log_sd(base, current) == close(expected)
    assert noise_log_sd(base, 7 * base) == close(0)  # a common trend is no noise
    assert noise_log_sd(base[:9], current[:9]) is None


def test_independent_draws_without_trend_give_back_their_own_deviation_and_floor():
    chance = np.random.default_rng(4)
    base, current = (np.exp(0.3 * chance.standard_normal(40_000)) for _ in range(2))
    sd = noise_log_sd(base, current)
    assert sd == pytest.approx(0.3, rel=0.03)
    assert retention(base, current).grr == pytest.approx(grr_noise_floor(0.3), abs=0.005)


def test_growth_is_bought_with_margin_when_revenue_rises_and_the_rate_falls():
    bought = Margins(base=300, current=330, base_measured=1000, measured=1200, base_revenue=1000, revenue=1200)
    assert (bought.base_rate, bought.rate) == (0.3, 0.275)
    assert bought.forgone == close(0.025 * 1200)
    assert Margins(300, 330, 1000, 1200, 1300, 1200).forgone is None  # revenue fell
    assert Margins(300, 358, 1000, 1200, 1000, 1200).forgone is None  # the rate fell by less than half a point
    assert Margins(300, 330, 1000, 1200, 1000, 1600).forgone is None  # a quarter of the revenue has no margin
    assert Margins(0, 330, 0, 1200, 1000, 1200).rate_change is None


def test_each_key_account_meets_the_other_account_of_its_size():
    size = array(100, 50, 20, 1000, 90, 55, 21, 400)
    base = array(100, 50, 20, 1000, 100, 50, 10, 400)
    current = array(110, 60, 20, 2000, 100, 40, 12, 0)
    found = size_matched(size, base, current, np.array([True] * 4 + [False] * 4))
    assert found is not None
    assert (found.matched, found.keys) == (3, 4)  # 1000 has nobody within a factor two
    assert found.key_growth == close(190 / 170 - 1)
    assert found.control_growth == close((100 * 1.0 + 50 * 0.8 + 20 * 1.2) / 170 - 1)
    assert found.gap.growth == close(found.key_growth - found.control_growth)


def test_a_control_of_two_pairs_is_no_control():
    size = array(10, 20, 10, 20)
    assert size_matched(size, size, size, np.array([True, True, False, False])) is None
    assert size_matched(size, size, size, np.array([True] * 4)) is None


def test_twice_as_fast_has_an_interval_of_its_own():
    key0, key1 = array(10, 10, 10, 10, 10), array(11, 12, 10, 13, 14)
    oth0, oth1 = array(10, 10, 10, 10), array(10, 11, 10, 11)
    one, two = jackknife_gap(key0, key1, oth0, oth1), jackknife_gap(key0, key1, oth0, oth1, times=2)
    assert (one.gap, two.gap) == (close(0.15), close(0.10))
    others = jackknife_growth(oth0, oth1).se
    assert two.se**2 - one.se**2 == close(3 * others**2)


# --- key list at base


def test_key_accounts_are_the_largest_at_base_ties_by_id_as_text():
    ids, base = ["9", "10", "B", "A", "Z"], [50.0, 50.0, 80.0, 80.0, 10.0]
    assert top_n_at_base(ids, base, 3) == ("A", "B", "10")


def test_an_account_without_base_revenue_is_never_key():
    assert top_n_at_base(["A", "B", "C"], [5.0, 0.0, -3.0], 20) == ("A",)


# --- working days


def quarters(year: int) -> list[int]:
    starts = [date(year, month, 1) for month in (1, 4, 7, 10)] + [date(year + 1, 1, 1)]
    return [working_days(DaySpan(first, after - timedelta(days=1))) for first, after in pairwise(starts)]


@pytest.mark.parametrize(
    ("year", "total", "by_quarter"),
    [  # docs/methods.md « misc_growth » working_days_FR
        (2024, 252, [64, 60, 65, 63]),
        (2025, 251, [63, 60, 64, 64]),
        (2026, 252, [63, 60, 65, 64]),
    ],
)
def test_french_working_days_of_the_year(year, total, by_quarter):
    assert quarters(year) == by_quarter
    assert sum(by_quarter) == total


def test_may_2026_has_17_working_days():
    assert working_days(DaySpan(date(2026, 5, 1), date(2026, 5, 31))) == 17


@pytest.mark.parametrize(
    "sunday", [date(1954, 4, 18), date(1981, 4, 19), date(2000, 4, 23), date(2024, 3, 31), date(2038, 4, 25)]
)
def test_easter_falls_where_the_calendar_says(sunday):
    assert easter(sunday.year) == sunday


@given(st.integers(1900, 2300))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    sunday = easter(year)
    assert sunday.weekday() == 6
    assert date(year, 3, 22) <= sunday <= date(year, 4, 25)


def test_alsace_moselle_rests_two_days_more():
    more = french_holidays(2025, alsace_moselle=True) - french_holidays(2025)
    assert more == {date(2025, 4, 18), date(2025, 12, 26)}
    assert len(french_holidays(2025)) == 11


def test_growth_per_working_day_corrects_for_a_shorter_quarter():
    before, now = DaySpan(date(2024, 1, 1), date(2024, 3, 31)), DaySpan(date(2025, 1, 1), date(2025, 3, 31))
    assert growth(1248, 1260) == close(0.009615)  # docs/methods.md « misc_growth » per_working_day
    assert growth_per_working_day(1248, 1260, before, now) == close(0.025641)
    weekend = DaySpan(date(2025, 3, 29), date(2025, 3, 30))
    assert growth_per_working_day(1248, 1260, weekend, now) is None
