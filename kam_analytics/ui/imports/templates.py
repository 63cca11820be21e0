"""Templates: a workbook to fill in for each kind of data, for users without an export."""

import streamlit as st

from kam_analytics.answers.imports.kinds import KIND_LABELS
from kam_analytics.exports.media import MIMES
from kam_analytics.exports.template import TEMPLATES, template
from kam_analytics.language.imports import page as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame


def draw_templates(frame: Frame) -> None:
    """Choose a kind, download its template."""
    lang = frame.lang
    opened = st.expander(typeset(words.TEMPLATES, lang), key="templates", on_change="rerun")
    if not opened.open:
        return
    with opened, st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            typeset(words.TEMPLATE_KIND, lang),
            TEMPLATES,
            key="template_kind",
            width=360,
            format_func=lambda k: typeset(KIND_LABELS[k], lang),
        )
        name = f"kam-{kind.replace('_', '-')}-{lang}.xlsx"
        download(frame, words.TEMPLATE_GET, name, MIMES["xlsx"], lambda: template(kind, lang), key="template_get")
