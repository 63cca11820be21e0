"""Dated notes as marks of a native chart: one series each, so that whoever edits the chart can move or remove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kam_analytics.charts.dated_notes import DatedNote, placed
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports.sheets import clean
from kam_analytics.language.typography import typeset

COLOUR = LIGHT.muted
HALF_A_MONTH = pd.Timedelta(days=16)


@dataclass(frozen=True)
class NativeMark:
    """A mark above the axis. name: of its series, what happened; label: what has room beside it; place: of its day."""

    name: str
    label: str
    place: int
    height: float
    on_left: bool

    def values(self, count: int) -> tuple[float | None, ...]:
        """The values of its series over a number of days: one alone."""
        return tuple(self.height if at == self.place else None for at in range(count))


def marks_of(
    notes: Sequence[DatedNote], axis: Sequence[date], height: float, lang: Lang, width: float
) -> tuple[NativeMark, ...]:
    """The notes over a chart whose places are days, or first days of months.

    height: of the marks, in its values; width: px of its plot, in texts of the size of a chart on screen.
    """
    if not notes or not axis:
        return ()
    days = [pd.Timestamp(day) for day in axis]
    monthly = all(day.day == 1 for day in days)
    low, last = days[0] - HALF_A_MONTH, days[-1] + HALF_A_MONTH
    marks = []
    for mark in placed(notes, low, last, lang, monthly=monthly, width=width):
        place = max([at for at, day in enumerate(days) if day <= mark.at], default=0)
        whole = clean(" · ".join(typeset(note.label, lang) for note in mark.notes))
        label = clean(mark.label)
        marks.append(NativeMark(label or whole, label, place, height, mark.on_left))
    return tuple(marks)
