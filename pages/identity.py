"""Accounts and groups: which accounts are one, who belongs to which group, what was decided."""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.identity.page import show

show(page_guard())
