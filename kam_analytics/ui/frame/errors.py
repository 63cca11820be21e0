"""The single place where errors are caught: what happened and what to do next, or a reference number."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from kam_analytics.core.errors import KamError
from kam_analytics.core.text import Lang
from kam_analytics.language import interface as words
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import folder
from kam_analytics.warehouse.faults import explain

LOG = logging.getLogger("kam_analytics")


@contextmanager
def explained(lang: Lang) -> Iterator[None]:
    """Show a `KamError` as its two sentences; log anything else and show its log reference."""
    try:
        yield
    except KamError as error:
        _show(error, lang)
    except Exception as error:
        if (fault := explain(error, folder())) is not None:
            _show(fault, lang)
        reference = secrets.token_hex(4)
        LOG.exception("reference %s", reference)
        st.error(escaped(words.BUG.in_(lang).format(reference=reference)))
        st.stop()


def _show(error: KamError, lang: Lang) -> None:
    what, next_step = error.explain(lang)
    st.error(escaped(next_step), title=escaped(what))
    st.stop()
