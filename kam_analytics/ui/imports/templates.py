"""Templates: a workbook to fill in for each kind of data, for users without an export."""

import streamlit as st

from kam_analytics.answers.imports.kinds import KIND_LABELS
from kam_analytics.exports.media import MIMES
from kam_analytics.exports.template import TEMPLATES, template
from kam_analytics.language.imports import page as words
from kam_analytics.language.typography import typeset
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
        st.download_button(
            typeset(words.TEMPLATE_GET, lang),
            data=lambda: template(kind, lang),
            mime=MIMES["xlsx"],
            key="template_get",
            file_name=f"kam-{kind.replace('_', '-')}-{lang}.xlsx",
            on_click="ignore",
        )
