"""The pages that answers can give: one function for each, found by the page's id."""

from collections.abc import Callable

from kam_analytics.answers.account import page as account
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.identity import page as identity
from kam_analytics.answers.overview import page as overview
from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk

ANSWERS: dict[str, Callable[[View], list[Block]]] = {
    "overview": overview.blocks,
    "concentration": concentration.blocks,
    "growth": growth.blocks,
    "variable_pay": pay.blocks,
    "at_risk": risk.blocks,
    "account": account.blocks,
}


def blocks(page: str, view: View) -> list[Block]:
    """What a page says to a view. Raises KeyError for a page that has no answer."""
    return identity.annotated(page, view, ANSWERS[page](view))
