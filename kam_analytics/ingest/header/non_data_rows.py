"""Recognises rows that are not lines: totals, subtotals, section titles, footers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kam_analytics.ingest.header.header import is_date, is_number
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.folding import fold, trimmed

TOLERANCE = Decimal("0.05")  # a printed total against the sum of rounded lines
LONG_NOTE = 60  # characters; no customer has so long a name

_TOTAL = re.compile(
    r"^(sous[- ]?total|total|totaux|totals|subtotal|grand[- ]totals?|somme|sum|cumul|a reporter|zwischensumme"
    r"|gesamtsumme|gesamtergebnis|resultat global|overall result|totale|totaal)\b"
)
_ENDS = re.compile(r"\S[ -]+(sous[- ]?total|total|totaux|totals|subtotal|resultat|result|summe|ergebnis|totale)$")
_COUNTED = re.compile(r"\S \(\d+\)$")  # `Alpha (12)`: a group with its number of lines
_FOOTER = re.compile(
    r"^(confidential|confidentiel|copyright|\(c\)|source|note|nota|\*|disclaimer|avertissement|generated|genere"
    r"|edite le|imprime le|as of|exported|exporte|page \d|fin de|end of)"
)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A row that may not be a line, with its surroundings."""

    n: int
    cells: Sequence[str | None]
    money: Decimal | None  # its amount
    before: Decimal  # sum of the amounts of the lines above it
    lines_before: int
    incomplete: bool  # a required value is missing: it could not be loaded anyway
    after_gap: bool  # a blank row stands directly above
    last: bool  # no line follows
    named: int = 0  # cells that say whom it is about
    spread: bool = False  # one cell of a row of periods: its date is a title, so the row is never incomplete


def classify(suspects: Sequence[Suspect], least: int = 2) -> dict[int, str]:
    """Row → `total`, `footer` or `title`; rows that are lines are absent.

    least: how many lines an unlabelled total must sum; 1 where every line carries a number of its own.
    """
    verdicts: dict[int, str] = {}
    since, lines_since = Decimal(0), 0
    for suspect in suspects:
        reason = _verdict(suspect, suspect.before - since, suspect.lines_before - lines_since, least)
        if reason:
            verdicts[suspect.n] = reason
        if reason == "total":
            since, lines_since = suspect.before, suspect.lines_before
    return verdicts


def announces_total(text: str) -> bool:
    """Whether a cell announces a total.

    >>> announces_total("Sous-total Alcyon"), announces_total("Total"), announces_total("Totally Bikes")
    (True, True, False)
    >>> announces_total("**")  # as SAP marks them
    True
    """
    folded = fold(text)
    begins = set(text.strip()) == {"*"} or folded in words("totals") or bool(_TOTAL.match(folded))
    return begins or ends_like_total(text)


def ends_like_total(text: str) -> bool:
    """Whether a cell ends with a word for a total, as pivots write them.

    >>> ends_like_total("Alcyon Total"), ends_like_total("Alcyon - Résultat"), ends_like_total("Total")
    (True, True, False)
    """
    return bool(_ENDS.search(fold(text)))


def announces_footer(text: str) -> bool:
    """Whether a cell looks like a line that programs print under a table."""
    return bool(_FOOTER.match(fold(text))) or text.lstrip().startswith(("©", "*"))


def _verdict(suspect: Suspect, block: Decimal, block_lines: int, least: int) -> str | None:
    texts, figures = _split(suspect.cells)
    if len(texts) == 1 and not figures:
        return _lone_text(texts[0], suspect)
    labelled = any(announces_total(t) for t in texts)
    counted = len(texts) == 1 and bool(_COUNTED.search(texts[0]))
    if suspect.spread:  # rows of periods are compared as a whole, in `group_totals`
        return "total" if len(texts) == 1 and fold(texts[0]) in words("totals") else None
    if (labelled or counted) and len(texts) == 1 and figures and suspect.incomplete:
        return "total"
    if suspect.last and suspect.named == 1 and len(texts) == 1 and fold(texts[0]) in words("totals"):
        return "total"
    if suspect.money is None or suspect.money == 0 or (texts and not labelled):
        return None
    if len(texts) > 1 and not suspect.incomplete:
        return None
    sums = [(block, block_lines), (suspect.before, suspect.lines_before)]
    least = 1 if len(texts) > 1 else least
    if any(lines >= least and abs(suspect.money - total) <= TOLERANCE for total, lines in sums):
        return "total"
    return "total" if labelled and suspect.incomplete and len(texts) == 1 else None


def _lone_text(text: str, suspect: Suspect) -> str | None:
    if announces_total(text):
        return "total"
    if announces_footer(text) or (suspect.last and (suspect.after_gap or len(text) > LONG_NOTE)):
        return "footer"
    return "title" if suspect.incomplete and not suspect.last else "footer" if suspect.incomplete else None


def _split(cells: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """The texts of a row, and its numbers and dates."""
    filled = [t for c in cells if (t := trimmed(c))]
    figures = [t for t in filled if is_number(t) or is_date(t)]
    return [t for t in filled if t not in figures], figures
