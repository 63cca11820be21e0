"""Account: one customer, from its revenue down to its invoice lines."""

from kam_analytics.ui.page import screen

with screen("account") as page:
    page.show("summary", "numbers")
    page.show("months", "rhythm", "share", "families")
    page.show("relations")
    page.show("net", "lines")
