"""The staging area: the cells of one sheet as text, in a private in-memory database."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from kam_analytics.ingest.read.fec_lines import FecLines, Record
from kam_analytics.ingest.read.text_files import TextTable
from kam_analytics.ingest.stage.cells import bare_cell, untidy
from kam_analytics.warehouse.loans import Loan
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql"

CellRow = tuple[str | None, ...]
_BATCH = 50_000


@dataclass(frozen=True, slots=True)
class Stage:
    """Table `source(n, c0, c1, …)`: `n` is the row as Excel or an editor shows it, cells are text or NULL."""

    loan: Loan
    width: int
    rows: int
    last: int  # number of the last row
    plain_blanks: bool = False  # no blanks but spaces anywhere, no line breaks inside cells
    ragged: bool = False  # some rows of the text file have more cells than the usual one
    mended: int = 0  # lines of a FEC that a separator or a line break inside a wording had broken
    unsure: int = 0  # those that could not be put together

    @property
    def db(self) -> Connection:
        return self.loan.db

    def head(self, rows: int) -> list[tuple[int, CellRow]]:
        """The first rows with their numbers."""
        return self.between(0, rows, limit=rows)

    def between(self, after: int, upto: int, limit: int = 100_000) -> list[tuple[int, CellRow]]:
        """The rows numbered above `after` and up to `upto`."""
        query = f"SELECT * FROM source WHERE n > {after} AND n <= {upto} ORDER BY n LIMIT {limit}"
        return [(int(row[0]), tuple(row[1:])) for row in self.db.execute(query).fetchall()]

    def tail(self, rows: int) -> list[tuple[int, CellRow]]:
        """The last rows with their numbers."""
        return self.between(self.last - rows, self.last)

    def tidy(self, columns: Sequence[int]) -> None:
        """Take the blanks around the cells of these columns away; a cell that was only blanks becomes NULL."""
        if not columns or not self.rows:
            return
        tests = ", ".join(f"bool_or({untidy(i, self.plain_blanks)})" for i in columns)
        flags = self.db.execute(f"SELECT {tests} FROM source").fetchall()[0]
        dirty = [i for i, bad in zip(columns, flags, strict=True) if bad]
        if dirty:
            cleaned = ", ".join(f"{bare_cell(i)} AS c{i}" for i in dirty)
            self.db.execute(f"CREATE TABLE tidy AS SELECT * REPLACE ({cleaned}) FROM source")
            self.replace_source("tidy")

    def write_with_comma(self, index: int, numbers: pa.Array) -> None:
        """Rewrite the cells of a column that hold a number (by row of the sheet) with a decimal comma."""
        self.db.register("stored", pa.table({"row": pa.array(range(1, len(numbers) + 1)), "number": numbers}))
        comma = f"CASE WHEN number IS NOT NULL THEN replace(c{index}, '.', ',') ELSE c{index} END AS c{index}"
        self.db.execute(statement(SQL, "decimal_commas", comma=comma))
        self.db.unregister("stored")
        self.replace_source("commas")

    def replace_source(self, table: str, backup: str | None = None) -> None:
        """Another table takes the name `source`; the old one is dropped, or kept under a name."""
        views = self.db.execute(statement(SQL, "is_view")).fetchall()
        kind = "VIEW" if views[0][0] else "TABLE"
        self.db.execute(f"ALTER {kind} source RENAME TO {backup}" if backup else f"DROP {kind} source")
        self.db.execute(f"ALTER TABLE {table} RENAME TO source")

    def filled_rows(self, columns: Sequence[int], after: int) -> int:
        """How many rows have something in one of these columns."""
        filled = " OR ".join(f"trim(c{i}) <> ''" for i in columns)
        return int(self.db.execute(f"SELECT count(*) FROM source WHERE n > {after} AND ({filled})").fetchall()[0][0])

    def dictionary(self, table: str, value: str, kind: str, entries: Mapping[str, object]) -> None:
        """Create `table(text, value)` from texts and their values; `kind` is the type of the values."""
        self.db.execute(
            statement(SQL, "dictionary", table=table, kind=kind, value=value),
            {"texts": list(entries), "values": list(entries.values())},
        )

    def close(self) -> None:
        self.loan.close()


def stage_table(cells: pa.Table) -> Stage:
    """Stage a sheet read from a workbook; row n is Excel's row n."""
    loan = _borrowed()
    db = loan.db
    if cells.num_columns == 0:
        cells = pa.table({"c0": pa.array([], pa.string())})
    db.register("arrived", cells)
    db.execute(statement(SQL, "create_cells"))
    db.unregister("arrived")
    db.execute(statement(SQL, "number_rows"))
    return Stage(loan=loan, width=cells.num_columns, rows=cells.num_rows, last=cells.num_rows)


