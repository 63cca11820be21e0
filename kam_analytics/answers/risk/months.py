"""The first accounts of the list month by month, each against its own usual level; in a collapsed section."""

from collections.abc import Mapping, Sequence

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Note
from kam_analytics.answers.page.lazy import Later
from kam_analytics.answers.page.view import View, first_accounts, written
from kam_analytics.charts.risk.months import month_map
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import shared
from kam_analytics.language.dates import month_text
from kam_analytics.language.risk import months as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.measures.normal import (
    ACCOUNT_MONTHS,
    YEARS,
    Month,
    MonthComparison,
    months_against_normal,
)

SHOWN = 20  # rows readable on a shared screen

_CELLS = {
    MonthComparison.NORMAL: text.NORMAL_CELL,
    MonthComparison.QUIET: text.QUIET_CELL,
    MonthComparison.NEW: text.NEW_CELL,
}
_COLUMNS = {
    "account_name": Column(shared.ACCOUNT),
    "month": Column(text.MONTH, Unit.MONTH),
    "revenue": Column(text.REVENUE, Unit.EUR),
    "normal": Column(text.NORMAL, Unit.EUR),
    "change": Column(text.CHANGE, Unit.GROWTH),
}


def month_details(view: View, names: Mapping[str, str]) -> Details:
    """One row per account; names: account id → name, in the order of the list."""
    first = dict(list(names.items())[:SHOWN])
    return Details("months", text.MAP, Later(lambda: _blocks(view, first)))


def _blocks(view: View, names: dict[str, str]) -> Sequence[Block]:
    rows = view.rows(ACCOUNT_MONTHS, as_of=view.filters.end, accounts=tuple(names))
    cells = months_against_normal(rows, view.filters.end)
    if not cells:
        return [Note(shared.NO_DATA)]
    months = len({cell.month for cell in cells})
    frame = pd.DataFrame(
        [
            {
                "account_id": c.account_id,
                "account_name": names[c.account_id],
                "month": pd.Timestamp(c.month),
                "revenue": c.revenue,
                "normal": c.normal,
                "change": c.change,
            }
            for c in cells
        ]
    ).astype({"normal": float, "change": float})
    frame["said"] = written([_cell_sentence(c, names[c.account_id]) for c in cells], frame)
    place = {account: n for n, account in enumerate(names)}
    frame = frame.sort_values(["account_id", "month"], key=lambda s: s.map(place) if s.name == "account_id" else s)
    title = fill(text.TITLE, months=months, accounts=first_accounts(frame["account_id"].nunique()))
    legend = (("gain", text.ABOVE), ("loss", text.BELOW))
    return [Chart("month_map", title, frame, month_map, _COLUMNS, legend), Note(fill(text.HOW, years=YEARS))]


def _cell_sentence(cell: Month, name: str) -> Text:
    """The cell in words, as in its tooltip."""
    amounts = {key: Quantity(value, Unit.EUR) for key, value in _amounts(cell).items()}
    return fill(_CELLS[cell.kind], name=name, month=month_text(cell.month), **amounts)


def _amounts(cell: Month) -> dict[str, float | None]:
    return {"revenue": cell.revenue, "normal": cell.normal, "usual": cell.usual}
