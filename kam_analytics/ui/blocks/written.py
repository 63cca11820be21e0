"""Rows whose texts are written once, column by column; the grid sorts by the values and shows the texts."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


class _WrittenRows(pd.DataFrame):
    """Values and their texts, which Streamlit asks for by `astype(str)` at every run of the page."""

    _metadata = ("texts",)
    texts: pd.DataFrame

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> Any:  # type: ignore[misc]  # only typed as final
        return self.texts if dtype is str else super().astype(dtype, *args, **kwargs)


def write_rows(rows: pd.DataFrame, writers: Mapping[str, Callable[[Any], str]]) -> Styler:
    """A Styler for Streamlit that formats no cell again when it is drawn again.

    rows: the values; writers: how to write those of a column, the other columns are their own text. Streamlit accepts
    no subclass of Styler, reads `_compute` and `_translate`, which in pandas build HTML for every cell at every run,
    and sets the translated text of each cell anew; here nothing is left to translate.
    """
    written = _WrittenRows(rows)
    written.texts = pd.DataFrame(
        {name: list(map(writers.get(str(name), str), rows[name])) for name in rows.columns}, index=rows.index
    )
    styler: Any = Styler(written)
    styler._compute = lambda: styler
    styler._translate = lambda *_, **__: {}
    return styler  # type: ignore[no-any-return]
