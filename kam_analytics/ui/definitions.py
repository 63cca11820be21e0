"""The definitions page: every metric of the registry, from its declaration, with the reader's own figure as example."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

import pandas as pd
import streamlit as st

from kam_analytics.answers.computation import numbers, worked_example
from kam_analytics.answers.page import periods
from kam_analytics.answers.page.view import freshness
from kam_analytics.answers.pages import PAGES, answer
from kam_analytics.answers.registry import every_metric
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Lang
from kam_analytics.language.imports import page as words
from kam_analytics.language.interface import PART
from kam_analytics.language.numbers import MISSING
from kam_analytics.language.sentences import written
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.formula import as_math
from kam_analytics.ui.blocks.tables import folded, search_box
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.answers import Asker, WatchedForecaster
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.risk import forecast


def draw_definitions(frame: Frame) -> None:
    """Title, search, the metrics of one page of the application; a search looks through all of them."""
    metrics, lang = every_metric(), frame.lang
    titles = {page: typeset(PAGES[page].title, lang) for page in dict.fromkeys(m.page for m in metrics)}
    st.title(escaped(typeset(words.DEFINITIONS_TITLE, lang).format(count=len(metrics))), anchor=False)
    wanted = folded(search_box("definitions", lang))
    chosen = address.switch("part", PART.in_(lang), titles, next(iter(titles)))
    matches = [m for m in metrics if wanted in folded(" ".join(_record(m, lang).values()))]
    if not wanted:
        matches = [m for m in metrics if m.page == chosen]
    if not matches:
        st.caption(typeset(words.NONE_FOUND, lang))
    for page, group in groupby(matches, lambda m: m.page):
        shown = list(group)
        if wanted:
            st.header(titles[page], anchor=False)
        examples = _examples(page, frame)
        records = [{**_record(m, lang), words.EXAMPLE.in_(lang): examples.get(m.id, MISSING)} for m in shown]
        rows = pd.DataFrame([{k: escaped(v) for k, v in record.items()} for record in records])
        rows[words.FORMULA.in_(lang)] = [as_math(m.formula_text) for m in shown]
        st.table(rows, border="horizontal", hide_index=True, alt=titles[page])


def _examples(page: str, frame: Frame) -> Mapping[str, str]:
    """Metric → its figure over the last twelve months, as the page shows it without filters; never a figure of pay."""
    last = freshness(frame.view).last
    if last is None or "account" in PAGES[page].own_filters:
        return {}
    days = periods.span(periods.LTM, last)
    base = periods.base(days, 1)
    asked = replace(frame.view, filters=Filters(days.start, days.end, base.start, base.end))
    forecaster = WatchedForecaster(forecast.of(frame.folder, frame.state))
    asker = Asker(page, frame.folder, frame.state, asked)
    sections = asker.remember("page", lambda: answer(page, replace(asked, foresee=forecaster)), forecaster)
    shown = numbers(block for blocks in sections.values() for block in blocks)
    return {n.metric.id: typeset(worked_example(n) or written(n.value), frame.lang) for n in shown if not n.secret}


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
