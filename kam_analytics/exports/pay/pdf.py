"""A statement of variable pay as a PDF: one page with what is paid and why, and an annex by period and by account.

The credited lines one by one are in the workbook of the statement.
"""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    KeepInFrame,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from kam_analytics.answers.pay.statement import Paper, measure_name
from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.printing import BOLD, MARGIN, PLAIN, NumberedPages, plain, register_fonts
from kam_analytics.language import shared
from kam_analytics.language.dates import day, period_text
from kam_analytics.language.numbers import write
from kam_analytics.language.pay import statement as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.metrics.pay.figures import TargetRow

GAP = 4 * mm  # a frame has a little less room than the page
SUMMARY_WIDTHS = (58, 40, 20, 34, 34, 28, 24, 28)  # mm
HOW_WIDTHS = (50, 72, 144)
PERIOD_WIDTHS = (74, 60, 44, 44, 44)
ACCOUNT_WIDTHS = (106, 30, 30, 50, 50)


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
    page = [*_head(paper, lang), _summary(paper, lang), *_how(paper, lang)]
    first = KeepInFrame(document.width, document.height - GAP, page, mode="shrink")
    story = [first, PageBreak(), *_periods(paper, lang), *_accounts(paper.lines, lang)]
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
    rows: list[list[Any]] = [[plain(typeset(h, lang)) for h in heads]]
    for entry in paper.entries:
        unit = entry.unit
        measure = typeset(measure_name(entry.measure), lang)
        rows.append(
            [
                _text(entry.label, _style(8)),
                _text(measure, _style(8)),
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
    table = _table(rows, SUMMARY_WIDTHS, range(2, len(heads)))
    table.setStyle(TableStyle([("FONTNAME", (0, -1), (-1, -1), BOLD)]))
    return table


def _how(paper: Paper, lang: Lang) -> list[Flowable]:
    """One row per component: where it stands in each period, the rule that pays; then what holds for all of them."""
    heads = (words.COMPONENT, words.BY_PERIOD, words.RULE)
    rows: list[list[Any]] = [[plain(typeset(head, lang)) for head in heads]]
    for entry in paper.entries:
        stands = ", ".join(_attained(row, lang) for row in entry.periods)
        rule = " ".join(typeset(text, lang) for text in (entry.rule, entry.checked))
        rows.append([_text(cell, _style(8)) for cell in (entry.label, stands, rule)])
    conventions = dict.fromkeys(typeset(entry.convention, lang) for entry in paper.entries)
    notes = [*conventions, typeset(words.CREDITING, lang), typeset(words.WHERE_LINES_ARE, lang)]
    return [
        _text(typeset(words.HOW, lang), _style(11, bold=True, space=12)),
        _table(rows, HOW_WIDTHS),
        *(_text(note, _style(7.5, colour=LIGHT.muted, space=3)) for note in notes),
    ]


def _attained(row: TargetRow, lang: Lang) -> str:
    span = typeset(period_text(row.period_start, row.period_end), lang)
    return typeset(fill(shared.LABELLED, label=span, value=_written(row.attainment, Unit.SHARE, lang)), lang)


def _periods(paper: Paper, lang: Lang) -> list[Flowable]:
    """Annex: target and result of every period, and the figures that somebody replaced."""
    heads = (words.COMPONENT, words.PERIOD, words.TARGET, words.ACTUAL, words.ATTAINMENT)
    rows: list[list[Any]] = [[plain(typeset(head, lang)) for head in heads]]
    for entry in paper.entries:
        for row in entry.periods:
            span = plain(typeset(period_text(row.period_start, row.period_end), lang))
            figures = ((row.target, entry.unit), (row.actual, entry.unit), (row.attainment, Unit.SHARE))
            rows.append([_text(entry.label, _style(8)), span, *(_written(v, unit, lang) for v, unit in figures)])
    replaced = [typeset(text, lang) for entry in paper.entries for text in entry.replaced]
    return [
        _text(typeset(words.ANNEX_PERIODS, lang), _style(11, bold=True)),
        _table(rows, PERIOD_WIDTHS, range(2, len(heads))),
        *(_text(f"{typeset(words.REPLACED, lang)} – {text}", _style(space=3)) for text in replaced),
    ]


def _accounts(lines: pd.DataFrame, lang: Lang) -> list[Flowable]:
    """Annex: what each account was credited with; their sums are the results of the first page."""
    if lines.empty:
        return []
    heads = (words.ACCOUNT, words.DOCUMENTS, words.LINE_COUNT, words.REVENUE, words.MARGIN)
    named = lines.assign(**{name: pd.to_numeric(lines[name]) for name in ("amount", "margin")})
    of_account = named.groupby("account_name", dropna=False)
    sums = of_account.agg(
        documents=("invoice_no", "nunique"),
        lines=("row_no", "size"),
        amount=("amount", "sum"),
        margin=("margin", "sum"),
    ).sort_values("amount", ascending=False)
    total = pd.DataFrame(sums.sum()).T.set_axis([typeset(words.TOTAL, lang)])
    rows: list[list[Any]] = [[plain(typeset(head, lang)) for head in heads]]
    for name, row in pd.concat([sums, total]).iterrows():
        counts = (_written(row[column], Unit.COUNT, lang) for column in ("documents", "lines"))
        amounts = (_written(row[column], Unit.EUR_EXACT, lang) for column in ("amount", "margin"))
        rows.append([_text(str(name), _style(8)), *counts, *amounts])
    table = _table(rows, ACCOUNT_WIDTHS, range(1, len(heads)))
    table.setStyle(TableStyle([("FONTNAME", (0, -1), (-1, -1), BOLD)]))
    title = _style(11, bold=True, space=14)
    title.keepWithNext = 0  # the table is longer than a page: it would leave the rest of this one empty
    return [_text(typeset(words.ANNEX_ACCOUNTS, lang), title), table]


def _table(rows: list[list[Any]], widths: tuple[int, ...], right: Iterable[int] = ()) -> Table:
    style = [*_grid(right), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=[w * mm for w in widths], repeatRows=1, hAlign="LEFT", style=TableStyle(style))


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
