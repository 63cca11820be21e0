"""The slides of a review on a layout: message, chart or table or figures, source, and the speaker's notes."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Emu, Pt

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.exports.printing import fitting_size
from kam_analytics.exports.review.content import FigureContent, SlideContent, notes
from kam_analytics.exports.review.deck.chart import add_chart
from kam_analytics.exports.review.deck.layout import FURNITURE, TITLES, SlideFrame
from kam_analytics.exports.review.deck.text import Box, add_table, in_language, size_for, write_text
from kam_analytics.exports.sheets import clean
from kam_analytics.exports.workbook import Circumstances
from kam_analytics.language import packs as words
from kam_analytics.language.typography import typeset

TITLE_SIZES = (44, 40, 36, 32, 30, 28, 26, 24, 22, 20, 18, 16, 14, 12)
VALUE_SIZES = (48, 44, 40, 36, 32, 28, 24, 20, 18, 16, 14, 12)
SENTENCE_SIZES = (20, 18, 16, 14, 12, 11, 10)
USUAL_HEIGHT = 540.0  # points of a slide of 7.5 inches; texts of other sizes follow
CAPTION, CHART_TEXT, SOURCE_TEXT = 14, 14, 11  # points on such a slide
FIGURES_A_ROW = 3
SOURCE_TOP, CAPTION_BOTTOM, BESIDE_LEFT = 0.93, 0.09, 0.75  # shares of the body


def add_slides(deck: Any, frame: SlideFrame, slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> None:
    """Add one slide for each content, after those that are there."""
    for content in slides:
        _add(deck, frame, content, facts, lang)


def _add(deck: Any, frame: SlideFrame, content: SlideContent, facts: Circumstances, lang: Lang) -> None:
    slide = deck.slides.add_slide(frame.layout)
    title = _only_title(slide)
    scale = min(1.0, deck.slide_height / 12_700 / USUAL_HEIGHT)
    _number_page(slide, frame.layout)
    _write_title(slide, title, frame, content.message, lang)
    shapes, body = slide.shapes, frame.body
    whole = middle = body.cut(bottom=SOURCE_TOP - 0.01)
    if content.beside and (content.chart is not None or content.table is not None):
        _beside(shapes, middle.cut(left=BESIDE_LEFT, top=CAPTION_BOTTOM), content.beside, lang)
        middle = middle.cut(right=BESIDE_LEFT - 0.02)
    if content.chart is not None:
        _caption(shapes, whole, content, lang, scale)
        add_chart(shapes, content.chart, middle.cut(top=CAPTION_BOTTOM), lang, CHART_TEXT * scale)
    elif content.table is not None:
        _caption(shapes, whole, content, lang, scale)
        add_table(shapes, content.table, middle.cut(top=CAPTION_BOTTOM), lang)
    elif content.figures:
        _figures(shapes, middle, content.figures, lang)
    elif content.beside:
        _beside(shapes, middle, content.beside, lang)
    _source(shapes, body.cut(top=SOURCE_TOP), content, facts, lang, SOURCE_TEXT * scale)
    slide.notes_slide.notes_text_frame.text = notes(content, facts, lang)


def _only_title(slide: Any) -> Any:
    """The title of a new slide; its other empty placeholders would ask for a text."""
    title = None
    for shape in list(slide.placeholders):
        kind = shape.placeholder_format.type
        if kind in TITLES and title is None:
            title = shape
        elif kind not in FURNITURE:
            shape._element.getparent().remove(shape._element)
    return title


def _number_page(slide: Any, layout: Any) -> None:
    """The page number, where the template has a place for one."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type is KIND.SLIDE_NUMBER:
            slide.shapes._spTree.append(deepcopy(shape._element))


