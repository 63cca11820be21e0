"""The accounts that growth compares as key, so that every page draws the same ones."""

from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.metrics.growth.key_accounts import key_accounts
from kam_analytics.metrics.portfolio.figures import ACCOUNTS


def compared_as_key(view: View) -> frozenset[str]:
    """The list in force at the start of the base period or, without one, the accounts that make most of the revenue."""
    rows = one_perimeter(view).rows(ACCOUNTS, key_on=view.filters.base_start)
    return key_accounts(rows, None).ids
