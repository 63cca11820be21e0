"""Overview: what changed, how fresh the data are, where to look next."""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
