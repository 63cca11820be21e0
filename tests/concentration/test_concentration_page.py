"""The concentration page: what is apart, margin, thresholds, and losing an account, on figures for one's head."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from kam_analytics.answers.concentration import loss as concentration_loss
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.concentration.loss import Scenario
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.page.blocks import Chart, Details, Message, Note, Table
from kam_analytics.charts.theme import Style
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import intercompany_words
from kam_analytics.metrics.concentration.loss import ahead, secured_by_contract
from kam_analytics.metrics.concentration.thresholds import Thresholds, thresholds
from kam_analytics.metrics.growth.figures import KEY
from tests.application import CONTROLLER, everything_sent, kams, opened
from tests.application import DIRECTOR as DIRECTOR_LOGIN
from tests.facts import DIRECTOR, line, put, put_tables, view

K1 = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
NO_PAY = Scope("d", Role.DIRECTOR)


@pytest.fixture
def book(store):
    """60, 30 and 10 of revenue; 6, 15 and 4 of margin; a company of one's own, and one with more credits than sales."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 60, margin=6, kam="k1"),
            line("A2", "2025-03-01", 30, margin=15, kam="k2"),
            line("A3", "2025-04-01", 10, margin=4, kam="k2"),
            line("OWN", "2025-05-01", 900, margin=9),
            line("NEG", "2025-05-02", -3),
            line(None, "2025-05-03", 7),
            line("A1", "2024-02-01", 50, margin=5),
            line("A2", "2024-02-01", 50, margin=5),
        ],
    )
    put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": "OWN", "account_id": "OWN", "segment": "Sociétés Intragroupe"},
            {"source_account": "A1", "account_id": "A1", "segment": "Industrie", "potential": 100, "turnover": 1000},
            {"source_account": "A2", "account_id": "A2", "segment": "Industrie", "potential": 300},
        ],
    )
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    return store


def details(blocks, name):
    return next(b for b in blocks if isinstance(b, Details) and b.id == name)


def notes(blocks):
    return [b.text.en for b in blocks if isinstance(b, Note)]


def test_companies_of_ones_own_group_hold_no_share_and_are_counted_beside(book):
    asked = view(book)
    found = concentration.figures(asked)
    assert found.ranked["share"].tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert found.portfolio.revenue_total == pytest.approx(997)
    said = notes(concentration.CONCENTRATION.blocks(asked))
    assert any("own group" in note and ": 1 (" in note for note in said)
    outside = details(concentration.CONCENTRATION.blocks(asked), "apart").blocks[0]
    reasons = {str(r["account_id"]): r["why"].en for r in outside.rows.to_dict("records")}
    assert set(reasons) == {"OWN", "NEG"}
    assert "own group" in reasons["OWN"]
    assert "credit notes" in reasons["NEG"]


