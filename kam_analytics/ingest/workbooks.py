"""Workbooks: their visible sheets, each read whole as text."""

import re
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import pyarrow as pa
import python_calamine

from kam_analytics.ingest.refusals import FileRefused, PasswordProtected

_DOCUMENTATION = re.compile(
    r"^(notice|readme|read me|lisez[- ]?moi|legende?|legend|info(rmation)?s?|sommaire|index|cover|couverture"
    r"|parametres?|parameters|definitions?|glossaire|glossary|mode d'emploi|aide|help)\b"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as text: `cells` has a string column for each used column, blank leading rows included."""

    name: str
    cells: pa.Table
    errors: int  # cells that hold an Excel error


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook."""

    path: Path
    file: str
    visible: tuple[str, ...]
    hidden: tuple[str, ...]
    reader: fastexcel.ExcelReader

    def sheet(self, name: str) -> Sheet:
        """Every cell of a sheet as text; dates as ISO, numbers with a dot. Raises FileRefused."""
        try:
            loaded = self.reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            batch, errors = loaded.to_arrow_with_errors()
        except BaseException as error:
            raise _refusal(self.file, error) from error
        cells = pa.Table.from_batches([batch]).rename_columns([f"c{i}" for i in range(batch.num_columns)])
        return Sheet(name, cells, len(errors.errors) if errors else 0)

    def holds_numbers(self, name: str, column: int, first_row: int) -> bool:
        """Whether a column is stored as numbers from `first_row` (0-based) on: then its decimal mark is no question."""
        loaded = self.reader.load_sheet(
            name, header_row=None, skip_rows=first_row, use_columns=[column], schema_sample_rows=None
        )
        return all(c.dtype in ("int", "float", "null") for c in loaded.selected_columns)


def open_workbook(path: Path, file: str) -> Workbook:
    """The workbook and its sheets, hidden ones apart. Raises FileRefused, PasswordProtected."""
    try:
        reader = fastexcel.read_excel(path)
        hidden = _hidden(path)
    except BaseException as error:  # the reader's panics are no Exception
        raise _refusal(file, error) from error
    names = tuple(reader.sheet_names)
    return Workbook(
        path, file, tuple(n for n in names if n not in hidden), tuple(n for n in names if n in hidden), reader
    )


def is_documentation(folded_name: str) -> bool:
    """Whether a sheet's name says that it explains the others."""
    return bool(_DOCUMENTATION.match(folded_name))


def _hidden(path: Path) -> frozenset[str]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return frozenset(
        s.name
        for s in book.sheets_metadata
        if s.visible != python_calamine.SheetVisibleEnum.Visible or s.typ != python_calamine.SheetTypeEnum.WorkSheet
    )


def _refusal(file: str, error: BaseException) -> FileRefused:
    """What the reader's failure means; an interruption by the user is passed on."""
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
        raise error
    if "password" in str(error).lower():
        return PasswordProtected(file)
    return FileRefused(file)
