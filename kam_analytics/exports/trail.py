"""The trail as CSV: a line each, with its instant in ISO 8601 and its code beside the words."""

from collections.abc import Sequence

from kam_analytics.answers.access.trail import about, account
from kam_analytics.core.text import Lang
from kam_analytics.exports.delimited import BOM, FRENCH, INTERNATIONAL, delimited, inert, one_line
from kam_analytics.language import access as text
from kam_analytics.warehouse.trail import TrailEntry

TITLES = (text.INSTANT, text.WHO, text.CODE, text.WHAT, text.ABOUT)


def trail_csv(entries: Sequence[TrailEntry], lang: Lang) -> str:
    """All lines, the latest first."""
    rows = [[title.in_(lang) for title in TITLES]]
    for entry in entries:
        what, who = text.EVENTS[entry.event.value], account(entry.who)
        cells = (entry.at.isoformat(), who.in_(lang), entry.event.value, what.in_(lang), about(entry).in_(lang))
        rows.append([inert(one_line(cell)) for cell in cells])
    return BOM + delimited(rows, (FRENCH if lang == "fr" else INTERNATIONAL).separator)
