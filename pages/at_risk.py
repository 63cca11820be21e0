"""At risk: who may leave, how much is exposed, and why?"""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
