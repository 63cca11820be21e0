"""Reads one workbook in a process of its own, which the parent watches and may kill (see `workbooks`).

Run as a script with the path of the workbook and a limit of address space in bytes. It answers JSON lines on
standard output: first `{"ready": true}`, then one answer for each request read from standard input. It imports
nothing of this package, so that it starts in a fraction of a second.
"""

import contextlib
import html
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import fastexcel
import pyarrow as pa
import python_calamine

CHUNK, LONGEST_ROW = 1 << 20, 16 << 20  # bytes
ROW_END = b"row>"
MODEL = "xl/model/item.data"
MOST_HIDDEN = 100_000  # rows of a sheet that are listed
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*\br=[\"'](\d+)")
_RESULT = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*<(?:\w+:)?v>(?!0(?:\.0*)?<)[^<]")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_PLACE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_PART = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class SheetScan:
    """What a sheet says about its rows and cells besides their values."""

    hidden: list[int] = field(default_factory=list)
    calculated: bool = False  # some formula has another result than zero
    blank: dict[str, list[int]] = field(default_factory=dict)  # column → rows of formulas without a result
    zero: dict[str, list[int]] = field(default_factory=dict)  # column → rows of formulas whose result is zero

    def scan(self, rows: bytes) -> None:
        """Note the hidden rows and the formulas without a result among some whole rows."""
        if b"hidden=" in rows and len(self.hidden) < MOST_HIDDEN:
            self.hidden += [int(n) for n in _HIDDEN_ROW.findall(rows)]
        if not _FORMULA.search(rows):
            return
        self.calculated = self.calculated or _RESULT.search(rows) is not None
        for cell in _CELL.finditer(rows):
            if b"f" in cell[2] and _FORMULA.search(cell[2]):
                self._formula(cell[1], cell[2])

    def _formula(self, attributes: bytes, inside: bytes) -> None:
        value, place = _VALUE.search(inside), _PLACE.search(attributes)
        if place is None or (value is None and b't="str"' in attributes):
            return
        if value is not None and value[1].strip(b"0.") != b"":
            return
        cells = self.blank if value is None else self.zero
        cells.setdefault(place[1].decode(), []).append(int(place[2]))


