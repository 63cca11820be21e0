"""A file that is read, typed and checked, ready to be written; and queries over its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from kam_analytics.core.import_profile import NO_PROFILE, ImportProfile
from kam_analytics.core.imports import Rejection, StepLog
from kam_analytics.core.kinds import UPDATED_LATER, Kind
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping, fingerprint
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.typed_rows import SPREAD
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of `typed` by their fate: read = loaded + quarantined + skipped."""

    read: int
    loaded: int
    quarantined: int
    skipped: dict[str, int]
    steps: tuple[StepLog, ...]


@dataclass(frozen=True, slots=True)
class PreparedImport:
    """A file whose rows are in table `typed` of the stage, with everything the write needs.

    log: facts that the log holds beside the mapping; raw_titles: titles of the cells stored with a rejected row.
    """

    sheet: MappedTable
    log: Mapping[str, Any]
    tally: Tally
    rejections: tuple[Rejection, ...]
    notes: tuple[Text, ...]
    raw_titles: tuple[str, ...]
    profile: ImportProfile = NO_PROFILE

    @property
    def file(self) -> str:
        return self.sheet.opened.file

    @property
    def sha256(self) -> str:
        return self.sheet.opened.sha256

    @property
    def kind(self) -> Kind:
        return self.sheet.layout.kind

    @property
    def layout(self) -> Layout:
        return self.sheet.layout

    @property
    def stage(self) -> Stage:
        return self.sheet.stage

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping of the user, completed by the remembered one."""
        return self.sheet.mapping

    @property
    def applied_mapping(self) -> dict[str, Any]:
        """The mapping as it was applied, for the log."""
        units = {name: str(factor) for name, factor in self.layout.units.items()}
        return {**self.mapping.as_json(), **self.log, "units": units, "profile": self.profile.as_habits()}

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.sheet.header.labels)

    @property
    def rows_skipped(self) -> dict[str, int]:
        return self.tally.skipped

    @property
    def rows_quarantined(self) -> int:
        return self.tally.quarantined


def rows_to_write(prepared: PreparedImport, fields: tuple[str, ...]) -> pa.Table:
    """row_no, key, occurrence, the fields and the cells as written, by date then row."""
    db, day = prepared.stage.db, prepared.kind.day
    again = _repeated(prepared)
    occurrence = "coalesce(again.occurrence, 1)" if again else "1"
    join = "LEFT JOIN again USING (n)" if again else ""
    order = f"ORDER BY {day}, n" if day and (again or not _in_order(prepared.stage, day)) else ""
    return db.sql(
        statement(SQL, "rows_to_write", occurrence=occurrence, fields=", ".join(fields), join=join, order=order)
    ).to_arrow_table()


def _repeated(prepared: PreparedImport) -> bool:
    """Create `again(n, occurrence)` for the keys that occur more than once; False when none does.

    Due and payment days come first in the order: lines that differ in nothing else are the same ones, paid later.
    """
    db, days = prepared.stage.db, [name for name in UPDATED_LATER if name in prepared.layout.nodes]
    db.execute(statement(SQL, "number_repeated_rows", order=", ".join([*days, "n"])))
    return bool(db.execute(statement(SQL, "count_repeated_rows")).fetchall()[0][0])


def _in_order(stage: Stage, day: str) -> bool:
    """Whether the rows stand by date already: then the sort, which costs as much as the reading, is spared."""
    columns = stage.db.execute(statement(SQL, "days", day=day)).fetchnumpy()
    days = columns["day"]
    return bool((days[1:] >= days[:-1]).all() and (columns["n"][1:] > columns["n"][:-1]).all())


def quarantine_to_write(prepared: PreparedImport) -> pa.Table:
    """row_no, column_name, value, rule, raw as JSON of title and text."""
    pairs = ", ".join(f"$t{i}, split_part(raw, chr(31), {i + 1})" for i in range(len(prepared.raw_titles)))
    titles = {f"t{i}": t for i, t in enumerate(prepared.raw_titles)}
    return prepared.stage.db.sql(
        statement(SQL, "quarantine_to_write", spread=SPREAD, pairs=pairs),
        params=titles,
    ).to_arrow_table()


def span(stage: Stage, kind: Kind) -> tuple[date | None, date | None]:
    """First and last day of the rows to write."""
    if kind.day is None:
        return None, None
    first, last = stage.db.execute(statement(SQL, "span", day=kind.day)).fetchall()[0]
    return first, last


def tally(stage: Stage, rejected: int) -> Tally:
    """Count the rows once the values are typed and `rejected` of them set aside."""
    counts = reasons(stage)
    skipped = {r: n for r, n in counts.items() if r not in ("", "quarantine")}
    rows = sum(counts.values())
    lines = rows - sum(skipped.values())
    steps = (StepLog("read", rows, rows), StepLog("values", rows, lines), StepLog("check", lines, lines - rejected))
    return Tally(read=rows, loaded=counts.get("", 0), quarantined=rejected, skipped=skipped, steps=steps)


def reasons(stage: Stage) -> dict[str, int]:
    """Rows of `typed` by the reason they are not loaded; the empty reason counts those that are."""
    rows = stage.db.execute(statement(SQL, "rows_by_reason")).fetchall()
    return {str(reason): int(n) for reason, n in rows}


def money_total(stage: Stage, kind: Kind) -> Decimal | None:
    """Sum of the money of the rows to write; None for kinds without money."""
    if kind.money is None:
        return None
    total = stage.db.execute(statement(SQL, "money_total", money=kind.money)).fetchall()[0][0]
    return None if total is None else Decimal(total)


def accounts(stage: Stage) -> frozenset[str]:
    """The accounts the rows to write are about."""
    rows = stage.db.execute(statement(SQL, "accounts_of_rows")).fetchall()
    return frozenset(str(row[0]) for row in rows)
