"""An account that is looked up in the room, and what its loss would cost: no pay, and no name that nobody asked for."""

from dataclasses import replace

from kam_analytics.answers.account.page import ACCOUNT
from kam_analytics.answers.concentration import loss
from kam_analytics.answers.concentration.loss import Scenario
from kam_analytics.answers.page.blocks import Block, Message, Number
from kam_analytics.answers.page.declaration import own_period
from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.discretion import Discretion, unnamed
from kam_analytics.core.scope import without_pay


def account_blocks(view: View, account: str, discretion: Discretion) -> list[Block]:
    """The sentences and figures of the account sheet."""
    filters = replace(own_period(view.filters), account=account, level="entity")
    seen = view if discretion.names else unnamed(view)
    blocks = ACCOUNT.blocks(replace(seen, scope=without_pay(view.scope), filters=filters))
    return [block for block in blocks if isinstance(block, Message | Number)]


def loss_blocks(view: View, account: str) -> list[Block]:
    """What would change without the account."""
    return loss.discreet_blocks(replace(view, scope=without_pay(view.scope)), Scenario((account,), 0.0, None))
