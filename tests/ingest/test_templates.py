"""Templates to fill in: recognised by the import as they are written, and the example row is nobody's data."""

import json
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from kam_analytics.cli import main
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.scope import Role, Scope
from kam_analytics.exports.template import TEMPLATES, template
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.notation.dictionary import words as listed_words
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.language.imports import templates as words
from kam_analytics.plans.sheets import SHEETS
from kam_analytics.warehouse.store import Store

DIRECTOR = Scope("director", Role.DIRECTOR, sees_all_pay=True)
LANGS = ("fr", "en")
FILLED = {  # what a person types below the example, in the order of the columns, None where left empty
    "revenue": ["C1", "Alpha SA", date(2026, 2, 3), 99.5],
    "books": [date(2026, 2, 1), 5000],
    "fx_rates": ["USD", date(2026, 2, 1), 0.91],
    "people": ["P7", "Jeanne Petit"],
    "opportunities": ["C1", 800, date(2026, 9, 30)],
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_recognised_without_a_question(kind, lang, tmp_path):
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(template(kind, lang))
    seen = inspect(path)
    assert (seen.outcome, seen.kind, seen.questions) == ("table", kind, ())
    if kind in KINDS:
        assert set(seen.mapping["columns"]) == set(KINDS[kind].names)


@pytest.mark.parametrize("kind", KINDS)
def test_an_untouched_template_loads_nothing(kind, tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_bytes(template(kind, "fr"))
    report = run_import(Store(tmp_path / "store"), path, scope=DIRECTOR)
    assert (report.outcome, report.rows_skipped) == ("empty", {"example": 1})


@pytest.mark.parametrize("kind", FILLED)
def test_what_is_typed_below_the_example_is_loaded_alone(kind, tmp_path):
    book = openpyxl.load_workbook(BytesIO(template(kind, "en")))
    book.worksheets[0].append(FILLED[kind])
    book.save(tmp_path / "t.xlsx")
    report = run_import(Store(tmp_path / "store"), tmp_path / "t.xlsx", scope=DIRECTOR)
    assert (report.outcome, report.rows_loaded, report.rows_skipped) == ("loaded", 1, {"example": 1})


@pytest.mark.parametrize("name", [n for n in words.CHOICES if n != "flag"])
def test_every_choice_is_a_word_the_import_knows(name):
    known = listed_words(name)
    for choice in words.CHOICES[name]:
        assert known[fold(choice.fr)] == known[fold(choice.en)]


def test_the_plan_workbook_has_the_sheets_and_columns_of_the_contract_and_is_a_draft(tmp_path):
    book = openpyxl.load_workbook(BytesIO(template("pay_plans", "fr")))
    assert book.sheetnames == list(SHEETS)
    assert [c.value for c in book["assignment"][1]] == ["payee", "plan", "from", "to", "share"]
    assert [c.value for c in book["rate_table"][1]][5:7] == ["from", "to"]
    titles = [c.value for c in book["plan"][1]]
    assert book["plan"].cell(2, titles.index("status") + 1).value == "draft"
    assert all(cell.comment for sheet in book for cell in sheet[1])
    assert sum(len(sheet.data_validations.dataValidation) for sheet in book) >= 10
    path = tmp_path / "plans.xlsx"
    book.save(path)
    report = run_import(Store(tmp_path / "store"), path, scope=DIRECTOR)
    assert (report.outcome, report.kind, report.rows_loaded) == ("loaded", "pay_plans", 1 + 4 + 12 + 1)


def test_template_on_the_command_line_writes_the_file_or_says_why_not(tmp_path, capsys):
    assert main(["template", "revenue", "--out", str(tmp_path / "r.xlsx"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "revenue"
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0].cell(1, 1).value == "Code client"
    assert main(["template", "revenue", "--out", str(tmp_path / "none" / "r.xlsx"), "--json", "--lang", "en"]) == 2
    assert "cannot be written" in json.loads(capsys.readouterr().out)["message"]
