"""The mapping a user gives with a file: the JSON of the contract, checked and typed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.refusals import MappingRefused
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.language.imports import mapping as words
from kam_analytics.language.sentences import Fact, fill

DateOrder = Literal["dmy", "mdy", "ymd"]
_KEYS = {
    "kind",
    "columns",
    "constants",
    "where",
    "unit",
    "unpivot",
    "period_end",
    "sheet",
    "header_row",
    "date_order",
    "decimal",
    "answers",
}
NOT_REMEMBERED = ("overlap", "corrections", "member", "double", "profile")  # answers that hold for one file only


@dataclass(frozen=True, slots=True)
class Unpivot:
    """Columns that are really rows: their title goes to the field `into`, their cell to the amount."""

    columns: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Overrides of what the import detects by itself; every part may be absent."""

    kind: str | None = None
    columns: Mapping[str, str | None] | None = None  # field → title, `#3` or expression; None switches it off
    constants: Mapping[str, str] = field(default_factory=dict)
    where: str | None = None
    unit: Decimal | None = None
    unpivot: Unpivot | None = None
    period_end: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    date_order: DateOrder | None = None
    decimal: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, text: str, file: str = "") -> "ColumnMapping":
        """Read the JSON of the contract. Raises MappingRefused, naming what is wrong."""
        try:
            facts = json.loads(text)
        except json.JSONDecodeError as error:
            raise _refused(file, words.UNREADABLE_JSON, line=error.lineno) from error
        if not isinstance(facts, dict):
            raise _refused(file, words.NO_OBJECT)
        return cls.from_dict(facts, file)

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any], file: str = "") -> "ColumnMapping":
        """The same from parsed JSON; `null` counts as absent except inside `columns`."""
        if unknown := sorted(set(facts) - _KEYS):
            raise _refused(file, words.UNKNOWN_KEY, key=unknown[0])
        values = {k: v for k, v in facts.items() if v is not None}
        mapping = cls(
            kind=values.get("kind"),
            columns=_texts(values.get("columns"), "columns", file),
            constants={k: str(v) for k, v in (_texts(values.get("constants"), "constants", file) or {}).items()},
            where=values.get("where"),
            unit=_number(values.get("unit"), file),
            unpivot=_unpivot(values.get("unpivot"), file),
            period_end=values.get("period_end"),
            sheet=values.get("sheet"),
            header_row=values.get("header_row"),
            date_order=values.get("date_order"),
            decimal=values.get("decimal"),
            answers={k: str(v) for k, v in (_texts(values.get("answers"), "answers", file) or {}).items()},
        )
        mapping._check(file)
        return mapping

    def as_json(self) -> dict[str, Any]:
        """The parts that are set, as the contract writes them."""
        facts: dict[str, Any] = {
            "kind": self.kind,
            "columns": dict(self.columns) if self.columns is not None else None,
            "constants": dict(self.constants) or None,
            "where": self.where,
            "unit": _plain(self.unit),
            "unpivot": {"columns": list(self.unpivot.columns), "into": self.unpivot.into} if self.unpivot else None,
            "period_end": self.period_end,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "date_order": self.date_order,
            "decimal": self.decimal,
            "answers": dict(self.answers) or None,
        }
        return {k: v for k, v in facts.items() if v is not None}

    def over(self, remembered: "ColumnMapping") -> "ColumnMapping":
        """This mapping completed by the remembered one of the same titles."""
        if self.kind is not None and remembered.kind not in (None, self.kind):
            return self
        answers = {**remembered.answers, **self.answers}
        if self.columns is not None:
            return replace(self, answers=answers)
        own = {k: v for k, v in self.as_json().items() if k != "answers"}
        return replace(ColumnMapping.from_dict({**remembered.as_json(), **own}), answers=answers)

    def answer(self, question: str) -> str | None:
        return self.answers.get(question)

    def _check(self, file: str) -> None:
        if self.kind is not None and self.kind not in (*KINDS, "pay_plans", "fec"):
            raise _refused(file, words.UNKNOWN_KIND, kind=self.kind)
        if self.date_order not in (None, "dmy", "mdy", "ymd"):
            raise _refused(file, words.DATE_ORDER)
        if self.decimal not in (None, ".", ","):
            raise _refused(file, words.DECIMAL_MARK)
        if self.period_end not in (None, "next_start"):
            raise _refused(file, words.PERIOD_END)
        if self.header_row is not None and (not isinstance(self.header_row, int) or self.header_row < 1):
            raise _refused(file, words.HEADER_ROW)
        for name in ("where", "sheet"):
            if not isinstance(getattr(self, name), (str, type(None))):
                raise _refused(file, words.NO_TEXT, name=name)


def fingerprint(labels: Sequence[str]) -> str:
    """Identifies the layout of an export by its folded titles in order."""
    return hashlib.sha256("\x1f".join(fold(t) for t in labels).encode()).hexdigest()


def _refused(file: str, reason: Text, **facts: Fact) -> MappingRefused:
    return MappingRefused(file, fill(reason, **facts))


def _texts(value: Any, key: str, file: str) -> dict[str, str | None] | None:
    if value is None:
        return None
    if not isinstance(value, dict) or any(isinstance(v, (dict, list)) for v in value.values()):
        raise _refused(file, words.NO_TEXTS, key=key)
    return {str(k): None if v is None else str(v) for k, v in value.items()}


def _number(value: Any, file: str) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value == 0:
        raise _refused(file, words.NO_NUMBER)
    return Decimal(str(value))


def _unpivot(value: Any, file: str) -> Unpivot | None:
    if value is None:
        return None
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("columns"), list)
        or not isinstance(value.get("into"), str)
    ):
        raise _refused(file, words.UNPIVOT)
    return Unpivot(tuple(str(c) for c in value["columns"]), value["into"])


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
