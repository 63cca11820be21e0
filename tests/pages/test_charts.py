"""Charts: finished rows in, a figure out; no name comes alive, no label lies on another one."""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.charts import concentration, growth, overview
from kam_analytics.charts.labels import LINE, DotLabel, place
from kam_analytics.charts.pay import attainment as pay
from kam_analytics.charts.risk import exposure as risk
from kam_analytics.charts.risk import model as risk_model
from kam_analytics.charts.theme import DARK, LIGHT, TRANSPARENT, Style, percent, plain, short, titled
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day, month
from kam_analytics.language.numbers import write

FR, EN = Style("fr", LIGHT), Style("en", DARK)
STYLES = pytest.mark.parametrize("style", [FR, EN], ids=["fr light", "en dark"])
WORD = Text(fr="Titre", en="Title")


def ranking(*amounts: float, rest: float | None = None) -> pd.DataFrame:
    total = sum(amounts) + (rest or 0)
    rows = [(f"A{i}", f"Compte {i}", "key" if i % 2 else "others", a, a / total) for i, a in enumerate(amounts)]
    if rest is not None:
        rows.append(("", Text(fr="Autres (3)", en="Others (3)"), "rest", rest, rest / total))
    return pd.DataFrame(rows, columns=["account_id", "account_name", "role", "revenue", "share"])


@STYLES
def test_the_largest_account_is_on_top_and_colour_says_who(style: Style) -> None:
    fig = concentration.ranked_accounts(ranking(30, 20, 10), style)
    bars = fig.data[0]
    assert list(bars.x) == [10, 20, 30]
    assert list(bars.marker.color) == [style.palette.others, style.palette.key, style.palette.others]
    assert fig.layout.yaxis.ticktext[-1] == "Compte 0"
    assert bars.customdata[-1][0] == "A0"


def test_the_others_have_a_bar_only_while_it_leaves_room_for_the_accounts() -> None:
    near = concentration.ranked_accounts(ranking(30, 20, rest=40), FR).data[0]
    far = concentration.ranked_accounts(ranking(30, 20, rest=400), FR).data[0]
    assert near.x[0] == 40
    assert far.x[0] == 0
    assert "hors échelle" in far.text[0]
    assert "hors échelle" not in near.text[0]


def test_bars_start_at_zero() -> None:
    fig = concentration.ranked_accounts(ranking(30, 20, 10), FR)
    assert fig.layout.xaxis.range[0] == 0


@STYLES
def test_rolling_shares_start_at_zero_and_name_each_account_at_its_end(style: Style) -> None:
    months = pd.date_range("2025-01-01", periods=14, freq="MS")
    rows = pd.DataFrame({"month": months, "A": np.linspace(0.04, 0.05, 14), "B": np.linspace(0.05, 0.049, 14)})
    fig = concentration.rolling_shares(rows, style, {"A": Text(fr="Alcyon", en="Alcyon"), "B": Text(fr="Bé", en="Bé")})
    assert fig.layout.yaxis.range[0] == 0
    assert [("Alcyon" in a.text, "Bé" in a.text) for a in fig.layout.annotations] == [(True, False), (False, True)]
    assert abs(fig.layout.annotations[0].y - fig.layout.annotations[1].y) > 0.002  # the labels stand apart
    assert [list(line.customdata[0]) for line in fig.data] == [["A"], ["B"]]
    assert len(fig.layout.xaxis.tickvals) <= 7


def test_the_bars_of_the_bridge_end_at_the_total() -> None:
    rows = pd.DataFrame(
        [
            (Text(fr="En hausse", en="Up"), 50.0, 0.0, "gain"),
            (Text(fr="En baisse", en="Down"), -80.0, 50.0, "loss"),
            (Text(fr="Variation", en="Change"), -30.0, 0.0, "neutral"),
        ],
        columns=["cause", "amount", "start", "role"],
    )
    bars = growth.bridge(rows, FR).data[0]
    ends = {y: b + x for y, b, x in zip(bars.y, bars.base, bars.x, strict=True)}
    assert ends == {"En hausse": 50, "En baisse": -30, "Variation": -30}


