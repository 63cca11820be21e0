"""The workbook of pay plans to fill in: the sheets of PAY, the reference plan as example, in draft."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.sheets import note, put_head
from kam_analytics.language.pay import plan_template as words
from kam_analytics.plans.sheets import SHEETS, WRITTEN
from kam_analytics.plans.vocabulary import WORDS

ROWS = 500
PLAN, PAYEE = "KAM-2026", "P001"
_COMPONENTS = (  # the reference plan of docs/pay.md, vector Q
    ("revenue", 0.40, "quota_curve", "revenue", 6000),
    ("margin", 0.30, "quota_curve", "margin", 4500),
    ("key_growth", 0.20, "quota_curve", "key_growth", 3000),
    ("abp_quality", 0.10, "mbo", "manual_score", 1500),
)
_CURVE = (("threshold", 0.80, 0.50, True), ("target", 1.00, 1.00, False), ("excellence", 1.25, 1.50, False))
_CAP = 1.5


def plan_workbook(lang: Lang) -> bytes:
    """The sheets, with titles in row 1, as the bytes of an .xlsx file."""
    book = Workbook()
    del book[book.active.title]
    for name, (_, columns) in SHEETS.items():
        sheet = book.create_sheet(name)
        for column, (stored, kind) in enumerate(columns.items(), start=1):
            _column(sheet, column, WRITTEN.get(stored, stored), kind, lang)
        for row, example in enumerate(_examples(name, lang), start=2):
            for column, stored in enumerate(columns, start=1):
                sheet.cell(row, column, example.get(stored)).font = Font(italic=True)
        sheet.freeze_panes = "A2"
    book["plan"].cell(1, 1).comment = note(words.EXAMPLE_PLAN.in_(lang))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def column_help(name: str, kind: str) -> Text:
    """The content of a sheet's column; name: as written in the workbook."""
    return words.NOTES.get(name, words.FORMS[kind.removesuffix("!")])


def _column(sheet: Any, column: int, name: str, kind: str, lang: Lang) -> None:
    """Title, note, drop-down and format of one column."""
    letter = get_column_letter(column)
    choices = WORDS.get(name, words.CHOICES.get(name, ())) if kind.startswith("text") else ()
    needed = words.REQUIRED if kind.endswith("!") else words.OPTIONAL
    put_head(sheet, 1, column, name).comment = note(f"{column_help(name, kind).in_(lang)}\n{needed.in_(lang)}")
    sheet.column_dimensions[letter].width = max(14, len(name) + 4)
    if kind.startswith("date"):
        sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
    if choices:
        rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{letter}2:{letter}{ROWS}")


def _examples(sheet: str, lang: Lang) -> Sequence[dict[str, Any]]:
    """The example rows of a sheet, by stored column."""
    if sheet == "plan":
        return (_plan(),)
    if sheet == "component":
        return [_component(*c, lang=lang) for c in _COMPONENTS]
    if sheet == "curve":
        return [
            {"plan": PLAN, "component": key, "point": point, "attainment": reached, "payout": paid, "cliff": cliff}
            for key, *_ in _COMPONENTS
            for point, reached, paid, cliff in _CURVE
        ]
    if sheet == "assignment":
        return ({"payee": PAYEE, "plan": PLAN, "from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31), "share": 1},)
    return ()


def _plan() -> dict[str, Any]:
    return {
        "id": PLAN,
        "name_fr": words.PLAN_NAME.fr,
        "name_en": words.PLAN_NAME.en,
        "fiscal_year": 2026,
        "period_start": date(2026, 1, 1),
        "period_end": date(2026, 12, 31),
        "frequency": "year",
        "currency": "EUR",
        "rounding": "per_component",
        "status": "draft",
        "version": 1,
        "proration": "months",
    }


def _component(key: str, weight: float, kind: str, measure: str, incentive: int, lang: Lang) -> dict[str, Any]:
    label: Text = words.LABELS[key]
    return {
        "plan": PLAN,
        "key": key,
        "label": label.in_(lang),
        "weight": weight,
        "kind": kind,
        "measure": measure,
        "aggregation": "period",
        "accumulate_across_periods": False,
        "target_incentive": incentive,
        "cap": _CAP,
    }
