"""A table as CSV: every figure of the rows in the notation asked for, texts that stay texts, no pay of others."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path

import pandas as pd
import pytest

from kam_analytics.answers.page.blocks import Chart, Column, Table
from kam_analytics.answers.page.cells import word
from kam_analytics.answers.pages import blocks
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Unit
from kam_analytics.exports.delimited import FRENCH, HUNDREDS, INTERNATIONAL, Notation, inert, one_line, table_bytes
from kam_analytics.exports.workbook import flat
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, view
from tests.review.packs import HOSTILE, SECRET

NOTATIONS: dict[Lang, Notation] = {"fr": FRENCH, "en": INTERNATIONAL}
YEAR = {"start": date(2025, 10, 1), "end": date(2026, 9, 30)}
BASE = {"base_start": date(2024, 10, 1), "base_end": date(2025, 9, 30)}
LABELS = {
    "name": Column(Text(fr="Compte", en="Account")),
    "amount": Column(Text(fr="CA", en="Revenue"), Unit.EUR),
    "share": Column(Text(fr="Part", en="Share"), Unit.SHARE),
    "on": Column(Text(fr="Jour", en="Day"), Unit.DATE),
}


def table(rows: list[dict[str, object]], **columns: Column) -> Table:
    return Table("t", Text(fr="Comptes", en="Accounts"), pd.DataFrame(rows), columns or LABELS)


def cells(content: bytes, notation: Notation) -> list[list[str]]:
    text = content.decode("utf-8").removeprefix(notation.mark)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=notation.separator))


ROW = {"name": "Alcyon", "amount": -1234.5, "share": 0.357, "on": date(2026, 3, 9)}


def test_french_csv_opens_in_a_french_excel() -> None:
    content = table_bytes(table([ROW]), FRENCH, "fr")
    assert content == "\ufeffCompte;CA (€);Part (%);Jour\r\nAlcyon;-1234,5;35,7;09/03/2026\r\n".encode()


def test_international_csv_is_what_programs_expect() -> None:
    content = table_bytes(table([ROW]), INTERNATIONAL, "en")
    assert content == "Account,Revenue (€),Share (%),Day\r\nAlcyon,-1234.5,35.7,2026-03-09\r\n".encode()


def test_what_is_missing_is_an_empty_cell_and_zero_is_zero() -> None:
    rows = [{"amount": None}, {"amount": 0.0}, {"amount": float("nan")}, {"amount": 1e-7}, {"amount": 1e16}]
    written = cells(table_bytes(table(rows, amount=LABELS["amount"]), FRENCH, "fr"), FRENCH)
    assert [row[0] if row else "" for row in written[1:]] == ["", "0", "", "0,0000001", "10000000000000000"]


@pytest.mark.parametrize("notation", [FRENCH, INTERNATIONAL])
@pytest.mark.parametrize("name", [*HOSTILE, "\t=1", "\r\n=1;2,3", 'say "hi", he; said', "  =cmd", "a\x00b\u2028c"])
def test_a_text_stays_one_cell_that_no_program_runs(name: str, notation: Notation) -> None:
    written = cells(table_bytes(table([{**ROW, "name": name}]), notation, "fr"), notation)
    assert [len(row) for row in written] == [4, 4]
    assert not written[1][0].startswith(("=", "@", "\t", "\r", " "))
    assert written[1][0].removeprefix("'")[:1] == one_line(name)[:1]
    assert not any(ord(character) < 32 for character in written[1][0])


def test_a_title_of_a_column_is_a_text_too() -> None:
    written = cells(table_bytes(table([ROW], name=Column(Text(fr="=1+1", en="=1+1"))), FRENCH, "fr"), FRENCH)
    assert written[0] == ["'=1+1"]


def test_a_secret_column_is_left_out_but_for_who_exports_the_pay_they_see() -> None:
    paid = table([{**ROW, "pay": 99.5}], **LABELS, pay=SECRET)
    assert b"99" not in table_bytes(paid, FRENCH, "fr")
    assert b"Secret" not in table_bytes(paid, FRENCH, "fr")
    assert b"99,5" in table_bytes(paid, FRENCH, "fr", with_pay=True)


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "variable_pay", "at_risk", "account"])
def test_every_figure_is_the_answers(demonstration: Path, page: str) -> None:
    shown = blocks(page, view(Store(demonstration), DIRECTOR, **YEAR, **BASE))
    exported = [block for block in flat(shown) if isinstance(block, Table | Chart)]
    assert exported
    for block, (lang, notation) in product(exported, NOTATIONS.items()):
        columns = {n: c for n, c in block.columns.items() if not c.secret and n in block.rows}
        written = cells(table_bytes(block, notation, lang), notation)
        assert len(written) == len(block.rows) + 1
        for at, (name, column) in enumerate(columns.items()):
            for row, value in zip(written[1:], block.rows[name], strict=True):
                assert is_same(row[at] if row else "", value, column, notation, lang), (block.id, name, value)


def is_same(cell: str, value: object, column: Column, notation: Notation, lang: Lang) -> bool:
    if column.unit is None:
        return cell == inert(one_line(word(value, lang, "")))
    if pd.isna(value):
        return cell == ""
    if column.unit in (Unit.DATE, Unit.MONTH):
        return datetime.strptime(cell, notation.day).date() == pd.Timestamp(value).date()
    number = Decimal(cell.replace(notation.decimal, "."))
    return float(number.scaleb(-2) if column.unit in HUNDREDS else number) == float(value)
