"""Import: upload, preview, answer, report, lines to correct, history, withdraw."""

from kam_analytics.ui.frame.frame import page_guard
from kam_analytics.ui.imports.page import show

show(page_guard())
