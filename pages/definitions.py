"""Definitions: every metric, from its declaration."""

from kam_analytics.ui.definitions import draw_definitions
from kam_analytics.ui.page import screen

with screen("definitions") as page:
    page.add(draw_definitions)
