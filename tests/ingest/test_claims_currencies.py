"""Amounts in another currency than the figures are seen wherever a file says it, and never taken as one to one."""

import openpyxl
import pytest

from tests.ingest.loading import invoices, load, total


def asked(report) -> list[str]:
    return [q.id for q in report.questions]


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["£1,000.00", "$2,500.00", "€800.00"], ["GBP (1,000.00)", "USD (2,500.00)"]),
        (["1 000,00 GBP", "800,00 EUR", "10,00 GBP"], ["GBP (1,010.00)"]),
        (["$1000.00", "$2500.50"], ["USD (3,500.50)"]),
        (["CHF 1'000.00", "CHF 20.50"], ["CHF (1,020.50)"]),
        (["1000 JPY", "(200 JPY)"], ["JPY (800.00)"]),
        (["1,5 k$", "2 k$"], ["USD (3,500.00)"]),
    ],
)
def test_a_currency_in_the_cells_is_asked_with_its_amount(store, tmp_path, cells, codes):
    (question,) = load(store, tmp_path, invoices(*cells)).questions
    assert question.id == "currency"
    assert all(code in question.text.en for code in codes)
    assert question.text.en.count("(") == len(codes) + 1  # and “(kind …)”
    load(store, tmp_path, invoices(*cells), {"answers": {"currency": "wait"}})
    with store.connect() as db:
        loaded = {c for (c,) in db.execute("SELECT DISTINCT currency FROM ledger.live_line").fetchall()}
    assert loaded - {"EUR"} == {c[:3] for c in codes}


def test_euros_in_the_cells_are_no_question(store, tmp_path):
    load(store, tmp_path, invoices("1 000,00 €", "EUR 20,50", "3,00"))
    assert total(store) == 1023.5


@pytest.mark.parametrize(
    "text",
    [
        invoices("1000,00", title="Montant HT (USD)"),
        invoices("1000,00", title="CA HT en $"),
        "Montants en USD;;;\n\n" + invoices("1000,00"),
    ],
)
def test_a_currency_in_a_title_or_a_caption_is_asked(store, tmp_path, text):
    assert asked(load(store, tmp_path, text)) == ["currency"]


def test_the_name_of_a_company_in_a_caption_is_no_currency(store, tmp_path):
    assert load(store, tmp_path, "Dollar General;;;\n\n" + invoices("1000,00")).outcome == "loaded"


@pytest.mark.parametrize("title", ["Amount Currency", "Total Amount Currency", "Devise du montant", "ISO Currency"])
def test_a_column_of_currencies_is_found_by_its_values(store, tmp_path, title):
    text = f"Account Name,Invoice Date,Invoice Number,{title},Total Amount\nAster,2025-01-15,I1,GBP,1000.00\n"
    mapping = {"answers": {"kind": "revenue", "column:amount": "Total Amount"}}
    report = load(store, tmp_path, text + "Cygne,2025-01-20,I2,EUR,500.00\n", mapping)
    assert "GBP (1,000.00)" in report.questions[0].text.en


@pytest.mark.parametrize("number_format", ["#,##0.00 [$USD]", "[$$-409]#,##0.00", '"$"#,##0.00', "#,##0.00\\ [$USD]"])
def test_the_number_format_of_a_workbook_says_the_currency(store, tmp_path, number_format):
    book = openpyxl.Workbook()
    book.active.append(["Code client", "Date facture", "Montant HT"])
    for row, (amount, written) in enumerate([(1000, number_format), (500, "#,##0.00 [$€-40C]"), (7, "0.00")], start=2):
        book.active.append([f"C{row}", "2025-01-31", amount])
        book.active.cell(row, 3).number_format = written
    book.save(tmp_path / "export.xlsx")
    (question,) = load(store, tmp_path, None, name="export.xlsx").questions
    assert "USD (1,000.00)" in question.text.en


def test_a_title_that_says_converted_amounts_makes_the_column_idle(store, tmp_path):
    text = (
        "Account Name,Close Date,Opportunity Name,Amount (converted),Currency\nAster,2025-06-30,Renewal,1000.00,GBP\n"
    )
    report = load(store, tmp_path, text, kind="opportunities")
    assert (report.outcome, report.amount_total) == ("loaded", 1000)


