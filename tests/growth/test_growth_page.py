"""The growth page: what it says, refuses and explains, on portfolios small enough to check in one's head."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers import pages
from kam_analytics.answers.growth import details as growth_details
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth.tables import reason_text
from kam_analytics.answers.page.blocks import Details, Message, Note, Number, Table
from kam_analytics.language import growth as words
from kam_analytics.metrics.growth.readings import Way, hindsight
from kam_analytics.warehouse.store import Store
from tests.facts import line, put, view

CENT = Decimal("0.01")


def said(blocks, kind=Message):
    return " ".join(b.text.fr for b in blocks if isinstance(b, kind))


def table(blocks, name):
    return next(b for b in blocks if isinstance(b, Table) and b.id == name).rows


def details(blocks, name):
    return list(next(b for b in blocks if isinstance(b, Details) and b.id == name).blocks)


def keys(store, *rows):
    put(
        store,
        "key_accounts",
        "key_accounts",
        [
            {"account": account, "from_on": date.fromisoformat(since), "reason": reason}
            for account, since, reason in rows
        ],
        part="workspace",
    )


@pytest.fixture
def eight(store):
    """Six key accounts that together gain 10 % and lose margin; two others and a new one. 2023, 2024, 2025."""
    rows = []
    for n, (base, current) in enumerate([(100, 120), (100, 110), (100, 105), (100, 115), (100, 100), (100, 110)]):
        rows += [
            line(f"K{n}", "2023-06-01", 90),
            line(f"K{n}", "2024-06-01", base, margin=base * 0.30),
            line(f"K{n}", "2025-06-01", current, margin=current * 0.25),
        ]
    for account, before, base, current in (("O1", 80, 200, 220), ("O2", 100, 200, 180)):
        rows += [
            line(account, "2023-06-01", before),
            line(account, "2024-06-01", base, margin=base * 0.4),
            line(account, "2025-06-01", current, margin=current * 0.4),
        ]
    rows += [line("N", "2025-06-01", 40, margin=10), line("K0", "2022-01-03", 1), line("K0", "2024-01-03", 0)]
    put(store, "revenue", "line", rows)
    keys(
        store, *((f"K{n}", "2023-01-01", "Volume" if n else "Stratégie") for n in range(6)), ("O1", "2025-03-01", None)
    )
    return store


# --- key status


def test_the_reason_of_each_key_account_is_shown_in_the_readers_language(eight):
    rows = table(growth.GROWTH.blocks(view(eight)), "accounts").set_index("account_id")
    assert (rows["key_reason"]["K0"].fr, rows["key_reason"]["K0"].en) == ("Stratégie", "Strategy")
    assert rows["key_reason"]["O1"] is None  # key only after the base period began
    assert reason_text("strategy, Ami du patron").fr == "Stratégie, Ami du patron"


def test_the_page_says_what_a_later_list_would_have_answered_and_why_it_flatters(eight):
    blocks = growth.GROWTH.blocks(view(eight))
    assert "liste en vigueur le 1er\u00a0janvier\u00a02024, au début" in said(blocks, Note)
    # With O1 as a key account: 880 / 800 against 220 / 200.
    assert "l’écart serait de 0,0\u00a0pt : +10,0\u00a0% contre +10,0\u00a0%" in said(blocks, Note)
    assert "flatte d’ordinaire" in said(blocks, Note)


def test_todays_list_is_told_apart_from_the_list_at_the_end_of_an_older_period(eight):
    past = {
        "start": date(2024, 1, 1),
        "end": date(2024, 12, 31),
        "base_start": date(2023, 1, 1),
        "base_end": date(2023, 12, 31),
    }
    blocks = growth.GROWTH.blocks(view(eight, **past))
    ways = [way.fr for way in table(blocks, "readings")["way"]]
    assert not [way for way in ways if "en vigueur" in way]  # the list did not change until the end of 2024
    assert any(way.startswith("Avec la liste d’aujourd’hui") for way in ways)
    rows = growth.figures(view(eight, **past)).accounts
    assert hindsight(rows, Way.LIST_TODAY).accounts == 7
    assert hindsight(rows, Way.LIST_AT_END) is None


# --- three groups, other ways to ask


def test_three_groups_add_up_and_their_contributions_make_the_growth(eight):
    found = growth.figures(view(eight))
    rows = table(growth.GROWTH.blocks(view(eight)), "groups")
    assert rows["accounts"].tolist() == [6, 2, 1, 9]
    assert rows["growth"].tolist()[:2] == pytest.approx([0.10, 0.0])
    assert pd.isna(rows["growth"].iloc[2])
    assert rows["contribution"].tolist() == pytest.approx([0.06, 0.0, 0.04, 0.10])
    assert found.accounts["contribution"].sum() == pytest.approx(found.growth)
    assert rows["margin_change"].iloc[0] == pytest.approx(660 * 0.25 - 600 * 0.30)


def test_the_same_question_is_asked_in_other_ways(eight):
    asked = {r.way: r for r in growth.figures(view(eight)).readings()}
    assert asked[Way.ALL_OTHERS].gap == pytest.approx(0.10 - 0.10)
    assert asked[Way.EXISTING].gap == pytest.approx(0.10)
    assert asked[Way.LIKE_FOR_LIKE].gap == pytest.approx(0.10)
    without = asked[Way.WITHOUT_LARGEST]
    assert without.name == "O1"
    assert without.other_growth == pytest.approx(220 / 200 - 1)
    # Every key account weighed 90 in 2023; O2 weighed 100 and O1 80: O2 is nearer in logarithms.
    assert asked[Way.SAME_SIZE].other_growth == pytest.approx(-0.10)
    assert asked[Way.SAME_SIZE].gap == pytest.approx(0.20)
    assert asked[Way.EXISTING].low < 0.10 < asked[Way.EXISTING].high


def verdict(store, key, other):
    """Six key and forty other accounts, each moving near the growth of its group."""
    shift = (-0.01, 0.01)
    rows = []
    for name, count, rate in (("K", 6, key), ("O", 40, other)):
        for n in range(count):
            rows += [
                line(f"{name}{n}", "2024-01-02", 100),
                line(f"{name}{n}", "2025-06-01", round(100 * (1 + rate + shift[n % 2]), 2)),
            ]
    put(store, "revenue", "line", rows)
    keys(store, *((f"K{n}", "2020-01-01", None) for n in range(6)))
    return growth.figures(view(store))


@pytest.mark.parametrize(
    ("key", "other", "expected"),
    [
        (0.30, 0.05, words.SUPPORTED),
        (0.06, 0.05, words.CONTRADICTED),
        (0.10, 0.05, words.CANNOT_TELL),
        (-0.20, -0.05, words.CONTRADICTED),
        (0.10, -0.05, words.CANNOT_TELL),
        (0.10, 0.01, words.CANNOT_TELL),  # any multiple of one percent may be reached
    ],
)
def test_the_verdict_on_twice_as_fast(store, key, other, expected):
    found = verdict(store, key, other)
    assert growth.verdict(found) is expected
    assert (found.ratio is None) == (other < 0.02 or key < 0)


# --- the bridge and its second level


def sale(account, year, product, quantity, price, family=None):
    return line(
        account, f"{year}-06-01", round(quantity * price, 4), product=product, quantity=quantity, product_family=family
    )


def test_price_volume_and_mix_are_those_of_the_published_example(store):
    """docs/methods.md « pvm »: 3 400 of price, 2 782.61 of volume, 1 717.39 of mix."""
    sold = [("P1", 10, 1000, 11, 1000), ("P2", 15, 800, 15, 700), ("P3", 20, 500, 23, 800)]
    put(
        store,
        "revenue",
        "line",
        [
            sale("A", year, product, q, p)
            for product, p0, q0, p1, q1 in sold
            for year, p, q in ((2024, p0, q0), (2025, p1, q1))
        ],
    )
    asked = view(store, key="top:1")
    effects = growth_details.effects(asked, growth.figures(asked))["total"]
    assert effects.parts == tuple(map(Decimal, ("3400.00", "2782.61", "1717.39", "0.00", "0.00", "0.00")))


def test_what_has_no_quantity_or_no_counterpart_is_said_apart(store):
    put(
        store,
        "revenue",
        "line",
        [
            sale("A", 2024, "P", 10, 10),
            sale("A", 2025, "P", 10, 12),
            sale("A", 2025, "NEW", 5, 3),
            sale("A", 2024, "OLD", 1, 40),
            line("A", "2024-06-02", 70),
            line("A", "2025-06-02", 50),
            sale("A", 2024, "Q", 10, 10),
            line("A", "2025-06-03", 130, product="Q"),
            sale("B", 2024, "P", 10, 10),
            sale("N", 2025, "P", 10, 10),
        ],
    )
    asked = view(store, key="top:1")
    effects = growth_details.effects(asked, growth.figures(asked))["total"]
    assert effects.price == 20
    assert (effects.volume, effects.mix) == (0, 0)
    assert (effects.started, effects.stopped) == (15, -40)
    assert effects.unmeasured == (50 - 70) + (130 - 100)
    # B is lost and N is new: nothing of them is price or volume.
    assert sum(effects.parts) == growth.figures(asked).bridge.up + growth.figures(asked).bridge.down


def test_without_quantities_the_page_says_what_to_import(eight):
    blocks = details(growth.GROWTH.blocks(view(eight)), "bridges")
    assert words.NO_QUANTITIES in [b.text for b in blocks if isinstance(b, Note)]


PRODUCTS = ["P1", "P2", None]
sales = st.lists(
    st.tuples(
        st.sampled_from("ABCDEF"),
        st.sampled_from([2022, 2023, 2024, 2025]),
        st.sampled_from(PRODUCTS),
        st.integers(-3, 20),
        st.integers(0, 9_999).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=40,
)


def effects_in_pandas(rows: pd.DataFrame) -> pd.DataFrame:
    """Price, volume and mix of each account, straight from the definition, product by product."""
    told = {}
    for account, mine in rows[rows["year"] >= 2024].groupby("account"):
        parts = dict.fromkeys(("price", "volume", "mix", "started", "stopped", "unmeasured"), 0.0)
        both = []
        for product, sold in mine.groupby("product", dropna=False):
            base, now = sold[sold["year"] == 2024], sold[sold["year"] == 2025]
            a0, a1, q0, q1 = base["amount"].sum(), now["amount"].sum(), base["quantity"].sum(), now["quantity"].sum()
            counted = bool(((sold["amount"] <= 0) | (sold["quantity"] > 0)).all())
            if pd.isna(product):
                parts["unmeasured"] += a1 - a0
            elif base.empty or now.empty:
                parts["started" if base.empty else "stopped"] += a1 - a0
            elif counted and min(q0, q1) > 0 and min(round(a0, 4), round(a1, 4)) > 0:
                both.append((a0 / q0, q0, a1 / q1, q1))
            else:
                parts["unmeasured"] += a1 - a0
        if both:
            p0, q0, p1, q1 = (np.array(column, dtype=float) for column in zip(*both, strict=True))
            mean = (p0 * q0).sum() / q0.sum()
            parts["price"] = ((p1 - p0) * q1).sum()
            parts["volume"] = (q1.sum() - q0.sum()) * mean
            parts["mix"] = ((q1 / q1.sum() - q0 / q0.sum()) * q1.sum() * (p0 - mean)).sum()
        told[account] = parts
    return pd.DataFrame(told).T


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sales, st.integers(1, 4))
def test_every_bridge_balances_and_a_second_implementation_agrees(tmp_path_factory, sold, top):
    """Groups, bridges, contributions, retention and product effects in plain pandas, from the definitions."""
    store = Store(tmp_path_factory.mktemp("growth"))
    rows = pd.DataFrame(sold, columns=["account", "year", "product", "quantity", "price"])
    rows["amount"] = (rows["quantity"] * rows["price"]).round(2)
    put(
        store,
        "revenue",
        "line",
        [
            line(
                r.account,
                f"{r.year}-06-01",
                r.amount,
                product=r.product if isinstance(r.product, str) else None,
                quantity=float(r.quantity),
            )
            for r in rows.itertuples()
        ],
    )
    asked = view(store, key=f"top:{top}")
    found = growth.figures(asked)
    yearly = rows.pivot_table(index="account", columns="year", values="amount", aggfunc="sum").fillna(0).round(4)
    yearly = yearly.reindex(columns=[2022, 2023, 2024, 2025], fill_value=0)
    by_account = found.accounts.set_index("account_id")
    check_groups(found, yearly.loc[by_account.index], top)
    parts = [found.bridge_of(group) for group in ("key", "other", "new")]
    for bridge in (found.bridge, *parts):
        assert bridge.opening + sum(bridge.parts) == bridge.closing
    assert [sum(column) for column in zip(*(b.parts for b in parts), strict=True)] == list(found.bridge.parts)
    check_effects(asked, found, rows)


def check_groups(found, yearly, top):
    """Group and movement of each account, and what is kept of each group."""
    base, now = yearly[2024], yearly[2025]
    largest = sorted(base.index[base > 0.005], key=lambda a: (-base[a], a))[:top]
    groups = pd.Series(np.where(base.index.isin(largest), "key", np.where(base > 0, "other", "new")), index=base.index)
    assert found.accounts.set_index("account_id")["group"].to_dict() == groups.to_dict()
    for group in ("key", "other"):
        x, y = base[groups == group].clip(lower=0), now[groups == group].clip(lower=0)
        kept = found.retention_of(group)
        assert kept.nrr == (pytest.approx(y[x > 0].sum() / x.sum()) if x.sum() > 0 else None)
        assert kept.grr == (pytest.approx(np.minimum(x, y).sum() / x.sum()) if x.sum() > 0 else None)
        assert kept.logo_retention == (pytest.approx((y[x > 0.005] > 0.005).mean()) if (x > 0.005).any() else None)
    if base.sum() > 0:
        assert found.accounts["contribution"].sum() == pytest.approx(now.sum() / base.sum() - 1)


def check_effects(asked, found, rows):
    """Product effects: to the cent those of the definition, and exactly up + down of each bridge."""
    told = growth_details.effects(asked, found)
    expected = effects_in_pandas(rows)
    for name, effects in told.items():
        part = found.accounts if name == "total" else found.of(name)
        stayed = part.loc[part["movement"].isin(["up", "down", "unchanged"]), "account_id"]
        sums = expected.loc[expected.index.isin(stayed)].sum()
        bridge = found.bridge_of() if name == "total" else found.bridge_of(name)
        assert sum(effects.parts) == bridge.up + bridge.down
        for part_name in expected.columns:
            assert float(getattr(effects, part_name)) == pytest.approx(sums[part_name], abs=0.0151)


# --- periods that compare


@pytest.fixture
def invoiced_daily(store):
    """One customer invoiced 100 every day from 20 March 2024 to 14 August 2025."""
    days = pd.date_range("2024-03-20", "2025-08-14")
    put(store, "revenue", "line", [line("A", str(day.date()), 100) for day in days])
    keys(store, ("A", "2020-01-01", None))
    return store


def test_a_base_that_the_data_do_not_cover_is_refused_with_the_reason_and_the_way_out(invoiced_daily):
    ltm = {
        "start": date(2024, 8, 15),
        "end": date(2025, 8, 14),
        "base_start": date(2023, 8, 15),
        "base_end": date(2024, 8, 14),
    }
    blocks = pages.blocks("growth", view(invoiced_daily, **ltm))
    assert {type(b) for b in blocks} == {Message}
    assert "les factures commencent le 20\u00a0mars\u00a02024" in said(blocks)
    assert "au plus tôt le 20\u00a0mars\u00a02025" in said(blocks)
    assert "%" not in said(blocks)
    within = {
        "start": date(2025, 3, 20),
        "end": date(2025, 8, 14),
        "base_start": date(2024, 3, 20),
        "base_end": date(2024, 8, 14),
    }
    shown = pages.blocks("growth", view(invoiced_daily, **within))
    assert next(b for b in shown if isinstance(b, Number)).value.value == pytest.approx(0)


def test_a_base_two_years_back_is_refused_until_the_data_are_as_old(invoiced_daily):
    past = {
        "start": date(2025, 1, 1),
        "end": date(2025, 3, 31),
        "base_start": date(2023, 1, 1),
        "base_end": date(2023, 3, 31),
    }
    assert "Importez les factures depuis le 1er\u00a0janvier\u00a02023" in said(
        growth.GROWTH.blocks(view(invoiced_daily, **past))
    )


def test_a_base_that_begins_on_a_long_week_end_is_covered_and_the_page_says_so(invoiced_daily):
    near = {
        "start": date(2025, 3, 15),
        "end": date(2025, 8, 14),
        "base_start": date(2024, 3, 15),
        "base_end": date(2024, 8, 14),
    }
    assert "n’est pas couverte en entier" in said(growth.GROWTH.blocks(view(invoiced_daily, **near)), Note)


def test_an_open_quarter_is_cut_on_both_sides_and_working_days_are_counted(invoiced_daily):
    open_quarter = {
        "start": date(2025, 7, 1),
        "end": date(2025, 8, 14),
        "base_start": date(2024, 7, 1),
        "base_end": date(2024, 8, 14),
    }
    notes = said(growth.GROWTH.blocks(view(invoiced_daily, **open_quarter)), Note)
    assert "arrêtée au 14\u00a0août\u00a02025" in notes
    assert "(14\u00a0août\u00a02024)" in notes
    # 14 July is a Sunday in 2024 and a Monday in 2025.
    assert "Jours ouvrés en France : 32 contre 33" in notes
    assert "+3,1\u00a0%" in notes
    assert "client saisonnier" in notes


def test_a_whole_year_is_neither_cut_nor_too_short(eight):
    notes = said(growth.GROWTH.blocks(view(eight)), Note)
    assert "arrêtée" not in notes
    assert "saisonnier" not in notes
    assert "Jours ouvrés en France : 251 contre 252" in notes


# --- margin


def test_growth_bought_with_margin_is_named_with_its_figures(eight):
    blocks = growth.GROWTH.blocks(view(eight))
    # Keys: 30 % to 25 % of 660; all: 340 / 1000 to 335 / 1100.
    assert "Comptes clés, croissance payée en marge" in said(blocks)
    assert "25,0\u00a0%, contre 30,0\u00a0% (−5,0\u00a0pts)" in said(blocks)
    assert "plus haute de 33\u00a0€" in said(blocks)
    assert "Croissance payée en marge : taux de marge brute de 30,5\u00a0%" in said(blocks)
    card = [b for b in blocks if isinstance(b, Number)][1]
    assert card.change is None  # a change of margin under a growth rate reads as a change of growth
    assert card.note.fr == "600\u00a0€ → 660\u00a0€"


def test_growth_that_keeps_its_margin_is_not_accused(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A", "2024-01-02", 100, margin=30),
            line("A", "2025-01-02", 120, margin=36),
            line("B", "2024-01-02", 100, margin=30),
            line("B", "2025-01-02", 100, margin=30),
        ],
    )
    assert "payée en marge" not in said(growth.GROWTH.blocks(view(store, key="top:1")))


# --- first look and details


def test_statistics_by_name_are_one_click_away(eight):
    blocks = growth.GROWTH.blocks(view(eight))
    first = " ".join([said(blocks), said(blocks, Note)] + [b.metric.name.fr for b in blocks if isinstance(b, Number)])
    assert not [word for word in ("NRR", "GRR", "jackknife", "Student") if word in first]
    behind = said(details(blocks, "retention"), Note)
    assert all(word in behind for word in ("NRR", "GRR", "jackknife", "Student"))


def test_the_noise_floor_stands_beside_retention_where_accounts_suffice(store):
    rng = np.random.default_rng(2)
    put(
        store,
        "revenue",
        "line",
        [
            line(f"A{n}", f"{year}-01-02", round(100 * float(np.exp(0.3 * rng.standard_normal())), 2))
            for n in range(200)
            for year in (2024, 2025)
        ],
    )
    found = growth.figures(view(store, key="top:5"))
    assert found.noise_floor == pytest.approx(found.retention.grr, abs=0.03)
    behind = said(details(growth.GROWTH.blocks(view(store, key="top:5")), "retention"), Note)
    assert "seul hasard des commandes" in behind
