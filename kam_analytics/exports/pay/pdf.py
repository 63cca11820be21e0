"""A statement of variable pay as a PDF: components, each with its rule and its convention, then every credited line."""

from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kam_analytics.answers.pay.statement import COLUMNS, Entry, Paper, measure_name
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.printing import BOLD, MARGIN, PLAIN, NumberedPages, plain, register_fonts
from kam_analytics.language import shared
from kam_analytics.language.dates import day, period_text
from kam_analytics.language.numbers import NBSP, write
from kam_analytics.language.pay import statement as words
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.rules.measures import is_amount

LINE_COLUMNS = (
    "components",
    "account_name",
    "date",
    "invoice_no",
    "share",
    "because",
    "amount",
    "margin",
    "file",
    "row_no",
)
WIDTHS = (34, 44, 18, 23, 16, 29, 25, 25, 36, 15)  # mm, columns of the invoice lines
SUMMARY_WIDTHS = (58, 40, 20, 34, 34, 28, 24, 28)
RIGHT = ("share", "amount", "margin", "row_no")
LONGEST = 34  # characters of a cell of a line; the workbook has the full text
ANCHOR = "lines"


def statement_pdf(paper: Paper, lang: Lang, *, demonstration: bool) -> bytes:
    """The statement as the bytes of a PDF file; the same statement gives the same bytes."""
    register_fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=landscape(A4),
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=plain(typeset(words.TITLE, lang)),
        author="KAM Analytics",
        lang=lang,
        invariant=1,
    )
    foot = [words.PERSONAL, *([shared.DEMONSTRATION] if demonstration else [])]
    footer = plain(" ".join(typeset(text, lang) for text in foot))
    story = [*_head(paper, lang), _summary(paper, lang)]
    for entry in paper.entries:
        story += _entry(entry, lang)
    story += _lines(paper.lines, lang)
    document.build(story, canvasmaker=partial(NumberedPages, foot=footer, lang=lang))
    return out.getvalue()


def _style(size: float = 8.5, *, bold: bool = False, colour: str = LIGHT.ink, space: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        "text",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.35,
        textColor=colors.HexColor(colour),
        spaceBefore=space,
        keepWithNext=int(bold),
    )


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    """A paragraph; no tag in the text is interpreted."""
    return Paragraph(escape(plain(text)), style)


def _head(paper: Paper, lang: Lang) -> list[Flowable]:
    span = period_text(paper.start, paper.as_of)
    lines = [
        (words.PERSON, paper.name),
        (words.PLAN, typeset(paper.plan, lang)),
        (words.PERIODS, typeset(span, lang)),
        (words.AS_OF, day(paper.as_of, lang)),
    ]
    rows = [[_text(typeset(label, lang), _style(colour=LIGHT.muted)), _text(value, _style())] for label, value in lines]
    return [
        _text(typeset(words.TITLE, lang), _style(16, bold=True, colour=LIGHT.key)),
        Spacer(0, 3 * mm),
        Table(rows, colWidths=[45 * mm, 200 * mm], hAlign="LEFT", style=[("LEFTPADDING", (0, 0), (0, -1), 0)]),
        _text(typeset(paper.standing, lang), _style(space=4)),
        Spacer(0, 4 * mm),
    ]


def _summary(paper: Paper, lang: Lang) -> Table:
    """One row per component, and the total."""
    heads = (
        words.COMPONENT,
        words.MEASURE,
        words.WEIGHT,
        words.TARGET,
        words.ACTUAL,
        words.ATTAINMENT,
        words.SHARE,
        words.AMOUNT,
    )
    rows = [[plain(typeset(h, lang)) for h in heads]]
    for entry in paper.entries:
        unit = entry.unit
        measure = typeset(measure_name(entry.measure), lang)
        rows.append(
            [
                plain(cut(entry.label)),
                plain(measure),
                _written(entry.weight, Unit.SHARE, lang),
                _written(entry.target, unit, lang),
                _written(entry.actual, unit, lang),
                _written(entry.attainment, Unit.SHARE, lang),
                _written(entry.share, Unit.SHARE, lang),
                _written(entry.payout, Unit.EUR_EXACT, lang),
            ]
        )
    for label, amount in paper.closing:
        rows.append([plain(typeset(label, lang)), *[""] * (len(heads) - 2), _written(amount, Unit.EUR_EXACT, lang)])
    style = [*_grid(range(2, len(heads))), ("FONTNAME", (0, -1), (-1, -1), BOLD)]
    return Table(rows, colWidths=[w * mm for w in SUMMARY_WIDTHS], repeatRows=1, style=TableStyle(style))


