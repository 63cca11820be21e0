"""Definitions: every metric, from its declaration."""

from kam_analytics.ui.definitions import show
from kam_analytics.ui.frame.frame import page_guard

show(page_guard())