def test_the_words_that_mark_ones_own_companies_are_a_setting(book, tmp_path, monkeypatch):
    (tmp_path / "kam.toml").write_text('[intercompany]\nwords = ["industrie"]\n', "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    assert concentration.figures(view(book)).ranked["account_id"].tolist() == ["OWN", "A3"]
    (tmp_path / "kam.toml").write_text("[intercompany]\nwords = []\n", "utf-8")
    assert intercompany_words() == ()


def test_credit_notes_that_weigh_more_than_2_percent_are_questioned(book):
    assert any("booked on the account" in note for note in notes(concentration.CONCENTRATION.blocks(view(book))))
    put(book, "revenue", "line", [line("A1", "2025-06-01", 1000)])
    assert not any("booked on the account" in note for note in notes(concentration.CONCENTRATION.blocks(view(book))))


def test_margin_is_shared_out_among_the_accounts_whose_margin_is_known(book):
    put(book, "revenue", "line", [line("A4", "2025-06-01", 500)])
    asked = view(book, measure="margin")
    found = concentration.figures(asked)
    assert found.ranked["account_id"].tolist() == ["A2", "A1", "A3"]
    assert found.ranked["share"].tolist() == pytest.approx([15 / 25, 6 / 25, 4 / 25])
    assert found.unknown == 2  # A4 and the account with credit notes alone
    blocks = concentration.CONCENTRATION.blocks(asked)
    assert "gross margin" in blocks[0].text.en or "Your margin" in blocks[0].text.en
    assert "marge" in blocks[0].text.fr
    assert any("without a known margin" in note and "2" in note for note in notes(blocks))


def test_without_any_margin_the_page_says_what_to_do(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    (said,) = concentration.CONCENTRATION.blocks(view(store, measure="margin"))
    assert isinstance(said, Message)
    assert "colonne de marge" in said.text.fr


def test_the_bar_of_the_others_opens_the_accounts_behind_it(store):
    put(store, "revenue", "line", [line(f"A{n:02}", "2025-02-01", 100 - n) for n in range(20)])
    blocks = concentration.CONCENTRATION.blocks(view(store))
    bars = next(b for b in blocks if isinstance(b, Chart))
    rest = details(blocks, bars.opens_rest).blocks[0]
    assert len(rest.rows) == 20 - (len(bars.rows) - 1)
    assert rest.rows["revenue"].sum() == pytest.approx(bars.rows["revenue"].iloc[-1])
    shown = bars.draw(bars.rows, Style())
    assert list(shown.data[0].customdata[0]) != [""]


def test_the_bars_draw_the_accounts_as_key_that_growth_compares(book):
    def drawn():
        bars = next(b for b in concentration.CONCENTRATION.blocks(view(book)) if isinstance(b, Chart))
        assert [role for role, _ in bars.legend] == ["key", "others"]
        return set(bars.rows.loc[bars.rows["role"] == "key", "account_id"])

    compared = set(growth.figures(view(book)).of(KEY)["account_id"])
    assert drawn() == compared
    assert 0 < len(compared) < len(concentration.figures(view(book)).ranked)
    put(book, "key_accounts", "key_accounts", [{"account": "A3", "from_on": date(2023, 1, 1)}], part="workspace")
    assert drawn() == {"A3"}


def test_half_of_revenue_is_said_in_accounts_and_the_curve_ends_in_both_corners(book):
    inside = details(concentration.CONCENTRATION.blocks(view(book)), "statistics").blocks
    assert any(isinstance(b, Message) and b.text.fr == "Un seul client fait la moitié du CA." for b in inside)
    curve = next(b for b in inside if isinstance(b, Chart)).rows
    assert curve.iloc[0].tolist() == [0, 0]
    assert curve.iloc[-1].tolist() == [1, 1]
    assert curve["held"].tolist() == pytest.approx([0, 0.1, 0.4, 1])


def test_thresholds_are_settings_and_each_says_where_it_comes_from(book, tmp_path, monkeypatch):
    def reached():
        table = details(concentration.CONCENTRATION.blocks(view(book)), "thresholds").blocks[0]
        assert all(len(row["source"].fr) > 10 for row in table.rows.to_dict("records"))
        return {row["mark"].en: row["reached"] for row in table.rows.to_dict("records")}

    assert reached()["Largest account"]
    assert reached()["Customers who depend on you"]  # A1 buys 60 of the 100 it could
    assert reached()["Customers to whom your sales weigh"]  # 60 of the 1,000 that A1 sells itself, A2 says nothing
    settings_text = "[thresholds]\ntop_1_alert = 0.7\nwallet_share = 0.7\nturnover_share = 0.07\nhhi_high = 2\n"
    (tmp_path / "kam.toml").write_text(settings_text, "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    assert not reached()["Largest account"]
    assert not reached()["Customers who depend on you"]
    assert not reached()["Customers to whom your sales weigh"]
    assert thresholds({"hhi_high": 2, "major_customer": "x", "other": 1}) == Thresholds()


@pytest.mark.parametrize(
    ("filters", "accounts"),
    [({"segment": ("Industrie",)}, ["A1", "A2"]), ({"kam": ("k2",)}, ["A2", "A3"]), ({"family": ("none",)}, [])],
)
def test_every_filter_narrows_the_page(book, filters, accounts):
    assert concentration.figures(view(book, **filters)).ranked["account_id"].tolist() == accounts


def contract(account="A1", end=date(2026, 12, 31), value=365.0, **more):
    return {
        "account_id": account,
        "contract_id": "C",
        "start_date": None,
        "end_date": end,
        "notice_days": None,
        "auto_renewal": False,
        "annual_value": value,
        **more,
    }


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (contract(), 365),  # the 365 days after 31 December 2025
        (contract(end=date(2026, 1, 10)), 10),
        (contract(end=date(2026, 1, 10), auto_renewal=True, notice_days=5), 10),  # notice can still be given
        (contract(end=date(2026, 1, 10), auto_renewal=True, notice_days=60), 365),  # too late: one more year
        (contract(start_date=date(2026, 12, 22)), 10),
        (contract(start_date=date(2027, 2, 1), end=date(2028, 1, 1)), 0),
    ],
)
def test_a_contract_secures_its_yearly_value_for_its_days(given, held):
    assert secured_by_contract(pd.DataFrame([given]), date(2025, 12, 31)) == {"A1": pytest.approx(held)}


def test_what_stays_is_the_contract_or_the_share_kept_and_never_more_than_expected():
    year = pd.DataFrame(
        {"account_id": ["A", "B", "C"], "account_name": ["A", "B", "C"], "revenue": [100.0, 50.0, -5.0]}
    )
    found = ahead(year, {"A": 30.0, "B": 80.0}, ("A", "B", "C"), remaining_share=0.4).set_index("account_id")
    assert found.loc["A", ["secured", "kept", "lost"]].tolist() == pytest.approx([30, 10, 60])
    assert found.loc["B", ["secured", "kept", "lost"]].tolist() == pytest.approx([50, 0, 0])
    assert found.loc["C", ["expected", "lost"]].tolist() == pytest.approx([0, 0])


def lost(store, scenario, scope=DIRECTOR, **filters):
    return concentration_loss.outcome(view(store, scope, **filters), scenario)


def test_losing_an_account_takes_its_revenue_margin_and_share(book):
    told = lost(book, Scenario(("A1",)))
    assert told.stress.now.revenue == pytest.approx(60)
    assert told.stress.now.margin == pytest.approx(6)
    half = lost(book, Scenario(("A1",), remaining_share=0.5, margin_rate=0.2))
    assert half.stress.now.revenue == pytest.approx(30)
    assert half.stress.now.margin == pytest.approx(6)
    assert half.stress.lost_ahead == pytest.approx(30)
    assert half.stress.margin_ahead == pytest.approx(6)


def test_a_group_is_lost_with_all_its_accounts(book):
    put(book, "groups", "group_membership", [{"account": "A2", "parent": "A3", "from_on": date(2020, 1, 1)}])
    assert "group:A3" in concentration_loss.choices(view(book))
    assert lost(book, Scenario(("group:A3",))).stress.now.revenue == pytest.approx(40)
    assert lost(book, Scenario(("A3",), remaining_share=0.5), level="group").stress.now.revenue == pytest.approx(20)


def test_months_to_make_up_are_those_of_the_accounts_won(book):
    put(book, "revenue", "line", [line("NEW", "2025-09-01", 24)])
    told = lost(book, Scenario(("A1",)))
    # New in 2025, not seen in 2022 to 2024: A3 (10), NEW (24) and one's own company (900).
    assert told.stress.months_to_replace == pytest.approx(60 / ((10 + 24 + 900) / 12))


def test_contracts_keep_what_they_secure_and_the_sentence_says_so(book):
    put(book, "contracts", "contracts", [{"account": "A1", "end_date": date(2026, 12, 31), "annual_value": 45}])
    blocks = concentration_loss.blocks(view(book), Scenario(("A1",)))
    told = lost(book, Scenario(("A1",)))
    assert told.stress.secured == pytest.approx(45)
    assert told.stress.lost_ahead == pytest.approx(15)
    said = [b.text for b in blocks if isinstance(b, Message)]
    assert "Sans A1, le CA de la période baisserait de 60\u00a0€" in said[0].fr
    assert "45\u00a0€" in said[1].fr
    for chart in (b for b in blocks if isinstance(b, Chart)):
        assert chart.draw(chart.rows, Style()).data


@pytest.fixture
def paid(book):
    """A plan that pays 1,000 at 100 % to k1, whose target is 60: reached exactly with A1, and with A1 alone."""
    year = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    put(
        book,
        "targets",
        "targets",
        [
            {"scope": "kam", "who": "k1", "measure": "revenue", **year, "value": 60},
            {"scope": "kam", "who": "k2", "measure": "revenue", **year, "value": 40},
            {"scope": "account", "who": "A1", "measure": "revenue", **year, "value": 120},
            {"scope": "total", "who": None, "measure": "margin", **year, "value": 68},
        ],
    )
    put_tables(
        book,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    **year,
                    "frequency": "year",
                    "rounding": "total",
                    "status": "approved",
                    "version": 1,
                    "proration": "days",
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "ca",
                    "weight": 1,
                    "kind": "quota_curve",
                    "measure": "revenue",
                    "target_incentive": 1000,
                    "cap": 2,
                }
            ],
            "curve": [
                {"plan": "P", "component": "ca", "attainment": a, "payout": a, "cliff": False} for a in (0, 1, 2)
            ],
            "plan_assignment": [
                {"payee": who, "plan": "P", "from_on": date(2025, 1, 1), "to_on": date(2025, 12, 31), "share": 1}
                for who in ("k1", "k2")
            ],
        },
        part="pay",
    )
    return book