def _entry(entry: Entry, lang: Lang) -> list[Flowable]:
    """One component: its periods, the cell of its rule, its convention, whether its lines add up."""
    story: list[Flowable] = [_text(entry.label, _style(11, bold=True, space=12))]
    unit = entry.unit
    for row in entry.periods:
        of = f"{_written(row.actual, unit, lang)} / {_written(row.target, unit, lang)}"
        span = typeset(period_text(row.period_start, row.period_end), lang)
        colon = f"{NBSP}: " if lang == "fr" else ": "
        story.append(_text(f"{span}{colon}{of} = {_written(row.attainment, Unit.SHARE, lang)}", _style()))
    for label, text in entry.remarks:
        name = f"<b>{escape(plain(typeset(label, lang)))}</b>"
        story.append(Paragraph(f"{name} {escape(plain(typeset(text, lang)))}", _style(space=2)))
    if is_amount(entry.measure):
        story.append(Paragraph(f'<a href="#{ANCHOR}">{escape(plain(typeset(words.SEE_LINES, lang)))}</a>', _style()))
    return story


def _lines(rows: pd.DataFrame, lang: Lang) -> list[Flowable]:
    """Every credited line, by account, with its file and row."""
    title = escape(plain(typeset(words.LINES, lang)))
    heads = [plain(typeset(COLUMNS[name].label, lang)) for name in LINE_COLUMNS]
    body = [[_cell(record[name], name, lang) for name in LINE_COLUMNS] for record in rows.to_dict("records")]
    right = [i for i, name in enumerate(LINE_COLUMNS) if name in RIGHT]
    table = LongTable(
        [heads, *body], colWidths=[w * mm for w in WIDTHS], repeatRows=1, style=TableStyle(_grid(right, size=6.5))
    )
    return [
        Paragraph(f'<a name="{ANCHOR}"/>{title}', _style(11, bold=True, space=14)),
        _text(typeset(words.CREDITING, lang), _style(space=2)),
        Spacer(0, 2 * mm),
        table,
    ]


def _cell(value: Any, name: str, lang: Lang) -> str:
    unit = COLUMNS[name].unit
    if isinstance(value, Text):
        return plain(cut(typeset(value, lang)))
    if value is None or pd.isna(value):
        return ""
    if unit is Unit.DATE:
        return pd.Timestamp(value).strftime("%d/%m/%Y")
    if unit is Unit.COUNT:
        return str(int(value))
    return plain(cut(str(value)) if unit is None else write(Quantity(float(value), unit), lang))


def cut(text: str) -> str:
    """The text that fits a cell of a line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _written(value: Any, unit: Unit, lang: Lang) -> str:
    return plain(write(Quantity(None if value is None else float(value), unit), lang))


def _grid(right: Any, size: float = 8) -> list[tuple[Any, ...]]:
    ink, line = colors.HexColor(LIGHT.ink), colors.HexColor(LIGHT.grid)
    return [
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("FONTNAME", (0, 0), (-1, 0), BOLD),
        ("FONTSIZE", (0, 0), (-1, -1), size),
        ("LEADING", (0, 0), (-1, -1), 1.2 * size),
        ("TEXTCOLOR", (0, 0), (-1, -1), ink),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, line),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        *(("ALIGN", (i, 0), (i, -1), "RIGHT") for i in right),
    ]