def test_a_gain_carries_a_plus_and_a_loss_a_minus() -> None:
    rows = pd.DataFrame(
        {
            "account_id": ["A", "B"],
            "account_name": ["Alcyon", "Borel"],
            "base_revenue": [20_000.0, 7_000.0],
            "revenue": [25_000.0, 0.0],
            "change": [5_000.0, -7_000.0],
        }
    )
    bars = growth.movers(rows, FR).data[0]
    assert list(bars.text) == ["▼ −7\u202f000\u00a0€", "▲ +5\u202f000\u00a0€"]
    assert list(bars.marker.color) == [LIGHT.loss, LIGHT.gain]


@STYLES
def test_months_draw_last_year_behind_this_year(style: Style) -> None:
    rows = pd.DataFrame(
        {
            "month": pd.date_range("2026-01-01", periods=3, freq="MS"),
            "revenue": [100_000.0, 200_000.0, 50_000.0],
            "last_year": [90_000.0, float("nan"), 60_000.0],
        }
    )
    fig = overview.months(rows, style)
    assert [bar.marker.color for bar in fig.data] == [style.palette.others, style.palette.neutral]
    assert fig.data[0].width > fig.data[1].width
    first, second, _ = fig.data[0].hovertext
    assert write(Quantity(100 / 90 - 1, Unit.GROWTH), style.lang, sign=True) in first
    assert "%" not in second  # nothing to compare with
    assert fig.layout.xaxis.fixedrange  # a drag moves nothing
    assert fig.layout.yaxis.tickvals[0] == 0


def test_a_quarter_that_has_not_begun_has_a_target_and_no_revenue_written() -> None:
    rows = pd.DataFrame(
        {
            "label": [WORD, WORD],
            "code": ["2026Q1", "2026Q2"],
            "revenue": [90_000.0, 0.0],
            "target": [100_000.0, 120_000.0],
        }
    )
    fig = overview.against_target(rows, FR)
    assert list(fig.data[0].text) == ["90\u00a0k€", ""]
    assert "−10,0\u00a0%" in fig.data[0].hovertext[0]


def test_the_expected_order_is_marked_when_it_is_known() -> None:
    rows = pd.DataFrame({"date": [date(2026, 1, 5), date(2026, 2, 5)], "revenue": [1000.0, -50.0]}).astype(
        {"date": "datetime64[us]"}
    )
    label = Text(fr="commande attendue", en="order expected")
    assert len(overview.order_days(rows, FR, date(2026, 3, 5), label).layout.shapes) == 1
    assert not overview.order_days(rows, FR, None, label).layout.shapes


def test_bullets_compare_with_a_full_target_and_write_missing_as_missing() -> None:
    names = ["Qualité des plans de compte clé", "Koch"]
    rows = pd.DataFrame({"name": names, "attainment": [1.04, float("nan")], "threshold": [0.8, 0.8]})
    fig = pay.bullets(rows, FR)
    assert list(fig.layout.yaxis.ticktext) == ["Koch", "Qualité des plans de compte<br>clé"]
    outline = next(bar for bar in fig.data if bar.type == "bar" and bar.marker.color == TRANSPARENT)
    figures = next(trace for trace in fig.data if trace.type == "scatter")
    assert list(outline.x) == [1.0, 1.0]
    assert figures.text[0].strip() == "–"
    assert "seuil 80\u00a0%" in [a.text for a in fig.layout.annotations]
    said = [bar.hovertext for bar in fig.data if bar.type == "bar"]
    assert said == [("<b>Koch</b>", f"<b>{names[0]}</b><br>Taux d’atteinte\u00a0: 104,0\u00a0%")] * len(said)


def test_every_person_is_named_on_the_curve() -> None:
    rows = pd.DataFrame(
        [("curve", a, max(0.0, a - 0.5), "", "") for a in (0.5, 1.0, 1.5)]
        + [("person", 1.0, 0.5, "Kane", "K1"), ("person", 1.01, 0.51, "Koch", "K2")],
        columns=["kind", "attainment", "payout", "name", "person_id"],
    )
    fig = pay.payout_curve(rows, FR)
    assert {a.text for a in fig.layout.annotations} >= {"Kane", "Koch"}
    assert [list(who) for trace in fig.data for who in trace.customdata or ()] == [["K1"], ["K2"]]
    said = [text for trace in fig.data for text in trace.hovertext or ()]
    assert said[0] == "<b>Kane</b><br>Taux d’atteinte\u00a0: 100,0\u00a0%<br>Part payée\u00a0: 50,0\u00a0%"


