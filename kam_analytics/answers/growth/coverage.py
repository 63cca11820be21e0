"""What is said where invoices do not cover the two periods that are compared."""

from dataclasses import replace

from kam_analytics.answers.growth.page import figures
from kam_analytics.answers.growth.periods import refusal
from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Message
from kam_analytics.answers.page.coverage import MOST_BEFORE
from kam_analytics.answers.page.view import View, freshness
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language.dates import Period
from kam_analytics.language.sentences import fill


def uncovered(view: View) -> list[Text]:
    """Why the page would show no growth, and the growth over the days that both periods have."""
    refused = [block.text for block in refusal(view) if isinstance(block, Message)]
    common = _common_days(view)
    if common is None:
        return refused[:2]
    days, base = common
    cut = replace(view.filters, end=days.end, base_end=base.end)
    grown = Quantity(figures(replace(view, filters=cut)).growth, Unit.GROWTH)
    ends = {"start": days.start, "end": days.end, "base_start": base.start, "base_end": base.end}
    return [*refused[:1], fill(text.LIKE_FOR_LIKE, growth=grown, **ends)]


def _common_days(view: View) -> tuple[Period, Period] | None:
    """Both periods up to the last invoice; None where it is not inside, or the base is not the same days earlier."""
    fresh, filters = freshness(view), view.filters
    years = filters.start.year - filters.base_start.year
    if fresh.first is None or fresh.last is None or not filters.start <= fresh.last < filters.end or years < 1:
        return None
    same_days = periods.base(Period(filters.start, filters.end), years)
    known = (fresh.first - filters.base_start).days <= MOST_BEFORE
    if not known or same_days != Period(filters.base_start, filters.base_end):
        return None
    days = Period(filters.start, fresh.last)
    return days, periods.base(days, years)
