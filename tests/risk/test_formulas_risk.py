"""Risk: hand-checked cadence, score and evaluation figures, and their laws."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.metrics.risk.backtest.evaluation import (
    average_precision,
    brier,
    brier_skill,
    lift,
    observed_over_expected,
    precision_at,
    roc_auc,
)
from kam_analytics.metrics.risk.card.purchases import PURCHASES
from kam_analytics.metrics.risk.card.rules import SignalFamily, ThresholdSide
from kam_analytics.metrics.risk.card.scorecard import CARD, AccountSignals, scorecard
from kam_analytics.metrics.risk.measures.formulas import (
    Amounts,
    Overdue,
    book_median_gap,
    expected_loss,
    exposed_revenue,
    gap_ratio,
    overdue,
    own_gaps,
    p_over,
    seasonal_share,
    usual_interval,
)


def array(*values: float) -> Amounts:
    return np.array(values, dtype=float)


def close(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


GAPS = array(28, 31, 35, 26)  # docs/methods.md « risk_metrics » interval
HAPPENED = array(1, 0, 1, 0, 0, 0, 1, 0, 0, 0)  # docs/methods.md « risk_metrics »
PREDICTED = array(0.9, 0.8, 0.6, 0.5, 0.4, 0.3, 0.25, 0.2, 0.1, 0.05)


def test_the_usual_interval_is_pulled_towards_the_book():
    interval = usual_interval(GAPS, 45, kappa=3)
    assert interval == close(35.693484)
    assert gap_ratio(75, interval) == close(2.101224)


def test_a_silence_is_compared_with_the_account_s_own_gaps():
    assert p_over(GAPS, 75) == close(0.1)
    assert p_over(GAPS, 30) == close(0.5)
    assert p_over(array(), 30) == 0.5


def test_without_own_gaps_the_book_speaks_and_without_a_book_the_account():
    assert usual_interval(array(), 45) == 45
    assert usual_interval(GAPS, None) == 30
    assert usual_interval(array(), None) is None
    assert gap_ratio(75, None) is None


def test_gaps_are_between_distinct_invoice_days_and_batches_can_be_one_order():
    days = [date(2026, 3, 1), date(2026, 1, 1), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 2)]
    assert own_gaps(days).tolist() == [30, 2, 27]
    assert own_gaps(days, batch_days=3).tolist() == [30, 29]
    assert own_gaps([date(2026, 1, 1)]).size == 0


def test_the_book_gives_one_voice_to_each_account():
    weekly, monthly, yearly = array(*[7] * 50), array(30, 32), array(365)
    assert book_median_gap([weekly, monthly, yearly, array()]) == 31
    assert book_median_gap([array()]) is None


@pytest.mark.parametrize(
    ("days", "interval", "expected"),
    [
        (60, 30, Overdue.NO),
        (61, 30, Overdue.WATCH),
        (91, 30, Overdue.ALERT),
        (29, 7, Overdue.NO),
        (30, 7, Overdue.ALERT),
        (90, None, None),
    ],
)
def test_late_is_beyond_two_intervals_and_never_before_thirty_days(days, interval, expected):
    assert overdue(days, interval) is expected


# --- scorecard


THIRTEEN_POINTS = tuple(signal.rule for signal in PURCHASES)


def purchase_signals(*values):
    """The signals of docs/methods.md 4.5, in its order."""
    return AccountSignals(**{rule.id: value for rule, value in zip(THIRTEEN_POINTS, values, strict=True)})


def test_the_worst_account_has_thirteen_points():
    worst = purchase_signals(3.0, -0.5, -0.5, 4, -0.25, 0.05, 11)
    score = scorecard(worst)
    assert score.points == 13 == sum(rule.most_points for rule in THIRTEEN_POINTS)
    assert score.alert
    assert score.items[0].rule == "gap_ratio"


def test_a_healthy_account_has_none():
    score = scorecard(purchase_signals(1.0, 0.1, 0.0, 12, 0.0, 0.01, 36), (SignalFamily(THIRTEEN_POINTS, 1.0),))
    assert (score.points, score.items, score.unmeasured) == (0, (), ())
    assert not score.watch


@pytest.mark.parametrize(
    ("signal", "value", "points"),
    [  # docs/methods.md 4.5
        ("gap_ratio", 1.49, 0),
        ("gap_ratio", 1.5, 1),
        ("gap_ratio", 2.0, 3),
        ("gap_ratio", 3.0, 4),
        ("change_on_last_year", -0.19, 0),
        ("change_on_last_year", 80 / 100 - 1, 1),
        ("change_on_last_year", -0.5, 2),
        ("change_on_year", -0.2, 1),
        ("change_on_year", -0.6, 2),
        ("active_months", 9, 0),
        ("active_months", 8, 1),
        ("active_months", 4, 2),
        ("change_of_products", -0.25, 1),
        ("credit_note_share", 0.05, 1),
        ("tenure_months", 12, 0),
        ("tenure_months", 11.9, 1),
        ("order_change", -0.3, 1),
        ("basket_change", -0.29, 0),
        ("families_given_up", 0.25, 1),
        ("margin_change", -0.03, 1),
        ("contract_deadline", 181, 0),
        ("contract_deadline", 180, 2),
        ("contract_deadline", 90, 4),
        ("contract_deadline", -5, 8),
        ("payment_delay", 10, 1),
        ("payment_delay", 30, 2),
        ("levels_missed", 1, 0),
        ("levels_missed", 3, 1),
        ("single_contact", 0, 0),
        ("single_contact", 1, 1),
        ("open_incidents", 2, 1),
        ("open_incidents", 3, 2),
        ("satisfaction_change", -0.15, 1),
        ("satisfaction_change", -0.3, 2),
    ],
)
def test_each_rule_adds_its_points_from_its_threshold(signal, value, points):
    score = scorecard(AccountSignals(**{signal: value}))
    assert score.points == points
    assert sum(item.points for item in score.items) == points
    assert len(score.unmeasured) == len(CARD) - 1


def test_the_weight_of_what_is_not_known_is_shared_out_and_said():
    known = AccountSignals(gap_ratio=3.0, change_on_last_year=-0.5, active_months=12, tenure_months=40)
    asked = frozenset({"gap_ratio", "change_on_last_year", "active_months", "tenure_months", "contract_deadline"})
    alone, among = scorecard(known), scorecard(known, answerable=asked)
    assert (alone.points, alone.shared) == (6, 0)  # no company asks for contracts it does not have
    assert (among.points, among.shared) == (6, 0)  # a missing contract leaves purchases alone
    late = scorecard(
        AccountSignals(payment_delay=40, open_incidents=3), answerable=asked | {"payment_delay", "open_incidents"}
    )
    assert (late.points, late.shared) == (5, 1)  # 4 × 1.25: a quarter is the most for what is not proven
    young = scorecard(AccountSignals(gap_ratio=3.0, tenure_months=11), answerable=asked)
    assert (young.points, young.shared) == (8, 3)  # 5 × 1.5: four points of decline and regularity cannot be asked yet
    for score in (alone, among, late, young):
        assert sum(item.points for item in score.items) + score.shared == score.points


@given(st.sets(st.sampled_from([rule.id for rule in CARD])), st.sets(st.sampled_from([rule.id for rule in CARD])))
def test_not_knowing_is_never_bad_by_itself_and_never_worth_more_than_half(measured, asked):
    worst = {rule.id: rule.steps[-1][0] - (rule.comparison is ThresholdSide.BELOW) for rule in CARD}
    calm = scorecard(AccountSignals(**dict.fromkeys(measured, None)), answerable=frozenset(asked))
    assert calm.points == 0
    score = scorecard(AccountSignals(**{name: worst[name] for name in measured}), answerable=frozenset(asked))
    found = sum(item.points for item in score.items)
    assert found <= score.points <= 1.5 * found + 1


# --- money


def test_the_highest_probability_is_not_the_most_money():
    rows = [(0.35, 120, 0.30), (0.08, 900, 0.25), (0.6, 40, 0.45)]  # docs/methods.md « risk_metrics » revenue_at_risk
    losses = [expected_loss(p, revenue * margin, severity=1.0) for p, revenue, margin in rows]
    assert losses == [close(12.6), close(18.0), close(10.8)]
    assert expected_loss(None, 100, severity=1.0) is None
    assert expected_loss(0.5, None, severity=1.0) is None


def test_a_flat_year_spreads_by_months():
    flat = {date(2025, month, 1): 100.0 for month in range(1, 13)}
    assert seasonal_share(flat, date(2025, 12, 31), 31) == close(1 / 12)
    assert seasonal_share(flat, date(2025, 12, 31), 365) == close(1)
    assert exposed_revenue(1200, seasonal_share(flat, date(2025, 12, 31), 59)) == close(200)


def test_a_season_counts_where_it_falls():
    winter = {date(2025, month, 1): 900.0 if month == 12 else 0.0 for month in range(1, 13)}
    winter[date(2024, 12, 1)] = 700.0
    assert seasonal_share(winter, date(2025, 6, 30), 92) == 0
    assert seasonal_share(winter, date(2025, 11, 30), 31) == close(1)


def test_a_month_never_seen_leaves_the_season_unknown():
    eleven = {date(2025, month, 1): 100.0 for month in range(1, 12)}
    assert seasonal_share(eleven, date(2025, 12, 31), 182) is None
    assert exposed_revenue(1200, None) is None


# --- evaluation


def test_the_reference_ranking_gives_the_reference_figures():
    assert roc_auc(HAPPENED, PREDICTED) == close(0.761905)
    assert average_precision(HAPPENED, PREDICTED) == close(0.698413)
    assert brier(HAPPENED, PREDICTED) == close(0.1925)
    assert brier_skill(HAPPENED, PREDICTED) == close(0.083333)
    assert lift(HAPPENED, PREDICTED, 0.2) == close(1.666667)
    assert precision_at(HAPPENED, PREDICTED, 3) == close(0.666667)
    assert observed_over_expected(HAPPENED, PREDICTED) == close(0.731707)


def test_a_ranking_without_both_outcomes_is_not_measurable():
    none_left, p = array(0, 0), array(0.1, 0.2)
    assert roc_auc(none_left, p) is None
    assert roc_auc(array(1, 1), p) is None
    assert average_precision(none_left, p) is None
    assert brier_skill(none_left, p) is None
    assert lift(none_left, p, 0.5) is None
    assert observed_over_expected(none_left, array(0, 0)) is None
    assert brier(array(), array()) is None
    assert precision_at(none_left, p, 3) is None


def test_a_cut_among_equal_scores_does_not_depend_on_the_order_of_rows():
    p = array(0.9, 0.5, 0.5, 0.5)
    assert precision_at(array(1, 1, 0, 0), p, 2) == precision_at(array(1, 0, 0, 1), p, 2) == close(2 / 3)


outcomes = st.lists(
    st.tuples(st.integers(0, 1).map(float), st.integers(0, 20).map(lambda n: n / 20)), min_size=2, max_size=40
)


@given(outcomes)
def test_the_auc_is_the_chance_of_a_right_order(rows):
    y, p = (np.array(column) for column in zip(*rows, strict=True))
    left, stayed = p[y == 1], p[y == 0]
    if left.size == 0 or stayed.size == 0:
        assert roc_auc(y, p) is None
        return
    wins = (left[:, None] > stayed).mean() + (left[:, None] == stayed).mean() / 2
    assert roc_auc(y, p) == pytest.approx(wins)
    assert roc_auc(y, -p) == pytest.approx(1 - wins)


@given(outcomes, st.integers(1, 40))
def test_taking_everyone_finds_the_base_rate(rows, k):
    y, p = (np.array(column) for column in zip(*rows, strict=True))
    assert precision_at(y, p, y.size) == pytest.approx(y.mean())
    assert k > y.size or 0 <= precision_at(y, p, k) <= 1 + 1e-12


@given(st.lists(st.floats(1, 400), max_size=20), st.floats(1, 400))
def test_the_usual_interval_lies_between_the_account_s_and_the_book_s(gaps, book):
    own = float(np.mean(gaps)) if gaps else book
    interval = usual_interval(np.array(gaps), book)
    assert min(own, book) - 1e-9 <= interval <= max(own, book) + 1e-9


@given(st.lists(st.floats(1, 400), max_size=20), st.floats(0, 500), st.floats(0, 500))
def test_a_longer_silence_is_never_more_usual(gaps, a, b):
    short, long = sorted((a, b))
    assert 0 < p_over(np.array(gaps), long) <= p_over(np.array(gaps), short) < 1


@given(st.integers(0, 365), st.integers(0, 365))
def test_seasonal_shares_of_two_windows_add_up(first, second):
    book = {date(2025, month, 1): 10.0 * month for month in range(1, 13)}
    start = date(2024, 12, 31)
    middle = date.fromordinal(start.toordinal() + first)
    together = seasonal_share(book, start, first + second)
    assert together == pytest.approx(seasonal_share(book, start, first) + seasonal_share(book, middle, second))
