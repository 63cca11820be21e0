"""A total of the document repeated on each of its lines counts once; so does an opportunity that comes several times.

The lines prove it where quantity × price or another column of amounts adds up to the repeated total; where nothing
proves it and every document of several lines repeats one amount, it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.ingest.layout.layout import title_of
from kam_analytics.ingest.notation.dictionary import titles_of, words
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import trimmed_cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_sums import number_of
from kam_analytics.ingest.values.typed_rows import set_keys
from kam_analytics.language.imports import totals as sentences
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

PROVEN = 0.95  # share of the documents that a proof must hold for
FEWEST = 2  # documents of several lines, with amounts of their own, that make a question
MOST_COLUMNS = 12  # columns of amounts tried
ONCE, LAST = "once", "last"


@dataclass(frozen=True, slots=True)
class RepeatedAmounts:
    """The documents of several lines: how many, how many repeat one amount, and how many such amounts there are."""

    documents: int
    constant: int
    distinct: int
    total: Decimal  # of all lines
    once: Decimal  # with one amount for each document that repeats it


def settle(sheet: MappedTable) -> MappedTable:
    """Amounts of `typed` by line; the result may hold questions."""
    if sheet.layout.kind.id == "opportunities":
        return _opportunities(sheet)
    number = _number(sheet)
    if number is None:
        return sheet
    repeated = _repeated(sheet, number)
    if not repeated.constant or repeated.constant < PROVEN * repeated.documents:
        return sheet
    for name, amount in _line_amounts(sheet):
        if _adds_up(sheet, number, amount):
            return _by_line(sheet, number, amount, sentences.repeated_total(_title(sheet), name, repeated.constant))
        if _is_line_amount(sheet, amount):
            return sheet
    return _asked(sheet, number, repeated)


def _asked(sheet: MappedTable, number: str, repeated: RepeatedAmounts) -> MappedTable:
    answer = sheet.mapping.answer("document_total")
    doubtful = min(repeated.constant, repeated.distinct) >= FEWEST and _lines_differ(sheet, number)
    if answer is None and doubtful:
        question = sentences.which_total(_title(sheet), repeated.constant, repeated.once, repeated.total)
        return replace(sheet, questions=(*sheet.questions, question))
    if answer == ONCE:
        sheet.stage.db.execute(statement(SQL, "set_repeated_aside", partition=f"{number}, amount", order="source.n"))
    return sheet


def _opportunities(sheet: MappedTable) -> MappedTable:
    """Lines of one opportunity with one amount count once; with several amounts they are products, or it is asked."""
    if "opportunity_id" not in sheet.layout.nodes:
        return sheet
    several, once, latest, total = sheet.stage.db.execute(statement(SQL, "opportunities")).fetchall()[0]
    answer = sheet.mapping.answer("opportunity_repeats")
    products = any(set(fold(t).split()) & set(words("line_title")) for t in sheet.layout.unused)
    if several and not products and answer is None:
        question = sentences.which_opportunity(int(several), Decimal(latest), Decimal(once))
        return replace(sheet, questions=(*sheet.questions, question))
    partition = "opportunity_id" if answer == LAST else "opportunity_id, amount"
    order = "source.n DESC" if answer == LAST else "source.n"
    rows = sheet.stage.db.execute(statement(SQL, "set_repeated_aside", partition=partition, order=order)).fetchall()
    left = int(rows[0][0]) if rows else 0
    return sheet.with_notes(sentences.opportunities_once(left, Decimal(total)) if left else None)


def _number(sheet: MappedTable) -> str | None:
    """SQL of the number of the document of a row."""
    layout = sheet.layout
    if layout.kind.id == "revenue" and "invoice_no" in layout.nodes and not layout.spread:
        return "invoice_no"
    if layout.kind.id != "orders":
        return None
    column = next((i for i, t in sheet.titles.items() if fold(t) in words("order_number")), None)
    return None if column is None else trimmed_cell(column)


def _title(sheet: MappedTable) -> str:
    return title_of(sheet.layout.nodes["amount"])


def _repeated(sheet: MappedTable, number: str) -> RepeatedAmounts:
    rows = "typed" if number == "invoice_no" else "typed JOIN source USING (n)"
    row = sheet.stage.db.execute(statement(SQL, "repeated_amounts", number=number, rows=rows)).fetchall()[0]
    return RepeatedAmounts(int(row[0]), int(row[1]), int(row[2]), Decimal(row[3]), Decimal(row[3]) - Decimal(row[4]))


def _line_amounts(sheet: MappedTable) -> Iterator[tuple[Text, str]]:
    """What the amount of a line may be: quantity × price, less a discount, or another column of numbers."""
    quantity, price = _field(sheet, "quantity"), _field(sheet, "unit_price")
    unused = [ColumnReference(i, t) for i, t in sheet.titles.items() if t in set(sheet.layout.unused)]
    if quantity and price:
        yield sentences.QUANTITY_TIMES_PRICE, f"{quantity} * {price}"
        for discount in (c for c in unused if set(fold(c.title).split()) & {"remise", "discount", "rabais"}):
            less = f"{quantity} * {price} * (1 - coalesce({number_of(sheet, discount)}, 0) / 100)"
            yield sentences.column(discount.title), less
    for column in unused[:MOST_COLUMNS]:
        if profile.most_of(sheet.stage, column.index, sheet.title_row, sheet.title_row + profile.FIRST) == "MONEY":
            yield sentences.column(column.title), number_of(sheet, column)


def _field(sheet: MappedTable, name: str) -> str | None:
    """SQL of a field of invoices, also for kinds that have no such field."""
    if name in sheet.layout.nodes:
        return name
    titles = titles_of("revenue")[name]
    found = next((ColumnReference(i, t) for i, t in sheet.titles.items() if fold(t) in titles), None)
    return number_of(sheet, found) if found else None


def _adds_up(sheet: MappedTable, number: str, amount: str) -> bool:
    """Whether the amounts of lines add up to the repeated total of their document."""
    several, equal, single, same = sheet.stage.db.execute(
        statement(SQL, "line_amounts_add_up", number=number, amount=amount)
    ).fetchall()[0]
    return bool(several > 0 and equal >= PROVEN * several and same >= PROVEN * single)


def _is_line_amount(sheet: MappedTable, amount: str) -> bool:
    """Whether the amounts are those of lines already."""
    rows, same = sheet.stage.db.execute(statement(SQL, "line_amounts_equal", amount=amount)).fetchall()[0]
    return bool(rows > 0 and same >= PROVEN * rows)


def _by_line(sheet: MappedTable, number: str, amount: str, note: Text) -> MappedTable:
    sheet.stage.db.execute(statement(SQL, "set_line_amounts", number=number, amount=amount))
    set_keys(sheet.stage, sheet.layout.kind)
    return sheet.with_notes(note)


def _lines_differ(sheet: MappedTable, number: str) -> bool:
    """Whether the lines of a document differ in anything, so that they are no copies of one line."""
    cells = ", ".join(f"c{i}" for i in sheet.titles)
    rows = sheet.stage.db.execute(statement(SQL, "lines_differ", number=number, cells=cells)).fetchall()
    return bool(rows[0][0])
