"""The heat map of months: accounts down, months across, colour for above or below the account's own normal."""

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.theme import ON_DEEP, ON_PALE, SMALL, Palette, Style, dress, plain, short
from kam_analytics.core.text import Lang
from kam_analytics.language.dates import month
from kam_analytics.language.numbers import NBSP, decimal

ROW_HEIGHT, AROUND = 30, 150  # pixels
SHOWN = 0.15  # of normal: a smaller change has no figure in its cell
MOST = 2.0  # of normal: larger changes are written as this value


def month_map(rows: pd.DataFrame, style: Style) -> go.Figure:
    """One cell per account and month.

    rows: account_id, account_name, month (Timestamp), change (−1 upwards, NaN without a normal), said (Text, the cell
        in words); accounts in display order, first on top.
    """
    names = rows.drop_duplicates("account_id")
    months = sorted(rows["month"].unique())
    cells = rows.pivot_table(index="account_id", columns="month", values="change", aggfunc="first", dropna=False)
    cells = cells.reindex(index=names["account_id"], columns=months)
    texts = rows.assign(said=[plain(s.in_(style.lang)) for s in rows["said"]]).pivot(
        index="account_id", columns="month", values="said"
    )
    p = style.palette
    grid = go.Heatmap(
        z=cells.fillna(0.0).to_numpy(),
        x=list(range(len(months))),
        y=list(range(len(names))),
        hovertext=texts.reindex(index=names["account_id"], columns=months).to_numpy(),
        hovertemplate="%{hovertext}<extra></extra>",
        colorscale=[(0.0, p.loss), (0.5, p.paper), (1.0, p.gain)],
        zmin=-1,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    fig = dress(go.Figure([grid, *_figures(rows, names, months, style)]), style)
    fig.update_layout(height=ROW_HEIGHT * len(names) + AROUND)
    fig.update_xaxes(tickvals=list(range(len(months))), ticktext=[month(m, style.lang, short=True) for m in months])
    fig.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=[short(n) for n in names["account_name"]],
        range=(len(names) - 0.5, -0.5),
    )
    return _framed(fig, len(months), p)


def _framed(fig: go.Figure, months: int, palette: Palette) -> go.Figure:
    """A frame, so that white cells remain visible."""
    fig.update_xaxes(range=(-0.5, months - 0.5))
    return fig.update_layout(plot_bgcolor=palette.grid)


def _figures(rows: pd.DataFrame, names: pd.DataFrame, months: list[pd.Timestamp], style: Style) -> list[go.Scatter]:
    """The changes large enough for a figure, in black or white, whichever reads better on the cell."""
    across = {m: n for n, m in enumerate(months)}
    down = {a: n for n, a in enumerate(names["account_id"])}
    labelled = rows[rows["change"].abs() >= SHOWN]
    deep = labelled["change"].map(lambda change: is_deep(float(change), style.palette)).astype(bool)
    return [
        go.Scatter(
            x=[across[m] for m in part["month"]],
            y=[down[a] for a in part["account_id"]],
            mode="text",
            text=[_figure(float(v), style.lang) for v in part["change"]],
            textfont={"size": SMALL, "color": colour},
            customdata=part[["account_id"]],
            hoverinfo="skip",
        )
        for part, colour in ((labelled[~deep], ON_PALE), (labelled[deep], ON_DEEP))
    ]


def is_deep(change: float, palette: Palette) -> bool:
    """Whether white has more contrast than black on the cell of a change."""
    cell = cell_luminance(change, palette)
    return contrast(cell, 1.0) > contrast(cell, 0.0)


def cell_luminance(change: float, palette: Palette) -> float:
    """Relative luminance (WCAG 2), 0 to 1, of a change's cell: from paper to full colour at a change of 100 %."""
    full = _channels(palette.gain if change > 0 else palette.loss)
    share = min(abs(change), 1.0)
    mixed = (p + share * (c - p) for p, c in zip(_channels(palette.paper), full, strict=True))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mixed)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Of two luminances (WCAG 2), 1 to 21.

    >>> contrast(0.0, 1.0)
    21.0
    """
    low, high = sorted((one, other))
    return round((high + 0.05) / (low + 0.05), 6)


def _channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _figure(change: float, lang: Lang) -> str:
    """A whole percentage, signed, with the reader's spacing."""
    beyond = "> " if change > MOST else ""
    return f"{beyond}{decimal(100 * min(change, MOST), lang, sign=True)}{NBSP if lang == 'fr' else ''}%"
