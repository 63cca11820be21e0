"""A review as a PDF for reading: one slide a page, its chart drawn, then the definitions of what it shows."""

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports import words as labels
from kam_analytics.exports.printing import BOLD, MARGIN, PLAIN, NumberedPages, fitting_size, plain, register_fonts
from kam_analytics.exports.review.content import FigureContent, SlideContent, TableContent, about
from kam_analytics.exports.review.deck.text import column_widths
from kam_analytics.exports.review.printed_chart import printed_chart
from kam_analytics.exports.workbook import Circumstances
from kam_analytics.language import packs as words
from kam_analytics.language.typography import typeset

PAGE = landscape(A4)
WIDTH = PAGE[0] - 2 * MARGIN - 12  # less the padding of the frame
TITLE_HEIGHT, CHART_HEIGHT = 62.0, 330.0  # points
TITLE_SIZES = (22, 20, 18, 16, 14, 12)
FIGURES_A_ROW = 3
NOTE_HEIGHT, NOTES_WITH_ROOM, LEAST_CHART = 13, 3, 180  # points of a dated note, lines under a whole chart, points


def printed_bytes(slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> bytes:
    """The slides as the bytes of a PDF file; the same slides give the same bytes."""
    register_fonts()
    out = BytesIO()
    title = facts.page.in_(lang)
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    document = SimpleDocTemplate(
        out, pagesize=PAGE, title=plain(title), author="KAM Analytics", lang=lang, invariant=1, **margins
    )
    mark = f"{typeset(words.DEMONSTRATION, lang)} · " if facts.demonstration else ""
    story: list[Flowable] = []
    for slide in slides:
        story += [*_slide(slide, lang), PageBreak()]
    story += _definitions(slides, facts, lang)
    document.build(story, canvasmaker=partial(NumberedPages, foot=plain(f"{mark}{title}"), lang=lang))
    return out.getvalue()


def _slide(slide: SlideContent, lang: Lang) -> list[Flowable]:
    size = fitting_size(plain(slide.message), WIDTH, TITLE_HEIGHT, TITLE_SIZES, bold=True)
    story: list[Flowable] = [_text(slide.message, size, bold=True), Spacer(0, 8)]
    if slide.figures:
        story.append(_figures(slide.figures))
    if slide.chart is not None:
        height = max(LEAST_CHART, CHART_HEIGHT - NOTE_HEIGHT * max(0, len(slide.dated) - NOTES_WITH_ROOM))
        story += [_legend(slide), Spacer(0, 6), printed_chart(slide.chart, WIDTH, height, lang), Spacer(0, 6)]
    elif slide.table is not None:
        story += [_text(slide.table.title, 10, colour=LIGHT.muted), Spacer(0, 4), _table(slide.table)]
    story += [_text(sentence, 11, space=6) for sentence in slide.beside]
    story += [_text(line, 8, colour=LIGHT.muted, space=2) for line in slide.dated]
    return [*story, _text(slide.source, 8, colour=LIGHT.muted, space=8)]


def _text(text: str, size: float, *, bold: bool = False, colour: str = LIGHT.ink, space: float = 0) -> Paragraph:
    """A paragraph; no tag in the text is interpreted."""
    return Paragraph(escape(plain(text)), _style(size, bold=bold, colour=colour, space=space))


def _style(size: float, *, bold: bool = False, colour: str = LIGHT.ink, space: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        "text",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.3,
        textColor=colors.HexColor(colour),
        spaceBefore=space,
    )


def _legend(slide: SlideContent) -> Paragraph:
    """The title of the chart, then its colours in words."""
    chart = slide.chart
    if chart is None:
        return _text("", 10)
    visible = [s for s in chart.series if not s.is_hidden]
    pairs = chart.legend
    if not pairs and len(visible) > 1 and chart.kind != "lines":
        pairs = tuple((s.colours[0], s.name) for s in visible)
    parts = [escape(plain(chart.title))]
    parts += [f'<font color="{colour}"><b>{escape(plain(word))}</b></font>' for colour, word in pairs]
    return Paragraph("   ·   ".join(parts), _style(10, colour=LIGHT.muted))


def _figures(figures: Sequence[FigureContent]) -> Table:
    """Figures in large type, three a row."""
    cells = [
        [
            _text(figure.name, 11, colour=LIGHT.muted),
            Spacer(0, 4),
            _text(figure.value, 28, bold=True, colour=LIGHT.key),
            *([_text(figure.beside, 10, colour=LIGHT.muted, space=4)] if figure.beside else []),
        ]
        for figure in figures
    ]
    cells += [[] for _ in range(-len(cells) % FIGURES_A_ROW)]
    rows = [cells[at : at + FIGURES_A_ROW] for at in range(0, len(cells), FIGURES_A_ROW)]
    whole = ((0, 0), (-1, -1))
    look = [("VALIGN", *whole, "TOP"), ("LEFTPADDING", *whole, 0), ("BOTTOMPADDING", *whole, 24)]
    return Table(rows, colWidths=[WIDTH / FIGURES_A_ROW] * FIGURES_A_ROW, style=TableStyle(look))


def _table(table: TableContent) -> LongTable:
    """The rows of a table, over as many pages as they take."""
    plain_style = _style(9)
    styles = [
        ParagraphStyle("right", parent=plain_style, alignment=TA_RIGHT) if i in table.right else plain_style
        for i in range(len(table.heads))
    ]
    bold = [ParagraphStyle("head", parent=style, fontName=BOLD) for style in styles]
    rows = [
        [Paragraph(escape(plain(text)), style) for text, style in zip(row, looks, strict=True)]
        for row, looks in zip((table.heads, *table.rows), (bold, *[styles] * len(table.rows)), strict=True)
    ]
    look = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.HexColor(LIGHT.grid)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    widths = column_widths(table, WIDTH)
    return LongTable(rows, colWidths=widths, repeatRows=1, style=TableStyle(look), hAlign="LEFT")


def _definitions(slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> list[Flowable]:
    """What each figure is, and what the review was made from."""
    story: list[Flowable] = [_text(labels.DEFINITIONS.in_(lang), 16, bold=True), Spacer(0, 6)]
    for metric in dict.fromkeys(metric for slide in slides for metric in slide.metrics):
        story += [
            _text(typeset(metric.name, lang), 10, bold=True, space=6),
            _text(typeset(metric.definition, lang), 9),
            _text(f"{typeset(labels.SOURCE, lang)} — {typeset(metric.source, lang)}", 8, colour=LIGHT.muted),
        ]
    context = " · ".join(f"{label} {value}" for label, value in about(facts, lang))
    return [*story, Spacer(0, 10), _text(context, 8, colour=LIGHT.muted)]
