"""The map of months: seasons are no falls, small swings are no news, nothing later is read."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.answers.page.blocks import Chart, Details
from kam_analytics.answers.risk import page as risk
from kam_analytics.charts.risk.months import cell_luminance, contrast, is_deep
from kam_analytics.charts.theme import DARK, LIGHT, Style
from kam_analytics.metrics.risk.measures.normal import Month, MonthComparison, months_against_normal
from tests import facts

AS_OF = date(2025, 12, 31)


def rows(revenue: dict[str, list[float]], first: str = "2022-01") -> pd.DataFrame:
    """One list of monthly revenue per account, from a first month on."""
    return pd.DataFrame(
        [
            {"account_id": account, "month": month, "revenue": amount}
            for account, amounts in revenue.items()
            for month, amount in zip(pd.date_range(first, periods=len(amounts), freq="MS"), amounts, strict=True)
        ]
    )


def of(found: list[Month], month: str) -> Month:
    return next(m for m in found if m.month == date.fromisoformat(f"{month}-01"))


def test_a_month_is_told_against_the_mean_of_the_same_months_before():
    steady = [100.0] * 36 + [100.0] * 11 + [40.0]
    found = months_against_normal(rows({"A": steady}), AS_OF)
    assert [m.month for m in found] == [d.date() for d in pd.date_range("2025-01", periods=12, freq="MS")]
    assert of(found, "2025-11").change == 0
    last = of(found, "2025-12")
    assert (last.normal, last.change) == (100, pytest.approx(-0.6))
    assert last.usual == pytest.approx(0, abs=1e-9)


def test_a_season_without_purchases_is_no_fall_and_a_missed_one_is():
    campaign = [0.0, 0, 100, 120, 110, 90, 0, 0, 0, 0, 0, 0]
    found = months_against_normal(rows({"S": campaign * 3 + [0.0, 0, 100, 0, 110, 90, 0, 0, 0, 0, 0, 0]}), AS_OF)
    assert {m.kind for m in found if m.month.month in (1, 2, 7, 8, 12)} == {MonthComparison.QUIET}
    assert of(found, "2025-03").change == 0
    assert of(found, "2025-04").change == -1


def test_swings_that_are_the_accounts_own_habit_are_blank():
    every_other = [0.0, 200] * 24
    every_other[-2:] = [200.0, 0]  # the order slipped by a month
    found = months_against_normal(rows({"A": every_other}), AS_OF)
    assert abs(of(found, "2025-12").change) < 1
    assert of(found, "2025-10").change == 0


def test_an_account_of_less_than_a_year_has_no_normal():
    found = months_against_normal(rows({"N": [50.0] * 8}, "2025-05"), AS_OF)
    assert {m.kind for m in found} == {MonthComparison.NEW}
    assert {m.change for m in found} == {None}


@given(st.lists(st.floats(0, 1e6), min_size=60, max_size=60), st.integers(30, 58))
@settings(deadline=None)
def test_what_comes_later_changes_no_cell(amounts, kept):
    months = pd.date_range("2021-01", periods=60, freq="MS")
    as_of = (months[kept] + pd.offsets.MonthEnd(0)).date()
    then = months_against_normal(rows({"A": amounts[: kept + 1]}, "2021-01"), as_of)
    assert then == months_against_normal(rows({"A": amounts}, "2021-01"), as_of)
    assert all(m.change is None or m.change >= -1 for m in then)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_cell_says_its_amount_and_its_normal_in_words(store, palette, lang):
    lines = [
        facts.line("A", f"{y}-{m:02}-10", 1000 if (y, m) < (2025, 7) else 100)
        for y in (2022, 2023, 2024, 2025)
        for m in range(1, 13)
        for _ in (0,)
    ]
    lines += [facts.line("A", f"{y}-{m:02}-20", 500) for y in (2022, 2023, 2024) for m in range(1, 13)]
    lines += [facts.line("B", f"{y}-{m:02}-15", 300) for y in (2024, 2025) for m in range(1, 13)]
    facts.put(store, "revenue", "line", lines)
    blocks = risk.AT_RISK.blocks(facts.view(store))
    (details,) = [b for b in blocks if isinstance(b, Details) and b.id == "months"]
    (chart,) = [b for b in details.blocks if isinstance(b, Chart)]
    figure = chart.draw(chart.rows, Style(lang, palette))
    (grid,) = [t for t in figure.data if t.type == "heatmap"]
    said = [cell for row in grid.hovertext for cell in row]
    assert len(said) == 12 * chart.rows["account_id"].nunique()
    assert all(cell.startswith(("A, ", "B, ")) for cell in said)
    words = {"fr": "d’habitude", "en": "usually"}[lang]
    assert sum(words in cell for cell in said) >= 12
    assert grid.zmin == -1
    assert (grid.colorscale[0][1], grid.colorscale[2][1]) == (palette.loss, palette.gain)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@given(change=st.floats(-1, 3))
@settings(deadline=None)
def test_a_figure_reads_on_its_cell(palette, change):
    chosen = 1.0 if is_deep(change, palette) else 0.0  # the luminance of white, of black
    assert contrast(cell_luminance(change, palette), chosen) >= 4.5
