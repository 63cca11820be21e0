"""Import: upload, preview, answer, report, lines to correct, history, withdraw."""

from kam_analytics.ui.imports.books import draw_books
from kam_analytics.ui.imports.history import draw_history
from kam_analytics.ui.imports.page import draw_files, draw_lead, draw_outcome
from kam_analytics.ui.imports.templates import draw_templates
from kam_analytics.ui.page import screen

with screen("import_data") as page:
    page.add(draw_lead)
    page.add(draw_outcome)
    page.add(draw_files)
    page.add(draw_templates)
    page.add(draw_history)
    page.add(draw_books)
