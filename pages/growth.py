"""Growth: do key accounts grow faster, by how much, because of what?"""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.page import show

show(page_guard())
