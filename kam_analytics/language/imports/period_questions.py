"""The questions about columns that are periods, and the notes on those left aside."""

from collections.abc import Sequence
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports import figures
from kam_analytics.language.imports.questions import NO, WIDE, WIDE_YEAR, YES, YES_OF_YEAR
from kam_analytics.language.sentences import fill

WIDE_TARGETS = Text(
    fr="Les colonnes «\u00a0{first}\u00a0» à «\u00a0{last}\u00a0» sont-elles les objectifs de chaque personne par"
    " période\u202f?",
    en="Are columns “{first}” to “{last}” the targets of each person by period?",
)
TARGETS = Text(fr="Oui, des objectifs.", en="Yes, targets.")
REVENUE = Text(fr="Non, du CA réalisé.", en="No, actual revenue.")
TOTAL = Text(
    fr="La colonne «\u00a0{title}\u00a0» couvre «\u00a0{first}\u00a0» à «\u00a0{last}\u00a0» sans en être la somme."
    " Laquelle compter\u202f?",
    en="Column “{title}” covers “{first}” to “{last}” without being their sum. Which one should count?",
)
PARTS = Text(fr="Le détail\u00a0: {amount}.", en="The parts: {amount}.")
WHOLE = Text(fr="La colonne «\u00a0{title}\u00a0»\u00a0: {amount}.", en="Column “{title}”: {amount}.")
BLOCK = Text(
    fr="Les mêmes périodes reviennent («\u00a0{first}\u00a0», «\u00a0{second}\u00a0») sans que le fichier dise de"
    " quelle année ou de quelle mesure. Quel bloc compter\u202f?",
    en="The same periods stand twice (“{first}”, “{second}”) and the file does not say of which year or measure."
    " Which block should count?",
)
FIRST_BLOCK = Text(fr="Le premier\u00a0: {amount}.", en="The first: {amount}.")
SECOND_BLOCK = Text(fr="Le deuxième\u00a0: {amount}.", en="The second: {amount}.")
COLUMN_OF_TOTALS = Text(
    fr="La colonne «\u00a0{title}\u00a0» est la somme de «\u00a0{first}\u00a0» à «\u00a0{last}\u00a0»\u00a0: elle est"
    " laissée de côté.",
    en="Column “{title}” is the sum of “{first}” to “{last}”: it is left aside.",
)


def is_wide(first: str, last: str, years: Sequence[str], kind: str) -> ImportQuestion:
    """years: the choices if the titles are months without a year; kind: revenue or targets, the likelier."""
    targets = kind == "targets"
    question = fill(WIDE_TARGETS if targets else WIDE, first=first, last=last)
    if years:
        choices = {y: fill(YES_OF_YEAR, year=y) for y in years}
    else:
        choices = {"targets": TARGETS, "revenue": REVENUE} if targets else {"revenue": YES}
    text = fill(WIDE_YEAR, question=question) if years else question
    return ImportQuestion.between("wide", text, {**choices, "no": NO})


def which_total(title: str, parts: Sequence[str], total: Decimal, of_parts: Decimal) -> ImportQuestion:
    """A column that covers others and is not their sum; with the amounts of both."""
    choices = {
        "parts": fill(PARTS, amount=figures.amount(of_parts)),
        "total": fill(WHOLE, title=title, amount=figures.amount(total)),
    }
    return ImportQuestion.between(
        f"wide_total:{title}", fill(TOTAL, title=title, first=parts[0], last=parts[-1]), choices
    )


def which_block(first: str, second: str, of_first: Decimal, of_second: Decimal) -> ImportQuestion:
    choices = {
        "first": fill(FIRST_BLOCK, amount=figures.amount(of_first)),
        "second": fill(SECOND_BLOCK, amount=figures.amount(of_second)),
    }
    return ImportQuestion.between("wide_block", fill(BLOCK, first=first, second=second), choices)


def column_of_totals(title: str, parts: Sequence[str]) -> Text:
    return fill(COLUMN_OF_TOTALS, title=title, first=parts[0], last=parts[-1])
