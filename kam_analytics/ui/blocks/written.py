"""Rows whose texts are written once, column by column; the grid sorts by the values and shows the texts."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def write_rows(rows: pd.DataFrame, writers: Mapping[str, Callable[[Any], str]]) -> Styler:
    """A Styler for Streamlit that formats no cell again when it is drawn again.

    rows: the values; writers: how to write those of a column, the other columns are their own text. Streamlit accepts
    no subclass of Styler and reads it through `_compute` and `_translate`, which in pandas build HTML for every cell at
    every run; both are replaced on this object.
    """
    columns = [list(map(writers.get(str(name), str), rows[name])) for name in rows.columns]
    cells = [
        [{"id": f"row{row}_col{column}", "display_value": text} for column, text in enumerate(texts)]
        for row, texts in enumerate(zip(*columns, strict=True))
    ]
    styler: Any = Styler(rows)
    styler._compute = lambda: styler
    styler._translate = lambda *_, **__: {"body": cells}
    return styler  # type: ignore[no-any-return]
