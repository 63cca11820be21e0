"""The pages without figures of their own: the import, whose state is the session's, and the definitions."""

from kam_analytics.answers.page.declaration import Page
from kam_analytics.core.text import Text

IMPORT_DATA: Page[None] = Page(id="import_data", title=Text(fr="Import", en="Import"), icon=":material/upload_file:")
DEFINITIONS: Page[None] = Page(
    id="definitions", title=Text(fr="Définitions", en="Definitions"), icon=":material/menu_book:"
)
