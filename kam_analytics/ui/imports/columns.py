"""What fills each field of a file: a column, a calculation over titles, or one value for all rows."""

from dataclasses import dataclass, replace

import streamlit as st

from kam_analytics.core.kinds import Field, Kind, Type
from kam_analytics.core.text import Lang
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.preview import Preview
from kam_analytics.language.imports import page as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.markdown import escaped

IN_A_ROW, EXAMPLES = 4, 2
CALCULATED = (Type.MONEY, Type.NUMBER)  # columns that a calculation over titles may fill: Quantity * UnitPrice
ALWAYS = "="  # before a value that holds for all rows; no title of a column that may be chosen begins with it
PERIOD_END = "period_end"


@dataclass(frozen=True, slots=True)
class ChosenColumns:
    """Field → the title that fills it, a calculation, a value for all rows after `ALWAYS`, or nothing."""

    choices: dict[str, str]

    def added_to(self, mapping: ColumnMapping) -> ColumnMapping:
        """The mapping with what was chosen."""
        constant = {f: c for f, c in self.choices.items() if f in words.CONSTANTS and c.startswith(ALWAYS)}
        always = {f: c.removeprefix(ALWAYS) for f, c in constant.items()}
        columns = {f: None if f in always else c or None for f, c in self.choices.items()}
        if PERIOD_END in always:  # a rule rather than a value: the end follows from the next start
            del columns[PERIOD_END]
            return replace(
                mapping,
                columns=columns,
                period_end=always[PERIOD_END],
                constants={f: v for f, v in always.items() if f != PERIOD_END},
            )
        return replace(mapping, columns=columns, constants=always)


def choose_columns(file_id: str, kind: Kind, preview: Preview, lang: Lang) -> ChosenColumns | None:
    """A drop-down for each canonical column; None while the recognised mapping is unchanged."""
    needed = [f for f in kind.fields if _is_needed(f, kind, preview)]
    chosen: dict[str, str] = {}
    with st.expander(typeset(words.COLUMNS, lang), expanded=any(f.name not in preview.mapping for f in needed)):
        st.caption(escaped(typeset(words.REQUIRED_HINT, lang)))
        for start in range(0, len(kind.fields), IN_A_ROW):
            for slot, field in zip(st.columns(IN_A_ROW), kind.fields[start : start + IN_A_ROW], strict=False):
                with slot:
                    chosen[field.name] = _column(f"{file_id}_{kind.id}", field, field in needed, preview, lang)
    recognised = {f.name: _as_choice(f.name, preview) for f in kind.fields}
    return None if chosen == recognised else ChosenColumns(chosen)


def _is_needed(field: Field, kind: Kind, preview: Preview) -> bool:
    """Whether the field is required itself, or belongs to a group in which none was recognised."""
    groups = [g for g in kind.one_of if field.name in g]
    return field.required or any(not any(name in preview.mapping for name in group) for group in groups)


def _column(prefix: str, field: Field, needed: bool, preview: Preview, lang: Lang) -> str:
    likely = candidates(field.name, preview)
    only = _only(field.name, likely) if needed else ""
    current = _as_choice(field.name, preview) or only
    always = [f"{ALWAYS}{value}" for value in words.CONSTANTS.get(field.name, ())]
    titles = list(dict.fromkeys(["", *([current] if current else []), *always, *likely, *preview.headers]))
    nothing = (words.KIND_UNKNOWN if needed else words.NO_COLUMN).in_(lang)
    label = typeset(field.label, lang)
    picked = st.selectbox(
        escaped(words.REQUIRED.in_(lang).format(label=label) if needed else label),
        titles,
        index=titles.index(current),
        format_func=lambda title: _label(field.name, title, preview, lang) if title else nothing,
        key=f"column_{prefix}_{field.name}",
        accept_new_options=field.type in CALCULATED,
    )
    return str(picked or "")


def _only(field: str, likely: tuple[str, ...]) -> str:
    """What a needed field takes by itself: its only candidate; with several, or a value for all rows, the user chooses.

    The end of a period follows from the next start: the only day of a row is that of the start.
    """
    if field == PERIOD_END:
        return f"{ALWAYS}next_start"
    return likely[0] if len(likely) == 1 and field not in words.CONSTANTS else ""


def _as_choice(field: str, preview: Preview) -> str:
    """What fills a field now, as its drop-down names it."""
    value = preview.mapping.get(field, "")
    is_constant = value in words.CONSTANTS.get(field, ()) and value not in preview.headers
    return f"{ALWAYS}{value}" if is_constant else value


def _label(field: str, choice: str, preview: Preview, lang: Lang) -> str:
    value = choice.removeprefix(ALWAYS)
    if choice != value and value in words.CONSTANTS.get(field, ()):
        return typeset(fill(words.ALWAYS, value=words.CONSTANTS[field][value]), lang)
    return with_examples(choice, preview, lang)


def candidates(field: str, preview: Preview) -> tuple[str, ...]:
    """What may fill a field: calculations that the import asks about (price × quantity) before likely columns."""
    asked = next((q.choices for q in preview.questions if q.id == f"column:{field}"), ())
    calculated = (choice for choice in asked if choice not in preview.headers)
    return tuple(dict.fromkeys((*calculated, *preview.suggestions.get(field, ()))))


def with_examples(title: str, preview: Preview, lang: Lang) -> str:
    """A title with the first values under it: they tell what it holds where the title does not."""
    values = dict.fromkeys(row[title] for row in preview.cells if row.get(title))
    examples = ", ".join(list(values)[:EXAMPLES])
    return words.EXAMPLES.in_(lang).format(title=title, examples=examples) if examples else title