def attainments(rows):
    return {(r.scope, r.who or r.scope): r.exact_attainment for r in rows}


def test_targets_of_person_account_and_company_are_told_without_the_account(paid):
    told = lost(paid, Scenario(("A1",), remaining_share=0.25))
    before, after = attainments(told.before), attainments(told.after)
    assert before[("kam", "k1")] == Decimal(1)
    assert after[("kam", "k1")] == Decimal("0.25")
    assert (before[("account", "A1")], after[("account", "A1")]) == (Decimal("0.5"), Decimal("0.125"))
    assert before[("total", "total")] == Decimal("0.5")
    assert float(after[("total", "total")]) == pytest.approx((34 - 4.5) / 68)
    assert before[("kam", "k2")] == after[("kam", "k2")] == Decimal(1)


def pay_rows(blocks):
    return next((b.rows for b in blocks if isinstance(b, Table) and b.id == "lost_pay"), None)


def test_pay_without_the_account_is_told_to_who_may_see_it(paid):
    asked = view(paid)
    rows = pay_rows(concentration_loss.blocks(asked, Scenario(("A1",), remaining_share=0.25)))
    assert rows[["name", "pay", "without"]].values.tolist() == [["Ana", 1000.0, 250.0]]
    said = [b for b in concentration_loss.blocks(asked, Scenario(("A1",))) if isinstance(b, Message) and b.secret]
    assert len(said) == 1


