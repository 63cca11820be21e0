"""How a figure is computed, opened from its card: definition, formula, rows, imports, and SQL that recomputes it."""

from collections.abc import Sequence

import streamlit as st

from kam_analytics.answers.computation import Computation, computation, number_of, worked_example
from kam_analytics.answers.page.blocks import Block, Number
from kam_analytics.core.text import Lang
from kam_analytics.language import computation as words
from kam_analytics.language.numbers import decimal, write
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import reader

_ASKED = "computed_asked"
QUERY_HEIGHT, SCRIPT_HEIGHT = 360, 160  # px
MOST_IMPORTS = 8


def ask(metric_id: str) -> None:
    """Remember, within a callback, which figure to explain in the run that follows."""
    st.session_state[_ASKED] = metric_id


def explain_if_asked(frame: Frame, blocks: Sequence[Block]) -> None:
    """Open the explanation of the figure whose card was clicked."""
    metric_id = st.session_state.pop(_ASKED, None)
    number = None if metric_id is None else number_of(metric_id, blocks)
    if number is not None:
        title = escaped(typeset(number.metric.name, frame.lang))
        st.dialog(title, width="large")(_explain)(frame, number)


def _explain(frame: Frame, number: Number) -> None:
    lang, metric = frame.lang, number.metric
    missing = number.value.value is None
    st.markdown(f"**{escaped(words.MISSING.in_(lang) if missing else write(number.value, lang))}**")
    st.markdown(escaped(typeset(metric.definition, lang)))
    st.code(metric.formula_text, language=None)
    if (example := worked_example(number)) is not None:
        st.code(typeset(example, lang), language=None)
    explained = computation(frame.view, metric)
    st.markdown(escaped(_counted(explained, lang)))
    if number.secret:
        st.caption(escaped(typeset(words.PAY, lang)))
    with st.expander(typeset(words.FOR_AUDIT, lang), key=f"{frame.page}_audit_{metric.id}"):
        _sql(frame, explained)


def _counted(explained: Computation, lang: Lang) -> str:
    """How many lines, of which imports."""
    if explained.lines.empty:
        return typeset(words.NO_LINES, lang)
    files = [
        f"n° {row['import_id']} {row['file'] or ''} ({decimal(int(row['lines']), lang)})".replace(" (", "\u00a0(")
        for row in explained.lines.to_dict("records")
    ]
    more = "" if len(files) <= MOST_IMPORTS else "…"
    listed = ", ".join(files[:MOST_IMPORTS]) + more
    return typeset(words.LINES, lang).format(lines=decimal(explained.counted, lang), imports=listed)


def _sql(frame: Frame, explained: Computation) -> None:
    """The query alone, for reading, and the whole script, for running."""
    lang, scope = frame.lang, frame.view.scope
    st.caption(escaped(typeset(words.QUERY if explained.exact else words.INPUTS, lang)))
    st.code(explained.query, language="sql", height=QUERY_HEIGHT)
    opened = reader(str(frame.folder), frame.state.number, frame.state)
    script = opened.script(explained.query, scope, with_folder=scope.sees_all)
    st.caption(escaped(typeset(words.SCRIPT if scope.sees_all else words.SCRIPT_BESIDE, lang)))
    st.code(script, language="sql", height=SCRIPT_HEIGHT)
    name, key = f"{explained.metric.id}.sql", f"{frame.page}_computed_{explained.metric.id}"
    download(frame, words.DOWNLOAD, name, "application/sql", lambda: script, key=key)
