"""Amounts and months of a file in the questions and notes of its import."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from kam_analytics.core.text import Lang, Text
from kam_analytics.language.dates import month
from kam_analytics.language.numbers import decimal
from kam_analytics.language.sentences import say

MOST_MONTHS = 4
MONTH = Text(fr="{month}\u00a0: {amount}", en="{month}: {amount}")


def amount(value: Decimal) -> Text:
    """An amount of a file, whose currency is not known yet; whole amounts without decimals."""
    return Text(fr=_written(value, "fr"), en=_written(value, "en"))


def by_month(months: Mapping[date, Decimal]) -> Text:
    """`Jan 2025: 100, Feb 2025: 200`; the first ones."""
    return Text(fr=_listed(months, "fr"), en=_listed(months, "en"))


def _listed(months: Mapping[date, Decimal], lang: Lang) -> str:
    first = list(months.items())[:MOST_MONTHS]
    parts = [say(MONTH, lang, month=month(m, lang, short=True), amount=_written(v, lang)) for m, v in first]
    return ", ".join(parts) + (", …" if len(months) > MOST_MONTHS else "")


def _written(value: Decimal, lang: Lang) -> str:
    return decimal(float(value), lang, 2 if value % 1 else 0)
