"""What the pages say, on portfolios small enough to check in one's head, and against a second implementation."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers import pages
from kam_analytics.answers.computation import numbers, worked_example
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth.bridge import ShownBridge, bridge_rows
from kam_analytics.answers.page.blocks import Chart, Link, Message, Number
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk import reasons as risk_reasons
from kam_analytics.core.scope import Role, Scope
from kam_analytics.metrics.concentration.figures import causes
from kam_analytics.metrics.concentration.loss import loss
from kam_analytics.metrics.growth.figures import hindsight
from kam_analytics.metrics.growth.key_accounts import KeySource
from kam_analytics.warehouse.store import Store
from tests.facts import line, put, view

WITH_SECTIONS = [page.id for page in pages.PAGES.values() if page.sections]


@pytest.fixture
def three(store):
    """60, 30 and 10 in 2025; 50, 20 and 30 in 2024; A1 is key since 2023, A2 since mid-2025."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 60),
            line("A2", "2025-03-01", 30),
            line("A3", "2025-04-01", 10),
            line("A1", "2024-01-05", 50),
            line("A2", "2024-03-01", 20),
            line("A3", "2024-04-01", 30),
            line(None, "2025-05-01", 7),
            line("A4", "2025-06-01", -3),
        ],
    )
    put(
        store,
        "key_accounts",
        "key_accounts",
        [
            {"account": "A1", "from_on": date(2023, 1, 1)},
            {"account": "A2", "from_on": date(2025, 7, 1)},
        ],
        part="workspace",
    )
    return store


def test_a_worked_example_gives_its_figure_again(three):
    shown = [n for page in ("concentration", "growth") for n in numbers(pages.blocks(page, view(three)))]
    worked = {n.metric.id: n for n in shown if n.value.parts}
    assert set(worked) >= {"top_10_share", "revenue_growth", "key_growth", "other_growth"}
    for number in worked.values():
        first, second = (part.value for part in number.value.parts)
        rate = first / second - number.metric.worked.form.endswith("− 1")
        assert rate == pytest.approx(number.value.value), number.metric.id
    example = worked_example(worked["revenue_growth"])
    assert example.fr.replace("\u202f", " ").replace("\u00a0", " ") == "97,00 € ÷ 100,00 € − 1 = −3,0 %"


def test_shares_are_of_the_accounts_with_positive_revenue(three):
    found = concentration.figures(view(three))
    assert found.ranked["share"].tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert found.part.excluded_count == 1
    assert found.part.excluded_amount == pytest.approx(-3)
    assert found.portfolio.revenue_total == pytest.approx(97)
    assert found.portfolio.with_unassigned == pytest.approx(104)


def test_key_status_is_read_at_the_end_for_concentration_and_at_the_base_for_growth(three):
    assert concentration.figures(view(three)).key_share == pytest.approx(0.9)
    found = growth.figures(view(three))
    assert found.source is KeySource.LISTED
    assert found.key_growth == pytest.approx(0.2)
    assert found.other_growth == pytest.approx(37 / 50 - 1)


def test_the_page_says_what_the_list_of_the_end_would_have_answered(three):
    late = hindsight(growth.figures(view(three)).portfolio)
    assert late.accounts == 2
    assert late.key_growth == pytest.approx(90 / 70 - 1)
    assert late.other_growth == pytest.approx(7 / 30 - 1)


def test_an_edge_in_the_middle_of_a_month_is_counted_from_the_lines(three):
    part = view(three, start=date(2025, 2, 2), end=date(2025, 3, 1))
    assert concentration.figures(part).portfolio.revenue_total == pytest.approx(30)


def test_without_a_list_the_page_says_what_it_takes_instead(store):
    put(
        store,
        "revenue",
        "line",
        [line("A1", "2025-02-01", 60), line("A1", "2024-02-01", 50), line("A2", "2025-02-01", 1)],
    )
    assert growth.figures(view(store)).source is KeySource.TOP
    assert growth.figures(view(store, key="listed")).source is KeySource.NONE
    assert growth.figures(view(store, key="listed")).key_growth is None