class WorkbookReader:
    """The requests a parent may make."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.book: Any = None

    def names(self) -> dict[str, Any]:
        """The sheets, and those that are hidden or hold no cells."""
        self.book = fastexcel.read_excel(self.path)
        visible, cells = python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet
        listed = python_calamine.CalamineWorkbook.from_path(self.path).sheets_metadata
        hidden = [s.name for s in listed if s.visible != visible or s.typ != cells]
        return {"names": list(self.book.sheet_names), "hidden": hidden, "model": _has_model(self.path)}

    def sheet(self, name: str, to: str) -> dict[str, Any]:
        """Write every cell of a sheet as text to an Arrow file."""
        loaded = self.book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        batch, errors = loaded.to_arrow_with_errors()
        _write(batch, to)
        return {"errors": len(errors.errors) if errors else 0}

    def marks(self, name: str) -> dict[str, Any]:
        """Hidden rows, and formulas that were never calculated, of a sheet of an .xlsx workbook."""
        marks = SheetScan()
        unlike = contextlib.suppress(KeyError, zipfile.BadZipFile, ElementTree.ParseError, OSError)
        with unlike, zipfile.ZipFile(self.path) as archive:
            for rows in _whole_rows(archive, _part_of(archive, name)):
                marks.scan(rows)
        zero = {} if marks.calculated else marks.zero
        formulas = {c: sorted([*marks.blank.get(c, []), *zero.get(c, [])]) for c in {*marks.blank, *zero}}
        return {"hidden": marks.hidden, "formulas": formulas}

    def numbers(self, name: str, column: int, after: int) -> dict[str, Any]:
        """Whether a column is stored as numbers from row `after` (0-based) on."""
        loaded = self.book.load_sheet(
            name, header_row=None, skip_rows=after, use_columns=[column], schema_sample_rows=None
        )
        return {"numbers": all(c.dtype in ("int", "float", "null") for c in loaded.selected_columns)}

    def merged(self, name: str, after: int) -> dict[str, Any]:
        """The columns in which cells are merged over several rows, from row `after` (0-based) on."""
        sheet = python_calamine.CalamineWorkbook.from_path(self.path).get_sheet_by_name(name)
        ranges = sheet.merged_cell_ranges or []
        tall = [(a[1], b[1]) for a, b in ranges if b[0] > a[0] >= after]
        return {"columns": sorted({c for first, last in tall for c in range(first, last + 1)})}

    def which_numbers(self, name: str, column: int, to: str) -> dict[str, Any]:
        """Write a column as numbers to an Arrow file; what is stored otherwise is null."""
        loaded = self.book.load_sheet(
            name, header_row=None, skip_rows=0, use_columns=[column], dtypes={column: "float"}
        )
        _write(loaded.to_arrow_with_errors()[0], to)
        return {}

    def formats(self, name: str, letters: str, to: str) -> dict[str, Any]:
        """Write the number format of each cell of a column to an Arrow file, where some format names a currency."""
        if not zipfile.is_zipfile(self.path):
            return {"formats": False}
        with zipfile.ZipFile(self.path) as book:
            has_styles = "xl/styles.xml" in book.namelist()
            styles = _currency_styles(book.read("xl/styles.xml").decode("utf-8", "replace")) if has_styles else {}
            if not styles:
                return {"formats": False}
            rows = _styles_of_column(book.read(_part_of(book, name)).decode("utf-8", "replace"), letters)
        codes = [styles.get(rows.get(n, -1)) for n in range(1, max(rows, default=0) + 1)]
        _write(pa.record_batch([pa.array(codes, pa.string())], names=["format"]), to)
        return {"formats": True}


def _currency_styles(xml: str) -> dict[int, str]:
    """Number of a cell style → its number format, of the formats that name a currency."""
    attributes = [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<numFmt ([^>]*)>", xml)]
    named = {a.get("numFmtId", ""): html.unescape(a.get("formatCode", "")) for a in attributes}
    cells = re.search(r"<cellXfs.*?</cellXfs>", xml, re.DOTALL)
    styles = re.findall(r"<xf ([^>]*)>", cells[0]) if cells else []
    formats = [re.search(r'numFmtId="(\d+)"', s) for s in styles]
    listed = {i: named[m[1]] for i, m in enumerate(formats) if m and m[1] in named}
    return {i: code for i, code in listed.items() if re.search(r"\[\$[^\]-]|[€$£¥]|\"[^\"]*[A-Za-z]{3}", code)}


def _styles_of_column(xml: str, letters: str) -> dict[int, int]:
    """Row → style of the cells of a column."""
    cells = re.findall(rf'<c ([^>]*\br="{letters}(\d+)"[^>]*)>', xml)
    return {int(row): int(style[1]) for text, row in cells if (style := re.search(r'\bs="(\d+)"', text))}


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The part of an .xlsx that holds a sheet. Raises KeyError where the workbook names none."""
    # the parent refused declarations of entities in every part, and watches this process
    listed = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter()  # noqa: S314
    wanted = next((s.get(_PART) for s in listed if s.tag.endswith("}sheet") and s.get("name") == name), None)
    for link in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):  # noqa: S314
        if link.get("Id") == wanted:
            target = link.get("Target") or ""
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(name)


def _whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a sheet in pieces that end with a row; nothing more from a row on that no spreadsheet writes."""
    with archive.open(part) as stream:
        rest = bytearray()
        while chunk := stream.read(CHUNK):
            seen = len(rest)
            rest += chunk
            end = rest.rfind(ROW_END, max(0, seen - len(ROW_END)))
            if end >= 0:
                yield bytes(rest[: end + len(ROW_END)])
                del rest[: end + len(ROW_END)]
            elif len(rest) > LONGEST_ROW:
                return
        yield bytes(rest)


def _write(batch: pa.RecordBatch, to: str) -> None:
    with pa.OSFile(to, "wb") as out, pa.ipc.new_file(out, batch.schema) as file:
        file.write(batch)


def _has_model(path: str) -> bool:
    """Whether the workbook has a data model (Power Pivot), whose rows stand in no sheet."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as book:
        return MODEL in book.namelist()


def _answer(reader: WorkbookReader, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request, or why there is none."""
    wanted: dict[str, Callable[..., dict[str, Any]]] = {
        "names": reader.names,
        "sheet": reader.sheet,
        "numbers": reader.numbers,
        "which_numbers": reader.which_numbers,
        "merged": reader.merged,
        "marks": reader.marks,
        "formats": reader.formats,
    }
    try:
        return wanted[request.pop("do")](**request)
    except BaseException as error:  # noqa: BLE001 - the reader's panics are no Exception
        return {"failed": "password" if "password" in str(error).lower() else "unreadable"}


def _limit(bytes_: int) -> None:
    """Where the system can, an allocation beyond the limit fails at once instead of filling the machine."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (bytes_, bytes_))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve until standard input ends."""
    _limit(int(sys.argv[2]))
    reader = WorkbookReader(sys.argv[1])
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_answer(reader, json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
