"""Workbooks: their visible sheets, each read whole as text by a child process that can be killed.

A workbook is a program for its reader: a few kilobytes may ask for terabytes, and a reader written in another
language may abort the process it runs in. What a small file may cost is therefore fixed, and grows with its size.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from kam_analytics.ingest.dialogue.refusals import FileRefused, PasswordProtected, TooHeavy
from kam_analytics.ingest.read.child_process import ChildProcess, LimitPassed, Limits

READER = Path(__file__).with_name("workbook_child.py")
# Measured: 0.1 s and 17 MB for each megabyte of a packed workbook of invoice lines, from a base of 57 MB.
SECONDS, SECONDS_PER_MEGABYTE = 4.0, 1.0
RESIDENT, RESIDENT_PER_MEGABYTE = 400 * 2**20, 40 * 2**20

_DOCUMENTATION = re.compile(
    r"^(notice|readme|read me|lisez[- ]?moi|legende?|legend|info(rmation)?s?|sommaire|index|cover|couverture|accueil"
    r"|parametres?|parameters|definitions?|glossaire|glossary|mode d'emploi|aide|help|page de garde)\b"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text: `cells` has a string column for each used column, blank leading rows included."""

    name: str
    cells: pa.Table
    errors: int  # cells that hold an Excel error


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """What a sheet says about itself besides its values."""

    hidden: frozenset[int] = frozenset()  # rows, as Excel numbers them
    uncalculated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # letters of a column → rows

    def formulas_of(self, column: int, after: int) -> tuple[int, ...]:
        """Rows below `after` in which a column holds a formula without a result."""
        return tuple(n for n in self.uncalculated.get(letters(column), ()) if n > after)


def letters(column: int) -> str:
    """The name that Excel gives to a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    name, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook. has_model: whether it has rows in a data model (Power Pivot), outside its sheets."""

    file: str
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    reader: ChildProcess
    scratch: Path
    has_model: bool = False

    def sheet(self, name: str) -> Sheet:
        """Every cell of a sheet as text; dates as ISO, numbers with a dot. Raises FileRefused."""
        arrived = self.scratch / "sheet.arrow"
        answer = _answer(self.reader, self.file, do="sheet", name=name, to=str(arrived))
        cells = _read(arrived)
        return Sheet(
            name, cells.rename_columns([f"c{i}" for i in range(cells.num_columns)]), int(str(answer["errors"]))
        )

    def marks(self, name: str) -> SheetMarks:
        """Hidden rows and formulas that were never calculated; nothing where the format does not tell."""
        answer = _answer(self.reader, self.file, do="marks", name=name)
        formulas = answer["formulas"]
        rows = formulas if isinstance(formulas, dict) else {}
        return SheetMarks(
            hidden=frozenset(int(str(n)) for n in _listed(answer["hidden"])),
            uncalculated={str(column): tuple(int(str(n)) for n in _listed(cells)) for column, cells in rows.items()},
        )

    def holds_numbers(self, name: str, column: int, first_row: int) -> bool:
        """Whether a column is stored as numbers from `first_row` (0-based) on: then its decimal mark is no question."""
        answer = _answer(self.reader, self.file, do="numbers", name=name, column=column, after=first_row)
        return bool(answer["numbers"])

    def merged_columns(self, name: str, first_row: int) -> frozenset[int]:
        """Columns in which cells are merged over several rows, from `first_row` (0-based) on."""
        answer = _answer(self.reader, self.file, do="merged", name=name, after=first_row)
        return frozenset(int(str(c)) for c in _listed(answer["columns"]))

    def number_formats(self, name: str, column: int) -> pa.Array | None:
        """For each row of a sheet, the format of a cell of a column; None where no format names a currency."""
        arrived = self.scratch / "formats.arrow"
        answer = _answer(self.reader, self.file, do="formats", name=name, letters=letters(column), to=str(arrived))
        return _read(arrived).column(0).combine_chunks() if answer["formats"] else None

    def which_numbers(self, name: str, column: int) -> pa.Array:
        """For each row of a sheet, the number a cell of a column is stored as; null where it is none."""
        arrived = self.scratch / "numbers.arrow"
        _answer(self.reader, self.file, do="which_numbers", name=name, column=column, to=str(arrived))
        return _read(arrived).column(0).combine_chunks()


@dataclass(frozen=True, slots=True)
class SheetCells:
    """How one sheet stores its cells, besides their text (see `numbers.StoredCells`)."""

    book: Workbook
    sheet: str
    after: int  # row of the titles
    width: int

    def all_numbers(self, column: int) -> bool:
        """Whether every cell below the titles is stored as a number."""
        return column < self.width and self.book.holds_numbers(self.sheet, column, self.after)

    def which(self, column: int) -> pa.Array | None:
        """For each row of the sheet, the number stored there; None when the column is not of the sheet."""
        return self.book.which_numbers(self.sheet, column) if column < self.width else None

    def formats(self, column: int) -> pa.Array | None:
        """For each row of the sheet, the number format of its cell; None where none of the file names a currency."""
        return self.book.number_formats(self.sheet, column) if column < self.width else None

    def merged(self) -> frozenset[int]:
        """Columns in which cells are merged over several rows."""
        return self.book.merged_columns(self.sheet, self.after)


def open_workbook(path: Path, file: str, scratch: Path) -> Workbook:
    """The workbook and its sheets, hidden ones apart. Raises FileRefused, PasswordProtected, TooHeavy."""
    try:
        reader = ChildProcess(READER, path, limits_of(path.stat().st_size))
    except LimitPassed as error:
        raise FileRefused(file) from error
    sheets = _answer(reader, file, do="names")
    hidden = {str(n) for n in _listed(sheets["hidden"])}
    names = [str(n) for n in _listed(sheets["names"])]
    visible = tuple(n for n in names if n not in hidden)
    return Workbook(file, visible, tuple(n for n in names if n in hidden), reader, scratch, bool(sheets["model"]))


def limits_of(size: int) -> Limits:
    """What reading a workbook of so many bytes may take: ten times what an honest one of that size needs."""
    megabytes = max(0.0, size / 2**20 - 1)
    return Limits(SECONDS + SECONDS_PER_MEGABYTE * megabytes, RESIDENT + int(RESIDENT_PER_MEGABYTE * megabytes))


def is_documentation(folded_name: str) -> bool:
    """Whether a sheet has the name of an explanation: notice, read me, parameters."""
    return bool(_DOCUMENTATION.match(folded_name))


def _answer(reader: ChildProcess, file: str, **request: object) -> dict[str, object]:
    """The answer of the child. Raises the refusal that its failure means."""
    try:
        answer = reader.ask(**request)
    except LimitPassed as error:
        raise TooHeavy(file) from error
    if "failed" in answer:
        raise PasswordProtected(file) if answer["failed"] == "password" else FileRefused(file)
    return answer


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _read(path: Path) -> pa.Table:
    """An Arrow file, read into memory: a mapped one could not be deleted on every system."""
    with pa.OSFile(str(path), "rb") as source:
        return pa.ipc.open_file(source).read_all()
