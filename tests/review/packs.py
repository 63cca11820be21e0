"""Slides whose figures can be checked in one's head, with texts that programs take for formulas, links or marks."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from kam_analytics.answers.page.blocks import Chart, Column, Number, Table
from kam_analytics.answers.review.slide import Slide
from kam_analytics.charts.growth import movers
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.workbook import Circumstances
from kam_analytics.language.interface import PERIOD
from kam_analytics.metrics.concentration import metrics as declared

TITLE = Text(fr="Revue trimestrielle", en="Quarterly review")
FACTS = Circumstances(TITLE, "Claire", ((PERIOD, "T3 2026"),), date(2026, 9, 30), 7, False, 12)
HOSTILE = (
    "=2+2",
    '=HYPERLINK("http://a.ex")',
    "+33 1 23",
    "-1-1",
    "@SUM(1)",
    "http://a.example/x",
    "Bel\x07 & <b>Fils</b>",
    "00123",
)
SOURCE = Text(fr="T3 2026, comparé à T3 2025", en="Q3 2026 compared with Q3 2025")


def hostile_rows() -> pd.DataFrame:
    """One account a name, the largest gain first."""
    changes = [1000.5, 500.25, 100.125, 10.0, -1.0, -20.5, -300.75, -4000.1]
    return pd.DataFrame(
        {
            "account_id": [f"C{i}" for i in range(len(HOSTILE))],
            "account_name": HOSTILE,
            "base_revenue": 10_000.0,
            "revenue": [10_000.0 + change for change in changes],
            "change": changes,
        }
    )


COLUMNS = {
    "account_name": Column(Text(fr="Compte", en="Account")),
    "change": Column(Text(fr="Variation", en="Change"), Unit.EUR),
}
SECRET = Column(Text(fr="Secret", en="Secret"), Unit.EUR, secret=True)


def chart(rows: pd.DataFrame, draw=movers) -> Chart:
    return Chart("movers", Text(fr="Variation par compte", en="Change by account"), rows, draw, COLUMNS)


def chart_slide(id: str = "growth", draw=movers, rows: pd.DataFrame | None = None) -> Slide:
    message = Text(fr="Huit comptes ont bougé : =1+1.", en="Eight accounts moved: =1+1.")
    name = Text(fr="Comptes clés", en="Key accounts")
    beside = (Text(fr="« Deux fois plus vite » : confirmé.", en="“Twice as fast”: confirmed."),)
    shown = chart(hostile_rows() if rows is None else rows, draw)
    return Slide(id, name, message, SOURCE, (shown,), beside, (declared.top_10_share,))


def table_slide(id: str = "late") -> Slide:
    table = Table(id, Text(fr="En retard", en="Late"), hostile_rows(), {**COLUMNS, "base_revenue": SECRET})
    return Slide(
        id, table.title, Text(fr="Huit actions sont en retard.", en="Eight actions are late."), SOURCE, (table,)
    )


def figure_slide(id: str = "position") -> Slide:
    numbers = (
        Number(declared.revenue_total, Quantity(8_082_174.42, Unit.EUR), Quantity(-0.0074, Unit.GROWTH)),
        Number(declared.top_10_share, Quantity(0.35651729723, Unit.SHARE)),
        Number(declared.hhi, Quantity(None, Unit.INDEX)),
    )
    message = Text(fr="Le trimestre finit à 8 082 k€ de CA.", en="The quarter ends at €8,082k of revenue.")
    return Slide(id, Text(fr="Position", en="Position"), message, SOURCE, numbers)


def heat_map(rows: pd.DataFrame, _style: object) -> go.Figure:
    return go.Figure(go.Heatmap(z=[list(rows["change"])]))


def nothing_drawn(_rows: pd.DataFrame, _style: object) -> go.Figure:
    return go.Figure(go.Bar(orientation="h", x=[0.0, None], y=["a", "b"]))
