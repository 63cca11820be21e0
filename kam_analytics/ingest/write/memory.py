"""The memory of earlier imports: their answers, the export with the nearest titles, the usual amount a day."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

import pyarrow as pa

from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parent / "sql"

ALIKE = 0.6  # share of the titles of an earlier export that a new one must have
LATEST = 200  # imports looked at
FEWEST = 3  # imports that make an amount usual


@dataclass(frozen=True, slots=True)
class RememberedExport:
    """An export that was imported before: its mapping, and the title of each field."""

    mapping: ColumnMapping
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Memory:
    """The memory of one store, in the state in which it is read first."""

    store: Store

    @cached_property
    def _db(self) -> Connection:
        return self._open.enter_context(self.store.connect(parts=("ledger", "workspace")))

    @cached_property
    def _open(self) -> ExitStack:
        return ExitStack()

    def close(self) -> None:
        self._open.close()

    def export_like(self, fingerprint: str, labels: Sequence[str], kind: str | None) -> RememberedExport | None:
        """The export with these titles, else the one whose titles are nearest; None without one."""
        mappings = {
            str(mark): ColumnMapping.from_dict({**json.loads(text), "kind": of})
            for mark, of, text in self._db.execute(statement(SQL, "remembered_mappings")).fetchall()
        }
        if fingerprint in mappings:
            return RememberedExport(mappings[fingerprint])
        nearest = _nearest(self._db, labels, kind)
        if nearest is None:
            return None
        mark, of, columns = nearest
        return RememberedExport(mappings.get(mark, ColumnMapping(kind=of)), columns)

    def usual_a_day(self, fingerprint: str) -> Decimal | None:
        """The median of total over days of the imports with these titles; None below `FEWEST`."""
        rows = self._db.execute(statement(SQL, "totals_of_source"), {"f": fingerprint}).fetchall()
        return median(Decimal(total) / days for total, days in rows) if len(rows) >= FEWEST else None

    def habits(self, fingerprint: str) -> list[dict[str, Any]]:
        """The profiles of the live imports with these titles, the latest first (see `ImportProfile.as_habits`)."""
        rows = self._db.execute(statement(SQL, "profiles_of_source"), {"f": fingerprint}).fetchall()
        profiles = [json.loads(text or "{}").get("profile") for (text,) in rows]
        return [p for p in profiles if p]

    def names_of_accounts(self) -> pa.Table:
        """The last name of every account: source_account, account_name."""
        return self._db.sql(statement(SQL, "names_of_accounts")).to_arrow_table()

    def as_json(self) -> str:
        """Every remembered mapping as readable JSON, to read or to save."""
        rows = self._db.execute(statement(SQL, "remembered_mappings")).fetchall()
        listed = [{"fingerprint": f, "kind": kind, "mapping": json.loads(text)} for f, kind, text in rows]
        return json.dumps(listed, ensure_ascii=False, indent=1)


def _nearest(db: Connection, labels: Sequence[str], kind: str | None) -> tuple[str, str, dict[str, str]] | None:
    """Fingerprint, kind and columns of the import whose mapped titles are most alike."""
    rows = db.execute(statement(SQL, "latest_mappings", latest=LATEST)).fetchall()
    own = {fold(t) for t in labels}
    alike: list[tuple[float, str, str, dict[str, str]]] = []
    for mark, of, text in rows:
        columns = json.loads(text or "{}").get("columns") or {}
        titles = {fold(t) for t in columns.values()}
        share = len(titles & own) / max(1, len(titles))
        if len(titles) > 1 and share >= ALIKE and kind in (None, of):
            alike.append((share, mark, of, columns))
    return max(alike, key=lambda f: f[0])[1:] if alike else None
