"""A review as one file: PPTX, XLSX or PDF, read back and compared with its slides before anybody gets it."""

from collections.abc import Sequence

from kam_analytics.answers.page.blocks import Block, Chart, Table
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.text import Lang
from kam_analytics.exports.media import Format
from kam_analytics.exports.native import native
from kam_analytics.exports.review.book import book_bytes
from kam_analytics.exports.review.content import contents, slide_of
from kam_analytics.exports.review.deck.write import deck_bytes
from kam_analytics.exports.review.printed import printed_bytes
from kam_analytics.exports.review.proof import prove
from kam_analytics.exports.workbook import Circumstances

FORMATS: tuple[Format, ...] = ("pptx", "xlsx", "pdf")


def pack(
    slides: Sequence[Slide], facts: Circumstances, lang: Lang, format: Format, template: bytes | None = None
) -> bytes:
    """The slides as the bytes of a file. template: the company's own presentation, for PPTX only.

    Raises EmptyPack, EmptyChart, FigureDiffers and, with a template, BadTemplate, UnknownToken, TokenInSentence.
    """
    written, texts = contents(slides, lang), None
    if format == "pptx":
        content, texts = deck_bytes(written, facts, lang, template)
    else:
        content = (book_bytes if format == "xlsx" else printed_bytes)(written, facts, lang)
    prove(content, written, format, texts)
    return content


def one_slide(blocks: Sequence[Block], facts: Circumstances, lang: Lang, block: Chart | Table) -> bytes:
    """A chart or a table of any page as a presentation of one slide, under the sentence of the page; never pay.

    A chart that would draw nothing, all its values being zero, is written as its rows. Raises EmptyChart without rows.
    """
    drawn = native(block, lang) if isinstance(block, Chart) and len(block.rows) else None
    if drawn is not None and drawn.is_empty:
        block = Table(block.id, block.title, block.rows, block.columns)
    return pack([slide_of(blocks, facts, block)], facts, lang, "pptx")
