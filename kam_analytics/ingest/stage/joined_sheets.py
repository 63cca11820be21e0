"""Sheets of one workbook that hold one list by pieces, a sheet for each year or month: read together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kam_analytics.ingest.notation.dates import month_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.numbers import StoredCells
from kam_analytics.ingest.read.workbooks import SheetMarks
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.warehouse.sql_files import statement

if TYPE_CHECKING:
    from kam_analytics.ingest.stage.reading import StagedTable

SQL = Path(__file__).parent / "sql"

MOST_COMMON = 0.2  # share of the smaller of two sheets that both may hold: identical lines legitimately repeat
_PERIOD = re.compile(r"(19|20)\d\d|[tqs][1-4]|(0?[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class JoinedCells:
    """How several sheets under each other store their cells (see `numbers.StoredCells`)."""

    parts: tuple[tuple[StoredCells, int], ...]  # of each sheet, and how many rows it takes

    def all_numbers(self, column: int) -> bool:
        """Whether every cell below the titles of every sheet is stored as a number."""
        return all(cells.all_numbers(column) for cells, _ in self.parts)

    def which(self, column: int) -> pa.Array | None:
        """For each row, the number stored there; None when the column is of none of the sheets."""
        return _stacked([(cells.which(column), rows) for cells, rows in self.parts])

    def formats(self, column: int) -> pa.Array | None:
        """For each row, the number format of its cell; None where none of the sheets names a currency."""
        return _stacked([(cells.formats(column), rows) for cells, rows in self.parts])

    def merged(self) -> frozenset[int]:
        """Columns in which cells are merged over several rows."""
        return frozenset[int]().union(*(cells.merged() for cells, _ in self.parts))


def are_pieces(tables: "Sequence[StagedTable]") -> bool:
    """Whether sheets with the same titles are one list: their names are periods, and no line is in two of them."""
    names = [_rest_of_period(table.sheet or "") for table in tables]
    return all(n is not None and n == names[0] for n in names) and not any(
        share_in_common(one, other) > MOST_COMMON for one, other in combinations(tables, 2)
    )


def share_in_common(one: "StagedTable", other: "StagedTable") -> float:
    """The share of the lines of the smaller sheet that the other holds too."""
    small, large = sorted((_lines(one), _lines(other)), key=len)
    return float(np.isin(small, large).mean()) if len(small) else 0.0


def join_sheets(tables: "Sequence[StagedTable]") -> tuple[Stage, StoredCells | None]:
    """The cells of sheets with the same titles in the same columns under those of the first one.

    Row n of a further sheet is numbered after the last row of the sheet before.
    """
    first = tables[0].stage
    parts, offset = [statement(SQL, "all_cells", table="source")], first.last
    for k, table in enumerate(tables[1:]):
        columns = ", ".join(f"c{i}" if i < table.stage.width else f"NULL AS c{i}" for i in range(first.width))
        query = statement(SQL, "rows_of_sheet", offset=offset, columns=columns, title_row=table.header.row)
        first.db.register(f"sheet_{k}", table.stage.db.sql(query).to_arrow_table())
        parts.append(statement(SQL, "all_cells", table=f"sheet_{k}"))
        offset += table.stage.last
    first.db.execute(statement(SQL, "join_sheets", parts=" UNION ALL ".join(parts)))
    first.replace_source("joined")
    rows = sum(table.stage.rows for table in tables)
    cells = [(table.stored, table.stage.last) for table in tables if table.stored is not None]
    return Stage(loan=first.loan, width=first.width, rows=rows, last=offset), JoinedCells(tuple(cells))


def join_marks(marks: Sequence[SheetMarks], rows: Sequence[int]) -> SheetMarks:
    """Hidden rows and formulas of the sheets, by the numbers their rows have when joined."""
    hidden: set[int] = set()
    formulas: dict[str, tuple[int, ...]] = {}
    offset = 0
    for one, last in zip(marks, rows, strict=True):
        hidden |= {offset + n for n in one.hidden}
        for column, cells in one.uncalculated.items():
            formulas[column] = (*formulas.get(column, ()), *(offset + n for n in cells))
        offset += last
    return SheetMarks(frozenset(hidden), formulas)


def _rest_of_period(name: str) -> tuple[str, ...] | None:
    """The words of a sheet's name beside its period; None where it names none.

    >>> _rest_of_period("Ventes 2024"), _rest_of_period("janv. 25"), _rest_of_period("Lyon")
    (('ventes',), (), None)
    """
    words = re.findall(r"[a-z]+[1-4](?![0-9])|[a-z]+|[0-9]+", fold(name))
    periods = [w for w in words if _PERIOD.fullmatch(w) or w.isdigit() or month_of(w) is not None]
    return tuple(w for w in words if w not in periods) if periods else None


def _lines(table: "StagedTable") -> npt.NDArray[np.uint64]:
    columns = ", ".join(f"c{i}" for i in table.header.positions)
    query = statement(SQL, "hashes_of_lines", columns=columns, title_row=table.header.row)
    return np.asarray(table.stage.db.execute(query).fetchnumpy()["line"], np.uint64)


def _stacked(columns: Sequence[tuple[pa.Array | None, int]]) -> pa.Array | None:
    """The values of several sheets under each other, each as long as its sheet; None where all are None."""
    filled = [values for values, _ in columns if values is not None]
    if not filled:
        return None
    parts = []
    for values, rows in columns:
        cut = pa.nulls(0, filled[0].type) if values is None else values.slice(0, rows)
        parts += [cut, pa.nulls(rows - len(cut), filled[0].type)]
    return pa.concat_arrays(parts)
