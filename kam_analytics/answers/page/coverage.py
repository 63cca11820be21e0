"""Whether invoices cover the periods that are looked at."""

from dataclasses import replace

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.view import View, freshness
from kam_analytics.core.text import Text
from kam_analytics.language import shared as text
from kam_analytics.language.dates import Period, day_text
from kam_analytics.language.sentences import fill

MOST_BEFORE, MOST_AFTER = 31, 7  # days without an invoice at the two ends: invoices once a month; holidays
MOST_MISSING = 7  # days of the base period: covers a year that starts with public holidays and a weekend


def uncovered(view: View) -> list[Text]:
    """That the period starts before the first invoice, or ends after the last one."""
    fresh, filters = freshness(view), view.filters
    sentences: list[Text] = []
    if fresh.first is not None and starts_before_data(view):
        sentences.append(fill(text.BEFORE_DATA, first=day_text(fresh.first), start=day_text(filters.start)))
    if fresh.last is not None and (filters.end - fresh.last).days > MOST_AFTER:
        sentences.append(fill(text.BEYOND_DATA, last=day_text(fresh.last), end=day_text(filters.end)))
    return sentences


def starts_before_data(view: View) -> bool:
    """Whether the period begins well before the first invoice."""
    first = freshness(view).first
    return first is not None and (first - view.filters.start).days > MOST_BEFORE


def from_first_invoice(view: View) -> View:
    """The view on the days that invoices cover: three months are not said to be twelve."""
    first, filters = freshness(view).first, view.filters
    if first is None or not starts_before_data(view) or first > filters.end:
        return view
    years = max(filters.start.year - filters.base_start.year, 1)
    base = periods.base(Period(first, filters.end), years)
    return replace(view, filters=replace(filters, start=first, base_start=base.start, base_end=base.end))


def base_days_missing(view: View) -> int:
    """Days from the start of the base period to the first invoice."""
    first = freshness(view).first
    return 0 if first is None else max((first - view.filters.base_start).days, 0)


def covers_base(view: View) -> bool:
    """Whether a change against the base period can be said."""
    return base_days_missing(view) <= MOST_MISSING
