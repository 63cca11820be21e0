"""Rows whose texts are written once, column by column; the grid sorts by the values and shows the texts."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


class WrittenRows(Styler):
    """A Styler for Streamlit that formats no cell again when it is drawn again.

    rows: the values; writers: how to write those of a column, the other columns are their own text. Streamlit reads a
    Styler through `_compute` and `_translate`; the generic ones of pandas build HTML for every cell at every run.
    """

    def __init__(self, rows: pd.DataFrame, writers: Mapping[str, Callable[[Any], str]]) -> None:
        super().__init__(rows)
        columns = [list(map(writers.get(name, str), rows[name])) for name in rows.columns]
        self._cells = [
            [{"id": f"row{row}_col{column}", "display_value": text} for column, text in enumerate(texts)]
            for row, texts in enumerate(zip(*columns, strict=True))
        ]

    def _compute(self) -> "WrittenRows":
        return self

    def _translate(self, *_: Any, **__: Any) -> dict[str, Any]:
        return {"body": self._cells}