def test_pay_without_the_account_reaches_nobody_else(paid):
    for scope in (NO_PAY, replace(K1, own_id=None)):
        blocks = concentration_loss.blocks(view(paid, scope), Scenario(("A1",)))
        assert pay_rows(blocks) is None
        assert not [b for b in blocks if isinstance(b, Message) and b.secret]
        told = lost(paid, Scenario(("A1",)), scope)
        assert all(p.statement is None for p in (*told.team.people, *told.team_after.people))
    own = pay_rows(concentration_loss.blocks(view(paid, K1), Scenario(("A1",))))
    assert own["name"].tolist() == ["Ana"]
    assert all(c.secret for name, c in _columns(paid).items() if name in ("pay", "without", "change"))


def _columns(store):
    blocks = concentration_loss.blocks(view(store), Scenario(("A1",)))
    return next(b.columns for b in blocks if isinstance(b, Table) and b.id == "lost_pay")


def test_losing_changes_nothing_for_the_next_question(paid):
    asked = view(paid)
    before = concentration_loss.outcome(asked, Scenario(("A1",))).team.people
    concentration_loss.outcome(asked, Scenario(("A1", "A2")))
    assert concentration_loss.outcome(asked, Scenario(("A1",))).team.people == before


def test_a_kam_cannot_lose_an_account_of_somebody_else(book):
    asked = view(book, K1)
    assert "A2" not in concentration_loss.choices(asked)
    assert lost(book, Scenario(("A2",)), K1).stress.now.revenue == 0


def test_the_page_loses_what_the_address_says_and_sends_pay_only_to_who_may_see_it(portal, navigation_as_on_a_server):
    (_, own), *_ = kams(portal)
    asked = {"lost": "C00907", "kept": "20", "rate": "30"}
    director = opened("concentration", DIRECTOR_LOGIN, **asked)
    assert director.multiselect(key="choice_lost").value == ["C00907"]
    assert director.slider(key="choice_kept").value == 20
    assert [t for t in director.dataframe if "pay" in t.value]
    for who in (CONTROLLER, own):
        at = opened("concentration", who, **asked)
        assert not at.exception
        assert not [t for t in at.dataframe if "pay" in t.value]
        assert "rémunération variable estimée depuis" not in everything_sent(at).decode("utf-8", "ignore")


def test_choosing_an_account_writes_its_code_and_never_its_name_in_the_address(portal, navigation_as_on_a_server):
    at = opened("concentration", DIRECTOR_LOGIN, part="loss")
    at.multiselect(key="choice_lost").select("C00907").run()
    assert at.query_params["lost"] in ("C00907", ["C00907"])
    at.slider(key="choice_kept").set_value(40).run()
    assert at.query_params["kept"] in ("40", ["40"])
    assert any("Brasserie Clairmarais" in m.value for m in at.markdown)
    at.multiselect(key="choice_lost").set_value([]).run()
    assert "lost" not in at.query_params
