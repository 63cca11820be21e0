"""Credit notes reduce revenue: recognised by type, number, label, side or quantity, and the sign of a ledger.

What the file proves is applied and said; what may be is asked with the total that each answer gives.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.claims import evidence
from kam_analytics.ingest.claims.evidence import SideTotals
from kam_analytics.ingest.claims.texts import marked_amounts
from kam_analytics.ingest.notation.dictionary import document_class_of
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import literal
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_formats import value_of
from kam_analytics.ingest.values.typed_rows import set_keys
from kam_analytics.language.imports import credit_notes as sentences
from kam_analytics.language.imports import questions, reports
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

CREDITS = ("credit_note", "return", "rebate")
DOCUMENTS = ("invoice", *CREDITS)
FEWEST = 3  # lines that show the sign of a file
MOST_UNKNOWN = 6  # a column with more unknown words is no type of document
Signs = tuple[int, int, Decimal, int, int, Decimal]
"""Other lines above and below zero and their sum; credit notes above and below zero; the sum of all."""
_LISTED = ", ".join(literal(c) for c in CREDITS)


def sign(sheet: MappedTable) -> MappedTable:
    """Give every line of `typed` the sign of its document; the result may hold questions."""
    if sheet.layout.kind.id != "revenue":
        return sheet
    for step in (_class_documents, _mark_credits, _mark_sides):
        sheet = step(sheet)
        if sheet.questions:
            return sheet
    signs = _signs(sheet)
    turned = _reverse_ledger(sheet, signs)
    if turned.questions:
        return turned
    return _negate(turned, signs if turned is sheet else _signs(turned))


def _class_documents(sheet: MappedTable) -> MappedTable:
    """Unknown words of a column of document types: by the answers, else asked."""
    node = sheet.layout.nodes.get("document_class")
    if not isinstance(node, ColumnReference) or not sheet.stage.db.execute(statement(SQL, "has_unclassed")).fetchall():
        return sheet
    amounts = marked_amounts(sheet, node)
    unknown = [a for a in amounts if value_of("document_class", a.text) is None]
    known = [a for a in amounts if a not in unknown and document_class_of(a.text)]
    answers = {a.text: sheet.mapping.answer(f"document:{a.text}") for a in unknown}
    open_ = [a for a in unknown if answers[a.text] is None and a.amount > 0]
    if open_ and known and len(unknown) <= MOST_UNKNOWN:
        total = sum((a.amount for a in amounts), Decimal(0))
        asked = [sentences.which_document(node.title, a.text, a.rows, a.amount, total - a.amount) for a in open_]
        return _with_questions(sheet, *asked)
    sheet.stage.dictionary("classes", "value", "VARCHAR", {t: v for t, v in answers.items() if v})
    sheet.stage.db.execute(statement(SQL, "set_document_class", column=node.index))
    rest = sorted(t for t, v in answers.items() if v is None)
    return sheet.with_notes(reports.unknown_documents(rest) if rest else None)


def _mark_credits(sheet: MappedTable) -> MappedTable:
    """Lines without a type of document that something else marks as credit notes."""
    for mark in evidence.of_lines(sheet):
        query = statement(SQL, "evidence", condition=mark.condition)
        rows, amount, others, rest = sheet.stage.db.execute(query).fetchall()[0]
        answer = sheet.mapping.answer(mark.id) if mark.id else None
        if not rows or not others or answer == "invoice":
            continue
        if not mark.sure and answer != "credit":
            sheet = _with_questions(sheet, sentences.which_credit(mark.id, mark.name, rows, amount, rest))
            continue
        sheet.stage.db.execute(statement(SQL, "mark_credits", condition=mark.condition))
        sheet = sheet.with_notes(sentences.recognised(mark.name, rows, amount))
    return sheet


def _mark_sides(sheet: MappedTable) -> MappedTable:
    """A column of debits and credits beside amounts without a sign: the smaller side are the credit notes."""
    sides = evidence.side_totals(sheet)
    if sides is None:
        return sheet
    answer = sheet.mapping.answer("credit_side")
    smaller, larger = sorted((sides.debits, sides.credits))
    if answer not in ("debit", "credit") and smaller > evidence.CLEAR * larger:
        question = sentences.which_side(
            sides.column.title, sides.debit[0], sides.credit[0], sides.debits - sides.credits
        )
        return _with_questions(sheet, question)
    revenue = answer or ("debit" if sides.debits >= sides.credits else "credit")
    return _marked_side(sheet, sides, revenue)


def _marked_side(sheet: MappedTable, sides: SideTotals, revenue: str) -> MappedTable:
    texts, amount = (sides.credit, sides.credits) if revenue == "debit" else (sides.debit, sides.debits)
    listed = ", ".join(f"$t{i}" for i in range(len(texts)))
    sheet.stage.db.execute(
        statement(SQL, "mark_side", column=sides.column.index, listed=listed),
        {f"t{i}": t for i, t in enumerate(texts)},
    )
    return sheet.with_notes(sentences.side_applied(sides.column.title, texts[0], amount))


def _reverse_ledger(sheet: MappedTable, signs: Signs) -> MappedTable:
    """A ledger writes revenue with a minus: turned where credit notes prove it, else asked."""
    plus, minus, invoiced, credits_plus, credits_minus, total = signs
    if invoiced >= 0 or minus <= plus or plus + minus + credits_plus < FEWEST:
        return sheet
    answer = sheet.mapping.answer("ledger_sign")
    proven = bool(credits_plus and not credits_minus)
    if answer is None and not proven:
        return _with_questions(sheet, sentences.which_ledger_sign(minus, plus, total))
    if answer == "as_written":
        return sheet
    sheet.stage.db.execute(statement(SQL, "reverse_signs"))
    set_keys(sheet.stage, sheet.layout.kind)
    return sheet.with_notes(sentences.reversed_signs(minus, plus))


def _negate(sheet: MappedTable, signs: Signs) -> MappedTable:
    """Credit notes count as negative: said where they were positive, asked where a file has both signs."""
    _, _, _, positive, negative, _ = signs
    if "document_class" in sheet.layout.nodes:
        sheet.stage.db.execute(statement(SQL, "class_unknown_documents"))
    answer = sheet.mapping.answer("credit_sign")
    if positive and negative and answer not in ("negative", "as_written"):
        return _with_questions(sheet, questions.which_sign(positive, negative))
    if positive and answer != "as_written":
        sheet.stage.db.execute(statement(SQL, "negate_credits", listed=_LISTED))
        set_keys(sheet.stage, sheet.layout.kind)
        return sheet.with_notes(reports.negated(positive))
    return sheet


def _signs(sheet: MappedTable) -> Signs:
    row = sheet.stage.db.execute(statement(SQL, "signs", listed=_LISTED)).fetchall()[0]
    return int(row[0]), int(row[1]), Decimal(row[2]), int(row[3]), int(row[4]), Decimal(row[5])


def _with_questions(sheet: MappedTable, *open_: ImportQuestion) -> MappedTable:
    return replace(sheet, questions=(*sheet.questions, *open_))
