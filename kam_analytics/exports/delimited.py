"""Rows as text with separators: a table of a page as CSV, and lists for other programs."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Chart, Column, Table
from kam_analytics.answers.page.cells import word
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Unit
from kam_analytics.exports import words
from kam_analytics.exports.sheets import ALIVE, clean
from kam_analytics.language.typography import typeset

BOM = "\ufeff"  # so that Excel reads the accents
HUNDREDS = (Unit.SHARE, Unit.GROWTH, Unit.POINTS)  # written as their column says: in %, in points
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_NUMBER = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Notation:
    """How a file writes what is between two cells, decimals and days; mark: what it begins with."""

    separator: str
    decimal: str
    day: str
    mark: str = ""


FRENCH = Notation(";", ",", "%d/%m/%Y", BOM)
INTERNATIONAL = Notation(",", ".", "%Y-%m-%d")


def table_bytes(block: Table | Chart, notation: Notation, lang: Lang, *, with_pay: bool = False) -> bytes:
    """A table, or the rows that a chart draws: a line of titles with their units, then one line a row.

    Numbers are those of the rows, not rounded; percentages and points are in hundredths, as their title says. A text
    that starts like a formula stays a text; secret columns are left out unless `with_pay`.
    """
    columns = visible_columns(block, with_pay=with_pay)
    heads = [_head(column, lang) for column in columns.values()]
    cells = [[_cell(value, column, notation, lang) for value in block.rows[name]] for name, column in columns.items()]
    rows = zip(*cells, strict=True)
    return (notation.mark + delimited([heads, *rows], notation.separator)).encode()


def visible_columns(block: Table | Chart, *, with_pay: bool = False) -> dict[str, Column]:
    """The columns of an export: those that the block declares and has, without the secret ones unless `with_pay`."""
    return {name: c for name, c in block.columns.items() if (with_pay or not c.secret) and name in block.rows}


def delimited(rows: Iterable[Sequence[str]], separator: str) -> str:
    """Rows of texts as lines; a cell with a separator or a quotation mark is quoted."""
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def one_line(cell: str) -> str:
    """Replace line breaks and other control characters by a space: a name or a note cannot begin a new line."""
    return _BREAKS.sub(" ", cell).strip(" ")


def inert(cell: str) -> str:
    """Escape a text that starts like a formula, so that programs read it as text; a signed number is unchanged."""
    return f"'{cell}" if cell.startswith(ALIVE) and not _NUMBER.fullmatch(cell) else cell


def _head(column: Column, lang: Lang) -> str:
    label = typeset(column.label, lang)
    unit = words.UNITS.get(column.unit) if column.unit is not None else None
    sign = "" if unit is None else unit.in_(lang)
    return _text(label if not sign or sign in label else f"{label} ({sign})")


def _cell(value: Any, column: Column, notation: Notation, lang: Lang) -> str:
    if column.unit is None:
        return _text(word(value, lang, ""))
    if value is None or pd.isna(value):
        return ""
    if column.unit in (Unit.DATE, Unit.MONTH):
        return pd.Timestamp(value).strftime(notation.day)
    return _number(float(value), column.unit).replace(".", notation.decimal)


def _number(value: float, unit: Unit) -> str:
    """All digits of the value, without an exponent."""
    exact = Decimal(repr(value)).scaleb(2 if unit in HUNDREDS else 0)
    digits = f"{exact:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _text(text: str) -> str:
    return inert(one_line(clean(text)))
