"""Account: one customer, from its revenue down to its invoice lines."""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
