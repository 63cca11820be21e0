"""Definitions: every metric, from its declaration."""

from kam_analytics.ui.frame import page_guard

page_guard()
