"""Whether the two periods can be compared: reasons to refuse, and remarks beside the figures."""

from datetime import date

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Block, Message
from kam_analytics.answers.page.coverage import MOST_MISSING, base_days_missing, covers_base
from kam_analytics.answers.page.view import View, freshness
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language.dates import Period, day_text, period_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth.figures import Growth
from kam_analytics.metrics.growth.working_days import DaySpan, growth_per_working_day, working_days

YEARS_BEFORE = 2  # how far back a returning customer must have bought


def refusal(view: View) -> list[Block]:
    """Why no growth can be computed, and what to do; empty where the data cover the base period."""
    fresh, filters = freshness(view), view.filters
    if fresh.first is None or fresh.last is None or covers_base(view):
        return []
    base = period_text(filters.base_start, filters.base_end)
    earliest = _years_later(fresh.first, filters.start.year - filters.base_start.year)
    if earliest <= fresh.last:
        next_step = fill(text.REFUSED_NEXT, earliest=day_text(earliest))
    else:
        next_step = fill(text.REFUSED_WAIT, base_start=day_text(filters.base_start))
    return [
        Message(fill(text.REFUSED, first=day_text(fresh.first), base=base)),
        Message(fill(text.REFUSED_WHY, period=period_text(filters.start, filters.end)), lead=False),
        Message(next_step, lead=False),
    ]


def period_sentences(view: View, growth: Growth) -> list[Text]:
    """Whether the periods are cut or short, their working days, and how far back earlier purchases are known."""
    filters, fresh = view.filters, freshness(view)
    now, before = Period(filters.start, filters.end), Period(filters.base_start, filters.base_end)
    sentences: list[Text] = []
    if fresh.last is not None and periods.is_cut(now, fresh.last):
        sentences.append(fill(text.CUT, end=day_text(filters.end), base_end=day_text(filters.base_end)))
    if fresh.first is not None and 0 < base_days_missing(view) <= MOST_MISSING:
        sentences.append(
            fill(text.BASE_PARTIAL, first=day_text(fresh.first), base=period_text(before.start, before.end))
        )
    sentences += _working_days(now, before, growth)
    if not periods.is_year(now):
        sentences.append(text.SHORT)
    if fresh.first is not None and fresh.first > _years_later(before.start, -YEARS_BEFORE):
        sentences.append(fill(text.NEW_UNSURE, first=day_text(fresh.first)))
    return sentences


def _working_days(now: Period, before: Period, growth: Growth) -> list[Text]:
    """Growth per working day, if both periods are the same days of their years."""
    if periods.base(now, now.start.year - before.start.year) != before:
        return []
    windows = DaySpan(before.start, before.end), DaySpan(now.start, now.end)
    grown = growth_per_working_day(growth.portfolio.base_revenue_total, growth.portfolio.revenue_total, *windows)
    if grown is None:
        return []
    base_days, days = (working_days(window) for window in windows)
    return [fill(text.WORKING_DAYS, days=days, base_days=base_days, growth=Quantity(grown, Unit.GROWTH))]


def _years_later(day: date, years: int) -> date:
    """The same day `years` years later; 29 February becomes 28 February."""
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
