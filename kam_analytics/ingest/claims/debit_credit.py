"""Amounts in two columns, debit and credit: the difference is the revenue, and the user says which way round.

An account of a customer has invoices in debit and payments in credit; a ledger of sales has invoices in credit and
credit notes in debit. Nothing in two columns of numbers tells the one from the other.
"""

from dataclasses import replace

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.layout.layout import Layout, title_of
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import Arithmetic, BlankAsZero, ColumnReference, Node
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.units import without_unit
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_sums import total_and_median
from kam_analytics.language.imports import credit_notes as sentences

CHOICES = ("credit_less_debit", "debit_less_credit", "credit", "debit")


def question(sheet: MappedTable) -> ImportQuestion | None:
    """Which way round, with the total of each answer; None without the two columns, or when it is answered."""
    pair = _pair(sheet)
    if pair is None or sheet.mapping.answer("debit_credit") in CHOICES:
        return None
    debits, credits_ = (total_and_median(sheet, [column])[0] for column in pair)
    if not debits or not credits_:
        return None
    totals = (credits_ - debits, debits - credits_, credits_, debits)
    return sentences.which_column_side(pair[0].title, pair[1].title, dict(zip(CHOICES, totals, strict=True)))


def apply(sheet: MappedTable) -> MappedTable:
    """The sheet with the amount that the answer chooses."""
    pair, answer = _pair(sheet), sheet.mapping.answer("debit_credit")
    if pair is None or answer not in CHOICES:
        return sheet
    debit, credit = pair
    nodes: dict[str, Node] = {
        "credit_less_debit": Arithmetic("-", BlankAsZero(credit), BlankAsZero(debit)),
        "debit_less_credit": Arithmetic("-", BlankAsZero(debit), BlankAsZero(credit)),
        "credit": credit,
        "debit": debit,
    }
    return replace(sheet, layout=_with_amount(sheet.layout, nodes[answer]))


def _with_amount(layout: Layout, amount: Node) -> Layout:
    missing = tuple(name for name in layout.missing if name != "amount")
    return replace(layout, nodes={**layout.nodes, "amount": amount}, missing=missing)


def _pair(sheet: MappedTable) -> tuple[ColumnReference, ColumnReference] | None:
    """The columns of debits and credits where one of them is the amount, or nothing is."""
    layout, sides = sheet.layout, words("side")
    if layout.kind.id != "revenue" or layout.spread:
        return None
    named = {sides.get(fold(without_unit(t))): ColumnReference(i, t) for i, t in sheet.titles.items() if len(t) > 1}
    node = layout.nodes.get("amount")
    if not {"debit", "credit"} <= named.keys() or (node is not None and fold(title_of(node)) not in sides):
        return None
    return named["debit"], named["credit"]
