"""The scoped views of a reader: their scripts run whole once in a process, later readers copy what they created."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from kam_analytics.warehouse import script
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.versions import OFFLINE, Connection, quoted

SQL = Path(__file__).parent / "sql" / "definitions"
_CREATED = re.compile(r"(?:\s*--[^\n]*\n)*\s*CREATE (?:SECURE )?(TABLE|VIEW|TYPE) ([\w.]+) AS\b")


class ScopedViews:
    """The scripts with or without pay, parsed, and the definitions that they create.

    DuckDB plans the query of each view and macro when it is created, which is half of the 0.3 s that the scripts take.
    Definitions that are copied from a database are not planned; the small tables are computed for each state, and a
    type that is made of data is created again, with the views that have a column of it.
    """

    def __init__(self, *, with_pay: bool) -> None:
        self._create = _parsed(script.views(with_pay=with_pay))
        self._again: tuple[duckdb.Statement, ...] = ()
        self._definitions: bytes | None = None

    def lay(self, db: Connection) -> None:
        """Create them over the attached parts, the declared amounts and the words of the own group."""
        if self._definitions is not None and _copied(db, self._definitions):
            _run(db, self._again)
            return
        _run(db, self._create)
        if self._definitions is None:
            of_data = [(str(kind), str(name)) for kind, name in db.execute(statement(SQL, "of_data")).fetchall()]
            self._again = _parsed(filter(None, (_again(create.query, of_data) for create in self._create)))
            self._definitions = _definitions(db, of_data)


def _parsed(scripts: Iterable[str]) -> tuple[duckdb.Statement, ...]:
    with duckdb.connect(config=OFFLINE) as db:
        return tuple(s for text in scripts for s in db.extract_statements(text))


def _again(create: str, of_data: Sequence[tuple[str, str]]) -> str | None:
    """What is still to be run for a statement of the scripts where its definition is copied; None for nothing."""
    match = _CREATED.match(create)
    if match is None:
        return None
    if match[1] == "TABLE":
        return statement(SQL, "fill", table=match[2], rows=create[match.end() :])
    return create if match.groups() in of_data else None


def _run(db: Connection, statements: Iterable[duckdb.Statement]) -> None:
    db.execute("BEGIN")
    for each in statements:
        db.execute(each)
    db.execute("COMMIT")


def _copied(db: Connection, definitions: bytes) -> bool:
    """Copy the definitions; False where the folder for temporary files takes none: reading goes on without it."""
    try:
        with TemporaryDirectory(prefix="kam-views-") as folder:
            file = Path(folder) / "definitions.duckdb"
            file.write_bytes(definitions)
            db.execute(statement(SQL, "copy", file=quoted(file)))
    except OSError:
        return False
    return True


def _definitions(db: Connection, of_data: Sequence[tuple[str, str]]) -> bytes | None:
    """A database with what the scripts created, without a row and without what is made of data; None as above."""
    try:
        with TemporaryDirectory(prefix="kam-views-") as folder:
            file = Path(folder) / "definitions.duckdb"
            db.execute(statement(SQL, "keep", file=quoted(file)))
            for kind, name in of_data:
                db.execute(statement(SQL, "drop", kind=kind, name=name))
            db.execute("DETACH definitions")
            return file.read_bytes()
    except (OSError, duckdb.IOException):
        db.execute("DETACH DATABASE IF EXISTS definitions")
        return None
