"""Where a file says that a line is a credit note without a minus: number, label, side, negative quantity."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.ingest.claims.texts import unused_columns
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage.cells import cell, literal
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports import credit_notes as sentences
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MOST_UNEXPLAINED = 6  # beginnings of numbers that are neither of invoices nor of credit notes
CREDIT_LABEL = (
    r"^(avoirs?|credit (note|memo)|note de credit|n/c|rembours\w*|refund\w*|returns? (of )?goods"
    r"|retours? (client|de marchandise|marchandise)s?|rfa|ristourne|rebate)([^a-z]|$)"
)
CLEAR = Decimal("0.6")  # part of the larger side that the smaller one may reach and still be the credit notes


@dataclass(frozen=True, slots=True)
class CreditMark:
    """A condition over `typed` and `source` that marks credit notes; `id` is the question where it is not sure."""

    condition: str
    sure: bool
    name: Text
    id: str = ""


@dataclass(frozen=True, slots=True)
class SideTotals:
    """The two sides of a column of debits and credits: their texts, and the amount of each."""

    column: ColumnReference
    debit: tuple[str, ...]
    credit: tuple[str, ...]
    debits: Decimal
    credits: Decimal


def of_lines(sheet: MappedTable) -> Iterator[CreditMark]:
    """Every mark of a credit note that the columns of a file may hold."""
    nodes = sheet.layout.nodes
    if "invoice_no" in nodes:
        yield from _of_numbers(sheet)
    yield from _of_labels(sheet)
    if "quantity" in nodes:
        price = " AND coalesce(unit_price, 0) >= 0" if "unit_price" in nodes else ""
        yield CreditMark(f"quantity < 0{price}", True, sentences.BY_QUANTITY)


def side_totals(sheet: MappedTable) -> SideTotals | None:
    """The column that says debit or credit for amounts without a sign; None without one."""
    sides = words("side")
    for column, first in unused_columns(sheet):
        if len(first) != 2 or {sides.get(_side_word(t)) for t in first} != {"debit", "credit"}:
            continue
        rows = sheet.stage.db.execute(statement(SQL, "sides", column=column.index)).fetchall()
        named = {str(t): sides.get(_side_word(str(t))) for t, _, _ in rows}
        if any(negative for _, _, negative in rows) or None in named.values():
            continue
        texts = {s: tuple(t for t, side in named.items() if side == s) for s in ("debit", "credit")}
        totals = {s: sum((Decimal(a) for t, a, _ in rows if t in texts[s]), Decimal(0)) for s in texts}
        return SideTotals(column, texts["debit"], texts["credit"], totals["debit"], totals["credit"])
    return None


def _side_word(text: str) -> str:
    return fold(text) or text.strip()


def _of_numbers(sheet: MappedTable) -> Iterator[CreditMark]:
    """The letters with which the numbers of credit notes begin, beside others for invoices."""
    rows = sheet.stage.db.execute(statement(SQL, "number_prefixes")).fetchall()
    counts, known = {str(p): int(n) for p, n in rows}, words("credit_prefix")
    total = sum(counts.values())
    if sum(bool(p) and p not in known for p in counts) > MOST_UNEXPLAINED:
        return  # numbers of many companies, as in a list of what was bought: the same letters mean many things
    for prefix, lines in counts.items():
        others = [p for p in counts if known.get(p) not in ("sure", "unsure")]
        if known.get(prefix) not in ("sure", "unsure") or 2 * lines > total or not others:
            continue
        beside_invoices = any(known.get(p) == "invoice" for p in others)
        if known[prefix] == "unsure" and not beside_invoices:
            continue
        condition = f"lower(regexp_extract(invoice_no, '[A-Za-z]+')) = {literal(prefix)}"
        sure = known[prefix] == "sure" and (beside_invoices or others == [""])
        yield CreditMark(condition, sure, sentences.by_number(prefix.upper()), f"credit_number:{prefix.upper()}")


def _of_labels(sheet: MappedTable) -> Iterator[CreditMark]:
    """Columns of wordings of which some begin like that of a credit note."""
    titles = [c for c in (ColumnReference(i, t) for i, t in sheet.titles.items()) if _is_label(sheet, c)]
    for column in titles:
        query = statement(SQL, "begins_like_credit", text=cell(column.index), after=sheet.title_row)
        if sheet.stage.db.execute(query).fetchall()[0][0]:
            condition = f"regexp_matches(strip_accents(lower(trim(c{column.index}))), '{CREDIT_LABEL}')"
            yield CreditMark(condition, True, sentences.by_label(column.title))


def _is_label(sheet: MappedTable, column: ColumnReference) -> bool:
    """Whether a column holds wordings: by its title, and not read as anything but a product."""
    named = bool(set(fold(column.title).split()) & set(words("label_title")))
    fields = [n for n, node in sheet.layout.nodes.items() if node == column]
    return named and set(fields) <= {"product"}
