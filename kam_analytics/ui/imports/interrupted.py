"""The viewer's own uploads that a stop of the application cut short."""

from datetime import datetime

import streamlit as st

from kam_analytics.ingest.history import imports
from kam_analytics.language.imports import page as words
from kam_analytics.language.sentences import fill, names, plural
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.warehouse.uploads import Upload, take_interrupted

INTERRUPTED = "import_interrupted"


def draw_interrupted(frame: Frame) -> None:
    """Which files are not loaded; it stays for the session that was told, until its next import."""
    files: list[str] = st.session_state.setdefault(INTERRUPTED, [])
    for upload in take_interrupted(frame.folder, frame.view.scope.viewer):
        files += [file for file in _not_loaded(frame, upload) if file not in files]
    if files:
        sentence = plural(len(files), words.INTERRUPTED_ONE, words.INTERRUPTED)
        st.warning(escaped(typeset(fill(sentence, files=names(files)), frame.lang)))


def _not_loaded(frame: Frame, upload: Upload) -> list[str]:
    """The files that the log does not have: a process may die between publishing and saying so."""
    began = datetime.fromisoformat(upload.began).replace(tzinfo=None)
    logged = [i for i in imports(open_store(str(frame.folder))) if i.imported_by == upload.who]
    loaded = {i.file for i in logged if i.imported_at >= began}
    return [file for file in upload.files if file not in loaded]
