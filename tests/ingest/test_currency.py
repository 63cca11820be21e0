"""Several currencies: converted by the day's rate where lines are read; a missing rate is a question, not a 1."""

from datetime import date

import duckdb
import numpy as np
import pytest

from kam_analytics.answers.computation import computation, number_of
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.growth.currencies import at_constant_rates
from kam_analytics.answers.imports import missing_rates as waiting
from kam_analytics.answers.page.blocks import Note, Table
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.metrics.growth.formulas import constant_currency_growth
from kam_analytics.metrics.portfolio.figures import MONTHS, UNASSIGNED
from kam_analytics.warehouse import money
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put, view

RATES = [("USD", "2025-01-01", 0.9), ("USD", "2025-03-16", 0.8), ("chf", "2025-01-01", 1.05)]
HEAD = "N° facture;Date facture;Code client;Montant HT;Devise\n"


def rated(store: Store, rates: list[tuple[str, str, float]]) -> int:
    rows = [{"currency": c, "date": date.fromisoformat(d), "rate": r} for c, d, r in rates]
    return put(store, "fx_rates", "fx_rates", rows)


def by_month(store: Store, **more: object) -> dict[tuple[str, int], float]:
    rows = view(store, **more).rows(MONTHS)
    return {(r["account_id"], r["month"].month): round(r["revenue"], 4) for r in rows.to_dict("records")}


def lines(store: Store) -> int:
    rows = [
        line("A", "2025-03-10", 100, currency="USD"),
        line("A", "2025-03-20", 100, currency="$"),
        line("A", "2025-03-20", 100, currency="EUR"),
        line("B", "2025-04-01", 10, currency="CHF"),
        line("B", "2025-04-02", 10),
    ]
    return put(store, "revenue", "line", rows)


def test_the_last_rate_on_or_before_the_day_of_the_line_also_within_a_month(store):
    lines(store)
    rated(store, RATES)
    assert by_month(store) == {("A", 3): 90 + 80 + 100, ("B", 4): 10.5 + 10}


def test_edge_days_and_whole_months_convert_alike(store):
    lines(store)
    rated(store, RATES)

    def total(first: str, last: str) -> float:
        reader = Reader(store)
        with reader._db.cursor() as cursor:
            cursor.execute("SET VARIABLE sees_all = true")
            query = f"SELECT sum(amount)::DOUBLE FROM scoped.revenue(DATE '{first}', DATE '{last}')"
            return round(cursor.execute(query).fetchall()[0][0], 4)

    assert total("2025-03-01", "2025-03-31") == 270
    assert total("2025-03-01", "2025-03-19") + total("2025-03-20", "2025-03-31") == 270
    assert total("2025-03-11", "2025-04-01") == 190.5


def test_a_corrected_rate_and_a_withdrawn_one_change_the_figures(store):
    lines(store)
    rated(store, RATES)
    rated(store, [("USD", "2025-03-16", 0.7)])
    assert by_month(store)[("A", 3)] == 90 + 70 + 100


def test_lines_without_a_rate_are_in_no_figure_and_are_said(store):
    lines(store)
    rated(store, [("USD", "2025-03-16", 0.8)])
    assert by_month(store) == {("A", 3): 180, ("B", 4): 10}
    assert waiting.notice(view(store)).fr == "2 lignes en CHF et USD sans taux de change, hors de tous les chiffres"
    rated(store, RATES)
    assert waiting.notice(view(store)) is None


def test_a_kam_hears_only_of_the_lines_of_own_accounts(store):
    put(store, "accounts", "accounts", [{"source_account": "B", "account_id": "B", "account_name": "B", "kam": "K1"}])
    lines(store)
    assert "1 ligne en CHF" in waiting.notice(view(store, Scope("k", Role.KAM, ("K1",), "K1"))).fr


def test_one_currency_reads_the_tables_as_they_are(store):
    put(
        store,
        "revenue",
        "line",
        [line("A", "2025-03-10", 100, currency="EUR"), line(None, "2025-03-11", 5, currency="€")],
    )
    reader = Reader(store)
    views = dict(reader._db.execute("SELECT view_name, sql FROM duckdb_views() WHERE schema_name = 'money'").fetchall())
    assert set(views) == {"month", "day", "line"}
    assert all("JOIN" not in sql for sql in views.values())
    assert view(store).rows(UNASSIGNED)["amount"].tolist() == [5]