def test_the_accounts_that_changed_the_index_are_named_and_add_up(three):
    found = concentration.figures(view(three))
    moved = causes(found.portfolio)
    before, after = 0.5**2 + 0.2**2 + 0.3**2, 0.6**2 + 0.3**2 + 0.1**2
    assert moved["change"].sum() == pytest.approx(after - before)
    said = [b.text.en for b in pages.blocks("concentration", view(three)) if isinstance(b, Message)]
    assert "Dependence is rising; main accounts behind it: A3 and A1." in said


def test_losing_an_account_says_what_is_left_and_how_long_it_takes_to_make_up(three):
    put(three, "revenue", "line", [line("A5", "2025-08-01", 12)])
    found = loss(concentration.figures(view(three)).portfolio, ("A1",), months=12)
    assert found.revenue == pytest.approx(60)
    assert found.share == pytest.approx(60 / 109)
    assert found.effective_after == pytest.approx(52**2 / (30**2 + 10**2 + 12**2))
    assert found.months_to_replace == pytest.approx(60)
    assert found.margin is None


def test_the_groups_count_as_one_account_when_asked(three):
    put(
        three,
        "groups",
        "group_membership",
        [
            {"account": "A2", "parent": "A1", "from_on": date(2020, 1, 1)},
        ],
    )
    grouped = concentration.figures(view(three, level="group"))
    assert grouped.ranked["share"].tolist() == pytest.approx([0.9, 0.1])


def test_the_message_says_what_the_bars_show(three):
    blocks = pages.blocks("concentration", view(three))
    message = next(b for b in blocks if isinstance(b, Message))
    bars = next(b for b in blocks if isinstance(b, Chart))
    assert "3 comptes" in message.text.fr
    assert "60,0\u00a0%" in message.text.fr
    assert bars.rows["share"].max() == pytest.approx(0.6)


def test_the_bridge_chart_ends_where_the_title_says(three):
    found = growth.figures(view(three))
    rows = bridge_rows(found)
    assert rows["amount"][:-1].sum() == pytest.approx(rows["amount"].iloc[-1])
    assert rows["amount"].iloc[-1] == pytest.approx(97 - 100)


@pytest.mark.parametrize(
    ("amounts", "off"),
    [
        ({"A1": (1_000_000, 1_200_400), "A2": (400_000, 300_000)}, None),
        ({"A1": (1_000_000, 1_200_400), "A2": (400_000, 300_400), "A3": (0, 100_400)}, "1"),
    ],
)
def test_the_shown_causes_add_up_or_say_by_how_much_they_do_not(store, amounts, off):
    days = ("2024-03-01", "2025-03-01")
    rows = [line(who, day, sum_) for who, both in amounts.items() for day, sum_ in zip(days, both, strict=True) if sum_]
    put(store, "revenue", "line", rows)
    shown = ShownBridge.of(growth.figures(view(store)))
    adds_up = shown.gains - shown.losses == shown.change == shown.closing - shown.opening
    assert adds_up is (off is None)
    assert (shown.rounding is None) is (off is None)
    if off is not None:
        assert f"€{off}k" in shown.rounding.en


@pytest.mark.parametrize("page", WITH_SECTIONS)
@pytest.mark.parametrize(
    "scope", [Scope("d", Role.DIRECTOR), Scope("k", Role.KAM, ("k1",), "k1"), Scope("", Role.NOBODY)]
)
def test_every_page_answers_an_empty_store_with_a_sentence(store, page, scope):
    blocks = pages.blocks(page, view(store, scope))
    assert any(isinstance(b, Message) and b.text.fr and b.text.en for b in blocks)


@pytest.mark.parametrize("page", WITH_SECTIONS)
def test_every_page_has_both_languages_and_no_hole_in_a_sentence(three, page):
    for block in pages.blocks(page, view(three, account="A1")):
        text = getattr(block, "text", None)
        if text is not None:
            assert text.fr
            assert text.en
            assert "{" not in text.fr + text.en
            assert "None" not in text.fr


