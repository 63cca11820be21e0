"""Account: one customer, from its revenue down to its invoice lines."""

from kam_analytics.ui.page import screen

with screen("account") as page:
    page.show("summary", "numbers")
    page.show("months", "rhythm")
    page.choose(
        mix=("share", "families"),
        relations=("relations",),
        lines=("net", "lines"),
    )
