"""Dates and periods as a French or an English reader writes them."""

from dataclasses import dataclass
from datetime import date, timedelta

from kam_analytics.core.text import Lang, Text
from kam_analytics.language.numbers import NBSP

MONTHS = {
    "fr": tuple(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
    ),
    "en": tuple(
        "January February March April May June July August September October November December".split()  # noqa: SIM905
    ),
}
SHORT = {
    "fr": tuple("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()),  # noqa: SIM905
    "en": tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),  # noqa: SIM905
}


def day(value: date, lang: Lang) -> str:
    """« 1er mars 2026 », `1 March 2026`."""
    number = f"{value.day}er" if lang == "fr" and value.day == 1 else str(value.day)
    return f"{number}{NBSP}{MONTHS[lang][value.month - 1]}{NBSP}{value.year}"


def month(value: date, lang: Lang, *, short: bool = False) -> str:
    """« mars 2026 », `Mar 2026`."""
    return f"{(SHORT if short else MONTHS)[lang][value.month - 1]}{NBSP}{value.year}"


def day_text(value: date) -> Text:
    """A date in both languages."""
    return Text(fr=day(value, "fr"), en=day(value, "en"))


def month_text(value: date) -> Text:
    """A month in both languages."""
    return Text(fr=month(value, "fr"), en=month(value, "en"))


@dataclass(frozen=True, slots=True)
class Period:
    """Two days, both included."""

    start: date
    end: date


def period(span: Period, lang: Lang) -> str:
    """The shortest exact name: a quarter, a year, twelve months to a date, otherwise both days."""
    start, after = span.start, span.end + timedelta(days=1)
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        if months == 12 and start.month == 1:
            return str(start.year)
        if months == 3 and start.month % 3 == 1:
            return f"{'T' if lang == 'fr' else 'Q'}{(start.month + 2) // 3}{NBSP}{start.year}"
        if months == 12:
            end = month(span.end, lang)
            return f"12 mois à fin {end}" if lang == "fr" else f"12 months to {end}"
    if lang == "fr":
        return f"du {day(start, 'fr')} au {day(span.end, 'fr')}"
    return f"{day(start, 'en')} to {day(span.end, 'en')}"


def period_text(start: date, end: date) -> Text:
    """A period in both languages."""
    span = Period(start, end)
    return Text(fr=period(span, "fr"), en=period(span, "en"))