def risk_rows() -> pd.DataFrame:
    reason = Text(
        fr="Commande d’habitude tous les 11 jours ; rien depuis 30 jours.",
        en="Usually orders every 11 days; nothing for 30 days.",
    )
    return pd.DataFrame(
        {
            "account_id": ["A", "B"],
            "account_name": ["Alcyon", "Borel"],
            "role": ["key", "others"],
            "points": [7, 3],
            "exposed": [200_000.0, 1_500.0],
            "reason": [reason, reason],
            "named": [True, False],
        }
    )


@STYLES
def test_bars_of_euros_give_the_reason_in_words(style: Style) -> None:
    fig = risk.reasoned_bars(risk_rows(), style, "exposed")
    assert list(fig.data[0].x) == [1_500, 200_000]
    reason = risk_rows()["reason"][0].in_(style.lang)
    said = [text.split("<br>")[::2] for text in fig.data[0].hovertext]
    assert said == [["<b>Borel</b>", reason], ["<b>Alcyon</b>", reason]]
    assert [list(trace.customdata[:, 0]) for trace in fig.data] == [["B", "A"]] * 2
    words = " ".join(fig.data[1].text)
    assert ("rien depuis" if style.lang == "fr" else "nothing for") in words.replace("<br>", " ").replace("  ", " ")


def test_only_the_most_exposed_alerts_are_named() -> None:
    fig = risk.score_scatter(risk_rows(), FR, alert=6)
    assert [a.text for a in fig.layout.annotations] == ["Alcyon"]


@given(st.text(max_size=60))
def test_a_label_never_takes_more_than_two_lines(text: str) -> None:
    assert risk.wrapped("1 k€ · " + text).count("<br>") <= 1


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12, unique=True))
def test_labels_keep_their_distance_and_their_order(heights: list[int]) -> None:
    labels = [DotLabel("x", 0, 0, 0, h) for h in heights]
    for upward in (False, True):
        placed = place(labels, 400, upward=upward)
        ordered = [at for _, at in sorted(zip(heights, placed, strict=True))]
        gaps = np.diff(sorted(placed))
        assert (gaps >= LINE - 1e-6).all()
        assert ordered == sorted(ordered)


@pytest.mark.parametrize("name", ["<b>Alcyon</b>", "A & B", '<a href="http://e.com">x</a>'])
def test_a_name_from_a_file_is_text_in_a_chart(name: str) -> None:
    assert "<" not in plain(name).replace("&lt;", "")
    rows = ranking(30, 20).assign(account_name=[name, "Borel"])
    fig = concentration.ranked_accounts(rows, FR)
    assert "<b>" not in fig.data[0].hovertext[1]
    assert "<a" not in str(fig.layout.yaxis.ticktext)


def test_a_long_name_leaves_room_for_its_bar() -> None:
    assert short("Société des établissements Alcyon et Compagnie") == "Société des établissements Al…"
    assert len(short("x" * 80)) == 30


def test_the_title_names_the_chart_and_its_legend_in_colour() -> None:
    fig = titled(go.Figure(), WORD, (("key", Text(fr="clés", en="key")), ("loss", Text(fr="baisses", en="losses"))), FR)
    assert fig.layout.title.text == "Titre"
    assert LIGHT.key in fig.layout.title.subtitle.text
    assert "▼" in fig.layout.title.subtitle.text


@pytest.mark.parametrize(
    ("share", "fr", "en"), [(0.8, "80\u00a0%", "80%"), (0.855, "85,5\u00a0%", "85.5%"), (0, "0\u00a0%", "0%")]
)
def test_a_round_share_has_no_decimal(share: float, fr: str, en: str) -> None:
    assert (percent(share, "fr"), percent(share, "en")) == (fr, en)


@STYLES
def test_orders_in_time_writes_days_and_months_in_the_readers_language(style: Style) -> None:
    ordered, awaited = [date(2025, 11, 3), date(2026, 2, 1)], date(2026, 4, 1)
    rows = pd.DataFrame(
        {"account_id": ["A"], "account_name": ["Alpha"], "role": ["key"], "days": [ordered], "next_expected": [awaited]}
    )
    fig = risk_model.orders_in_time(rows, style, date(2026, 3, 31))
    marks, expected = fig.data
    assert [tip.split("<br>")[1] for tip in marks.hovertext] == [day(d, style.lang) for d in ordered]
    assert expected.hovertext[0] == f"Alpha<br>{day(awaited, style.lang)}"
    assert fig.layout.xaxis.ticktext[-1] == month(awaited, style.lang, short=True)