@pytest.mark.parametrize(
    ("text", "code"), [('[money]\nreporting_currency = "chf"', "CHF"), ("", "EUR"), ("[money", "EUR")]
)
def test_the_reporting_currency_is_a_setting(store, tmp_path, monkeypatch, text, code):
    (tmp_path / "kam.toml").write_text(text, "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    assert money.reporting_currency() == code
    lines(store)
    rated(store, [("EUR", "2025-01-01", 2.0), *RATES[:2]])
    expected = {"EUR": {("A", 3): 270, ("B", 4): 10}, "CHF": {("A", 3): 90 + 80 + 200, ("B", 4): 20}}
    assert by_month(store) == expected[code]


def imported(store, folder, rows, **answers):
    (folder / "f.csv").write_text(HEAD + rows, "utf-8")
    return run_import(store, folder / "f.csv", scope=DIRECTOR, mapping=ColumnMapping(answers=answers))


def test_a_currency_without_a_rate_is_a_question(store, tmp_path):
    rows = "F1;30/03/2025;A;100,00;USD\nF2;30/03/2025;A;50,00;EUR\n"
    report = imported(store, tmp_path, rows)
    assert (report.outcome, [(q.id, q.choices) for q in report.questions]) == (
        "ask",
        [("currency", ("wait", "reporting"))],
    )
    assert "USD" in report.questions[0].text.fr
    imported(store, tmp_path, rows, currency="wait")
    assert by_month(store) == {("A", 3): 50}


def test_amounts_already_in_the_reporting_currency_are_taken_as_they_are(store, tmp_path):
    imported(store, tmp_path, "F1;30/03/2025;A;100,00;USD\n", currency="reporting")
    assert by_month(store) == {("A", 3): 100}


def test_rates_imported_first_leave_nothing_to_ask(store, tmp_path):
    (tmp_path / "rates.csv").write_text("Devise;Date;Taux\nUSD;2025-01-01;0,9\n", "utf-8")
    assert run_import(store, tmp_path / "rates.csv", scope=DIRECTOR).outcome == "loaded"
    report = imported(store, tmp_path, "F1;30/03/2025;A;100,00;USD\n")
    assert (report.outcome, by_month(store)) == ("loaded", {("A", 3): 90})
    assert "Montants en USD" in report.message.fr
    early = imported(store, tmp_path, "F0;30/03/2024;A;100,00;USD\n")
    assert [q.id for q in early.questions] == ["currency"]


# --- growth at constant rates


@pytest.fixture
def two_years(store):
    """A sells in USD (100, then 110), B in EUR (200, then 210), and N in CHF, which has no rate in the base year."""
    rows = [
        line("A", "2024-01-02", 60, currency="USD"),
        line("A", "2024-09-02", 40, currency="USD"),
        line("A", "2025-06-02", 110, currency="USD"),
        line("B", "2024-01-02", 200),
        line("B", "2025-12-30", 210),
        line("N", "2025-06-02", 10, currency="CHF"),
    ]
    put(store, "revenue", "line", rows)
    rated(store, [("USD", "2024-01-01", 1.20), ("USD", "2025-01-01", 1.10), ("CHF", "2025-01-01", 1.0)])
    return store


def test_growth_at_constant_rates_is_the_formula_of_the_vector(two_years):
    asked = view(two_years)
    found = growth.figures(asked)
    rates = at_constant_rates(asked, found)
    assert found.growth == pytest.approx((110 * 1.10 + 210 + 10) / (100 * 1.20 + 200) - 1)
    assert rates is not None
    assert rates.growth == pytest.approx((110 * 1.20 + 210 + 10) / (100 * 1.20 + 200) - 1)
    assert rates.effect == pytest.approx(110 * (1.10 - 1.20))
    assert (rates.codes, rates.unrated) == (("USD",), ("CHF",))
    alone = constant_currency_growth(*(np.array([v]) for v in (100.0, 1.20, 110.0, 1.10)))
    only_a = rates.accounts[rates.accounts["account_id"] == "A"]
    assert alone is not None
    assert only_a["revenue"].sum() / only_a["base_revenue"].sum() - 1 == pytest.approx(alone.constant)


def test_the_mean_rate_of_the_base_period_counts_days_not_lines(two_years):
    rated(two_years, [("USD", "2024-07-01", 1.00)])
    asked = view(two_years)
    rates = at_constant_rates(asked, growth.figures(asked))
    mean = (1.20 * 182 + 1.00 * 184) / 366
    assert rates is not None
    account = rates.accounts.set_index("account_id").loc["A"]
    assert (account["base_revenue"], account["revenue"]) == (pytest.approx(100 * mean), pytest.approx(110 * mean))


def test_the_growth_page_says_what_rates_alone_moved_and_which_have_none(two_years):
    blocks = growth.GROWTH.blocks(view(two_years))
    said = " ".join(b.text.fr for b in blocks if isinstance(b, Note))
    assert "À taux de change constants (moyenne de la période de référence ; USD)" in said
    assert "laissé au taux du jour : CHF" in said
    put(
        two_years,
        "key_accounts",
        "key_accounts",
        [{"account": "A", "from_on": date(2023, 1, 1), "reason": None}],
        part="workspace",
    )
    table = next(b for b in growth.GROWTH.blocks(view(two_years)) if isinstance(b, Table) and b.id == "readings").rows
    constant = table[[w.fr == "À taux de change constants" for w in table["way"]]].iloc[0]
    assert (constant["key"], constant["other"]) == (pytest.approx(0.10), pytest.approx(0.10))


def test_one_currency_has_nothing_to_say_of_rates(store):
    put(store, "revenue", "line", [line("B", "2024-01-02", 200), line("B", "2025-12-30", 210, currency="EUR")])
    asked = view(store)
    assert growth.figures(asked).growth == pytest.approx(0.05)
    assert at_constant_rates(asked, growth.figures(asked)) is None
    assert "taux de change" not in " ".join(b.text.fr for b in growth.GROWTH.blocks(asked) if isinstance(b, Note))


def test_the_sql_of_growth_at_constant_rates_gives_the_figure(two_years):
    asked = view(two_years)
    number = number_of("constant_growth", growth.GROWTH.blocks(asked))
    assert number is not None
    found = computation(asked, number.metric)
    reader = Reader(two_years)
    with duckdb.connect() as db:
        (value,) = db.execute(reader.script(found.query, DIRECTOR, with_folder=True)).fetchall()[0]
    assert found.exact
    assert float(value) == pytest.approx(number.value.value)
