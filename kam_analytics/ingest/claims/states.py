"""The state of each document: cancelled ones, drafts and quotes are no revenue; unknown words are asked."""

from dataclasses import replace
from pathlib import Path

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.ingest.claims.texts import MarkedAmount, marked_amounts, unused_columns
from kam_analytics.ingest.notation.dictionary import state_of, words
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_formats import value_of
from kam_analytics.language.imports import claims as sentences
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

KINDS = ("revenue", "orders", "contracts")
REASONS = {"cancelled": "cancelled", "draft": "draft", "quote": "not revenue"}
MOST_UNKNOWN = 8  # a column with more unknown words says something else
COUNT, LEAVE = "count", "leave"


def set_aside(sheet: MappedTable) -> MappedTable:
    """Give a reason to the lines of `typed` whose state is not that of an invoice; the result may hold questions."""
    if sheet.layout.kind.id not in KINDS:
        return sheet
    if "invoice_no" in sheet.layout.nodes:
        sheet.stage.db.execute(statement(SQL, "set_provisional_aside"))
    for column, first in unused_columns(sheet):
        amounts = marked_amounts(sheet, column) if _may_say_states(column.title, first) else []
        states = _states(column, amounts, sheet.layout.kind.id == "revenue")
        if states is not None:
            sheet = _applied(sheet, column, amounts, states)
    return sheet


def _states(column: ColumnReference, amounts: list[MarkedAmount], strict: bool) -> dict[str, str | None] | None:
    """Text → state; None for a column that holds none. A state that is None is unknown.

    strict: whether a column of states is recognised by its title alone.
    """
    texts = [a.text for a in amounts]
    if not texts or {"won", "lost"} <= {value_of("status", t) for t in texts}:
        return None
    if flagged := _flagged(column.title, texts):
        return flagged
    states = {t: _state(t) for t in texts}
    named = _is_titled_state(column.title)
    left, unknown = [t for t in texts if states[t] in REASONS], [t for t in texts if states[t] is None]
    if named and len(unknown) <= MOST_UNKNOWN and (len(unknown) < len(texts) or (strict and _says_states(texts))):
        return states
    return states if left and not unknown and len(left) < len(texts) else None


def _may_say_states(title: str, texts: list[str]) -> bool:
    """Whether a column is worth counting: by its title, or by its first texts."""
    said = (*fold(title).replace("d'", " ").split(), *texts)
    return _is_titled_state(title) or _says_posted(title) or any(_state(t) in REASONS for t in said)


def _says_posted(title: str) -> bool:
    return any(w.startswith(("comptabilis", "posted", "valid")) for w in fold(title).split())


def _is_titled_state(title: str) -> bool:
    return bool(set(fold(title).split()) & set(words("state_title")))


def _state(text: str) -> str | None:
    """The state of a text; an invoice that a credit note cancels is not decided here, since both may be in the file."""
    state = state_of(text)
    cancelled_by_credit = state == "cancelled" and any(w.startswith(("avoir", "credit")) for w in fold(text).split())
    return None if cancelled_by_credit else state


def _says_states(texts: list[str]) -> bool:
    """Whether unknown texts may be states: several words, no codes and no numbers."""
    return 2 <= len(texts) <= MOST_UNKNOWN and all(len(t) > 3 and not any(c.isdigit() for c in t) for t in texts)


def _flagged(title: str, texts: list[str]) -> dict[str, str | None] | None:
    """The states of a column of yes and no (`Annulée`, `Posted`), or of days (`Cancelled on`)."""
    named = fold(title).replace("date d'", "").replace("is ", "").split()
    announced = next((s for w in named if (s := state_of(w))), None)
    flags = {t: value_of("flag", t) for t in texts}
    if all(flags.values()):
        if announced in REASONS:
            return {t: announced if v == "true" else "counted" for t, v in flags.items()}
        return {t: "draft" if v == "false" else "counted" for t, v in flags.items()} if _says_posted(title) else None
    days = all(t[:1].isdigit() and len(t) >= 8 for t in texts)
    return dict.fromkeys(texts, announced) if announced == "cancelled" and days else None


def _applied(
    sheet: MappedTable, column: ColumnReference, amounts: list[MarkedAmount], states: dict[str, str | None]
) -> MappedTable:
    """Leave out what is no invoice; ask about unknown words."""
    open_: list[ImportQuestion] = []
    for unknown in [a for a in amounts if states[a.text] is None]:
        answer = sheet.mapping.answer(f"state:{unknown.text}")
        if answer not in (COUNT, LEAVE) and sheet.layout.kind.id == "revenue" and unknown.amount:
            others = sum(a.amount for a in amounts if states[a.text] == "counted")
            open_.append(sentences.which_state(column.title, unknown.text, unknown.rows, unknown.amount, others))
        states[unknown.text] = "draft" if answer == LEAVE else "counted"
    reasons = {t: REASONS[s] for t, s in states.items() if s in REASONS}
    sheet = replace(sheet, questions=(*sheet.questions, *open_), states=column)
    if not reasons:
        return sheet
    sheet.stage.dictionary("states", "value", "VARCHAR", reasons)
    sheet.stage.db.execute(statement(SQL, "set_states_aside", column=column.index))
    left = [(a.text, a.rows, a.amount) for a in amounts if a.text in reasons]
    return sheet.with_notes(sentences.states_left_out(column.title, left))
