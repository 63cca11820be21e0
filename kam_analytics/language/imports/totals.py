"""What is said and asked about totals that are repeated on several lines."""

from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.imports.claims import amount, choice, lines
from kam_analytics.language.sentences import fill

QUANTITY_TIMES_PRICE = Text(fr="quantité × prix unitaire", en="quantity × unit price")
_COLUMN = Text(fr="la colonne «\u00a0{title}\u00a0»", en="column “{title}”")
_REPEATED = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: le total de la pièce est répété sur ses lignes ({documents} pièces)."
    " Le montant de chaque ligne vient de {source}, dont la somme le prouve.",
    en="Column “{title}”: the total of the document is repeated on its lines ({documents} documents)."
    " The amount of each line comes from {source}, whose sum proves it.",
)
_WHICH = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: {documents} pièces portent un même montant sur chacune de leurs lignes."
    " Est-ce le total de la pièce\u202f?",
    en="Column “{title}”: {documents} documents carry one amount on each of their lines."
    " Is it the total of the document?",
)
_ONCE = Text(
    fr="Oui, le compter une fois\u00a0: le total vaut {total}.", en="Yes, count it once: the total is {total}."
)
_LINES = Text(
    fr="Non, chaque ligne compte\u00a0: le total vaut {total}.", en="No, each line counts: the total is {total}."
)
_WHICH_OPPORTUNITY = Text(
    fr="{count} opportunités reviennent sur plusieurs lignes avec des montants différents. Que compter\u202f?",
    en="{count} opportunities come on several lines with different amounts. What counts?",
)
_LAST = Text(fr="La dernière ligne\u00a0: le total vaut {total}.", en="The last line: the total is {total}.")
_SUM = Text(fr="La somme des lignes\u00a0: le total vaut {total}.", en="The sum of the lines: the total is {total}.")
_OPPORTUNITIES = Text(
    fr="Une opportunité qui revient avec le même montant compte une fois\u00a0: {rows} de côté"
    " (le total aurait été {total}).",
    en="An opportunity that comes again with the same amount counts once: {rows} left out"
    " (the total would have been {total}).",
)


def column(title: str) -> Text:
    return fill(_COLUMN, title=title)


def repeated_total(title: str, source: Text, documents: int) -> Text:
    return fill(_REPEATED, title=title, source=source, documents=Quantity(float(documents), Unit.COUNT))


def which_total(title: str, documents: int, once: Decimal, total: Decimal) -> ImportQuestion:
    """once, total: the total of each answer."""
    choices = {"once": fill(_ONCE, total=amount(once)), "lines": fill(_LINES, total=amount(total))}
    text = fill(_WHICH, title=title, documents=Quantity(float(documents), Unit.COUNT))
    return choice("document_total", text, choices)


def which_opportunity(count: int, latest: Decimal, summed: Decimal) -> ImportQuestion:
    choices = {"last": fill(_LAST, total=amount(latest)), "lines": fill(_SUM, total=amount(summed))}
    text = fill(_WHICH_OPPORTUNITY, count=Quantity(float(count), Unit.COUNT))
    return choice("opportunity_repeats", text, choices)


def opportunities_once(rows: int, total: Decimal) -> Text:
    return fill(_OPPORTUNITIES, rows=lines(rows), total=amount(total))