OTHER_KINDS = {
    "opportunities": ("Account Name;Close Date;Opportunity Name;Amount;Currency", "Aster;2025-06-30;N{n};{a};{c}"),
    "orders": ("Client;Date de commande;Montant commande HT;Devise", "Aster;2025-06-{n};{a};{c}"),
    "contracts": ("Client;Date de fin;N° de contrat;Valeur annuelle;Devise", "Aster;2025-06-30;K{n};{a};{c}"),
    "books": ("Mois;CA publié;Devise", "2025-{n};{a};{c}"),
    "targets": (
        "Périmètre;Pour qui;Mesure;Début de période;Fin de période;Objectif;Devise",
        "kam;K{n};CA;01/01/2025;31/12/2025;{a};{c}",
    ),
}


@pytest.mark.parametrize("kind", OTHER_KINDS)
@pytest.mark.parametrize(("answer", "expected"), [("leave", 500), ("reporting", 1500)])
def test_every_kind_with_amounts_asks(store, tmp_path, kind, answer, expected):
    titles, row = OTHER_KINDS[kind]
    text = "\n".join([titles, row.format(n=10, a="1000.00", c="GBP"), row.format(n=11, a="500.00", c="EUR")])
    assert asked(load(store, tmp_path, text, kind=kind)) == ["currency"]
    report = load(store, tmp_path, text, {"answers": {"currency": answer}}, kind=kind)
    assert report.amount_total == expected


def test_other_kinds_are_converted_with_the_rates_that_are_loaded(store, tmp_path):
    load(store, tmp_path, "Devise;Date;Taux\nGBP;2025-01-01;1,20\nGBP;2025-06-20;1,10\n", name="rates.csv")
    titles, row = OTHER_KINDS["orders"]
    rows = [row.format(n=10, a="1000.00", c="GBP"), row.format(n=25, a="100.00", c="£"), row.format(n=26, a="5", c="€")]
    report = load(store, tmp_path, "\n".join([titles, *rows]), kind="orders")
    assert (report.outcome, report.amount_total) == ("loaded", 1200 + 110 + 5)


# --- which way round rates are written


def rates(store) -> dict[str, float]:
    with store.connect() as db:
        return dict(db.execute("SELECT currency, rate FROM ledger.fx_rates").fetchall())


@pytest.mark.parametrize(
    ("title", "rows", "value"),
    [
        ("Taux", {"USD": "1,0198", "GBP": "0,8378"}, ("GBP", 1 / 0.8378)),  # the level decides
        ("Taux", {"USD": "0,98", "GBP": "1,19"}, ("GBP", 1.19)),
        ("Cours", {"JPY": "160,5"}, ("JPY", 1 / 160.5)),
        ("Rate", {"JPY": "0.00623"}, ("JPY", 0.00623)),
        ("1 EUR =", {"USD": "1,0"}, ("USD", 1.0)),
        ("Unités par euro", {"USD": "1,02"}, ("USD", 1 / 1.02)),
        ("EUR/devise", {"CHF": "0,95"}, ("CHF", 1 / 0.95)),
        ("Taux en EUR", {"CHF": "0,95"}, ("CHF", 0.95)),
        ("EUR par unité", {"USD": "1,02"}, ("USD", 1.02)),
        ("Taux", {"QQQ": "2,5"}, ("QQQ", 2.5)),
    ],
)
def test_rates_are_read_the_way_round_they_are_written(store, tmp_path, title, rows, value):
    text = "\n".join([f"Devise;Date;{title}", *(f"{c};13/01/2025;{r}" for c, r in rows.items())])
    mapping = {"answers": {"kind": "fx_rates", "column:rate": title}}
    assert load(store, tmp_path, text, mapping).outcome == "loaded"
    assert rates(store)[value[0]] == pytest.approx(value[1])


@pytest.mark.parametrize(("answer", "expected"), [("per_unit", 1.02), ("per_reporting", 1 / 1.02)])
def test_a_rate_near_one_is_asked_with_both_readings(store, tmp_path, answer, expected):
    text = "Devise;Date;Taux\nUSD;13/01/2025;1,02\n"
    (question,) = load(store, tmp_path, text).questions
    assert [label.en for label in question.labels] == ["1 USD = 1.0200 EUR.", "1 EUR = 1.0200 USD."]
    load(store, tmp_path, text, {"answers": {"rate_direction": answer}})
    assert rates(store)["USD"] == pytest.approx(expected)
