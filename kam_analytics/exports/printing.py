"""Printed pages: their fonts, the width of a text in them, their numbers."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kam_analytics.charts.theme import LIGHT
from kam_analytics.core.text import Lang
from kam_analytics.language.numbers import NBSP, NNBSP
from kam_analytics.language.pay.statement import PAGE_OF
from kam_analytics.language.typography import typeset

PLAIN, BOLD = "Vera", "VeraBd"  # bundled with the library and embedded: the same page on every machine
MARGIN = 15 * mm


_INSTEAD = {ord(NNBSP): NBSP, ord("→"): "›", ord("▲"): None, ord("▼"): None}  # a sign follows the last two


@cache
def register_fonts() -> None:
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def plain(text: str) -> str:
    """A text in the characters of the font: an unknown letter loses its accent, or becomes a question mark."""
    glyphs = pdfmetrics.getFont(PLAIN).face.charToGlyph
    letters = []
    for char in text.translate(_INSTEAD):
        base = unicodedata.normalize("NFKD", char)[0]
        letters.append(char if ord(char) in glyphs else base if ord(base) in glyphs else "?")
    return "".join(letters)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes; the font is wider than those of most templates, so that a text fits in them too."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, BOLD if bold else PLAIN, size))


def lines_of(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a width, broken at spaces as a word processor does."""
    lines, reached = 1, 0.0
    for word in text.split(" "):
        length = width_of(word + " ", size, bold=bold)
        if reached and reached + length > width:
            lines, reached = lines + 1, 0.0
        lines += int(length // width) if length > width else 0
        reached += length
    return lines


def fitting_size(
    text: str, width: float, height: float, sizes: Sequence[float], *, bold: bool = False, leading: float = 1.25
) -> float:
    """The largest of the sizes, in points, in which a text fits a box; the smallest if it fits in none."""
    for size in sizes:
        if sum(lines_of(part, size, width, bold=bold) for part in text.split("\n")) * size * leading <= height:
            return size
    return sizes[-1]


class NumberedPages(Canvas):  # type: ignore[misc]
    """Pages with page numbers « n / total », which are known only after the last page."""

    def __init__(self, *args: Any, foot: str, lang: Lang, **more: Any) -> None:
        super().__init__(*args, **more)
        self._foot, self._lang, self._states = foot, lang, []  # type: ignore[var-annotated]

    def showPage(self) -> None:  # noqa: N802
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._states, start=1):
            self.__dict__.update(state)
            self._stamp(number, len(self._states))
            super().showPage()
        super().save()

    def _stamp(self, number: int, pages: int) -> None:
        self.setFont(PLAIN, 7)
        self.setFillColor(colors.HexColor(LIGHT.muted))
        footer = typeset(PAGE_OF, self._lang).format(page=number, pages=pages)
        self.drawString(MARGIN, 8 * mm, self._foot)
        self.drawRightString(self._pagesize[0] - MARGIN, 8 * mm, plain(footer))
