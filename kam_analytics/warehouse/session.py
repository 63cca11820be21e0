"""Read one state of the store as one viewer. Row-level security lives in `sql/views/03_scoped.sql` and `04_pay.sql`."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from weakref import WeakValueDictionary

import pandas as pd

from kam_analytics.core.scope import Scope
from kam_analytics.core.settings import intercompany_words
from kam_analytics.warehouse import money, packed, script
from kam_analytics.warehouse.faults import in_words
from kam_analytics.warehouse.scoped_views import ScopedViews
from kam_analytics.warehouse.store import PARTS, Connection, State, Store

WITHOUT = "without"
WITHOUT_PAY = tuple(part for part in PARTS if part != "pay")
MOST_IDLE = 4  # cursors of one viewer; more are only needed while as many of their queries run at once
_OPEN: "WeakValueDictionary[tuple[Path, State, tuple[int, ...]], Reader]" = WeakValueDictionary()
_OPENING = threading.Lock()


class Reader:
    """One state of the store, opened read-only; shared by threads, since every query takes its own cursor."""

    def __init__(self, store: Store, state: State | None = None, *, with_pay: bool = True) -> None:
        self.state, self._folder, self._currency = state or store.state(), store.folder, money.reporting_currency()
        self._idle: dict[Scope, list[Connection]] = {}
        self._db = store.open_database(self.state, PARTS if with_pay else WITHOUT_PAY)
        self._own_group = script.own_group(intercompany_words())
        with in_words(self._folder):
            money.declare(self._db, self._currency)
            self._db.execute(self._own_group)
            _views(with_pay).lay(self._db)

    def read(self, sql: Path, scope: Scope, facts: Mapping[str, object]) -> pd.DataFrame:
        """Run one `.sql` file as one viewer.

        facts: values for its `$parameters`; unused ones are left out. `without`, a pair of account ids and the share
            that remains, reads the lines as if these accounts had been invoiced only that share.
        returns: its rows; NULL is NaN/NaT/None as pandas has it, money as float64.
        """
        with self._cursor(scope, facts.get(WITHOUT)) as cursor:
            (statement,) = cursor.extract_statements(sql.read_text("utf-8"))
            wanted = {name: facts[name] for name in statement.named_parameters}
            with in_words(self._folder):
                return cursor.execute(statement, wanted).df()

    @contextmanager
    def _cursor(self, scope: Scope, lost: object = None) -> Iterator[Connection]:
        """A cursor that reads as one viewer; it serves their next query too, since naming the viewer costs 3 ms.

        After an error, and where it read without accounts, it is closed instead.
        """
        cursor = (self._idle_cursor(scope) if lost is None else None) or self._new_cursor(scope, lost)
        try:
            yield cursor
        except BaseException:
            cursor.close()
            raise
        idle = self._idle.setdefault(scope, [])
        if lost is None and len(idle) < MOST_IDLE:
            idle.append(cursor)
        else:
            cursor.close()

    def _idle_cursor(self, scope: Scope) -> Connection | None:
        try:
            return self._idle[scope].pop()
        except (KeyError, IndexError):
            return None

    def _new_cursor(self, scope: Scope, lost: object) -> Connection:
        cursor = self._db.cursor()
        announce(cursor, scope)
        if lost is not None:
            lose(cursor, lost)
        return cursor

    def script(self, query: str, scope: Scope, *, with_folder: bool) -> str:
        """A query with its values written out, run as one viewer, as a script for DuckDB; it never reads pay.

        with_folder: whether the files have their full path, or their names alone.
        """
        declared = (*money.declaration(self._db, self._currency), self._own_group)
        folder = self._folder if with_folder else None
        return script.whole(folder, self.state, declared, scope, query, parts=WITHOUT_PAY)

    def close(self) -> None:
        for idle in self._idle.values():
            while idle:
                idle.pop().close()
        self._db.close()


def shared_reader(store: Store, state: State | None = None) -> Reader:
    """The reader of a state that this process has open, else a new one; it closes when nobody holds it any more."""
    state = state or store.state()
    with in_words(store.folder):
        files = tuple(packed.at_hand(store.folder, state.file(part)).stat().st_mtime_ns for part in PARTS)
    key = (store.folder.resolve(), state, files)
    with _OPENING:
        reader = _OPEN.get(key)
        if reader is None:
            reader = _OPEN[key] = Reader(store, state)
    return reader


@cache
def _views(with_pay: bool) -> ScopedViews:
    """What lays the scoped views, parsed once for each process."""
    return ScopedViews(with_pay=with_pay)


def announce(cursor: Connection, scope: Scope) -> None:
    """Set the viewer; a cursor that skips this sees no rows."""
    for name, value in script.viewer(scope).items():
        cursor.execute(f"SET VARIABLE {name} = $v", {"v": value})
    cursor.execute("SET VARIABLE viewer = $v", {"v": scope.viewer})  # whose views; no script carries a login
    cursor.execute("SET search_path = 'scoped'")


def lose(cursor: Connection, lost: object) -> None:
    """Read `line` from here on as if the accounts had only been invoiced the share that remains.

    lost: account ids, and the share (0–1). Other views are unchanged.
    """
    if not (isinstance(lost, tuple) and len(lost) == 2):
        raise TypeError("without: a pair of account ids and a share")
    cursor.execute("SET VARIABLE lost_accounts = $v", {"v": list(lost[0])})
    cursor.execute("SET VARIABLE kept_share = $v", {"v": float(lost[1])})
    cursor.execute("SET search_path = 'without,scoped'")
