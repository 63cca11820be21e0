"""Variable pay: who has reached what, and what will it pay?"""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
