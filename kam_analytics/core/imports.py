"""What an import did, row by row. The counts must always add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from kam_analytics.core.import_profile import NO_PROFILE, ImportProfile
from kam_analytics.core.text import Lang, Text

NO_MESSAGE = Text(fr="", en="")

Outcome = Literal["loaded", "ask", "empty", "refused", "already loaded"]


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row rejected from the store, with the cell and the rule that rejected it."""

    row_number: int  # as in Excel: the first line of the file is 1
    column: str  # header in the user's file
    value: str
    rule: str
    why: Text


@dataclass(frozen=True, slots=True)
class ImportQuestion:
    """A question that the file cannot answer: asked once, remembered for the next export."""

    id: str
    text: Text
    choices: tuple[str, ...]
    labels: tuple[Text, ...] = ()  # the displayed label of each choice; empty: the choice itself

    @classmethod
    def between(cls, question: str, text: Text, choices: Mapping[str, Text]) -> "ImportQuestion":
        """A question with its answers and their labels."""
        return cls(question, text, tuple(choices), tuple(choices.values()))

    def as_json(self, lang: Lang) -> dict[str, Any]:
        """The JSON of the contract; `labels` say what each choice means, with its figures."""
        labels = [t.in_(lang) for t in self.labels] or list(self.choices)
        return {"id": self.id, "text": self.text.in_(lang), "choices": list(self.choices), "labels": labels}


@dataclass(frozen=True, slots=True)
class StepLog:
    """The effect of one step on the row count."""

    step: str
    rows_in: int
    rows_out: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The typed result of an import; screen and command line only render it."""

    file: str
    outcome: Outcome
    kind: str | None = None
    import_id: int | None = None
    rows_read: int = 0
    rows_loaded: int = 0
    rows_known: int = 0
    rows_skipped: dict[str, int] = field(default_factory=dict)
    rows_quarantined: int = 0
    amount_total: Decimal | None = None
    questions: tuple[ImportQuestion, ...] = ()
    message: Text = NO_MESSAGE
    rejected: tuple[Rejection, ...] = ()  # the first ones, for the screen; all of them are in the store
    steps: tuple[StepLog, ...] = ()
    profile: ImportProfile = NO_PROFILE

    @property
    def balances(self) -> bool:
        """Every row read is loaded, already known, skipped with its reason, or to be corrected."""
        accounted = self.rows_loaded + self.rows_known + sum(self.rows_skipped.values()) + self.rows_quarantined
        return self.rows_read == accounted
