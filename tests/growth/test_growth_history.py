"""Key accounts against the others over time: index, band, and the month since which the gap has its sign."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.answers.growth.page import _since
from kam_analytics.metrics.growth.history import NEIGHBOURS, growth_history

MONTHS = pd.date_range("2023-01-01", periods=36, freq="MS")
LAST = MONTHS[-1]


def rows(amounts: dict[str, list[float]]) -> pd.DataFrame:
    """A row per account and month."""
    return pd.concat(
        [pd.DataFrame({"account_id": a, "month": MONTHS, "revenue": v}) for a, v in amounts.items()], ignore_index=True
    )


def steps(first: float, second: float, third: float) -> list[float]:
    return [first] * 12 + [second] * 12 + [third] * 12


def test_both_groups_are_100_at_first_and_the_gap_is_that_of_growth() -> None:
    history = growth_history(rows({"K": steps(10, 11, 11), "A": steps(20, 20, 30)}), frozenset({"K"}), LAST)
    assert history is not None
    first, last = history.rows.iloc[0], history.rows.iloc[-1]
    assert (first["month"], first["key"], first["other"]) == (pd.Timestamp("2023-12-01"), 100, 100)
    assert (last["key"], last["other"]) == (pytest.approx(110), pytest.approx(150))
    assert (last["key_revenue"], last["other_revenue"]) == (132, 360)
    assert last["gap"] == pytest.approx(0.0 - 0.5)


def test_since_is_the_first_month_of_the_last_run_of_one_sign() -> None:
    history = growth_history(rows({"K": steps(10, 12, 12), "A": steps(20, 20, 30)}), frozenset({"K"}), LAST)
    assert history is not None
    # Key +20 % against 0 % at the end of 2024; each month of 2025 takes 1/12 of the new year into the sums.
    gaps = history.rows.dropna(subset=["gap"]).set_index("month")["gap"]
    assert gaps.iloc[0] > 0 > gaps.iloc[-1]
    assert history.since == gaps[gaps < 0].index[0]


@pytest.mark.parametrize("amounts", [{"K": steps(0, 0, 1), "A": steps(1, 1, 1)}, {"K": steps(1, 1, 1)}])
def test_a_group_without_revenue_at_first_has_no_history(amounts: dict[str, list[float]]) -> None:
    assert growth_history(rows(amounts), frozenset({"K"}), LAST) is None


def test_a_short_file_has_no_history() -> None:
    assert growth_history(rows({"K": steps(1, 1, 1), "A": steps(1, 1, 1)}), frozenset({"K"}), MONTHS[11]) is None


@pytest.mark.parametrize(("key_growth", "sentences"), [(-0.2, 1), (0.3, 0), (None, 0)])
def test_the_title_is_not_contradicted_by_rolling_years(key_growth: float | None, sentences: int) -> None:
    """A quarter may go the other way than the year: then nothing is said of since when."""
    history = growth_history(rows({"K": steps(10, 11, 11), "A": steps(20, 20, 30)}), frozenset({"K"}), LAST)
    growth = SimpleNamespace(key_growth=key_growth, other_growth=0.1)
    assert len(_since(growth, history)) == sentences


def test_few_other_accounts_give_no_band() -> None:
    others = {f"A{n}": steps(1, 1, 1) for n in range(NEIGHBOURS - 1)}
    history = growth_history(rows({"K": steps(1, 1, 1), **others}), frozenset({"K"}), LAST)
    assert history is not None
    assert history.rows["low"].isna().all()


@given(factors=st.lists(st.floats(0.9, 1.1), min_size=35, max_size=35), size=st.floats(1e4, 1e6))
def test_where_all_accounts_move_alike_both_lines_and_the_band_are_one(factors: list[float], size: float) -> None:
    # Amounts are summed to a hundredth of a cent, so that small ones would not move exactly alike.
    path = np.cumprod([1.0, *factors]).tolist()
    amounts = {f"A{n}": [size * (n + 1) * v for v in path] for n in range(NEIGHBOURS + 1)}
    history = growth_history(rows(amounts), frozenset({"A0"}), LAST)
    assert history is not None
    for column in ("other", "low", "high"):
        np.testing.assert_allclose(history.rows[column], history.rows["key"], rtol=0, atol=1e-4)
    np.testing.assert_allclose(history.rows["gap"].dropna(), 0, atol=1e-6)
