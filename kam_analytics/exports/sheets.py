"""Common parts of all exported workbooks: heads, texts that stay texts."""

import re
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from kam_analytics.charts.theme import LIGHT

ALIVE = ("=", "+", "-", "@", "\t")
_HEAD = Font(bold=True, color=LIGHT.paper.lstrip("#"))
_FILL = PatternFill("solid", fgColor=LIGHT.key.lstrip("#"))
_NOTE_SIZE = (320, 130)  # pixels
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without the characters that no file of an office program may contain."""
    return _NO_TEXT.sub("", text)


def put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text as a text, whatever it starts with; returns its cell."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = clean(text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(ALIVE)
    return cell


def put_head(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write the title of a column."""
    cell = put(sheet, row, column, text)
    cell.font, cell.fill = _HEAD, _FILL
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def note(text: str) -> Comment:
    """A note on a cell, large enough to be read."""
    return Comment(text, "KAM Analytics", width=_NOTE_SIZE[0], height=_NOTE_SIZE[1])
