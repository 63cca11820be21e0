"""Import: upload, preview, answer, report, lines to correct, history, withdraw; who has access, who did what."""

from kam_analytics.ui.access.people import ACCESS
from kam_analytics.ui.access.trail import TRAIL
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.imports.books import BOOKS
from kam_analytics.ui.imports.history import draw_history
from kam_analytics.ui.imports.page import draw_files, draw_lead, draw_outcome
from kam_analytics.ui.imports.sent import SENT_FILES
from kam_analytics.ui.imports.templates import draw_templates
from kam_analytics.ui.page import screen

with screen("import_data") as page:
    page.add(draw_lead)
    page.choose(
        files=(
            Form(draw_outcome),
            Form(draw_files),
            SENT_FILES,
            Form(draw_templates),
            Form(draw_history),
        ),
        books=(BOOKS,),
        access=(ACCESS,),
        trail=(TRAIL,),
    )
