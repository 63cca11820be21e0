"""The questions about the days of a file, with what each answer makes of its months."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.language.imports import figures
from kam_analytics.language.imports.questions import DATE_ORDER, DATE_ORDER_CHOICES
from kam_analytics.language.sentences import fill

Months = Mapping[date, Decimal]  # first day → amount, or number of lines

ZONE = Text(
    fr="La colonne «\u00a0{title}\u00a0» donne des heures UTC («\u00a0{example}\u00a0»). Quel jour compter\u202f?",
    en="Column “{title}” holds times in UTC (“{example}”). Which day should count?",
)
ZONE_CHOICES = {
    "paris": Text(fr="Le jour à Paris", en="The day in Paris"),
    "utc": Text(fr="Le jour en UTC", en="The day in UTC"),
}
IN_ZONE = Text(
    fr="Colonne «\u00a0{title}\u00a0»\u00a0: les heures sont en UTC ; le jour est celui de {zone} (la cellule"
    " «\u00a0{example}\u00a0» est le {day}).",
    en="Column “{title}”: times are in UTC; the day is that of {zone} (cell “{example}” is {day}).",
)
SWAPPED = Text(
    fr="Dans la colonne «\u00a0{title}\u00a0», les dates comprises par le tableur («\u00a0{example}\u00a0») ont toutes"
    " un jour de 12 au plus, et celles restées en texte («\u00a0{other}\u00a0») un jour au-delà de 12\u00a0: il a sans"
    " doute inversé jours et mois. Comment lire les premières\u202f?",
    en="In column “{title}”, the dates a spreadsheet understood (“{example}”) all have a day of 12 at most, and those"
    " left as text (“{other}”) a day above 12: it probably swapped days and months. How should the former be read?",
)
SWAPPED_CHOICES = {
    "swapped": Text(fr="Jour et mois inversés, à remettre en place", en="Day and month swapped, to be put back"),
    "as_written": Text(fr="Telles quelles", en="As they are"),
}
YEAR_FIRST = Text(fr="L’année d’abord, puis le mois.", en="The year first, then the month.")


def which_order(title: str, example: str, months: Mapping[str, Months]) -> ImportQuestion:
    """months: order → what the months become with it."""
    choices = {o: {**DATE_ORDER_CHOICES, "ymd": YEAR_FIRST}[o] for o in months}
    return _question(f"date_order:{title}", fill(DATE_ORDER, title=title, example=example), choices, months)


def which_zone(title: str, example: str, months: Mapping[str, Months]) -> ImportQuestion:
    return _question(f"date_zone:{title}", fill(ZONE, title=title, example=example), ZONE_CHOICES, months)


def in_zone(title: str, example: str, day: date, zone: str) -> Text:
    city = zone.split("/")[-1]
    return fill(IN_ZONE, title=title, example=example, day=day, zone=city)


def are_swapped(title: str, example: str, other: str, months: Mapping[str, Months]) -> ImportQuestion:
    """example: a date cell; other: a cell that stayed text."""
    question = fill(SWAPPED, title=title, example=example, other=other)
    return _question(f"date_swap:{title}", question, SWAPPED_CHOICES, months)


def _question(question: str, text: Text, choices: Mapping[str, Text], months: Mapping[str, Months]) -> ImportQuestion:
    labels = {answer: _with_months(label, months[answer]) for answer, label in choices.items()}
    return ImportQuestion.between(question, text, labels)


def _with_months(label: Text, months: Months) -> Text:
    """`The day first, then the month (Jan 2025: 100, Feb 2025: 200).`"""
    if not months:
        return label
    listed = figures.by_month(months)
    return Text(fr=f"{label.fr.rstrip('.')} ({listed.fr}).", en=f"{label.en.rstrip('.')} ({listed.en}).")