def rhythm(account: str, last: date, days: int, times: int, amount: float = 100) -> list[dict[str, object]]:
    """One invoice every `days` days, the last one on `last`."""
    return [line(account, (last - timedelta(days=days * n)).isoformat(), amount) for n in range(times)]


def test_a_silence_of_two_and_a_half_usual_intervals_is_said_in_words(store):
    rows = rhythm("REGULAR", date(2025, 12, 30), 30, 24) + rhythm("SILENT", date(2025, 10, 16), 30, 24)
    put(store, "revenue", "line", rows)
    found = {a.account_id: a for a in risk.figures(view(store)).accounts}
    assert found["REGULAR"].score.points == 0
    item = next(i for i in found["SILENT"].score.items if i.rule == "gap_ratio")
    said = risk_reasons.reason(item, found["SILENT"])
    assert said.fr == "Commande d’habitude tous les 30\u00a0jours ; rien depuis 76\u00a0jours."
    assert item.points == 3


amounts = st.dictionaries(
    st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from(["2024-03-15", "2025-03-15", "2023-03-15"])),
    st.decimals(-500, 5000, places=2),
    min_size=1,
    max_size=20,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts)
def test_a_second_implementation_agrees_on_random_portfolios(tmp_path_factory, amounts):
    """Plain pandas, from the definitions of the data catalogue."""
    store = Store(tmp_path_factory.mktemp("portfolio"))
    put(store, "revenue", "line", [line(a, d, v) for (a, d), v in amounts.items()])
    rows = pd.DataFrame([(a, d[:4], float(v)) for (a, d), v in amounts.items()], columns=["a", "y", "v"])
    by_year = (
        rows.pivot_table(index="a", columns="y", values="v", aggfunc="sum").reindex(columns=["2024", "2025"]).fillna(0)
    )
    found = growth.figures(view(store, key="top:3"))
    kept, base = by_year["2025"].clip(lower=0), by_year["2024"].clip(lower=0)
    if base.sum() > 0:
        both = (base > 0) & (kept > 0)
        assert found.retention.nrr == pytest.approx(kept[base > 0].sum() / base.sum())
        assert found.retention.grr == pytest.approx(np.minimum(kept, base)[both].sum() / base.sum())
    top = sorted(by_year.index[by_year["2024"] > 0.005], key=lambda a: (-by_year["2024"][a], a))[:3]
    if top:
        expected = by_year["2025"][top].sum() / by_year["2024"][top].sum() - 1
        assert found.key_growth == pytest.approx(expected)
    assert float(found.bridge.opening + sum(found.bridge.parts)) == pytest.approx(float(found.bridge.closing), abs=1e-9)
    assert float(found.bridge.closing) == pytest.approx(by_year["2025"].sum(), abs=0.005)
    shares = concentration.figures(view(store)).ranked["share"]
    assert shares.empty or shares.sum() == pytest.approx(1)


def test_lines_without_a_customer_stand_outside_a_filter_on_accounts(three):
    assert concentration.figures(view(three, kam=("k1",))).portfolio.unassigned_amount == 0
    assert concentration.figures(view(three)).portfolio.unassigned_amount == 7


def test_the_overview_gives_no_growth_on_a_base_the_data_do_not_cover(store):
    put(
        store,
        "revenue",
        "line",
        [line("A", f"2025-{m:02}-10", 100) for m in range(1, 13)] + [line("A", "2024-11-10", 5)],
    )
    blocks = pages.blocks("overview", view(store))
    numbers = {b.metric.id: b.value.value for b in blocks if isinstance(b, Number)}
    assert numbers["revenue_growth"] is None
    assert numbers["nrr"] is None
    assert numbers["top_10_share"] == 1
    (lead,) = [b.text.fr for b in blocks if isinstance(b, Message) and b.lead]
    assert "%" not in lead
    (link,) = [b.text.fr for b in blocks if isinstance(b, Link) and b.page == "growth"]
    assert link.startswith("Pas de croissance à montrer")
