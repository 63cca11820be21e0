"""Difficult files from public test suites: an accepted outcome for each, quickly, in little memory."""

import json

import pytest

from kam_analytics.ingest.inspection import inspect
from tests.ingest.loading import quickest
from tests.third_party import SHARED, shared

resource = pytest.importorskip("resource", reason="memory is measured as Unix does")

MANIFEST = SHARED / "nasty_dev" / "manifest.json"
CASES = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else []
SECONDS, GIGABYTE = 10, 2**20  # ru_maxrss is in kilobytes


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["file"])
def test_a_nasty_file_gets_an_accepted_outcome(case):
    path, expected = shared("nasty_dev", "files", case["file"]), case["expected"]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen, seconds = quickest(lambda: inspect(path), SECONDS)
    assert seconds < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GIGABYTE
    assert seen.outcome in expected["accept"]
    if seen.outcome == expected["outcome"] == "table":
        found = (seen.sheet, seen.header_row, seen.data_rows, len(seen.columns))
        assert found == tuple(expected[k] for k in ("sheet", "header_row", "data_rows", "columns"))


def test_the_cause_of_a_refusal_is_named():
    password = inspect(shared("nasty_dev", "files", "password_agile.xlsx"))
    assert "mot de passe" in password.message.fr
    assert "password-protected" in password.message.en
    bomb = inspect(shared("nasty_dev", "files", "xml_bomb_entities.xlsx"))
    assert "xl/sharedStrings.xml" in bomb.message.en


def test_hidden_sheets_are_said():
    assert "Sheet1" in inspect(shared("nasty_dev", "files", "first_sheet_hidden.xlsx")).message.fr


def test_the_legal_accounting_file_is_recognised():
    assert inspect(shared("fec_dev", "0000000001FEC20220831.txt")).kind == "fec"
