"""DuckDB instances that short work borrows: opening one takes 28 ms of processor, using one again less than 1."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType

import duckdb

from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.versions import OFFLINE, Connection, quoted

SQL = Path(__file__).parent / "sql" / "loans"
MOST_IDLE = 5  # what one import uses at once: the memory of earlier ones, the sheet, three parts; 4 MB each
_IDLE: list[Connection] = []


class Loan:
    """An instance that nobody else uses until `close`, which leaves nothing of this use in it.

    db: its connection; what it creates is in memory, until `use_file` names a file.
    """

    def __init__(self) -> None:
        try:
            self._instance = _IDLE.pop()
        except IndexError:
            self._instance = duckdb.connect(config=OFFLINE)
        self._is_open = True
        self.db: Connection = self._instance.cursor()
        self.db.execute(statement(SQL, "scratch"))

    def use_file(self, path: Path, name: str) -> None:
        """Attach a file to write to: tables without the name of a database are its own. Raises duckdb.Error."""
        self.db.execute(statement(SQL, "write_to", file=quoted(path), name=name))

    def close(self, *, is_sound: bool = True) -> None:
        """Undo what is not committed, detach every file; an instance that refuses is closed instead.

        is_sound: whether the instance may be lent again: not after an error, which a damaged file may have caused.
        """
        if not self._is_open:
            return
        self._is_open = False
        self.db.close()
        if not is_sound:
            self._instance.close()
            return
        try:
            for (name,) in self._instance.execute(statement(SQL, "files")).fetchall():
                self._instance.execute(statement(SQL, "give_back", name=name))
        except duckdb.Error:
            with suppress(duckdb.Error):
                self._instance.close()
            return
        if len(_IDLE) < MOST_IDLE:
            _IDLE.append(self._instance)
        else:
            self._instance.close()

    def __enter__(self) -> Connection:
        return self.db

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close(is_sound=not isinstance(error, duckdb.Error))
