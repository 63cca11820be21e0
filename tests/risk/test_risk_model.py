"""The risk model: published parameters and vectors, measures known by hand, and laws of every probability."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.metrics.risk.card.scorecard import FAMILIES, answerable, common, points, signal_columns, signals_of
from kam_analytics.metrics.risk.measures.btyd import (
    Fit,
    Purchases,
    expected_orders,
    fit_bgnbd,
    fit_mbg_cnbd,
    p_alive,
    p_no_order,
)
from kam_analytics.metrics.risk.measures.formulas import usual_interval
from kam_analytics.metrics.risk.measures.history import history
from kam_analytics.metrics.risk.measures.snapshot import outcome, snapshot
from kam_analytics.metrics.risk.model.boosting import boost, boosted_parts
from kam_analytics.metrics.risk.model.features import FEATURES, features
from kam_analytics.metrics.risk.model.model import (
    RiskLabel,
    Rows,
    base_logit,
    calibration,
    contributions,
    logistic,
    logits,
    parts,
    probability,
    train,
)
from tests.risk.ledgers import frames, ledger
from tests.third_party import shared

BGNBD = Fit(0.243, 4.414, 0.793, 2.426, 0, 0.0)
# docs/methods.md « bgnbd_cdnow »: repeats, last, age in weeks.
FOUR = Purchases(
    np.array([2.0, 0, 10, 10]), np.array([30.43, 0, 38, 30]), np.array([38.86, 38.86, 38.86, 38.86]), np.zeros(4)
)


@pytest.fixture(scope="module")
def cdnow() -> Purchases:
    rows = pd.read_csv(shared("cdnow", "cdnow_customers_summary.csv"))
    return Purchases(*(rows[name].to_numpy(float) for name in ("frequency", "recency", "T")), np.zeros(len(rows)))


# --- buy till you die


def test_the_bg_nbd_of_cdnow_has_the_published_parameters(cdnow):
    fit = fit_bgnbd(cdnow)
    assert (fit.r, fit.alpha, fit.a, fit.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=0.002)
    assert fit.log_likelihood == pytest.approx(-9582.43, abs=0.01)


def test_the_mbg_nbd_of_cdnow_has_the_published_parameters(cdnow):
    fit = fit_mbg_cnbd(cdnow, (1,))
    assert (fit.r, fit.alpha, fit.a, fit.b) == pytest.approx((0.525, 6.183, 0.891, 1.614), abs=0.002)
    assert fit.log_likelihood == pytest.approx(-9582.1, abs=0.05)


def test_the_bg_nbd_gives_the_reference_probabilities():
    assert p_alive(BGNBD, FOUR) == pytest.approx([0.726579, 1, 0.92145, 0.579634], abs=1e-6)
    assert p_no_order(BGNBD, FOUR, 26) == pytest.approx([0.526317, 0.891958, 0.085987, 0.425044], abs=1e-6)
    assert expected_orders(BGNBD, FOUR, 39)[0] == pytest.approx(1.2260, abs=1e-4)


@pytest.mark.parametrize(
    ("k", "alive", "silent"),
    [  # docs/methods.md « mbg_cnbd_k »
        (1, [0.706202, 0.389735, 0.914098, 0.565214], [0.517282, 0.917079, 0.093456, 0.439457]),
        (2, [0.745751, 0.481298, 0.924324, 0.422855], [0.418264, 0.904476, 0.07618, 0.577226]),
    ],
)
def test_the_mbg_cnbd_k_gives_the_reference_probabilities(k, alive, silent):
    fit = Fit(0.525, 6.183, 0.891, 1.614, k, 0.0)
    assert p_alive(fit, FOUR) == pytest.approx(alive, abs=1e-6)
    assert p_no_order(fit, FOUR, 26) == pytest.approx(silent, abs=1e-6)


def test_regular_orders_are_recognised_as_regular():
    chance = np.random.default_rng(1)
    gaps = [chance.gamma(3, 2, int(chance.integers(4, 20))) for _ in range(300)]
    seen = Purchases(
        *(np.array(column, float) for column in zip(*((g.size, g.sum(), g.sum() + 3) for g in gaps), strict=True)),
        np.array([np.log(g).sum() for g in gaps]),
    )
    assert fit_mbg_cnbd(seen).k >= 2


@given(st.integers(0, 30), st.floats(0, 100), st.floats(0, 100), st.floats(0, 60), st.integers(0, 4))
def test_no_order_is_never_less_probable_than_having_left(repeats, last, silence, weeks, k):
    last = last if repeats else 0.0
    seen = Purchases(np.array([float(repeats)]), np.array([last]), np.array([last + silence]), np.zeros(1))
    fit = Fit(0.5, 6.0, 0.9, 1.6, k, 0.0)
    gone, silent = 1 - p_alive(fit, seen)[0], p_no_order(fit, seen, weeks)[0]
    assert -1e-12 <= gone <= silent + 1e-9 <= 1 + 2e-9
    assert p_no_order(fit, seen, weeks + 1)[0] <= silent + 1e-12


# --- what is measured of an account


def monthly(account: str, months: range, amount: float, product: str = "P") -> pd.DataFrame:
    days = [pd.Timestamp(2022 + m // 12, m % 12 + 1, 10) for m in months]
    return pd.DataFrame({"account_id": account, "day": days, "invoiced": amount, "credits": 0.0, "product": product})


def test_an_account_is_measured_as_one_would_by_hand():
    rows = frames(pd.concat([monthly("A", range(36), 100.0), monthly("B", range(30), 50.0, "Q")]))
    seen = snapshot(history(*rows), date(2024, 12, 31), 182)
    assert seen.account.tolist() == [0, 1]
    assert seen.revenue.tolist() == [1200, 300]
    assert seen.revenue_before.tolist() == [1200, 600]
    assert seen.half.tolist() == [600, 0]
    assert seen.quarter_last_year.tolist() == [300, 150]
    assert seen.active_months.tolist() == [12, 6]
    assert seen.products.tolist() == [1, 0]
    assert seen.products_before.tolist() == [1, 1]
    assert seen.silence.tolist() == [21, 204]
    assert seen.live.tolist() == [True, False]


def test_what_came_of_an_account_is_told_against_the_same_days_a_year_before():
    rows = frames(pd.concat([monthly("A", range(36), 100.0), monthly("B", range(30), 50.0)]))
    known = history(*rows)
    came = outcome(known, snapshot(known, date(2024, 6, 30), 182))
    assert came.lapsed.tolist() == [0, 1]
    assert came.fell.tolist() == [0, 1]
    assert came.base.tolist() == [600, 300]
    assert came.fell_measurable.all()


def test_accounts_too_small_too_new_or_too_rare_are_not_judged():
    lines = [
        monthly("big", range(36), 100_000.0),
        monthly("small", range(36), 1.0),
        monthly("rare", range(24, 36, 6), 5_000.0),
        monthly("new", range(35, 36), 5_000.0),
    ]
    known = history(*frames(pd.concat(lines)))
    seen = snapshot(known, date(2024, 12, 31), 182)
    assert [known.account_ids[n] for n in seen.account] == ["big"]


def points_by_hand(signals, answerable, ignored):
    """The score of one account without arrays: an independent reading of docs/risk.md."""
    total = 0
    for family in FAMILIES:
        earned = measured = absent = 0
        for rule in family.rules:
            value = signals[rule.id]
            if value is None:
                absent += rule.most_points * (rule.id in answerable)
                continue
            measured += rule.most_points
            if rule.id not in ignored:
                reached = [p for t, p in rule.steps if passes(rule.comparison.value, value, t)]
                earned += max(reached, default=0)
        total += round(earned * (min(1 + absent / measured, family.most) if measured else 1))
    return total


def passes(side, value, threshold):
    if side == "at_least":
        return value >= threshold - 1e-9
    return value <= threshold + 1e-9 if side == "at_most" else value < threshold - 1e-9


@given(st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_the_scorecard_of_the_back_test_is_the_scorecard(seed):
    seen = snapshot(history(*ledger(seed, accounts=15)), date(2024, 6, 30), 182)
    columns = signal_columns(seen)
    rules = {"answerable": answerable(columns), "ignored": common(columns)}
    by_hand = [points_by_hand(signals_of(columns, n), **rules) for n in range(seen.account.size)]
    assert points(seen).tolist() == by_hand


@pytest.mark.parametrize(("quarterly", "common_to_all"), [(20, True), (17, False)])
def test_what_nearly_every_account_has_in_common_gives_no_points(quarterly, common_to_all):
    rows = [monthly(f"Q{n:02}", range(0, 36, 3), 100.0) for n in range(quarterly)]
    rows += [monthly(f"M{n:02}", range(36), 100.0) for n in range(20 - quarterly)]
    seen = snapshot(history(*frames(pd.concat(rows))), date(2024, 12, 31), 182)
    columns = signal_columns(seen)
    assert columns["active_months"][-1] == 4  # bought in four months of twelve: two points
    assert common(columns) == (frozenset({"active_months"}) if common_to_all else frozenset())
    assert points(seen)[-1] == (0 if common_to_all else 2)


def test_the_interval_is_the_usual_one():
    rows = frames(pd.concat([monthly("A", range(36), 100.0), monthly("B", range(0, 36, 3), 100.0)]))
    seen = snapshot(history(*rows), date(2024, 12, 31), 182)
    days = [
        [d for d in rows[0][rows[0]["account_id"] == a]["day"] if d > pd.Timestamp(2022, 12, 31)] for a in ("A", "B")
    ]
    gaps = [np.diff(np.array(d, "datetime64[D]")).astype(float) for d in days]
    book = float(np.median([g.mean() for g in gaps]))
    assert seen.interval == pytest.approx([usual_interval(g, book) for g in gaps])


# --- model


def invented(seed: int, rows: int = 900, accounts: int = 300) -> Rows:
    chance = np.random.default_rng(seed)
    x = chance.normal(size=(rows, len(FEATURES))) * [f.scale for f in FEATURES]
    risk = probability(-1.5 + 0.8 * x[:, 0] / 2 - 1.0 * x[:, 2] / 0.3)
    y = (chance.random(rows) < risk).astype(float)
    return Rows(x, y, chance.integers(0, accounts, rows), np.arange(rows) * 3 // rows)


@pytest.mark.parametrize("accounts", [120, 300])
def test_contributions_add_up_to_the_log_odds(accounts):
    rows = invented(3, accounts=accounts)
    model = train(RiskLabel.LAPSE, rows)
    assert (model.trees is None) == (accounts < 200)
    base, adds = contributions(model, rows.x)
    assert base + adds.sum(axis=1) == pytest.approx(logits(model, rows.x))
    assert base_logit(model) + parts(model, rows.x).sum(axis=1) == pytest.approx(logits(model, rows.x))


@pytest.mark.parametrize("feature", ["z_p0", "overdue", "silence", "ratio"])
def test_trees_never_find_less_risk_where_common_sense_finds_more(feature):
    rows = invented(4)
    place = [f.id for f in FEATURES].index(feature)
    assert FEATURES[place].rises == 1
    noisy = boost(rows.x, np.abs(rows.y - (rows.x[:, place] > 0.5)), np.array([f.rises for f in FEATURES]))
    log_odds = []
    for more in np.linspace(-3, 3, 13):
        x = rows.x.copy()
        x[:, place] = more
        log_odds.append(boosted_parts(noisy, x).sum(axis=1))
    assert np.diff(log_odds, axis=0).min() >= -1e-9


def test_without_ten_accounts_that_left_there_is_no_model():
    rows = invented(5)
    few = np.flatnonzero(rows.y > 0)[:9]
    calm = np.flatnonzero(rows.y == 0)
    kept = np.concatenate([few, calm])
    assert train(RiskLabel.LAPSE, Rows(rows.x[kept], rows.y[kept], rows.account[kept], rows.origin[kept])) is None


def test_little_evidence_leaves_the_prior_standing_and_much_overrules_it():
    x = np.tile([[-1.0], [1.0]], (4, 1))
    y = np.array([0.0, 1, 0, 1, 0, 1, 1, 0])
    prior = np.array([-0.5])
    assert logistic(x, y, prior, 0.01)[1] == pytest.approx(-0.5, abs=0.01)
    assert logistic(np.tile(x, (500, 1)), np.tile(y, 500), prior, 1.0)[1] == pytest.approx(np.log(3), abs=0.02)


@given(st.floats(-1, 1), st.floats(0.6, 1.6))
@settings(max_examples=15, deadline=None)
def test_calibration_finds_what_was_wrong(shift, slope):
    chance = np.random.default_rng(7)
    said = chance.normal(-1, 1.2, 20_000)
    came = (chance.random(said.size) < probability(shift + slope * said)).astype(float)
    found = calibration(said, came, spread=(10.0, 10.0))
    assert (found.shift, found.slope) == pytest.approx((shift, slope), abs=0.12)


def test_a_calibration_without_past_changes_nothing():
    nothing = calibration(np.array([]), np.array([]))
    assert nothing.applied(np.array([0.3])).tolist() == [0.3]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_a_probability_lies_between_none_and_one(log_odds):
    p = probability(np.array(log_odds))
    assert ((p > 0) & (p < 1)).all()


def test_features_are_finite_whatever_the_history():
    seen = snapshot(history(*ledger(9)), date(2023, 9, 30), 182)
    found = features(seen)
    assert found.shape == (seen.account.size, len(FEATURES))
    assert np.isfinite(found).all()
