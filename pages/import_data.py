"""Import: upload, preview, answer, report, lines to correct, history, withdraw."""

from kam_analytics.ui.frame import page_guard
from kam_analytics.ui.importing import show

show(page_guard())
