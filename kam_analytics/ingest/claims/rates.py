"""Which way round exchange rates are written: by their title, by the level of the values, else asked.

Stored rates say what one unit of a currency is worth in the reporting currency. Central banks publish the other way
round: how many units one euro is.
"""

import math
import re
from dataclasses import replace
from pathlib import Path

from kam_analytics.ingest.claims.units import captions
from kam_analytics.ingest.layout.layout import title_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.units import WORDS
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.typed_rows import set_keys
from kam_analytics.language.imports import claims as sentences
from kam_analytics.warehouse.money import iso, reporting_currency
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

LEVELS = {  # units of a currency for one euro, means of 2015 to 2024 by the European Central Bank, rounded
    "EUR": 1.0,
    "USD": 1.11,
    "GBP": 0.86,
    "CHF": 1.06,
    "CAD": 1.47,
    "AUD": 1.57,
    "JPY": 133.0,
    "CNY": 7.6,
    "HKD": 8.7,
    "SGD": 1.51,
    "INR": 82.0,
    "SEK": 10.4,
    "NOK": 10.2,
    "DKK": 7.45,
    "PLN": 4.4,
    "CZK": 25.9,
    "HUF": 346.0,
    "RON": 4.76,
    "TRY": 10.0,
    "ZAR": 17.2,
    "BRL": 5.0,
    "MXN": 21.5,
    "MAD": 10.8,
    "TND": 3.1,
    "XOF": 655.957,
    "XAF": 655.957,
    "KRW": 1330.0,
}
CLEAR = 0.1  # by how much one way must be nearer to the levels than the other, in logarithms
PER_UNIT, PER_REPORTING = "per_unit", "per_reporting"


def direct(sheet: MappedTable) -> MappedTable:
    """Rates of `typed` as values of one unit; the result may hold the question."""
    if sheet.layout.kind.id != "fx_rates" or sheet.questions:
        return sheet
    reporting = reporting_currency()
    query = statement(SQL, "rates", currency=iso("currency"), reporting=reporting)
    medians = {str(code): float(rate) for code, rate in sheet.stage.db.execute(query).fetchall()}
    if not medians:
        return sheet
    title = title_of(sheet.layout.nodes["rate"])
    said = sheet.mapping.answer("rate_direction") or _of_texts([title, *captions(sheet)], reporting)
    direction = said or _of_levels(medians, reporting)
    code, rate = next(iter(medians.items()))
    if direction is None:
        return replace(sheet, questions=(sentences.which_direction(title, code, rate, reporting),))
    if direction == PER_UNIT:
        return sheet.with_notes(sentences.direction_applied(code, rate, reporting))
    sheet.stage.db.execute(statement(SQL, "invert_rates"))
    set_keys(sheet.stage, sheet.layout.kind)
    return sheet.with_notes(sentences.direction_applied(reporting, rate, code))


def _of_texts(texts: list[str], reporting: str) -> str | None:
    """What a title says: `1 EUR =`, `units per euro` and EUR/USD count units; `EUR par unité` and USD/EUR value one."""
    own = "|".join(fold(w) for w, code in WORDS.items() if code == reporting and fold(w))
    for folded in map(fold, texts):
        if re.search(rf"\b(?:{own}) (?:par|per|pour|for)\b|\b(?:en|in|to|vers) (?:{own})\b|/ ?(?:{own})\b", folded):
            return PER_UNIT
        if re.search(rf"\b(?:par|per|pour|for|1) (?:1 |un |one )?(?:{own})\b|\b(?:{own}) ?/", folded):
            return PER_REPORTING
    return None


def _of_levels(medians: dict[str, float], reporting: str) -> str | None:
    """The way that is nearer to the usual levels; per unit where no level is known, None where neither is clear."""
    nearer = [
        abs(math.log(rate * LEVELS[code] / LEVELS[reporting])) - abs(math.log(rate * LEVELS[reporting] / LEVELS[code]))
        for code, rate in medians.items()
        if code in LEVELS and reporting in LEVELS
    ]
    if not nearer:
        return PER_UNIT
    if abs(sum(nearer)) < CLEAR:
        return None
    return PER_REPORTING if sum(nearer) > 0 else PER_UNIT
