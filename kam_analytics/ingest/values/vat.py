"""Whether the amounts of invoices are net of VAT: told by the title, proven by a VAT column, else asked or said.

Revenue is net of VAT. A title that says so is believed; one that says the contrary is asked about. A bare title
(« Montant », `Total`) beside a column of VAT amounts is decided by the values: VAT is a legal rate of the net
amount, or a legal share of the gross one. Beside a VAT column that proves nothing the rate is asked. A bare title
alone is taken as net, as most exports are, and the report says so.
"""

import re
from dataclasses import dataclass, replace

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.layout.layout import Layout, title_of
from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.expressions import Arithmetic, ColumnReference, NumberLiteral
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import number_text, trimmed_cell
from kam_analytics.ingest.stage.reading import StagedTable
from kam_analytics.language.imports import questions, reports

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
    """The layout with amounts net of VAT, what must be asked, what must be said."""

    layout: Layout
    question: ImportQuestion | None = None
    note: Text | None = None


def judge(layout: Layout, table: StagedTable, mapping: ColumnMapping) -> VatDecision:
    """How the amounts of this file become net of VAT."""
    node = layout.nodes.get("amount")
    if layout.kind.id != "revenue" or node is None:
        return VatDecision(layout)
    title, answer = title_of(node), mapping.answer("vat")
    if answer in FACTORS:
        return VatDecision(_times(layout, FACTORS[answer]))
    if says_gross(title):
        return VatDecision(layout, questions.which_vat(title))
    chosen = "amount" in (mapping.columns or {})  # who names the column is told that it is net
    if chosen or not isinstance(node, ColumnReference) or not is_bare(title):
        return VatDecision(layout)
    return _of_values(layout, table, node)


def says_gross(title: str) -> bool:
    """Whether a title says that VAT is in the amount.

    >>> says_gross("Montant TTC"), says_gross("Total (incl. VAT)"), says_gross("Montant HT")
    (True, True, False)
    """
    words = _words(title)
    return "ttc" in words or ("incl" in words and bool(words & _VAT))


def is_bare(title: str) -> bool:
    """Whether a title says neither net nor gross.

    >>> is_bare("Montant"), is_bare("Total amount"), is_bare("Montant net"), is_bare("CA")
    (True, True, False, False)
    """
    words = _words(title)
    return bool(words) and words <= _BARE


def _of_values(layout: Layout, table: StagedTable, amount: ColumnReference) -> VatDecision:
    """A bare title: what the VAT columns beside it prove."""
    labels = zip(table.header.labels, table.header.positions, strict=True)
    taxes = [ColumnReference(i, t) for t, i in labels if _words(t) & _VAT and not _words(t) & _NO_AMOUNT]
    if not taxes:
        return VatDecision(layout, note=taken_as_net(amount.title))
    for tax in taxes:
        rows, net, gross = _votes(table, amount, tax)
        if rows and net >= PROVEN * rows:
            return VatDecision(layout, note=proven_net(amount.title, tax.title))
        if rows and gross >= PROVEN * rows:
            nodes = {**layout.nodes, "amount": Arithmetic("-", amount, tax)}
            return VatDecision(replace(layout, nodes=nodes), note=proven_gross(amount.title, tax.title))
    return VatDecision(layout, questions.which_vat(amount.title, unsaid=True))


def _votes(table: StagedTable, amount: ColumnReference, tax: ColumnReference) -> tuple[int, int, int]:
    """Rows with both amounts; those where VAT is a legal rate of the amount; those where it is inside it."""
    a, t = _number(table, amount), _number(table, tax)
    net = " OR ".join(f"abs(abs(t) - abs(a) * {r}) <= 0.011" for r in RATES)
    gross = " OR ".join(f"abs(abs(t) - abs(a) * {r} / (1 + {r})) <= 0.011" for r in RATES)
    row = table.stage.db.execute(
        f"""SELECT count(*), count(*) FILTER ({net}), count(*) FILTER ({gross})
        FROM (SELECT {a} AS a, {t} AS t FROM source WHERE n > {table.header.row}) WHERE abs(t) >= 0.5 AND a <> 0"""
    ).fetchall()[0]
    rows, nets, grosses = (int(x) for x in row)
    return rows, nets, grosses


def _number(table: StagedTable, column: ColumnReference) -> str:
    facts = profile.number_facts(table.stage, column.index, table.header.row)
    return f"try_cast({number_text(trimmed_cell(column.index), number_rules.style_of(facts))} AS DOUBLE)"


def _times(layout: Layout, factor: str) -> Layout:
    if factor == "1":
        return layout
    return replace(
        layout, nodes={**layout.nodes, "amount": Arithmetic("*", layout.nodes["amount"], NumberLiteral(factor))}
    )


def _words(title: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", fold(title).replace("h.t", "ht")))


def taken_as_net(title: str) -> Text:
    """What the report says of a bare title alone."""
    return reports.assumed(
        title,
        "rien ne dit si la TVA y est comprise ; les montants sont pris hors taxes. Sinon, retirez cet import et"
        f" recommencez avec le calcul « {title} / 1.2 » comme colonne de montant",
        "nothing says whether VAT is included; the amounts are taken as net of VAT. If they are not, withdraw this"
        f" import and start again with the calculation “{title} / 1.2” as the amount column",
    )


def proven_net(title: str, tax: str) -> Text:
    """What the report says when the VAT column is a rate of the amount."""
    return reports.assumed(
        title,
        f"hors taxes, la colonne « {tax} » en étant un taux légal",
        f"net of VAT, since column “{tax}” is a legal rate of it",
    )


def proven_gross(title: str, tax: str) -> Text:
    """What the report says when the VAT column is a share of the amount."""
    return reports.assumed(
        title,
        f"TVA comprise, d’après la colonne « {tax} », qui en a été retirée",
        f"VAT included, as column “{tax}” proves; it was taken out",
    )
