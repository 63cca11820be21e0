"""The pages that answers can give: one function for each, found by the page's id."""

from collections.abc import Callable

from kam_analytics.answers import account, concentration, growth, identity, overview, pay, risk
from kam_analytics.answers.blocks import Block
from kam_analytics.answers.view import View

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
