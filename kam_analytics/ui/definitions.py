"""The definitions page: every metric of the registry, generated from its declaration."""

from itertools import groupby

import pandas as pd
import streamlit as st

from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.registry import every_metric
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Lang
from kam_analytics.language.imports import page as words
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import folded, search_box
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped


def draw_definitions(frame: Frame) -> None:
    """Title, search, one table for each page of the application."""
    metrics, lang = every_metric(), frame.lang
    st.title(escaped(typeset(words.DEFINITIONS_TITLE, lang).format(count=len(metrics))), anchor=False)
    wanted = folded(search_box("definitions", lang))
    matches = [m for m in metrics if wanted in folded(" ".join(_record(m, lang).values()))]
    if not matches:
        st.caption(typeset(words.NONE_FOUND, lang))
    for page, group in groupby(matches, lambda m: m.page):
        st.subheader(typeset(PAGES[page].title, lang), anchor=False)
        rows = pd.DataFrame([{k: escaped(v) for k, v in _record(m, lang).items()} for m in group])
        st.table(rows, border="horizontal", hide_index=True, alt=typeset(PAGES[page].title, lang))


def _record(metric: Metric, lang: Lang) -> dict[str, str]:
    """One metric as a row: label of the column → text."""
    record = {
        words.METRIC: typeset(metric.name, lang),
        words.DEFINITION: typeset(metric.definition, lang),
        words.FORMULA: metric.formula_text,
        words.UNIT: words.UNITS[metric.unit.value].in_(lang),
        words.SOURCE: typeset(metric.source, lang),
    }
    return {label.in_(lang): value for label, value in record.items()}
