"""A workbook to fill in for each kind of file: titles with notes, drop-downs, one example row, a notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kam_analytics.core.kinds import ALIASES_OF_CONTRACT, KINDS, Field, Kind, Type
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.pay.plan_template import plan_workbook
from kam_analytics.exports.sheets import note, put_head
from kam_analytics.ingest.values.column_formats import WORD_LISTS
from kam_analytics.language.imports import templates as words

TEMPLATES = (*KINDS, "pay_plans")
ROWS = 5000  # number of rows with drop-downs and formats
_DAY_FORMAT = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_WIDTH = 20  # characters


@dataclass(frozen=True, slots=True)
class _Title:
    """One column of a template: its title, its note and what its cells accept."""

    name: str
    title: str
    wanted: str
    note: str
    choices: tuple[str, ...]
    type: Type
    example: Any


def template(kind: str, lang: Lang) -> bytes:
    """The template of a kind (one of `TEMPLATES`) as the bytes of an .xlsx file.

    The import recognises its titles, in the language requested, without questions. Raises KeyError.
    """
    if kind == "pay_plans":
        return plan_workbook(lang)
    titles = [_title(KINDS[kind], field, lang) for field in KINDS[kind].fields]
    book = Workbook()
    del book[book.active.title]
    _sheet_to_fill(book, titles, lang)
    _notice(book, KINDS[kind], titles, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _title(kind: Kind, field: Field, lang: Lang) -> _Title:
    listed = WORD_LISTS.get((kind.id, field.name), "flag" if field.type is Type.FLAG else "")
    choices = tuple(c.in_(lang) for c in words.CHOICES.get(listed, ()))
    together = any(field.name in group for group in kind.one_of)
    wanted = words.YES if field.required else words.ONE_OF if together else words.OPTIONAL
    name = next((old for old, new in ALIASES_OF_CONTRACT.items() if new == field.name), field.name)
    return _Title(
        name,
        field.label.in_(lang),
        wanted.in_(lang),
        _note(field, choices, lang),
        choices,
        field.type,
        _example(kind, field, choices, lang),
    )


def _note(field: Field, choices: Sequence[str], lang: Lang) -> str:
    if choices:
        return ", ".join(choices)
    if field.name == "month":
        return words.MONTH.in_(lang)
    ends = f" {words.EMPTY_END.in_(lang)}" if field.name in ("to_on", "end_on") else ""
    return words.FORMS[field.type.name].in_(lang) + ends


def _example(kind: Kind, field: Field, choices: Sequence[str], lang: Lang) -> Any:
    if choices:
        return choices[0]
    if (kind.id, field.name) == ("scores", "value"):
        return words.EXAMPLE_SCORE
    if (kind.id, field.name) == ("fx_rates", "currency"):
        return words.EXAMPLE_CURRENCY
    value = words.EXAMPLES[field.name]
    return value.in_(lang) if isinstance(value, Text) else value


def _sheet_to_fill(book: Workbook, titles: Sequence[_Title], lang: Lang) -> None:
    sheet = book.create_sheet(words.TO_FILL.in_(lang))
    for column, title in enumerate(titles, start=1):
        letter = get_column_letter(column)
        put_head(sheet, 1, column, title.title).comment = note(
            f"{title.note}\n{words.WANTED.in_(lang)} : {title.wanted}"
        )
        example = sheet.cell(2, column, title.example)
        example.font = Font(italic=True)
        sheet.column_dimensions[letter].width = _WIDTH
        if rule := _rule(title):
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS}")
        if title.type is Type.DATE:
            example.number_format = _DAY_FORMAT[lang]
            sheet.column_dimensions[letter].number_format = _DAY_FORMAT[lang]
        elif title.type in (Type.ID, Type.TEXT):
            sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"


def _rule(title: _Title) -> DataValidation | None:
    """What a cell of this column accepts: one of its choices, a date, a number."""
    if title.choices:
        return DataValidation(type="list", formula1=f'"{",".join(title.choices)}"', allow_blank=True)
    if title.type is Type.DATE:
        return DataValidation(type="date", operator="greaterThan", formula1=str(_serial(1990)), allow_blank=True)
    if title.type in (Type.MONEY, Type.NUMBER, Type.SHARE):
        return DataValidation(type="decimal", operator="between", formula1="-1E+13", formula2="1E+13", allow_blank=True)
    if title.type is Type.INTEGER:
        return DataValidation(
            type="whole", operator="between", formula1="-1000000", formula2="1000000", allow_blank=True
        )
    return None


def _serial(year: int) -> int:
    """Excel's number of the first day of a year."""
    return (date(year, 1, 1) - date(1899, 12, 30)).days


def _notice(book: Workbook, kind: Kind, titles: Sequence[_Title], lang: Lang) -> None:
    """The second sheet: the same columns as lines of text, in one column so that it is not taken for a table."""
    sheet = book.create_sheet(words.NOTICE.in_(lang))
    sheet.column_dimensions["A"].width = 6 * _WIDTH
    sheet.cell(1, 1, f"{kind.label.in_(lang)} · {words.NOTICE.in_(lang)}").font = Font(bold=True, size=14)
    sheet.cell(2, 1, words.REPLACE.in_(lang))
    for row, title in enumerate(titles, start=4):
        line = words.LINE.in_(lang).format(title=title.title, name=title.name, wanted=title.wanted, note=title.note)
        sheet.cell(row, 1, line)
