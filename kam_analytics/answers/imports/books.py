"""How far imported revenue agrees with the accounting books: badge, sentence, months with their gap and its reason."""

from datetime import date

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.answers.page.view import View, written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import month_text
from kam_analytics.language.imports import books as text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.overview.figures import BOOKS, TOLERANCE, book_months, books_state

GAPS_SAID = 3


def badge(view: View) -> Text | None:
    """The short text shown on every page; None without books, or for roles below director and controller."""
    state = books_state(view.rows(BOOKS))
    if state.published is None:
        return None
    if state.until is None:
        return text.BADGE_NONE
    if not state.gaps:
        return fill(text.BADGE, month=month_text(state.until))
    return fill(text.BADGE_BUT, month=month_text(state.until), count=_counted(len(state.gaps)))


def notes(view: View) -> list[Block]:
    """The same as a sentence, with the first months that differ."""
    state = books_state(view.rows(BOOKS))
    if state.published is None:
        return []
    if state.until is None:
        return [Note(text.NONE)]
    if not state.gaps:
        return [Note(fill(text.OK, month=month_text(state.until)))]
    listed = [fill(text.GAP, month=month_text(m), gap=Quantity(g, Unit.EUR)) for m, g in state.gaps[:GAPS_SAID]]
    gaps = Text(fr=", ".join(g.fr for g in listed), en=", ".join(g.en for g in listed))
    return [Note(fill(text.BUT, month=month_text(state.until), count=_counted(len(state.gaps)), gaps=gaps))]


def table(view: View) -> list[Block]:
    """Every published month, latest first, and the rule; empty without books."""
    rows = book_months(view.rows(BOOKS))
    if rows.empty:
        return []
    rows = rows.iloc[::-1].reset_index(drop=True)
    pairs = zip(rows["reconciled"], rows["reason"], strict=True)
    rows = rows.assign(state=written([_state(bool(ok), reason) for ok, reason in pairs], rows))
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "published": Column(text.PUBLISHED, Unit.EUR_EXACT),
        "imported": Column(text.IMPORTED, Unit.EUR_EXACT),
        "gap": Column(text.DIFFERENCE, Unit.EUR_EXACT),
        "state": Column(text.STATE),
        "reason": Column(text.REASON),
    }
    rule = fill(text.RULE, share=Quantity(TOLERANCE, Unit.SHARE))
    return [Table("books", text.TABLE, rows[list(columns)], columns), Note(rule)]


def to_explain(view: View) -> dict[date, float]:
    """Months with an unexplained gap, latest first, with the gap (imported − published, EUR)."""
    rows = book_months(view.rows(BOOKS))
    left = rows[~rows["reconciled"].astype(bool)].iloc[::-1]
    return {pd.Timestamp(m).date(): float(g) for m, g in zip(left["month"], left["gap"], strict=True)}


def _state(reconciled: bool, reason: object) -> Text:
    if reason is not None and reason == reason:
        return text.EXPLAINED
    return text.AGREES if reconciled else text.OPEN


def _counted(count: int) -> Text:
    return fill(plural(count, text.COUNTED_ONE, text.COUNTED_MANY), n=count)
