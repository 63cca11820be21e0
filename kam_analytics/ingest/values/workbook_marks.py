"""What a workbook says besides its values: formulas that were never calculated, and rows that it hides."""

from decimal import Decimal
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.notation.expressions import columns_of
from kam_analytics.ingest.read.workbooks import letters
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_formats import number_columns
from kam_analytics.ingest.values.typed_rows import SPREAD
from kam_analytics.language.imports import parts_of_file as words
from kam_analytics.language.imports import questions
from kam_analytics.language.sentences import written
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"


def uncalculated_lines(sheet: MappedTable) -> tuple[int, ...]:
    """Lines whose amount is a formula without a result, or one that follows from such a formula."""
    cells = _uncalculated_amounts(sheet)
    if not cells:
        return ()
    rows = sheet.stage.db.execute(statement(SQL, "lines_among"), {"rows": list(cells)}).fetchall()
    return tuple(int(row[0]) for row in rows)


def which_formulas(sheet: MappedTable, lines: tuple[int, ...]) -> ImportQuestion | None:
    """The question what such lines are worth; None without one, or with its answer."""
    if not lines or sheet.mapping.answer("formulas") in questions.FORMULA_CHOICES:
        return None
    money = sheet.layout.kind.money or ""
    total = sheet.stage.db.execute(statement(SQL, "total_without", money=money), {"rows": list(lines)}).fetchall()[0][0]
    first = _uncalculated_amounts(sheet)[lines[0]]
    return questions.which_formulas(len(lines), first, _amount(total))


def reopen(sheet: MappedTable, lines: tuple[int, ...]) -> None:
    """Lines of months whose blank cell is a formula are no blank lines."""
    sheet.stage.db.execute(statement(SQL, "reopen_lines"), {"rows": list(lines)})


def remarks(sheet: MappedTable) -> list[Text]:
    """Sentences about formulas of other columns than the amount, and about hidden rows that are loaded."""
    amounts = set(_amount_columns(sheet))
    cells = {i: sheet.table.marks.formulas_of(i, sheet.title_row) for i in number_columns(sheet.layout)}
    titles = number_columns(sheet.layout)
    sentences = [
        words.uncalculated(titles[i], len(rows), f"{letters(i)}{rows[0]}")
        for i, rows in cells.items()
        if rows and i not in amounts
    ]
    return [*sentences, *_hidden_rows(sheet)]


def _hidden_rows(sheet: MappedTable) -> list[Text]:
    hidden = [n for n in sheet.table.marks.hidden if n > sheet.title_row]
    if not hidden:
        return []
    money = sheet.layout.kind.money
    query = statement(SQL, "hidden_lines", spread=SPREAD, amount=money or "NULL::DECIMAL(18, 4)")
    rows, total = sheet.stage.db.execute(query, {"rows": hidden}).fetchall()[0]
    return [words.hidden_rows(sorted(rows), _amount(total) if money else None)] if rows else []


def _amount_columns(sheet: MappedTable) -> list[int]:
    node = sheet.layout.nodes.get(sheet.layout.kind.money or "")
    if sheet.layout.spread or node is None:
        return [c.index for c in sheet.layout.spread]
    return [c.index for c in columns_of(node)]


def _uncalculated_amounts(sheet: MappedTable) -> dict[int, str]:
    """Row of `typed` → name of the cell with the formula."""
    marks, after = sheet.table.marks, sheet.title_row
    if not marks.uncalculated:
        return {}
    return {
        row + (k * SPREAD if sheet.layout.spread else 0): f"{letters(c)}{row}"
        for k, c in enumerate(_amount_columns(sheet), start=1)
        for row in marks.formulas_of(c, after)
    }


def _amount(total: object) -> Text:
    return written(Quantity(float(Decimal(str(total or 0))), Unit.EUR_EXACT))
