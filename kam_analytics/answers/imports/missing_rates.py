"""Lines whose currency has no exchange rate: excluded from every figure, and reported on every page."""

from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import money as text
from kam_analytics.language.sentences import fill, names, plural
from kam_analytics.metrics.portfolio.figures import WAITING


def notice(view: View) -> Text | None:
    """How many lines lack a rate, and in which currencies; None when none does."""
    rows = view.rows(WAITING)
    if rows.empty:
        return None
    lines = int(rows["lines"].sum())
    return fill(
        plural(lines, text.WAITS, text.WAIT), n=Quantity(lines, Unit.COUNT), currencies=names(list(rows["currency"]))
    )
