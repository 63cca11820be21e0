"""Numbers as cards: the figure, its comparison, its definition on hover."""

from typing import Literal

import streamlit as st

from kam_analytics.answers.page.blocks import Number
from kam_analytics.core.metrics import Better, Metric
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Quantity
from kam_analytics.language import interface as words
from kam_analytics.language.computation import HOW
from kam_analytics.language.numbers import write
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.computation import ask
from kam_analytics.ui.frame.markdown import escaped

IN_A_ROW = 4


def draw_numbers(numbers: list[Number], lang: Lang, place: str) -> None:
    """Cards of equal height, at most four per row, each linked to its computation. place: part of their keys."""
    for row in (numbers[i : i + IN_A_ROW] for i in range(0, len(numbers), IN_A_ROW)):
        for column, number in zip(st.columns(len(row), gap="small"), row, strict=True):
            with column:
                _card(number, lang, place)


def _card(number: Number, lang: Lang, place: str) -> None:
    key = f"card_{place}_{number.metric.id}"
    with st.container(border=True, height="stretch", horizontal=True, gap=None, wrap=False, key=key):
        _figure(number, lang)
        st.button(
            typeset(HOW, lang),
            key=f"{place}_how_{number.metric.id}",
            icon=":material/function:",
            type="tertiary",
            help=typeset(HOW, lang),
            on_click=ask,
            args=(number.metric.id,),
        )


def _figure(number: Number, lang: Lang) -> None:
    missing = number.value.value is None
    value = words.UNDEFINED.in_(lang) if missing else write(number.value, lang)
    change = None if missing else number.change
    note = None if number.note is None else escaped(typeset(number.note, lang))
    st.metric(
        escaped(typeset(number.metric.name, lang)),
        escaped(value),
        delta=None if change is None else escaped(_signed(change, lang)),
        delta_color=_colour(number.metric, change),
        delta_arrow=_arrow(change),
        delta_description=note or (words.COMPARED.in_(lang) if change is not None else None),
        help=definition(number.metric, lang),
    )


def definition(metric: Metric, lang: Lang) -> str:
    """Definition and formula, for a tooltip."""
    formula = words.FORMULA.in_(lang).format(formula=metric.formula_text)
    return f"{escaped(typeset(metric.definition, lang))}\n\n{escaped(formula)}"


def _signed(change: Quantity, lang: Lang) -> str:
    return write(change, lang, sign=True)


def _arrow(change: Quantity | None) -> Literal["up", "down", "off"]:
    if change is None or not change.value:
        return "off"
    return "up" if change.value > 0 else "down"


def _colour(metric: Metric, change: Quantity | None) -> Literal["gray", "green", "red"]:
    """Colour of a change: good or bad for the company, not up or down."""
    if change is None or not change.value or metric.better is Better.NEITHER:
        return "gray"
    return "green" if (change.value > 0) == (metric.better is Better.HIGHER) else "red"
