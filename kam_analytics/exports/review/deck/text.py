"""Boxes of a slide, texts that fit them, tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import ColorFormat
from pptx.enum.dml import MSO_THEME_COLOR as SLOT
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports.printing import fitting_size, lines_of, width_of
from kam_analytics.exports.review.content import TableContent
from kam_analytics.exports.sheets import clean
from kam_analytics.language import packs as words

EMU_OF_POINT = 12_700
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
SLOTS = {
    LIGHT.ink: SLOT.TEXT_1,
    LIGHT.paper: SLOT.BACKGROUND_1,
    LIGHT.neutral: SLOT.TEXT_2,
    LIGHT.grid: SLOT.BACKGROUND_2,
    LIGHT.key: SLOT.ACCENT_1,
    LIGHT.others: SLOT.ACCENT_2,
    LIGHT.gain: SLOT.ACCENT_3,
    LIGHT.loss: SLOT.ACCENT_4,
    LIGHT.muted: SLOT.TEXT_1,
}
MUTED = 0.3  # how much lighter than the text
CELL_SIZES = (14, 13, 12, 11, 10, 9)
CELL_PADDING, LEADING = 5.0, 1.25  # points above and below the text of a cell; of the size
SPARE = 1.2  # of a word: the font of the reader may be wider than ours


@dataclass(frozen=True)
class Box:
    """A rectangle of a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def points(self) -> tuple[float, float]:
        return self.width / EMU_OF_POINT, self.height / EMU_OF_POINT

    def cut(self, top: float = 0.0, bottom: float = 1.0, left: float = 0.0, right: float = 1.0) -> "Box":
        """The part between two heights and two widths, as shares of the whole."""
        return Box(
            self.left + round(left * self.width),
            self.top + round(top * self.height),
            round((right - left) * self.width),
            round((bottom - top) * self.height),
        )


def paint(colour: ColorFormat, hex_colour: str) -> None:
    """The theme's own colour for the role that a colour of the palette has."""
    colour.theme_color = SLOTS[hex_colour]
    if hex_colour == LIGHT.muted:
        colour.brightness = MUTED


def write_text(
    shapes: Any,
    box: Box,
    parts: Sequence[tuple[str, str]],
    lang: Lang,
    *,
    size: float,
    bold: bool = False,
    bottom: bool = False,
) -> Any:
    """A text box; parts: texts with the colour of each, in one paragraph."""
    shape = shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if bottom else MSO_ANCHOR.TOP
    for text, colour in parts:
        run = frame.paragraphs[0].add_run()
        run.text = clean(text).replace("\n", " ")
        run.font.size, run.font.bold = Pt(size), bold
        paint(run.font.color, colour)
        in_language(run, lang)
    return shape


def in_language(run: Any, lang: Lang) -> None:
    """Mark the language, so that spelling is checked in it."""
    run._r.get_or_add_rPr().set("lang", LANGUAGES[lang])


def size_for(texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """One size in which every one of the texts fits its box."""
    width, height = box.points
    return min(fitting_size(text, width, height, sizes, bold=bold) for text in texts)


def row_heights(table: TableContent, widths: Sequence[float], size: float) -> list[float]:
    """Points that each row takes, the heads first."""
    return [
        LEADING * size * max((lines_of(c, size, w - 12) for c, w in zip(row, widths, strict=True)), default=1)
        + 2 * CELL_PADDING
        for row in (table.heads, *table.rows)
    ]


def column_widths(table: TableContent, width: float) -> list[float]:
    """Points of each column: by its longest text, long sentences wrapped; no word is broken where there is room."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    least = [_longest_word(column, CELL_SIZES[-3]) + 14 for column in columns]
    whole = [min(0.45 * width, max(width_of(text, 12) for text in column) + 14) for column in columns]
    wanted = [max(pair) for pair in zip(whole, least, strict=True)]
    if sum(wanted) <= width:
        return [w * width / sum(wanted) for w in wanted]
    if sum(least) >= width:
        return [w * width / sum(least) for w in least]
    beyond = [max(0.0, w - needed) for w, needed in zip(wanted, least, strict=True)]
    share = (width - sum(least)) / (sum(beyond) or 1.0)
    return [needed + share * more for needed, more in zip(least, beyond, strict=True)]


def _longest_word(column: Sequence[str], size: float) -> float:
    """Points of the longest word, with some to spare; the head is bold."""
    head, *cells = column
    words_of = [(word, True) for word in head.split(" ")] + [(w, False) for cell in cells for w in cell.split(" ")]
    return SPARE * max(width_of(word, size, bold=bold) for word, bold in words_of)


def _words_fit(table: TableContent, widths: Sequence[float], size: float) -> bool:
    """Whether no word is broken: a figure in two lines is misread."""
    columns = zip(table.heads, *table.rows, strict=True)
    return all(_longest_word(column, size) + 12 <= width for column, width in zip(columns, widths, strict=True))


def table_size(table: TableContent, box: Box) -> tuple[float, int]:
    """The largest size in which the rows fit, with their number; the smallest, and how many fit, if none does."""
    width, height = box.points
    widths = column_widths(table, width)
    for size in CELL_SIZES[:-2]:
        if sum(row_heights(table, widths, size)) <= height and _words_fit(table, widths, size):
            return size, len(table.rows)
    size = CELL_SIZES[-3]
    heights, fitting, reached = row_heights(table, widths, size), 0, 0.0
    for count, one in enumerate(heights):
        reached += one
        if reached > height:
            break
        fitting = count
    return size, max(1, fitting)


def add_table(shapes: Any, table: TableContent, box: Box, lang: Lang) -> Any:
    """A native table in a box; rows that do not fit are counted in a last one."""
    size, fitting = table_size(table, box)
    rows = list(table.rows)
    if fitting < len(rows):
        rows = rows[: max(1, fitting - 1)]
        more = words.MORE_ROWS.in_(lang).format(count=len(table.rows) - len(rows))
        rows.append((more, *[""] * (len(table.heads) - 1)))
    widths = column_widths(table, box.points[0])
    frame = shapes.add_table(len(rows) + 1, len(table.heads), Emu(box.left), Emu(box.top), Emu(box.width), Emu(1))
    grid = frame.table
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(round(width * EMU_OF_POINT))
    for at, row in enumerate((table.heads, *rows)):
        grid.rows[at].height = Emu(round((LEADING * size + 2 * CELL_PADDING) * EMU_OF_POINT))
        for column, text in enumerate(row):
            _cell(grid.cell(at, column), text, lang, size, right=column in table.right, head=at == 0)
    if fitting < len(table.rows) and len(table.heads) > 1:
        grid.cell(len(rows), 0).merge(grid.cell(len(rows), len(table.heads) - 1))
    frame.name = table.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", table.title)
    return frame


def _cell(cell: Any, text: str, lang: Lang, size: float, *, right: bool, head: bool) -> None:
    cell.margin_top = cell.margin_bottom = Emu(round(CELL_PADDING * EMU_OF_POINT))
    cell.margin_left = cell.margin_right = Emu(6 * EMU_OF_POINT)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = clean(text).replace("\n", " ")
    run.font.size, run.font.bold = Pt(size), head
    paint(run.font.color, LIGHT.paper if head else LIGHT.ink)
    in_language(run, lang)
    fill = cell.fill
    if head:
        fill.solid()
        paint(fill.fore_color, LIGHT.key)
    else:
        fill.background()
        _line_below(cell)


def _line_below(cell: Any) -> None:
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": str(EMU_OF_POINT // 2)})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:schemeClr"), {"val": "bg2"}))
    line.append(fill)
    properties.insert(0, line)
