"""What is said and asked about the amounts of a file: unit, status, sign, currency, totals."""

from collections.abc import Sequence
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import decimal
from kam_analytics.language.sentences import fill, plural

_UNITS = {
    1_000: Text(fr="milliers", en="thousands"),
    1_000_000: Text(fr="millions", en="millions"),
    1_000_000_000: Text(fr="milliards", en="billions"),
}
_UNIT_APPLIED = Text(
    fr="«\u00a0{source}\u00a0»\u00a0: les montants sont en {unit}, ils ont été multipliés par {factor}.",
    en="“{source}”: the amounts are in {unit}, they were multiplied by {factor}.",
)
_UNITS_IN_CELLS = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: les cellules portent leur unité («\u00a0{example}\u00a0»),"
    " qui a été appliquée.",
    en="Column “{title}”: the cells carry their unit (“{example}”), which was applied.",
)
_WHICH_UNIT = Text(
    fr="«\u00a0{source}\u00a0» annonce des montants en {unit}. Comment les lire\u202f?",
    en="“{source}” announces amounts in {unit}. How should they be read?",
)
_SCALED = Text(fr="En {unit}\u00a0: le total vaut {total}.", en="In {unit}: the total is {total}.")
_AS_WRITTEN = Text(fr="Tels quels\u00a0: le total vaut {total}.", en="As they are: the total is {total}.")

_WHICH_STATE = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: «\u00a0{word}\u00a0» marque {rows} ({amount})."
    " Ces lignes sont-elles du CA\u202f?",
    en="Column “{title}”: “{word}” marks {rows} ({amount}). Are these lines revenue?",
)
_COUNTED = Text(fr="Oui\u00a0: le total vaut {total}.", en="Yes: the total is {total}.")
_LEFT_OUT = Text(
    fr="Non, les laisser de côté\u00a0: le total vaut {total}.", en="No, leave them out: the total is {total}."
)
_STATES_LEFT_OUT = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: ce qui n’est pas facturé ne compte pas ({listed}).",
    en="Column “{title}”: what is not invoiced does not count ({listed}).",
)
_MARKED = Text(fr="{word}\u00a0: {rows}, {amount}", en="{word}: {rows}, {amount}")
_LINE = (Text(fr="{count} ligne", en="{count} line"), Text(fr="{count} lignes", en="{count} lines"))

_CONVERTED = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: son titre dit la devise des montants,"
    " la colonne de devises n’y touche pas.",
    en="Column “{title}”: its title says the currency of the amounts, the column of currencies does not change them.",
)

_WHICH_DIRECTION = Text(
    fr="Que dit un taux de {rate} pour {code} («\u00a0{title}\u00a0»)\u202f?",
    en="What does a rate of {rate} for {code} say (“{title}”)?",
)
_RATE = Text(fr="1 {base} = {rate} {quoted}.", en="1 {base} = {rate} {quoted}.")
_RATE_APPLIED = Text(
    fr="Taux lus comme\u00a0: 1 {base} = {rate} {quoted}.", en="Rates are read as: 1 {base} = {rate} {quoted}."
)


def unit_applied(source: str, factor: Decimal) -> Text:
    return fill(_UNIT_APPLIED, source=source, unit=_UNITS[int(factor)], factor=Quantity(float(factor), Unit.COUNT))


def units_in_cells(title: str, example: str) -> Text:
    return fill(_UNITS_IN_CELLS, title=title, example=example)


def which_unit(source: str, factor: Decimal, total: Decimal) -> ImportQuestion:
    """total: of the amounts as they are written."""
    unit = _UNITS[int(factor)]
    choices = {
        str(int(factor)): fill(_SCALED, unit=unit, total=amount(total * factor)),
        "1": fill(_AS_WRITTEN, total=amount(total)),
    }
    return choice("unit", fill(_WHICH_UNIT, source=source, unit=unit), choices)


def which_state(title: str, word: str, rows: int, marked: Decimal, others: Decimal | int) -> ImportQuestion:
    """marked: the amount of the lines with this word; others: of the lines that count."""
    choices = {
        "count": fill(_COUNTED, total=amount(others + marked)),
        "leave": fill(_LEFT_OUT, total=amount(Decimal(others))),
    }
    text = fill(_WHICH_STATE, title=title, word=word, rows=lines(rows), amount=amount(marked))
    return choice(f"state:{word}", text, choices)


def states_left_out(title: str, marked: Sequence[tuple[str, int, Decimal]]) -> Text:
    """marked: word, lines and amount of what is left out."""
    parts = [fill(_MARKED, word=w, rows=lines(n), amount=amount(a)) for w, n, a in marked]
    listed = Text(fr=" ; ".join(p.fr for p in parts), en="; ".join(p.en for p in parts))
    return fill(_STATES_LEFT_OUT, title=title, listed=listed)


def which_direction(title: str, code: str, rate: float, reporting: str) -> ImportQuestion:
    """Whether a rate is the value of a unit of a currency, or of how many units one unit of the reporting one is."""
    choices = {
        "per_unit": _rate(_RATE, code, rate, reporting),
        "per_reporting": _rate(_RATE, reporting, rate, code),
    }
    text = fill(_WHICH_DIRECTION, rate=_digits(rate), code=code, title=title)
    return choice("rate_direction", text, choices)


def direction_applied(base: str, rate: float, quoted: str) -> Text:
    return _rate(_RATE_APPLIED, base, rate, quoted)


def _rate(text: Text, base: str, rate: float, quoted: str) -> Text:
    return fill(text, base=base, rate=_digits(rate), quoted=quoted)


def _digits(rate: float) -> Text:
    return Text(fr=decimal(rate, "fr", 4), en=decimal(rate, "en", 4))


def amounts_converted(title: str) -> Text:
    return fill(_CONVERTED, title=title)


def lines(count: int) -> Text:
    return fill(plural(count, *_LINE), count=Quantity(float(count), Unit.COUNT))


def amount(value: Decimal) -> Quantity:
    return Quantity(float(value), Unit.EUR_EXACT)


def written_in(value: Decimal, code: str) -> Text:
    """`GBP (1 234,50)`: an amount in the currency of a file."""
    return Text(
        fr=f"{code} ({decimal(float(value), 'fr', 2)})",
        en=f"{code} ({decimal(float(value), 'en', 2)})",
    )


def choice(question: str, text: Text, choices: dict[str, Text]) -> ImportQuestion:
    return ImportQuestion(question, text, tuple(choices), tuple(choices.values()))
