"""Charts of the concentration page: rows as input, a figure as output."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.charts.labels import DotLabel, month_axis, place
from kam_analytics.charts.theme import SMALL, TRANSPARENT, Style, dress, percent, plain, room, short, slim
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.concentration import page as text
from kam_analytics.language.dates import month
from kam_analytics.language.numbers import Scale, scale_of, write

OFF_SCALE = 1.6  # times the largest account: beyond it the bar of the others would leave no room for the accounts
LABEL_ROOM, PLOT_MARGINS = 0.55, 110.0  # of the width, for names at the ends of lines; px around the plot
NO_BAR = Text(fr="hors échelle", en="off the scale")


def ranked_accounts(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Ordered bars of the largest accounts; the others last, outlined, or as text if their bar would dwarf the rest.

    rows: account_id, account_name, role (key, others, or rest for the last bar), revenue (EUR), share (0–1).
    """
    ordered = rows.iloc[::-1]
    p, rest = style.palette, (ordered["role"] == "rest").to_numpy()
    largest = float(ordered["revenue"][~rest].max())
    off_scale = rest & (ordered["revenue"] > OFF_SCALE * largest).to_numpy()
    drawn = ordered["revenue"].mask(off_scale, 0.0)
    scale = scale_of(ordered["revenue"][~rest])
    facts = zip(ordered["revenue"], ordered["share"], off_scale, strict=True)
    labels = [_amount_and_share(v, s, style, scale, off) for v, s, off in facts]
    bars = go.Bar(
        orientation="h",
        x=drawn,
        y=list(range(len(ordered))),
        customdata=ordered[["account_id"]],
        marker={
            "color": [TRANSPARENT if r else p.of(role) for r, role in zip(rest, ordered["role"], strict=True)],
            "line": {"color": [p.others if r else TRANSPARENT for r in rest], "width": 2},
        },
        text=labels,
        textposition="outside",
        cliponaxis=False,
        hovertext=[plain(n, style.lang) for n in ordered["account_name"]],
        hovertemplate="%{hovertext}<br>%{text}<extra></extra>",
    )
    fig = dress(go.Figure(bars), style)
    if off_scale.any():
        marked = [label.strip() for label, off in zip(labels, off_scale, strict=True) if off]
        fig.add_trace(_without_bar(ordered[off_scale].assign(said=marked), off_scale, style))
    fig.update_yaxes(
        tickvals=list(range(len(ordered))), ticktext=[short(n, style.lang) for n in ordered["account_name"]]
    )
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(drawn, 0.32))


def _without_bar(rows: pd.DataFrame, where: Any, style: Style) -> go.Scatter:
    """A clickable mark where no bar can be drawn. rows: as those of the bars, said (the amount and the share)."""
    return go.Scatter(
        x=[0.0] * len(rows),
        y=[i for i, off in enumerate(where) if off],
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "triangle-right", "size": 14, "color": style.palette.others},
        customdata=rows[["account_id"]],
        hovertext=[f"{plain(n, style.lang)}<br>{v}" for n, v in zip(rows["account_name"], rows["said"], strict=True)],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _amount_and_share(amount: float, share: float, style: Style, scale: Scale, off_scale: bool) -> str:
    parts = [write(Quantity(amount, Unit.EUR), style.lang, scale=scale), write(Quantity(share, Unit.SHARE), style.lang)]
    if off_scale:
        parts = ["", *parts, f"({NO_BAR.in_(style.lang)})"]  # room for the mark
    return "   ".join(parts)


