"""Concentration: on how few accounts does our revenue hang?"""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
