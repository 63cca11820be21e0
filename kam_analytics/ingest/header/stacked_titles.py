"""Titles in two rows: years or measures stand once above the months, quarters or amounts they cover."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kam_analytics.ingest.header.header import Cells, Header, distinct
from kam_analytics.ingest.notation.folding import trimmed
from kam_analytics.ingest.notation.periods import measure_of, period_of

ABOVE = 3  # rows looked at above the titles
_AGAIN = re.compile(r" #\d+$")


def join_above(rows: Sequence[tuple[int, Cells]], header: Header) -> Header:
    """The header with the years and measures of the rows above in its titles; unchanged where there are none.

    rows: those above the row of titles, with their numbers.
    """
    header = _with_left(rows, header)
    for _, cells in reversed(rows[-ABOVE:]):
        joined = _joined([trimmed(c) for c in cells], header)
        if joined is None:
            break
        header = joined
    return header


def _with_left(rows: Sequence[tuple[int, Cells]], header: Header) -> Header:
    """Titles of a grouped export that stand one row higher on the left, over the columns that group its lines."""
    above = [trimmed(c) for c in rows[-1][1]] if rows else []
    texts = {i: t for i, t in enumerate(above) if t}
    if not texts or not set(texts) <= set(header.unlabelled) or max(texts) > min(header.positions):
        return header
    positions = (*sorted(texts), *header.positions)
    labels, repeated = distinct([*(texts[i] for i in sorted(texts)), *header.labels])
    left = tuple(i for i in header.unlabelled if i not in texts)
    return replace(header, labels=labels, positions=positions, unlabelled=left, repeated=repeated)


def _joined(above: Sequence[str | None], header: Header) -> Header | None:
    """The titles with the text that covers each from above; None when the row above is no row of titles."""
    bases = [_AGAIN.sub("", label) for label in header.labels]
    open_ = [p for p, base in zip(header.positions, bases, strict=True) if _wants_more(base, bases)]
    texts = {i: t for i, t in enumerate(above) if t}
    if not texts or not open_ or (max(texts) < min(open_) - 1 and len(texts) > 1):
        return None
    if not all(_adds(t) for i, t in texts.items() if i <= max(open_)):
        return None
    titles = []
    for position, base in zip(header.positions, bases, strict=True):
        over = next((texts[i] for i in range(min(position, len(above) - 1), -1, -1) if i in texts), None)
        titles.append(f"{base} {over}" if over and position in open_ else base)
    labels, repeated = distinct(titles)
    return replace(header, labels=labels, repeated=repeated)


def _wants_more(title: str, titles: Sequence[str]) -> bool:
    """Whether a title is a part of a year without its year, or a measure that stands several times."""
    period = period_of(title)
    if period is not None:
        return period.year is None or titles.count(title) > 1
    return measure_of(title) is not None and titles.count(title) > 1


def _adds(text: str) -> bool:
    """Whether a text above titles says their period or what they measure."""
    return period_of(text) is not None or measure_of(text) is not None