def rolling_shares(rows: pd.DataFrame, style: Style, named: dict[str, Text]) -> go.Figure:
    """Shares of accounts over rolling twelve months, from zero; each line is named at its end.

    rows: month (first day of the last month of each window), a share (0–1) per account; named: account id → name,
    the largest first, which is the one in colour.
    """
    p, tall = style.palette, style.height - PLOT_MARGINS
    top = max(0.05, 1.12 * max(float(rows[code].max()) for code in named))
    ends = [DotLabel("", 0, 0, 0, tall * (1 - float(rows[code].iloc[-1]) / top)) for code in named]
    fig = dress(go.Figure(), style)
    for rank, (code, name, at) in enumerate(zip(named, named.values(), place(ends, tall), strict=True)):
        colour = p.key if rank == 0 else p.muted
        shares = [write(Quantity(v, Unit.SHARE), style.lang) for v in rows[code]]
        fig.add_scatter(
            x=rows["month"],
            y=rows[code],
            mode="lines",
            line={"color": p.key if rank == 0 else p.others, "width": 3 if rank == 0 else 2},
            customdata=[[code]] * len(rows),
            hovertext=[
                f"<b>{plain(name, style.lang)}</b><br>{month(m, style.lang)} : {share}"
                for m, share in zip(rows["month"], shares, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
        fig.add_annotation(
            x=rows["month"].iloc[-1],
            y=top * (1 - at / tall),
            text=f"\u00a0{short(name, style.lang)} <b>{shares[-1]}</b>",
            xanchor="left",
            showarrow=False,
            font={"color": colour, "size": SMALL},
        )
    months = list(rows["month"])
    size = 0.01 if top <= 0.06 else 0.02 if top <= 0.12 else 0.05 if top <= 0.3 else 0.2
    steps = [size * i for i in range(int(top / size + 1e-9) + 1)]
    fig.update_xaxes(range=(months[0], months[-1] + (months[-1] - months[0]) * LABEL_ROOM))
    fig.update_yaxes(
        range=(0, top),
        showgrid=True,
        gridcolor=p.grid,
        tickvals=steps,
        ticktext=[percent(t, style.lang) for t in steps],
    )
    return month_axis(fig, months, style, most=4)


def lorenz(rows: pd.DataFrame, style: Style) -> go.Figure:
    """The Lorenz curve below the line of accounts of equal size.

    rows: accounts, held (both 0–1, from 0 to 1, smallest accounts first).
    """
    p = style.palette
    hover = [
        f"{percent(a, style.lang)} → {write(Quantity(h, Unit.SHARE), style.lang)}"
        for a, h in zip(rows["accounts"], rows["held"], strict=True)
    ]
    curve = go.Scatter(
        x=rows["accounts"],
        y=rows["held"],
        mode="lines",
        line={"color": p.neutral, "width": 3},
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )
    equal = go.Scatter(
        x=[0, 0.5, 1],
        y=[0, 0.5, 1],
        mode="lines+text",
        line={"color": p.others, "width": 2, "dash": "dot"},
        text=["", plain(text.EQUAL, style.lang), ""],
        textposition="top left",
        textfont={"color": p.muted},
        hoverinfo="skip",
    )
    fig = dress(go.Figure([equal, curve]), style)
    ticks = [0.2 * i for i in range(6)]
    labels = [percent(t, style.lang) for t in ticks]
    fig.update_xaxes(range=(0, 1), tickvals=ticks, ticktext=labels, title_text=text.SHARE_OF_ACCOUNTS.in_(style.lang))
    return fig.update_yaxes(range=(0, 1.02), tickvals=ticks, ticktext=labels, showgrid=True, gridcolor=p.grid)


def next_year(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Expected revenue of accounts in a year: secured by contract, kept, lost; the lost part is written at the end.

    rows: account_id, account_name, secured, kept, lost (EUR, adding up to the expected revenue), largest first.
    """
    ordered = rows.iloc[::-1]
    p, rank = style.palette, list(range(len(rows)))
    scale = scale_of(rows[["secured", "kept", "lost"]].sum(axis=1))
    looks: dict[str, dict[str, Any]] = {
        "secured": {"color": p.neutral},
        "kept": {"color": p.others},
        "lost": {"color": TRANSPARENT, "line": {"color": p.loss, "width": [2 if v else 0 for v in ordered["lost"]]}},
    }
    bars = [
        go.Bar(
            orientation="h",
            x=ordered[part],
            y=rank,
            marker=look,
            customdata=ordered[["account_id"]],
            hovertext=[_part(n, v, style, scale) for n, v in zip(ordered["account_name"], ordered[part], strict=True)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
        for part, look in looks.items()
    ]
    whole = ordered[["secured", "kept", "lost"]].sum(axis=1)
    labels = go.Scatter(
        x=whole,
        y=rank,
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        text=[f"  {write(Quantity(-v, Unit.EUR), style.lang, scale=scale)}" if v else "" for v in ordered["lost"]],
    )
    fig = dress(go.Figure([*bars, labels]), style).update_layout(barmode="stack")
    fig.update_yaxes(tickvals=rank, ticktext=[short(str(n), style.lang) for n in ordered["account_name"]])
    return slim(fig, len(ordered)).update_xaxes(visible=False, range=room(whole, 0.2))


def _part(name: object, amount: float, style: Style, scale: Scale) -> str:
    return f"{plain(str(name), style.lang)}<br>{write(Quantity(amount, Unit.EUR), style.lang, scale=scale)}"


def attainments(rows: pd.DataFrame, style: Style) -> go.Figure:
    """Attainment of each person with (thin outline) and without the accounts (solid); 100 % dotted.

    rows: name, attainment, without (1 is 100 %), the lowest attainment last.
    """
    ordered = rows.iloc[::-1]
    p, rank = style.palette, list(range(len(rows)))
    before = go.Bar(
        orientation="h",
        x=ordered["attainment"],
        y=rank,
        width=0.6,
        hoverinfo="skip",
        marker={"color": TRANSPARENT, "line": {"color": p.neutral, "width": 2}},
    )
    after = go.Bar(orientation="h", x=ordered["without"], y=rank, width=0.36, marker_color=p.loss, hoverinfo="skip")
    pairs = zip(ordered["attainment"], ordered["without"], strict=True)
    labels = go.Scatter(
        x=ordered[["attainment", "without"]].max(axis=1).clip(lower=1.0),
        y=rank,
        mode="text",
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        text=["  " + " → ".join(write(Quantity(v, Unit.SHARE), style.lang) for v in pair) for pair in pairs],
    )
    fig = dress(go.Figure([before, after, labels]), style).update_layout(barmode="overlay")
    fig = slim(fig, len(ordered)).add_vline(x=1.0, line={"color": p.muted, "width": 2, "dash": "dot"})
    fig.update_yaxes(tickvals=rank, ticktext=[short(str(n), style.lang) for n in ordered["name"]])
    return fig.update_xaxes(visible=False, range=(0, max(1.3, 1.3 * float(ordered["attainment"].max()))))
