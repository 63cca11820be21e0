"""A refusal of the store, beside the form it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Lang
from kam_analytics.ui.frame.markdown import escaped


@contextmanager
def refusals_shown(lang: Lang) -> Iterator[None]:
    """Show a refusal next to the form; the typed values and the rest of the page stay."""
    try:
        yield
    except KamError as error:
        what, next_step = error.explain(lang)
        st.error(escaped(next_step), title=escaped(what))
