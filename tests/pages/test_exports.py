"""The workbook says what the page says: same sentence, same numbers as numbers, and nothing in it comes alive."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Message, Note, Number, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pages import blocks
from kam_analytics.charts.concentration import ranked_accounts
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.workbook import FORMATS, Circumstances, workbook
from kam_analytics.language.imports.page import UNITS
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.concentration.metrics import revenue_total, top_10_share
from kam_analytics.ui.frame.access import LOCAL
from kam_analytics.ui.frame.filters import Filters
from kam_analytics.ui.frame.store import imports
from kam_analytics.warehouse.store import Store
from tests.facts import reading

WORD = Text(fr="Mot", en="Word")
FACTS = Circumstances(
    page=Text(fr="Concentration", en="Concentration"),
    viewer="kane@example.com",
    filters=((Text(fr="Segment", en="Segment"), "Industrie"),),
    as_of=date(2026, 9, 30),
    import_number=17,
    demonstration=False,
)


def table(rows: list[dict[str, Any]], **columns: Column) -> Table:
    return Table("t", Text(fr="Comptes, T3", en="Accounts, Q3"), pd.DataFrame(rows), columns)


def opened(shown: list[Block], facts: Circumstances = FACTS, lang: Lang = "fr") -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(shown, facts, lang)))


def column_of(sheet: Any, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter]]


def test_amounts_shares_and_dates_are_numbers_with_a_format() -> None:
    rows = [{"amount": 1234.5, "share": 0.25, "on": date(2026, 3, 1), "gap": 0.031}]
    columns = {"amount": Unit.EUR, "share": Unit.SHARE, "on": Unit.DATE, "gap": Unit.POINTS}
    book = opened([table(rows, **{name: Column(WORD, unit) for name, unit in columns.items()})])
    cells = book["Comptes"][4]
    assert [c.value for c in cells[:2]] == [1234.5, 0.25]
    assert cells[2].value.date() == date(2026, 3, 1)
    assert cells[3].value == pytest.approx(3.1)
    assert [c.number_format for c in cells] == ['#,##0\\ "€"', "0.0%", "dd/mm/yyyy", "+0.0;-0.0;0.0"]


@pytest.mark.parametrize("name", ["=1+1", "+33 1 23", "-Alcyon", "@SUM(A1)", '=HYPERLINK("http://e.com")'])
def test_a_name_that_starts_like_a_formula_stays_a_text(name: str) -> None:
    cell = opened([table([{"name": name}], name=Column(WORD))])["Comptes"]["A4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)


def test_what_is_missing_is_an_empty_cell_and_zero_is_zero() -> None:
    book = opened([table([{"amount": None}, {"amount": 0.0}, {"amount": float("nan")}], amount=Column(WORD, Unit.EUR))])
    assert column_of(book["Comptes"], "A")[3:] == [None, 0, None]


def test_a_secret_column_is_left_out() -> None:
    book = opened(
        [table([{"who": "Kane", "pay": 99.5}], who=Column(WORD), pay=Column(WORD, Unit.EUR_EXACT, secret=True))]
    )
    assert book["Comptes"].max_column == 1
    assert 99.5 not in column_of(book["Comptes"], "B")


def test_headers_stay_in_sight_and_the_metrics_of_the_book_are_defined_in_it() -> None:
    number = Number(revenue_total, Quantity(1000.0, Unit.EUR))
    book = opened([number, number, table([{"name": "Alcyon"}], name=Column(WORD))])
    assert book["Comptes"].freeze_panes == "A4"
    assert [n for n in column_of(book["Définitions"], "A") if n][2:] == [typeset(revenue_total.name, "fr")]


def test_a_change_in_points_says_so() -> None:
    change = Number(top_10_share, Quantity(0.4, Unit.SHARE), Quantity(-0.014, Unit.POINTS))
    for lang, unit in (("fr", "pt"), ("en", "pp")):
        cells = next(row for row in opened([change], FACTS, lang).worksheets[0].iter_rows() if row[1].value == 0.4)
        assert cells[2].value == pytest.approx(-1.4)
        assert cells[2].number_format.split(";")[1] == f'-0.0" {unit}"'
        assert cells[1].number_format == "0.0%"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Commandes de 12 mois et prochaine attendue : les 10 premiers comptes", "Commandes de 12 mois"),
        ("Barème des signaux : à surveiller dès 4 points", "Barème des signaux"),
        ("CA par compte et part du total, 12 mois à fin mars 2026", "CA par compte et part du total"),
        ("Anticonstitutionnellementincroyablement", "Anticonstitutionnellementincroy"),
    ],
)
def test_a_sheet_has_whole_words_for_a_name(title: str, name: str) -> None:
    book = opened([Table("t", Text(fr=title, en=title), pd.DataFrame([{"a": 1.0}]), {"a": Column(WORD, Unit.EUR)})])
    assert book.sheetnames[1] == name


def test_pay_is_in_the_book_of_who_exports_the_pay_they_see() -> None:
    secret = Column(WORD, Unit.EUR_EXACT, secret=True)
    shown: list[Block] = [
        Message(Text(fr="Vous gagnez.", en="You earn."), secret=True),
        Table("t", Text(fr="Variable", en="Pay"), pd.DataFrame([{"pay": 99.5}]), {"pay": secret}),
    ]
    book = opened(shown, replace(FACTS, with_pay=True))
    assert book["Variable"]["A4"].value == 99.5
    said = [str(v) for v in column_of(book["Synthèse"], "A") if v]
    assert "Vous gagnez." in said
    assert any("rémunérations" in sentence for sentence in said)
    assert "Vous gagnez." not in [str(v) for v in column_of(opened(shown)["Synthèse"], "A")]


def test_the_summary_says_who_exported_what_filtered_how() -> None:
    shown: list[Block] = [
        Message(Text(fr="Tout va bien.", en="All is well.")),
        Number(revenue_total, Quantity(1000.0, Unit.EUR), Quantity(-5.0, Unit.EUR)),
        Note(Text(fr="Une remarque.", en="A remark.")),
    ]
    sheet = opened(shown)["Synthèse"]
    said = [str(value) for column in "ABC" for value in column_of(sheet, column) if value is not None]
    for expected in ("Tout va bien.", "1000", "-5", "Une remarque.", "kane@example.com", "Industrie", "17"):
        assert expected in said


@pytest.mark.parametrize(("lang", "mark"), [("fr", "DÉMONSTRATION"), ("en", "DEMONSTRATION")])
def test_every_sheet_of_a_demonstration_is_marked(lang: Lang, mark: str) -> None:
    book = opened([table([{"name": "Alcyon"}], name=Column(WORD))], replace(FACTS, demonstration=True), lang)
    assert all(str(sheet["A2"].value).startswith(mark) for sheet in book.worksheets)


def test_two_tables_of_one_name_get_a_sheet_each_and_details_are_included() -> None:
    one = table([{"name": "Alcyon"}], name=Column(WORD))
    book = opened([one, Details("more", WORD, (one,))])
    assert book.sheetnames[1:3] == ["Comptes", "Comptes (2)"]


def test_the_rows_of_a_chart_are_a_sheet() -> None:
    rows = pd.DataFrame([{"account_id": "A", "account_name": "Alcyon", "role": "key", "revenue": 10.0, "share": 1.0}])
    chart = Chart(
        "c",
        Text(fr="CA", en="Revenue"),
        rows,
        ranked_accounts,
        {"account_name": Column(WORD), "revenue": Column(WORD, Unit.EUR)},
    )
    sheet = opened([chart])["CA"]
    assert [c.value for c in sheet[4]] == ["Alcyon", 10, None, "Alcyon", 10]  # the rows, then the data of its chart
    assert len(sheet._charts) == 1


def test_a_chart_that_draws_what_exports_leave_out_has_neither_data_nor_drawing() -> None:
    rows = pd.DataFrame([{"account_id": "A", "account_name": "Alcyon", "role": "key", "revenue": 10.0, "share": 1.0}])
    named = {"account_name": Column(WORD)}
    for columns in (named, {**named, "revenue": Column(WORD, Unit.EUR, secret=True)}):
        sheet = opened([Chart("c", Text(fr="CA", en="Revenue"), rows, ranked_accounts, columns)])["CA"]
        assert [c.value for c in sheet[4]] == ["Alcyon"]
        assert not sheet._charts


def test_every_unit_has_a_format_and_a_name() -> None:
    assert set(FORMATS) == set(Unit)
    assert set(UNITS) == {unit.value for unit in Unit}


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "variable_pay", "at_risk"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_can_be_exported_and_agrees_with_itself(demonstration: Path, page: str, lang: Lang) -> None:
    store = Store(demonstration)
    view = View(reading(store), LOCAL, YEAR, True)
    shown = blocks(page, view)
    book = opened(shown, FACTS, lang)
    tables = [b for b in shown if isinstance(b, Table | Chart)]
    assert len(book.sheetnames) >= len(tables) + 2
    for block in tables:
        sheet = next(s for s in book.worksheets if s["A1"].value == typeset(block.title, lang))
        written = [(n, c) for n, c in block.columns.items() if n in block.rows and not c.secret]  # pay stays out
        for position, (name, column) in enumerate(written):
            if column.unit is Unit.EUR:
                found = [row[position].value for row in sheet.iter_rows(min_row=4)]
                assert found == [None if pd.isna(v) else pytest.approx(float(v)) for v in block.rows[name]]


YEAR = Filters(date(2025, 10, 1), date(2026, 9, 30), date(2024, 10, 1), date(2025, 9, 30))


def test_the_number_of_the_last_import_is_known(demonstration: Path) -> None:
    state = Store(demonstration).state()
    assert imports(demonstration, state) == (18, 18)
