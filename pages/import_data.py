"""Import: upload, preview, answer, report, lines to correct, history, withdraw."""

from kam_analytics.ui.frame import page_guard

page_guard()
