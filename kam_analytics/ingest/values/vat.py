"""Whether the amounts of invoices are net of VAT: by the title, by a VAT column, else by a question or a note.

Revenue is net of VAT. A title that says so settles it; one that says the contrary raises a question. A bare title
(« Montant », `Total`) beside a column of VAT amounts is decided by the values: VAT is a legal rate of the net
amount, or a legal share of the gross one. Beside a VAT column that proves nothing the rate is asked. A bare title
alone is taken as net, as most exports are, and the report says so.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.layout.layout import Layout, title_of
from kam_analytics.ingest.notation.expressions import Arithmetic, ColumnReference, NumberLiteral
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.units import without_unit
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_sums import number_of
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

FACTORS = {"20": "0.833333333333", "10": "0.909090909091", "5.5": "0.947867298578", "0": "1"}
RATES = ("0.2", "0.1", "0.085", "0.055", "0.021")  # of France, overseas included
PROVEN = 0.95  # share of the rows with VAT that one reading must explain
_BARE = frozenset(
    {
        "montant",
        "montants",
        "amount",
        "total",
        "prix",
        "price",
        "somme",
        "valeur",
        "value",
        "facture",
        "facturee",
        "ligne",
        "line",
        "invoice",
        "eur",
        "euro",
        "euros",
        "de",
        "la",
        "of",
    }
)
_VAT = frozenset({"tva", "vat", "tax", "taxe", "taxes"})
_NO_AMOUNT = frozenset({"hors", "excl", "excluding", "n", "no", "num", "numero", "number", "id", "intracom", "mode"})


@dataclass(frozen=True, slots=True)
class VatDecision:
    """The layout with amounts net of VAT, the question that is open, the note for the report."""

    layout: Layout
    question: ImportQuestion | None = None
    note: Text | None = None


def decide(sheet: MappedTable) -> VatDecision:
    """How the amounts of this file become net of VAT."""
    layout = sheet.layout
    node = layout.nodes.get("amount")
    if layout.kind.id != "revenue" or node is None:
        return VatDecision(layout)
    title, answer = title_of(node), sheet.mapping.answer("vat")
    if answer in FACTORS:
        return VatDecision(_times(layout, FACTORS[answer]))
    if is_gross(title):
        return VatDecision(layout, questions.which_vat(title))
    chosen = "amount" in (sheet.mapping.columns or {})  # the page says that the column must be net
    if chosen or not isinstance(node, ColumnReference) or not is_bare(title):
        return VatDecision(layout)
    return _of_values(sheet, node)


def is_gross(title: str) -> bool:
    """Whether a title includes VAT in the amount.

    >>> is_gross("Montant TTC"), is_gross("Total (incl. VAT)"), is_gross("Montant HT")
    (True, True, False)
    """
    words = _words(title)
    return "ttc" in words or ("incl" in words and bool(words & _VAT))


def is_bare(title: str) -> bool:
    """Whether a title is neither net nor gross.

    >>> is_bare("Montant"), is_bare("Total amount"), is_bare("Montant net"), is_bare("CA")
    (True, True, False, False)
    """
    words = _words(without_unit(title))
    return bool(words) and words <= _BARE


def _of_values(sheet: MappedTable, amount: ColumnReference) -> VatDecision:
    """A bare title: what the VAT columns beside it prove."""
    layout = sheet.layout
    labels = zip(sheet.header.labels, sheet.header.positions, strict=True)
    taxes = [ColumnReference(i, t) for t, i in labels if _words(t) & _VAT and not _words(t) & _NO_AMOUNT]
    if not taxes:
        return VatDecision(layout, note=reports.taken_as_net(amount.title))
    for tax in taxes:
        rows, net, gross = _votes(sheet, amount, tax)
        if rows and net >= PROVEN * rows:
            return VatDecision(layout, note=reports.proven_net(amount.title, tax.title))
        if rows and gross >= PROVEN * rows:
            nodes = {**layout.nodes, "amount": Arithmetic("-", amount, tax)}
            return VatDecision(replace(layout, nodes=nodes), note=reports.proven_gross(amount.title, tax.title))
    return VatDecision(layout, questions.which_vat(amount.title, unsaid=True))


def _votes(sheet: MappedTable, amount: ColumnReference, tax: ColumnReference) -> tuple[int, int, int]:
    """Rows with both amounts; those where VAT is a legal rate of the amount; those where it is inside it."""
    a, t = number_of(sheet, amount), number_of(sheet, tax)
    net = " OR ".join(f"abs(abs(t) - abs(a) * {r}) <= 0.011" for r in RATES)
    gross = " OR ".join(f"abs(abs(t) - abs(a) * {r} / (1 + {r})) <= 0.011" for r in RATES)
    row = sheet.stage.db.execute(
        statement(SQL, "vat_votes", net=net, gross=gross, amount=a, tax=t, title_row=sheet.title_row)
    ).fetchall()[0]
    rows, nets, grosses = (int(x) for x in row)
    return rows, nets, grosses


def _times(layout: Layout, factor: str) -> Layout:
    if factor == "1":
        return layout
    return replace(
        layout, nodes={**layout.nodes, "amount": Arithmetic("*", layout.nodes["amount"], NumberLiteral(factor))}
    )


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", fold(title).replace("h.t", "ht")))
