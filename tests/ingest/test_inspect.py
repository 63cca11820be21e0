"""`inspect` asks what the import asks, also where hardly a cell holds a value."""

import pytest
from openpyxl import Workbook

from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.pipeline import run_import
from tests.facts import DIRECTOR

WORKBOOKS = {
    "formulas in every amount": (
        [["Date facture", "Client", "Montant HT"], ["25/01/2025", "Alpha", "=B2*2"], ["26/01/2025", "Beta", "=B3*2"]],
        ["formulas"],
    ),
    "one row without a value but the name": (
        [["Client", "CA 2025"], ["Alpha", "=A2*2"]],
        ["column:date", "column:amount"],
    ),
}


@pytest.mark.parametrize(("rows", "questions"), WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_a_workbook_that_was_never_calculated_is_asked_about_before_the_import(store, tmp_path, rows, questions):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "f.xlsx")
    mapping = ColumnMapping(kind="revenue")
    imported = run_import(store, tmp_path / "f.xlsx", mapping=mapping, scope=DIRECTOR)
    inspected = inspect(tmp_path / "f.xlsx", mapping)
    assert [q.id for q in inspected.questions] == [q.id for q in imported.questions] == questions
    assert inspected.outcome == imported.outcome == "ask"
