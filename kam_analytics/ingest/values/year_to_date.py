"""Amounts that run from January on: each month becomes what it adds to the month before."""

from dataclasses import dataclass
from decimal import Decimal
from math import lgamma, log
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import columns_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.typed_rows import key
from kam_analytics.language.imports import total_questions as texts
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

QUESTION = "year_to_date"
FEW_FALLS = 0.1  # of the steps from month to month, where credit notes may outweigh a month
CHANCE = 1e-4  # that so many months rise by chance


@dataclass(frozen=True, slots=True)
class _Steps:
    """How the amounts of each customer go from month to month within a year."""

    steps: int
    falls: int
    repeated: int  # months that a customer has more than once
    rising: bool  # more often than months would by chance
    total: Decimal
    difference: Decimal  # total, if the amounts run from January on


def undo(sheet: MappedTable) -> ImportQuestion | Text | None:
    """Take the running amounts of `typed` apart: a note, or the question where title and amounts do not agree."""
    layout, answer = sheet.layout, sheet.mapping.answer(QUESTION)
    if layout.kind.id != "revenue" or answer == "months":
        return None
    title = _running_title(sheet)
    if title is None and ("invoice_no" in layout.nodes or "product" in layout.nodes or not _by_month(sheet)):
        return None
    steps = _steps(sheet, title is not None or answer is not None)
    if steps is None or (title is None and answer is None and (steps.falls or not steps.rising)):
        return None
    runs = title is not None and not steps.repeated and steps.falls <= FEW_FALLS * steps.steps
    if answer != "running" and not runs:
        return texts.is_running(title, steps.difference, steps.total)
    _take_apart(sheet)
    return texts.taken_apart(steps.difference, steps.total)


def _running_title(sheet: MappedTable) -> str | None:
    """The title of the amounts that says they are running; titles of periods are those of the file."""
    layout = sheet.layout
    node = layout.nodes.get("amount")
    own = dict(zip(sheet.header.positions, sheet.header.labels, strict=True))
    columns = layout.spread or (tuple(columns_of(node)) if node else ())
    titles = [own.get(c.index, c.title) for c in columns]
    running = {w for w, kind in words("measured").items() if kind == "running"}
    return next((t for t in titles if running & set(fold(t).replace("(", " ").replace(")", " ").split())), None)


def _by_month(sheet: MappedTable) -> bool:
    """Whether every line stands on the first or the last day of a month."""
    return bool(sheet.stage.db.execute(statement(SQL, "all_by_month")).fetchall()[0][0])


def _identity(layout: Layout) -> str:
    """What has one running amount: a customer, and what else the file tells apart."""
    names = [n for n in layout.nodes if layout.kind.field(n).type in (Type.TEXT, Type.ID) and n != "invoice_no"]
    return ", ".join(["source_account", *names])


def _steps(sheet: MappedTable, thorough: bool) -> _Steps | None:
    """The steps of the file; None where they are too few, or where a customer has several lines a month."""
    query = statement(SQL, "running_steps", identity=_identity(sheet.layout))
    groups = sheet.stage.db.execute(query).fetchall()
    repeated = sum(int(g[3]) for g in groups)
    if not groups or (repeated and not thorough):
        return None
    rising = sum(lgamma(int(g[1]) + 2) for g in groups if g[1])
    steps, falls = sum(int(g[0]) for g in groups), sum(int(g[2]) for g in groups)
    total, difference = (sum((Decimal(g[k]) for g in groups), Decimal(0)) for k in (4, 5))
    return _Steps(steps, falls, repeated, rising + log(CHANCE) > 0, total, difference)


def _take_apart(sheet: MappedTable) -> None:
    db = sheet.stage.db
    db.execute(statement(SQL, "take_running_apart", identity=_identity(sheet.layout)))
    db.execute(statement(SQL, "set_key", key=key(sheet.layout.kind)))
