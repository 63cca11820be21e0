"""What an export of the demonstration is, and how it is written: as a workbook or as text."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from data.demo_headers import HEADERS, UNMAPPED

Value = str | int | float | date | None
Row = tuple[Value, ...]


class Percent(float):
    """A share that a workbook shows as a percentage: 0.8 reads 80 %."""


@dataclass(frozen=True)
class Sheet:
    """One table: its name in the workbook, its titles, its rows in order."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Export:
    """One file of the demonstration; `kind` is a kind of file the import knows."""

    kind: str
    file_name: str
    sheets: tuple[Sheet, ...]


def export(kind: str, file_name: str, sheet: str, columns: Sequence[str], rows: Iterable[Row]) -> Export:
    """A one-sheet export whose canonical columns take their French headers, others keep their name.

    Raises ValueError when the columns are not those `HEADERS` and `UNMAPPED` declare for the kind.
    """
    titles = HEADERS[kind]
    wrong = set(columns) ^ {*titles, *UNMAPPED.get(kind, ())}
    if wrong:
        raise ValueError(f"columns of {kind} do not match its headers: {sorted(wrong)}")
    return Export(kind, file_name, (Sheet(sheet, tuple(titles.get(c, c) for c in columns), tuple(rows)),))


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets in order, titles first; text stays text, shares show as percentages."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        target = book.create_sheet(sheet.name)
        target.append(sheet.headers)
        for row in sheet.rows:
            target.append(_cells(target, row))
    book.save(path)


def write_table(path: Path, sheet: Sheet) -> None:
    """Write one sheet as text: semicolons, decimal commas, days as 2026-01-31, which no reader can take for another."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(sheet.headers)
        writer.writerows([_text(value) for value in row] for row in sheet.rows)


def _text(value: Value) -> str:
    if isinstance(value, Percent):
        return f"{100 * value:g} %".replace(".", ",")
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return "" if value is None else str(value)


def write_erp_text(path: Path, lines: Iterable[str]) -> None:
    """Write lines as a French ERP does: Windows-1252, line end CRLF.

    Raises UnicodeEncodeError when a character does not exist in Windows-1252.
    """
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("cp1252"))


def _cells(sheet: WriteOnlyWorksheet, row: Row) -> Iterator[object]:
    for value in row:
        if isinstance(value, Percent):
            cell = WriteOnlyCell(sheet, float(value))
            cell.number_format = "0%"
            yield cell
        elif isinstance(value, str) and value.startswith("="):
            raise ValueError(f"a workbook would take {value!r} for a formula")
        else:
            yield value
