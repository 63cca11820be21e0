"""Put a handful of facts straight into a store, so that a test's figures can be computed in one's head."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path

import pandas as pd

from kam_analytics.answers.page.view import Read, View
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.core.settings import intercompany_words
from kam_analytics.warehouse import mart
from kam_analytics.warehouse.money import reporting_currency
from kam_analytics.warehouse.script import parameters
from kam_analytics.warehouse.session import WITHOUT, Reader
from kam_analytics.warehouse.store import Connection, State, Store

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
Row = Mapping[str, object]


def put(store: Store, kind: str, table: str, rows: Sequence[Row], part: str = "ledger") -> int:
    """One import of `rows` into `table`; returns its number."""
    return put_tables(store, kind, {table: rows}, part)


def put_tables(store: Store, kind: str, tables: Mapping[str, Sequence[Row]], part: str = "ledger") -> int:
    """One import that fills several tables of a part, as a plan workbook does."""

    def change(parts: Mapping[str, Connection]) -> int:
        ledger = parts["ledger"]
        (last,) = ledger.execute("SELECT coalesce(max(import_id), 0) FROM import_log").fetchall()[0]
        number = int(last) + 1
        ledger.execute(
            "INSERT INTO import_log (import_id, file, kind, sha256, state, imported_at, imported_by, rows_read,"
            " rows_loaded, rows_known, rows_skipped, rows_quarantined)"
            " VALUES (?, 'test.csv', ?, 'x' || ?, 'live', now()::TIMESTAMP, 'test', 0, 0, 0, '{}', 0)",
            [number, kind, number],
        )
        for table, rows in tables.items():
            _insert(parts[part], table, [{"import_id": number, "row_no": n, **r} for n, r in enumerate(rows, 1)])
        if "line" in tables:
            mart.include(ledger, number)
        return number

    number, _ = store.change(("ledger",) if part == "ledger" else ("ledger", part), change)
    return number


def _insert(db: Connection, table: str, rows: Sequence[Row]) -> None:
    """Rows in their order; those in a row that name the same columns go in with one statement."""
    columns = [c[0] for c in db.execute(f"SELECT * FROM {table} LIMIT 0").description]
    for names, group in groupby((_whole(row, columns) for row in rows), key=tuple):
        values = [list(row.values()) for row in group]
        places = ", ".join([f"({', '.join('?' * len(names))})"] * len(values))
        db.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES {places}", list(chain(*values)))


def _whole(row: Row, columns: Sequence[str]) -> dict[str, object]:
    """The row with its key and occurrence, and without a number where the table has none."""
    whole = {name: value for name, value in row.items() if name != "row_no" or name in columns}
    if "key" in columns and "key" not in whole:
        content = sorted((k, str(v)) for k, v in whole.items() if k not in ("import_id", "row_no"))
        whole |= {"key": hash(tuple(content)) % 2**63, "occurrence": whole.get("occurrence", 1)}
    return whole


def line(account: str | None, day: str, amount: float, **more: object) -> dict[str, object]:
    """One invoice line."""
    return {"source_account": account, "date": date.fromisoformat(day), "amount": amount, **more}


def view(store: Store, scope: Scope = DIRECTOR, **filters: object) -> View:
    """A view of the current state; 2025 against 2024 unless said otherwise."""
    period = {
        "start": date(2025, 1, 1),
        "end": date(2025, 12, 31),
        "base_start": date(2024, 1, 1),
        "base_end": date(2024, 12, 31),
    }
    return View(reading(store), scope, Filters(**{**period, **filters}))  # type: ignore[arg-type]


def reader(store: Store) -> Reader:
    """What reads the current state: opened once for all views of it, because laying the scoped views is dear."""
    return _opened(store.folder, store.state(), reporting_currency(), intercompany_words())


def reading(store: Store) -> Read:
    """What a view reads with; like the interface it asks each query of a state once."""
    return _remembering(reader(store))


@lru_cache(maxsize=4)
def _remembering(source: Reader) -> Read:
    @lru_cache(maxsize=1000)
    def rows(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        return source.read(sql, scope, dict(facts))

    def read(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        wanted = parameters(sql.read_text("utf-8")) | {WITHOUT}
        return rows(sql, scope, tuple(fact for fact in facts if fact[0] in wanted)).copy(deep=False)

    return read


@lru_cache(maxsize=4)
def _opened(folder: Path, state: State, _currency: object, _words: object) -> Reader:
    """The configuration is read when a reader opens: another one opens another reader."""
    return Reader(Store(folder), state)