def stage_text(table: TextTable) -> Stage:
    """Stage a text file; row n is the physical line on which the record begins."""
    loan = _borrowed()
    if table.overlong:  # DuckDB's reader drops a blank cell beyond the titles, which tells that the others moved
        return _stage_ragged(loan, table)
    try:
        rows = _read_regular(loan.db, table)
    except duckdb.Error:
        return _stage_ragged(loan, table)
    if rows == table.lines:
        loan.db.execute(statement(SQL, "number_rows"))
        return Stage(loan=loan, width=table.width, rows=rows, last=rows, plain_blanks=table.plain_blanks)
    loan.db.execute("DROP TABLE cells")  # blank lines or line breaks inside quotes: count physical lines
    return _stage_ragged(loan, table)


def _read_regular(db: Connection, table: TextTable) -> int:
    """DuckDB's own reader, which wants the same number of cells in every row."""
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(table.width))
    db.execute(
        statement(SQL, "read_csv", columns=columns),
        {"path": str(table.path), "delim": table.separator, "quote": '"' if table.quoted else ""},
    )
    return int(db.execute(statement(SQL, "count_cells")).fetchall()[0][0])


def _stage_ragged(loan: Loan, table: TextTable) -> Stage:
    """Python's reader: slower, but it takes rows of any length and knows the line each begins on."""
    lines = _fec_lines(table)
    width = max([table.width, *(len(row) for _, row in _whole_records(table, lines))])
    mended, unsure = (lines.mended, lines.unsure) if lines else (0, 0)
    db, names = loan.db, ["n", *(f"c{i}" for i in range(width))]
    db.execute(f"CREATE TABLE source (n INTEGER, {', '.join(f'{c} VARCHAR' for c in names[1:])})")
    rows = last = 0
    for batch in _batches(_whole_records(table, lines), width):
        db.register("arrived", pa.table(batch, names=names))
        db.execute(statement(SQL, "append_rows"))
        db.unregister("arrived")
        rows, last = rows + len(batch[0]), int(batch[0][-1].as_py())
    return Stage(loan=loan, width=width, rows=rows, last=last, ragged=width > table.width, mended=mended, unsure=unsure)


def _fec_lines(table: TextTable) -> FecLines | None:
    """What the lines of a FEC hold, where some are longer or shorter than its titles; None for another file."""
    if table.quoted:
        return None
    records = _records(table)
    lines = FecLines(next(records, (0, []))[1])
    for _, row in records:
        lines.learn(row)
    return lines


def _whole_records(table: TextTable, lines: FecLines | None) -> Iterator[Record]:
    return _records(table) if lines is None else lines.mend(_records(table))


def _batches(records: Iterable[Record], width: int) -> Iterator[list[pa.Array]]:
    numbers: list[int] = []
    columns: list[list[str | None]] = [[] for _ in range(width)]
    for number, row in records:
        numbers.append(number)
        for i, column in enumerate(columns):
            column.append(row[i] or None if i < len(row) else None)
        if len(numbers) == _BATCH:
            yield _arrays(numbers, columns)
            numbers, columns = [], [[] for _ in range(width)]
    if numbers:
        yield _arrays(numbers, columns)


def _arrays(numbers: list[int], columns: Sequence[list[str | None]]) -> list[pa.Array]:
    return [pa.array(numbers, pa.int32()), *(pa.array(c, pa.string()) for c in columns)]


def _records(table: TextTable) -> Iterator[Record]:
    """Each record with the physical line it begins on; empty lines are no records."""
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if table.quoted else csv.QUOTE_NONE
    with table.path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter=table.separator, quoting=quoting)
        before = 0
        for row in reader:
            if row:
                yield before + 1, row
            before = reader.line_num


def _borrowed() -> Loan:
    loan = Loan()
    loan.db.execute("SET TimeZone = 'UTC'")
    # DuckDB 2.0.0 fails inside this optimizer on ORDER BY … LIMIT over a view with rowid
    loan.db.execute("SET disabled_optimizers = 'late_materialization'")
    return loan
