"""The cells of a table as texts: each column in its unit, euros of one column in one scale."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Column
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import day, month
from kam_analytics.language.numbers import MISSING, Scale, scale_of, write
from kam_analytics.language.typography import typeset

SIGNED = ("change",)  # columns of differences: a gain carries its plus


def cell_writer(values: "pd.Series[Any]", column: Column, lang: Lang) -> Callable[[Any], str]:
    """How every cell of a column is written, decided from all its values."""
    if column.unit is None:
        return lambda value: word(value, lang)
    unit = column.unit
    if unit in (Unit.DATE, Unit.MONTH):
        spell = day if unit is Unit.DATE else month
        return lambda v: MISSING if pd.isna(v) else spell(pd.Timestamp(v).date(), lang)
    scale: Scale | None = scale_of(pd.to_numeric(values).dropna()) if unit is Unit.EUR else None
    sign = values.name in SIGNED
    return lambda v: write(Quantity(None if pd.isna(v) else float(v), unit), lang, scale=scale, sign=sign)


def word(value: Any, lang: Lang, missing: str = MISSING) -> str:
    """A cell without a unit: a sentence, yes or no, or the text of a file."""
    if isinstance(value, Text):
        return typeset(value, lang)
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return (shared.YES if value else shared.NO).in_(lang)
    return missing if value is None or value is pd.NA or value != value else str(value)
