"""Account: one customer, from its revenue down to its invoice lines."""

from kam_analytics.ui.blocks.account import draw_trail
from kam_analytics.ui.page import screen

with screen("account") as page:
    page.add(draw_trail)
    page.show("summary", "numbers")
    page.show("months", "rhythm")
    page.choose(
        mix=("share", "families"),
        business=("business",),
        relations=("relations",),
        lines=("net", "lines"),
    )
