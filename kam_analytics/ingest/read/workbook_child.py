"""Reads one workbook in a process of its own, which the parent watches and may kill (see `workbooks`).

Run as a script with the path of the workbook and a limit of address space in bytes. It answers JSON lines on
standard output: first `{"ready": true}`, then one answer for each request read from standard input. It imports
nothing of this package, so that it starts in a fraction of a second.
"""

import contextlib
import json
import sys
from collections.abc import Callable
from typing import Any

import fastexcel
import pyarrow as pa
import python_calamine


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
        return {"names": list(self.book.sheet_names), "hidden": hidden}

    def sheet(self, name: str, to: str) -> dict[str, Any]:
        """Write every cell of a sheet as text to an Arrow file."""
        loaded = self.book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        batch, errors = loaded.to_arrow_with_errors()
        _write(batch, to)
        return {"errors": len(errors.errors) if errors else 0}

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


def _write(batch: pa.RecordBatch, to: str) -> None:
    with pa.OSFile(to, "wb") as out, pa.ipc.new_file(out, batch.schema) as file:
        file.write(batch)


def _answer(reader: WorkbookReader, request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request, or why there is none."""
    wanted: dict[str, Callable[..., dict[str, Any]]] = {
        "names": reader.names,
        "sheet": reader.sheet,
        "numbers": reader.numbers,
        "which_numbers": reader.which_numbers,
        "merged": reader.merged,
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