def _write_title(slide: Any, title: Any, frame: SlideFrame, message: str, lang: Lang) -> None:
    """The message as large as the template's titles, smaller if it is long."""
    sizes = [size for size in TITLE_SIZES if size <= frame.title_size]
    width, height = frame.title.points
    size = fitting_size(message, width - 16, height - 8, sizes, bold=True)
    if title is None:
        write_text(slide.shapes, frame.title, [(message, LIGHT.ink)], lang, size=size, bold=True)
        return
    box = frame.title
    title.left, title.top, title.width, title.height = Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
    text = title.text_frame
    text.auto_size, text.word_wrap = MSO_AUTO_SIZE.NONE, True
    run = text.paragraphs[0].add_run()
    run.text = clean(message)
    in_language(run, lang)
    run.font.size = Pt(size)


def _caption(shapes: Any, box: Box, content: SlideContent, lang: Lang, scale: float) -> None:
    """What the chart or the table shows, with the legend in coloured words."""
    title = content.chart.title if content.chart is not None else content.table.title if content.table else ""
    legend = () if content.chart is None else content.chart.legend
    marks = [part for colour, word in legend for part in (("   ■ ", colour), (word, LIGHT.muted))]
    whole = title + "".join(text for text, _ in marks)
    strip = box.cut(bottom=CAPTION_BOTTOM)
    size = size_for([whole], strip, [s * scale for s in (CAPTION, 13, 12, 11, 10, 9)])
    write_text(shapes, strip, [(title, LIGHT.muted), *marks], lang, size=size)


def _beside(shapes: Any, box: Box, sentences: tuple[str, ...], lang: Lang) -> None:
    """Sentences beside a chart, one under the other."""
    each = [box.cut(top=i / len(sentences), bottom=(i + 0.9) / len(sentences)) for i in range(len(sentences))]
    size = size_for(sentences, each[0], SENTENCE_SIZES)
    for sentence, part in zip(sentences, each, strict=True):
        write_text(shapes, part, [(sentence, LIGHT.ink)], lang, size=size)


def _figures(shapes: Any, box: Box, figures: tuple[FigureContent, ...], lang: Lang) -> None:
    """Figures in large type, three a row: name, value, and what it is compared with."""
    rows = -(-len(figures) // FIGURES_A_ROW)
    cells = [
        box.cut(
            left=at % FIGURES_A_ROW / FIGURES_A_ROW,
            right=(at % FIGURES_A_ROW + 0.94) / FIGURES_A_ROW,
            top=at // FIGURES_A_ROW / max(rows, 2),
            bottom=(at // FIGURES_A_ROW + 0.92) / max(rows, 2),
        )
        for at in range(len(figures))
    ]
    names = size_for([f.name for f in figures], cells[0].cut(bottom=0.3), (18, 16, 14, 12, 10))
    values = size_for([f.value for f in figures], cells[0].cut(top=0.3, bottom=0.7), VALUE_SIZES, bold=True)
    for figure, cell in zip(figures, cells, strict=True):
        write_text(shapes, cell.cut(bottom=0.3), [(figure.name, LIGHT.muted)], lang, size=names, bottom=True)
        value = write_text(
            shapes, cell.cut(top=0.3, bottom=0.7), [(figure.value, LIGHT.key)], lang, size=values, bold=True
        )
        value.name = figure.name
        if figure.beside:
            part = cell.cut(top=0.7)
            size = size_for([figure.beside], part, (16, 14, 12, 11, 10, 9))
            write_text(shapes, part, [(figure.beside, LIGHT.muted)], lang, size=size)


def _source(shapes: Any, box: Box, content: SlideContent, facts: Circumstances, lang: Lang, size: float) -> None:
    parts = [(content.foot, LIGHT.muted)]
    if facts.demonstration:
        parts.insert(0, (f"{typeset(words.DEMONSTRATION, lang)}   ", LIGHT.loss))
    whole = "".join(text for text, _ in parts)
    fitted = size_for([whole], box, (size, size - 1, size - 2, size - 3))
    shape = write_text(shapes, box, parts, lang, size=fitted)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
