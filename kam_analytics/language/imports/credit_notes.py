"""What is said and asked about credit notes and the sign of amounts."""

from collections.abc import Mapping
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports.claims import amount, choice, lines
from kam_analytics.language.sentences import fill

BY_QUANTITY = Text(fr="une quantité négative", en="a negative quantity")
_BY_NUMBER = Text(fr="un numéro en «\u00a0{prefix}\u00a0»", en="a number with “{prefix}”")
_BY_LABEL = Text(fr="le texte de la colonne «\u00a0{title}\u00a0»", en="the text of column “{title}”")
_RECOGNISED = Text(
    fr="Avoirs reconnus par {mark}\u00a0: {rows}, {amount}, comptés en négatif.",
    en="Credit notes recognised by {mark}: {rows}, {amount}, counted as negative.",
)
_WHICH_CREDIT = Text(
    fr="Des lignes positives ({rows}, {amount}) portent {mark}. Sont-elles des avoirs\u202f?",
    en="Positive lines ({rows}, {amount}) carry {mark}. Are they credit notes?",
)
_CREDITS = Text(fr="Oui, des avoirs\u00a0: le total vaut {total}.", en="Yes, credit notes: the total is {total}.")
_INVOICES = Text(fr="Non, des factures\u00a0: le total vaut {total}.", en="No, invoices: the total is {total}.")
_WHICH_DOCUMENT = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: que sont les pièces «\u00a0{word}\u00a0» ({rows}, {amount})\u202f?",
    en="Column “{title}”: what are the documents “{word}” ({rows}, {amount})?",
)
_DOCUMENTS = {
    "invoice": Text(fr="Des factures\u00a0: le total vaut {total}.", en="Invoices: the total is {total}."),
    "credit_note": Text(fr="Des avoirs\u00a0: le total vaut {total}.", en="Credit notes: the total is {total}."),
    "not_revenue": Text(fr="Hors CA\u00a0: le total vaut {total}.", en="No revenue: the total is {total}."),
}
_WHICH_SIDE = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: de quel côté sont les factures\u202f?",
    en="Column “{title}”: on which side are the invoices?",
)
_SIDE = Text(fr="«\u00a0{word}\u00a0»\u00a0: le total vaut {total}.", en="“{word}”: the total is {total}.")
_SIDE_APPLIED = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: les lignes «\u00a0{word}\u00a0» ({amount}) sont des avoirs, en négatif.",
    en="Column “{title}”: the lines “{word}” ({amount}) are credit notes, counted as negative.",
)
_WHICH_LEDGER = Text(
    fr="Presque tous les montants sont négatifs ({minus} contre {plus}), comme dans un grand livre."
    " Faut-il en inverser le signe\u202f?",
    en="Nearly all amounts are negative ({minus} against {plus}), as in a ledger. Should their sign be reversed?",
)
_REVERSE = Text(fr="Oui\u00a0: le total vaut {total}.", en="Yes: the total is {total}.")
_KEEP = Text(fr="Non\u00a0: le total vaut {total}.", en="No: the total is {total}.")
_REVERSED = Text(
    fr="Signe d’un grand livre ({minus} montants négatifs, {plus} positifs)\u00a0: il a été inversé.",
    en="Sign of a ledger ({minus} negative amounts, {plus} positive): it was reversed.",
)

_WHICH_COLUMNS = Text(
    fr="Les montants sont dans deux colonnes, «\u00a0{debit}\u00a0» et «\u00a0{credit}\u00a0». Quel est le CA\u202f?",
    en="The amounts are in two columns, “{debit}” and “{credit}”. Which is revenue?",
)
_TWO_COLUMNS = {
    "credit_less_debit": Text(
        fr="{credit} moins {debit} (compte de ventes)\u00a0: le total vaut {total}.",
        en="{credit} less {debit} (sales account): the total is {total}.",
    ),
    "debit_less_credit": Text(
        fr="{debit} moins {credit} (factures et avoirs du client)\u00a0: le total vaut {total}.",
        en="{debit} less {credit} (invoices and credit notes of the customer): the total is {total}.",
    ),
    "credit": Text(fr="{credit} seul\u00a0: le total vaut {total}.", en="{credit} alone: the total is {total}."),
    "debit": Text(
        fr="{debit} seul, le reste étant des règlements\u00a0: le total vaut {total}.",
        en="{debit} alone, the rest being payments: the total is {total}.",
    ),
}


def by_number(prefix: str) -> Text:
    return fill(_BY_NUMBER, prefix=prefix)


def by_label(title: str) -> Text:
    return fill(_BY_LABEL, title=title)


def recognised(mark: Text, rows: int, marked: Decimal) -> Text:
    return fill(_RECOGNISED, mark=mark, rows=lines(rows), amount=amount(marked))


def which_credit(question: str, mark: Text, rows: int, marked: Decimal, others: Decimal) -> ImportQuestion:
    """marked: the amount of the lines in question; others: of all other lines."""
    choices = {
        "credit": fill(_CREDITS, total=amount(others - marked)),
        "invoice": fill(_INVOICES, total=amount(others + marked)),
    }
    return choice(question, fill(_WHICH_CREDIT, mark=mark, rows=lines(rows), amount=amount(marked)), choices)


def which_document(title: str, word: str, rows: int, marked: Decimal, others: Decimal) -> ImportQuestion:
    totals = {"invoice": others + marked, "credit_note": others - marked, "not_revenue": others}
    choices = {answer: fill(text, total=amount(totals[answer])) for answer, text in _DOCUMENTS.items()}
    text = fill(_WHICH_DOCUMENT, title=title, word=word, rows=lines(rows), amount=amount(marked))
    return choice(f"document:{word}", text, choices)


def which_side(title: str, debit: str, credit: str, balance: Decimal) -> ImportQuestion:
    """balance: debits less credits."""
    choices = {
        "debit": fill(_SIDE, word=debit, total=amount(balance)),
        "credit": fill(_SIDE, word=credit, total=amount(-balance)),
    }
    return choice("credit_side", fill(_WHICH_SIDE, title=title), choices)


def side_applied(title: str, word: str, marked: Decimal) -> Text:
    return fill(_SIDE_APPLIED, title=title, word=word, amount=amount(marked))


def which_ledger_sign(minus: int, plus: int, total: Decimal) -> ImportQuestion:
    """total: of the amounts as they are written."""
    choices = {"reverse": fill(_REVERSE, total=amount(-total)), "as_written": fill(_KEEP, total=amount(total))}
    return choice("ledger_sign", fill(_WHICH_LEDGER, minus=minus, plus=plus), choices)


def reversed_signs(minus: int, plus: int) -> Text:
    return fill(_REVERSED, minus=minus, plus=plus)


def which_column_side(debit: str, credit: str, totals: Mapping[str, Decimal]) -> ImportQuestion:
    """totals: the total of each answer."""
    choices = {a: fill(_TWO_COLUMNS[a], debit=debit, credit=credit, total=amount(t)) for a, t in totals.items()}
    return choice("debit_credit", fill(_WHICH_COLUMNS, debit=debit, credit=credit), choices)
