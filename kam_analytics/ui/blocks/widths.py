"""How wide the columns of a table are drawn: as wide as their longest text, in the letters of a large screen."""

from typing import Any

import pandas as pd

from kam_analytics.answers.page.blocks import Column
from kam_analytics.answers.page.cells import cell_writer
from kam_analytics.core.text import Lang

# px of a letter of the grid at 1920 px, where it is largest, by its shape.
_THIN, _BROAD = frozenset("ijlîI.,:;'’|/()ftr \u00a0\u202f"), frozenset("mwMW%→▲▼")
THIN, USUAL, CAPITAL, BROAD = 5.0, 9.5, 11.0, 14.0
DIGIT = 10.2  # tabular: as wide as any other digit
LAPTOP = 0.82  # of it, the letters of a laptop; a large screen has room to give to the columns of sentences
PADDING, BUTTON_PADDING = 20, 32  # px, of a cell and of one with a button in it
SENTENCE, SENTENCE_WIDTH = 60, 420  # characters, px
WRAPPED_LINES, WRAPPED_SENTENCE = 4.6, (210, 300)  # of five, since words do not fill them; px
MEASURED_ROWS = 200


def text_px(text: str) -> float:
    """The width of a text without breaks.

    >>> text_px("Alcyon") < text_px("ALCYON")
    True
    """
    return sum(_letter_px(letter) for letter in text)


def _letter_px(letter: str) -> float:
    if letter.isdigit():
        return DIGIT
    if letter in _THIN:
        return THIN
    if letter in _BROAD:
        return BROAD
    return CAPITAL if letter.isupper() else USUAL


def column_px(column: Column, values: "pd.Series[Any]", label: str, lang: Lang, *, wrapped: bool, links: bool) -> int:
    """The width of a column: of its title, and of its longest cell unless that is a sentence or may wrap.

    A fixed width: the grid measures only its first rows, and numbers without their unit. wrapped: of a table with high
    rows; links: the cells are buttons, which do not wrap.
    """
    write_one, known = cell_writer(values, column, lang), values.head(MEASURED_ROWS)
    cells = [write_one(v) for v in (known if column.unit is None else known.dropna())]
    title, widest = text_px(label) + PADDING, max(map(text_px, cells), default=0.0)
    if links:
        return round(max(title, (LAPTOP if wrapped else 1) * widest + BUTTON_PADDING))
    if column.unit is None and max(map(len, cells), default=0) > SENTENCE:
        least, most = WRAPPED_SENTENCE
        return round(min(max(widest / WRAPPED_LINES, least), most)) if wrapped else SENTENCE_WIDTH
    if wrapped and column.unit is None:
        widest = max((text_px(word) for cell in cells for word in cell.split(" ")), default=0.0)
    return round(max(title, widest + PADDING))
