"""Whether invoices cover the period that is looked at."""

from kam_analytics.answers.page.view import View, freshness
from kam_analytics.core.text import Text
from kam_analytics.language import shared as text
from kam_analytics.language.dates import day_text
from kam_analytics.language.sentences import fill

MOST_BEFORE, MOST_AFTER = 31, 7  # days without an invoice at the two ends: invoices once a month; holidays


def uncovered(view: View) -> list[Text]:
    """That the period starts before the first invoice, or ends after the last one."""
    fresh, filters = freshness(view), view.filters
    sentences: list[Text] = []
    if fresh.first is not None and (fresh.first - filters.start).days > MOST_BEFORE:
        sentences.append(fill(text.BEFORE_DATA, first=day_text(fresh.first), start=day_text(filters.start)))
    if fresh.last is not None and (filters.end - fresh.last).days > MOST_AFTER:
        sentences.append(fill(text.BEYOND_DATA, last=day_text(fresh.last), end=day_text(filters.end)))
    return sentences
