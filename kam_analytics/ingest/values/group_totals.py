"""Rows of a wide table that sum other rows of it: results, groups of a pivot; by their label and by their amounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.header import sums_of_rows
from kam_analytics.ingest.header.non_data_rows import announces_total, ends_like_total
from kam_analytics.ingest.header.sums_of_rows import Vector
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import columns_of
from kam_analytics.ingest.notation.folding import fold, trimmed
from kam_analytics.ingest.stage.cells import trimmed_cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values import totals_and_footers
from kam_analytics.ingest.values.typed_rows import SPREAD
from kam_analytics.language.imports import total_questions as texts
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST = 300_000  # amounts looked at; a longer table is a list of customers
UNITS = 10_000  # amounts are compared in ten-thousandths
ROUNDING = 0.005  # share by which a labelled total may differ from its rounded parts
QUESTION = "group_totals"


@dataclass(frozen=True, slots=True)
class _Row:
    number: int  # in the file
    label: str
    amounts: Vector

    @property
    def total(self) -> Decimal:
        return Decimal(sum(self.amounts)) / UNITS


def set_aside(sheet: MappedTable) -> ImportQuestion | Text | None:
    """Set the rows of totals of a wide table aside: a note that names them, or the question where it is not certain."""
    if not sheet.layout.spread:
        _set_lines_aside(sheet)
        return None
    rows = _rows(sheet)
    named = [r for r in rows if fold(r.label) in words("totals")]
    others = [r for r in rows if r not in named]
    certain, doubtful = _sorted(others)
    answer = sheet.mapping.answer(QUESTION)
    _set_aside(sheet, [*named, *certain, *(doubtful if answer == "aside" else ())])
    if doubtful and answer not in ("aside", "lines"):
        kept = sum((r.total for r in others if r not in certain), Decimal(0))
        without = kept - sum((r.total for r in doubtful), Decimal(0))
        return texts.are_totals([r.label for r in doubtful], doubtful[0].total, without, kept)
    unlabelled = [r.label for r in certain if not announces_total(r.label)]
    return texts.totals_by_sum(unlabelled) if unlabelled else None


def _set_lines_aside(sheet: MappedTable) -> None:
    """In a list, set the rows aside that lack a value and sum the lines above or below them: heads of groups."""
    money, day = sheet.layout.kind.money, sheet.layout.kind.day
    if money is None or day is None:
        return
    db = sheet.stage.db
    lines, lacking = db.execute(statement(SQL, "undated_amounts", day=day, money=money)).fetchall()[0]
    if not lacking or lines > MOST:
        return
    rows = db.execute(statement(SQL, "amounts_of_lines", incomplete=_is_bare(sheet.layout), money=money)).fetchall()
    candidates = frozenset(i for i, row in enumerate(rows) if row[1])
    totals = sums_of_rows.find_among([(int(row[2] * UNITS),) for row in rows], candidates)
    if totals:
        chosen = [rows[i][0] for i in sorted(totals)]
        db.execute(statement(SQL, "set_totals_aside"), {"n": chosen, "why": ["total"] * len(chosen)})


def _is_bare(layout: Layout) -> str:
    """SQL condition of a row with an amount and at most a customer: no day, no number, no article."""
    described = [
        f"c{c.index} IS NULL"
        for name, node in layout.nodes.items()
        if name not in totals_and_footers.IDENTITY and layout.kind.field(name).type in (Type.TEXT, Type.ID, Type.DATE)
        for c in columns_of(node)
    ]
    return " AND ".join(described) if len(described) > 1 and layout.kind.day in layout.nodes else "false"


def _sorted(rows: Sequence[_Row]) -> tuple[list[_Row], list[_Row]]:
    """The rows that are totals for certain, and those that may be."""
    labelled = frozenset(i for i, r in enumerate(rows) if announces_total(r.label))
    summed = sums_of_rows.find([r.amounts for r in rows], labelled)
    certain = {i for i in summed.parts if summed.complete or i in labelled or not rows[i].label}
    certain |= {i for i in labelled - certain if _is_nearly_sum(rows, i, certain)}
    doubtful = {i for i in summed.parts if i not in certain}
    doubtful |= {i for i in labelled - certain if ends_like_total(rows[i].label)}
    return [rows[i] for i in sorted(certain)], [rows[i] for i in sorted(doubtful)]


def _is_nearly_sum(rows: Sequence[_Row], at: int, totals: Iterable[int]) -> bool:
    """Whether a labelled row is the sum of the lines just above it, up to rounding."""
    wanted, summed = rows[at].amounts, [0] * len(rows[at].amounts)
    for count, i in enumerate(range(at - 1, -1, -1), start=1):
        if i in totals:
            continue
        summed = [a + b for a, b in zip(summed, rows[i].amounts, strict=True)]
        margins = [max(count * UNITS // 2, ROUNDING * abs(w)) for w in wanted]
        if all(abs(a - w) <= m for a, w, m in zip(summed, wanted, margins, strict=True)):
            return count > 1 or any(wanted)
    return False


def _rows(sheet: MappedTable) -> list[_Row]:
    """The rows of the wide table with what they say and their amounts by period."""
    width, db = len(sheet.layout.spread), sheet.stage.db
    query = statement(SQL, "spread_amounts", spread=SPREAD, money=sheet.layout.kind.money or "NULL", most=MOST)
    cells = db.execute(query).fetchall()
    if len(cells) == MOST:
        return []
    amounts: dict[int, list[int]] = {}
    for n, k, amount in cells:
        amounts.setdefault(int(n), [0] * width)[int(k) - 1] = int(amount * UNITS)
    labels = _labels(sheet)
    return [_Row(n, labels.get(n, ""), tuple(values)) for n, values in amounts.items()]


def _labels(sheet: MappedTable) -> dict[int, str]:
    """Row → the text that announces a total, else its first text."""
    spread = {c.index for c in sheet.layout.spread}
    columns = [i for i in sheet.header.positions if i not in spread]
    if not columns:
        return {}
    listed = ", ".join(trimmed_cell(i) for i in columns)
    rows = sheet.stage.db.execute(statement(SQL, "labels_of_rows", labels=listed, title_row=sheet.title_row)).fetchall()
    labels: dict[int, str] = {}
    for n, *cells in rows:
        texts_ = [t for c in cells if (t := trimmed(c))]
        labels[int(n)] = next((t for t in texts_ if announces_total(t)), texts_[0] if texts_ else "")
    return labels


def _set_aside(sheet: MappedTable, rows: Sequence[_Row]) -> None:
    if rows:
        query = statement(SQL, "set_group_totals_aside", spread=SPREAD)
        sheet.stage.db.execute(query, {"rows": [r.number for r in rows]})
