"""A file that has been read, checked and typed, and waits to be written."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from kam_analytics.core.imports import Rejection, StepLog
from kam_analytics.core.kinds import Kind
from kam_analytics.core.text import Text
from kam_analytics.ingest.layout import Layout
from kam_analytics.ingest.load.cells import literal
from kam_analytics.ingest.load.stage import Stage
from kam_analytics.ingest.load.typed import SPREAD
from kam_analytics.ingest.mapping import Mapping

CREDITS = ("credit_note", "return", "rebate")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything the write needs; the rows are in table `typed` of the stage."""

    file: str
    sha256: str
    kind: Kind
    layout: Layout
    stage: Stage
    mapping: Mapping  # as given, completed by what was remembered
    log: dict[str, Any]  # the mapping as it was applied, for the log
    fingerprint: str
    rows_read: int
    rows_skipped: dict[str, int]
    rows_quarantined: int
    rejected: tuple[Rejection, ...]
    notes: tuple[Text, ...]
    steps: tuple[StepLog, ...] = ()
    overlap: str | None = None  # what the user answered
    raw_titles: tuple[str, ...] = field(default_factory=tuple)


def rows_to_write(prepared: Prepared, fields: tuple[str, ...]) -> pa.Table:
    """row_no, key, occurrence, the fields and the cells as written, by date then row."""
    kind = prepared.kind
    stage = prepared.stage
    _add_keys(stage, kind)
    order = f"{kind.day}, n" if kind.day else "n"
    columns = ", ".join(fields)
    return stage.db.sql(
        f"""SELECT n::INTEGER AS row_no, key, coalesce(again.occurrence, 1)::INTEGER AS occurrence, {columns}, raw
        FROM typed JOIN keyed USING (n) LEFT JOIN again USING (n) WHERE aside IS NULL ORDER BY {order}"""
    ).to_arrow_table()


def _add_keys(stage: Stage, kind: Kind) -> None:
    """Tables `keyed(n, key)` and `again(n, occurrence)`, the latter for keys that occur more than once."""
    names = kind.natural_key or kind.names
    text = " || chr(31) || ".join(f"coalesce({n}::VARCHAR, '')" for n in names)
    stage.db.execute(f"CREATE OR REPLACE TABLE keyed AS SELECT n, md5_number_lower({text}) AS key FROM typed WHERE aside IS NULL")
    stage.db.execute(
        """CREATE OR REPLACE TABLE again AS
        SELECT n, row_number() OVER (PARTITION BY key ORDER BY n) AS occurrence FROM keyed
        SEMI JOIN (SELECT key FROM keyed GROUP BY key HAVING count(*) > 1) AS repeated USING (key)"""
    )


def quarantine_to_write(prepared: Prepared) -> pa.Table:
    """row_no, column_name, value, rule, raw as JSON of title and text."""
    pairs = ", ".join(f"$t{i}, split_part(raw, chr(31), {i + 1})" for i in range(len(prepared.raw_titles)))
    titles = {f"t{i}": t for i, t in enumerate(prepared.raw_titles)}
    return prepared.stage.db.sql(
        f"""SELECT (n % {SPREAD})::INTEGER AS row_no, column_name, value, rule, json_object({pairs})::VARCHAR AS raw
        FROM rejected ORDER BY 1, 2""",
        params=titles,
    ).to_arrow_table()


def add_source_account(stage: Stage, layout: Layout) -> None:
    """`source_account`: the code of the customer, else the name, of kinds that carry both."""
    if "account_id" in layout.kind.names:
        stage.db.execute("ALTER TABLE typed ADD COLUMN source_account VARCHAR")
        stage.db.execute("UPDATE typed SET source_account = coalesce(account_id, account_name)")


def credit_signs(stage: Stage) -> tuple[int, int]:
    """How many credit notes, returns and rebates are positive, and how many negative."""
    listed = ", ".join(literal(c) for c in CREDITS)
    found = stage.db.execute(
        f"""SELECT count(*) FILTER (amount > 0), count(*) FILTER (amount < 0) FROM typed
            WHERE aside IS NULL AND document_class IN ({listed})"""
    ).fetchall()[0]
    return int(found[0]), int(found[1])


def negate_credits(stage: Stage) -> None:
    """Make every credit note reduce revenue; margin, cost and quantity follow where they are positive too."""
    listed = ", ".join(literal(c) for c in CREDITS)
    stage.db.execute(
        f"""UPDATE typed SET amount = -amount, margin = CASE WHEN margin > 0 THEN -margin ELSE margin END,
            cost = CASE WHEN cost > 0 THEN -cost ELSE cost END,
            quantity = CASE WHEN quantity > 0 THEN -quantity ELSE quantity END
            WHERE aside IS NULL AND amount > 0 AND document_class IN ({listed})"""
    )


def class_unknown_documents(stage: Stage) -> None:
    """Lines whose document word is unknown count by their sign."""
    stage.db.execute(
        """UPDATE typed SET document_class = CASE WHEN amount < 0 THEN 'credit_note' ELSE 'invoice' END
           WHERE aside IS NULL AND document_class IS NULL"""
    )


def span(stage: Stage, kind: Kind) -> tuple[date | None, date | None]:
    """First and last day of the rows to write."""
    if kind.day is None:
        return None, None
    first, last = stage.db.execute(f"SELECT min({kind.day}), max({kind.day}) FROM typed WHERE aside IS NULL").fetchall()[0]
    return first, last


def reasons(stage: Stage) -> dict[str, int]:
    """Rows of `typed` by the reason they are not loaded; the empty reason counts those that are."""
    rows = stage.db.execute("SELECT coalesce(aside, ''), count(*) FROM typed GROUP BY 1 ORDER BY 1").fetchall()
    return {str(reason): int(n) for reason, n in rows}


def money_total(stage: Stage, kind: Kind) -> Decimal | None:
    """Sum of the money of the rows to write; None for kinds without money."""
    if kind.money is None:
        return None
    found = stage.db.execute(f"SELECT sum({kind.money}) FROM typed WHERE aside IS NULL").fetchall()[0][0]
    return None if found is None else Decimal(found)


def accounts(stage: Stage) -> frozenset[str]:
    """The accounts the rows to write are about."""
    rows = stage.db.execute("SELECT DISTINCT account FROM typed WHERE aside IS NULL").fetchall()
    return frozenset(str(row[0]) for row in rows)
