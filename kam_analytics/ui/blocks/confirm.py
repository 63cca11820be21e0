"""A button for irreversible actions: it warns first, and acts on a second click."""

import streamlit as st

from kam_analytics.core.text import Text
from kam_analytics.language.pay import control as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped


def confirmed(
    frame: Frame, label: str, key: str, warning: Text, *, disabled: bool = False, hint: str | None = None
) -> bool:
    """Whether the second click was made. label, hint: typeset and escaped."""
    with st.popover(label, disabled=disabled, help=hint):
        st.write(escaped(typeset(warning, frame.lang)))
        return st.button(escaped(typeset(words.CONFIRM, frame.lang)), key=key, disabled=disabled, type="primary")
