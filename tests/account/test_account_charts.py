"""The charts of the account sheet, and rank and share in time against a loop."""

import numpy as np
import pandas as pd
import pytest

from kam_analytics.charts import account as charts
from kam_analytics.charts.theme import DARK, Style
from kam_analytics.language import account as text
from kam_analytics.metrics.account.standing import standing


def test_share_and_rank_in_time_agree_with_a_loop():
    rng = np.random.default_rng(7)
    months = pd.date_range("2023-01-01", periods=20, freq="MS")
    rows = pd.DataFrame(
        [(a, m, round(rng.normal(100, 120), 2)) for a in "ABCDE" for m in months if rng.random() < 0.8],
        columns=["account_id", "month", "revenue"],
    )
    found = standing(rows, "B", 36).set_index("month")
    assert list(found.index) == list(months[11:])
    for month, row in found.iterrows():
        inside = rows[(rows["month"] <= month) & (rows["month"] > month - pd.DateOffset(months=12))]
        totals = inside.groupby("account_id")["revenue"].sum()
        kept = totals[totals > 0.005]
        if "B" in kept:
            assert row["share"] == pytest.approx(kept["B"] / kept.sum())
            assert row["rank"] == 1 + (kept > kept["B"]).sum()
        else:
            assert np.isnan(row["share"])
            assert np.isnan(row["rank"])
        assert row["accounts"] == len(kept)


@pytest.mark.parametrize("style", [Style(), Style("en", DARK)], ids=["fr", "en"])
def test_the_charts_of_the_sheet_draw_gaps_losses_and_names_as_text(style):
    months = pd.date_range("2025-01-01", periods=4, freq="MS")
    money = pd.DataFrame(
        {"month": months, "revenue": [5.0, 0, -2, 3], "last_year": [np.nan, 1, 2, 3], "margin": [1.0, np.nan, -1, 2]}
    )
    assert len(charts.revenue_and_margin(money, style).data) == 3
    assert len(charts.revenue_and_margin(money.assign(margin=np.nan), style).data) == 2
    held = pd.DataFrame(
        {"month": months, "share": [np.nan, 0.1, 0.2, 0.15], "rank": [np.nan, 3, 1, 2], "accounts": [4, 4, 4, 4]}
    )
    share, rank = charts.share_and_rank(held, style).data
    assert [bool(t) for t in share.text] == [False, True, False, True]
    assert [bool(t) for t in rank.text] == [False, True, False, True]
    assert len(charts.share_and_rank(held.assign(share=held["share"] / 1_000), style).data) == 1
    rows = pd.DataFrame(
        {"family": ["<b>x</b>", "y"], "revenue": [4.0, 0], "base_revenue": [1.0, 9], "stopped": [False, True]}
    )
    fig = charts.family_bars(rows, style)
    assert "&lt;b&gt;" in fig.layout.yaxis.ticktext[1]
    assert text.STOPPED_MARK.in_(style.lang) in fig.data[2].text[0]
    assert text.STOPPED_MARK.in_(style.lang) not in fig.data[2].text[1]
