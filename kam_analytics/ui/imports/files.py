"""One box for each file: its kind, its columns, its questions, its first rows."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kam_analytics.answers.imports.kinds import KIND_LABELS
from kam_analytics.answers.page.blocks import Column
from kam_analytics.core.imports import ImportQuestion, ImportReport
from kam_analytics.core.kinds import KINDS, Field, Type
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Unit
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import ImportRequest
from kam_analytics.ingest.preview import ROW, Preview
from kam_analytics.ingest.preview import preview as read_preview
from kam_analytics.ingest.write.memory import Memory
from kam_analytics.language.imports import page as words
from kam_analytics.language.numbers import MISSING, decimal
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.ui.blocks.tables import ROW_HEIGHT, style_rows
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.inbox import InboxFile, refuse, settle, waiting
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import open_store
from kam_analytics.ui.imports.columns import choose_columns
from kam_analytics.ui.imports.profile import draw_profile

# A PDF is taken to be refused in words that say what to do; the field itself only turns red.
TYPES = ["pdf", "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "txt", "tsv", "gz", "zip"]
ROWS_SHOWN = 6
LONGEST_REASON = 300  # characters
DECIDED = "import_decided"
UNITS = {Type.MONEY: Unit.EUR_EXACT, Type.DATE: Unit.DATE, Type.SHARE: Unit.SHARE}


@dataclass(frozen=True)
class Ready:
    """A file with its kind, columns and answers; `answered` if no question is open."""

    id: str
    request: ImportRequest
    answered: bool
    arrived: InboxFile | None = None  # the file of the inbox, if it was not uploaded
    place: DeltaGenerator | None = None  # in its box, for the decision about it

    @property
    def sender(self) -> str | None:
        """Who sent it and waits for a decision."""
        return self.arrived.waiting.dropped_by if self.arrived is not None else None


def draw_files(frame: Frame, round_: int, questions: Mapping[str, tuple[ImportQuestion, ...]]) -> list[Ready]:
    """The upload field and one box for each file in it."""
    files = st.file_uploader(
        typeset(words.UPLOAD, frame.lang), type=TYPES, accept_multiple_files=True, key=f"import_files_{round_}"
    )
    if frame.state.demonstration and not files:
        st.caption(escaped(typeset(words.DEMO_REPLACED, frame.lang)))
    arrived = waiting() if frame.view.scope.sees_all else []
    dropped: list[Any] = [*(files or []), *arrived]
    boxes = [_box(file, questions.get(file.file_id, ()), frame) for file in dropped]
    return [ready for ready in boxes if ready is not None]


def _box(file: Any, questions: tuple[ImportQuestion, ...], frame: Frame) -> Ready | None:
    """The box of one file; None if it cannot be imported as it is."""
    path, lang = _on_disk(file), frame.lang
    with st.container(border=True, key=f"file_{file.file_id}"):
        kind = st.session_state.get(f"kind_{file.file_id}") or None
        row = st.session_state.get(f"titles_{file.file_id}")
        told = ColumnMapping(kind=kind, header_row=row, answers=_answers(file.file_id))
        preview = _previewed(file.file_id, path, told, frame)
        _head(file, preview, lang)
        arrived = _origin(file, frame)
        if preview.outcome in ("refused", "empty"):
            return None
        mapping = replace(told, kind=preview.kind)
        chosen = choose_columns(file.file_id, KINDS[preview.kind], preview, lang) if preview.kind in KINDS else None
        if chosen is not None:
            mapping = chosen.added_to(mapping)
            preview = _previewed(file.file_id, path, mapping, frame)
        if preview.outcome == "refused":
            st.error(escaped(typeset(preview.message, lang)))
        pending = _questions(file.file_id, (*preview.questions, *questions), lang)
        draw_profile(preview.profile, lang, file.file_id)
        _first_rows(file.file_id, preview, lang)
        place = st.container(gap="xsmall", key=f"decide_{file.file_id}")
    sender = arrived.waiting.dropped_by if arrived is not None else None
    request = ImportRequest(path, file.name, None, mapping, sender)
    answered = preview.outcome != "refused" and preview.kind is not None and not pending
    return Ready(file.file_id, request, answered, arrived, place)


def _origin(file: Any, frame: Frame) -> InboxFile | None:
    """The origin of a file of the inbox, with the button to set it aside or to refuse it to its sender."""
    if not isinstance(file, InboxFile):
        return None
    lang, who = frame.lang, frame.view.scope.viewer
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.badge(escaped(file.origin(lang)), color="gray")
        if file.waiting.dropped_by is not None:
            _refusal(file, who, lang)
        elif st.button(typeset(words.SET_ASIDE, lang), key=f"aside_{file.file_id}"):
            why = Text(fr=words.SET_ASIDE_WHY.fr.format(who=who), en=words.SET_ASIDE_WHY.en.format(who=who))
            settle(file, ImportReport(file.name, "refused", message=why), who)
            st.rerun()
    return file


def _refusal(file: InboxFile, who: str, lang: Lang) -> None:
    """The reason, which is needed, and the button."""
    label = typeset(words.REFUSAL_REASON, lang)
    reason = st.text_input(label, max_chars=LONGEST_REASON, key=f"reason_{file.file_id}", width=420)
    if st.button(words.REFUSE.in_(lang), key=f"refuse_{file.file_id}"):
        if not reason.strip():
            st.error(escaped(typeset(words.REASON_MISSING, lang)))
            return
        refuse(file, who, reason.strip())
        said = {"file": file.name, "who": str(file.waiting.dropped_by)}
        st.session_state[DECIDED] = fill(words.REFUSED_SAID, **said)
        st.rerun()


def _head(file: Any, preview: Preview, lang: Lang) -> None:
    """Name, place of the table in the file; the row of its titles and its kind, which the user may change."""
    left, rows, right = st.columns([4, 1, 2], vertical_alignment="bottom")
    with left:
        st.header(escaped(file.name), anchor=False)
        where = words.FOUND if preview.sheet else words.FOUND_ROW
        place = typeset(where, lang).format(sheet=preview.sheet, row=preview.header_row) if preview.header_row else ""
        st.caption(escaped(f"{place} {typeset(preview.message, lang)}".strip()))
    with right:
        key = f"kind_{file.file_id}"
        if preview.outcome not in ("refused", "empty"):
            st.session_state.setdefault(key, preview.kind or "")
            choices = {"": words.KIND_UNKNOWN.in_(lang), **{k: v.in_(lang) for k, v in KIND_LABELS.items()}}
            st.selectbox(typeset(words.KIND, lang), list(choices), format_func=choices.__getitem__, key=key)
    if preview.header_row:
        with rows:
            st.session_state.setdefault(f"titles_{file.file_id}", None)
            st.number_input(
                typeset(words.TITLE_ROW, lang),
                min_value=1,
                placeholder=str(preview.header_row),
                key=f"titles_{file.file_id}",
            )


def _questions(file_id: str, questions: tuple[ImportQuestion, ...], lang: Lang) -> bool:
    """Each question as radio buttons; returns whether one of them is still open.

    Questions on a column or the kind are answered by the drop-downs above. After an answer the file no longer asks
    the question, but it stays visible so that the answer can be changed.
    """
    all_questions: dict[str, ImportQuestion] = st.session_state.setdefault(f"questions_{file_id}", {})
    all_questions.update({q.id: q for q in questions if q.id != "kind" and not q.id.startswith("column:")})
    answers, dropped = _answers(file_id), any(q.id.startswith("column:") or q.id == "kind" for q in questions)
    for number, question in enumerate(all_questions.values()):
        key = f"answer_{file_id}_{number}"
        labels = dict(
            zip(question.choices, question.labels or [Text(fr=c, en=c) for c in question.choices], strict=True)
        )
        st.radio(
            escaped(typeset(question.text, lang)),
            list(question.choices),
            index=question.choices.index(answers[question.id])
            if answers.get(question.id) in question.choices
            else None,
            format_func=lambda c, labels=labels: escaped(typeset(labels[c], lang)),
            key=key,
            on_change=partial(_answer, file_id, question.id, key),
        )
    return dropped or any(q not in answers for q in all_questions)


def _answer(file_id: str, question: str, key: str) -> None:
    _answers(file_id)[question] = st.session_state[key]


def _answers(file_id: str) -> dict[str, str]:
    answers: dict[str, str] = st.session_state.setdefault(f"answers_{file_id}", {})
    return answers


def _first_rows(file_id: str, preview: Preview, lang: Lang) -> None:
    """The first rows as they will be typed; as the file has them where nothing tells yet what they are."""
    if not preview.rows or preview.kind not in KINDS:
        _cells(file_id, preview, lang)
        return
    kind = KINDS[preview.kind]
    rows = pd.DataFrame(list(preview.rows))
    names = [f.name for f in kind.fields if f.name in rows and rows[f.name].notna().any()]
    columns = {"row": Column(words.ROW), **{n: _declared(kind.field(n)) for n in names if n in rows}}
    rows = rows.assign(row=rows["row"].astype(str)) if "row" in rows else rows.assign(row="")
    rows = rows.assign(**{n: [_number(v, lang) for v in rows[n]] for n in names if kind.field(n).type is Type.NUMBER})
    st.caption(escaped(typeset(words.FIRST_ROWS, lang)))
    st.dataframe(
        style_rows(rows, columns, lang),
        hide_index=True,
        row_height=ROW_HEIGHT,
        key=f"rows_{file_id}",
        height=ROW_HEIGHT * (min(len(rows), ROWS_SHOWN) + 1) + 2,
        alt=typeset(words.FIRST_ROWS, lang),
        column_config={name: typeset(c.label, lang) for name, c in columns.items()},
        placeholder=MISSING,
    )


def _cells(file_id: str, preview: Preview, lang: Lang) -> None:
    if not preview.cells:
        return
    if preview.is_unlike_any:
        st.warning(escaped(typeset(words.UNLIKE_ANY, lang)))
    st.caption(escaped(typeset(words.CELLS, lang)))
    st.dataframe(
        pd.DataFrame(list(preview.cells)),
        hide_index=True,
        row_height=ROW_HEIGHT,
        key=f"cells_{file_id}",
        height=ROW_HEIGHT * (len(preview.cells) + 1) + 2,
        alt=typeset(words.CELLS, lang),
        column_config={ROW: typeset(words.ROW, lang)},
        placeholder=MISSING,
    )


def _number(value: Any, lang: Lang) -> str:
    """A quantity or a unit price with its own decimals, at most two."""
    if value is None or pd.isna(value):
        return MISSING
    return decimal(float(value), lang, 0 if float(value).is_integer() else 2)


def _declared(field: Field) -> Column:
    return Column(field.label, UNITS.get(field.type))


def _previewed(file_id: str, path: Path, mapping: ColumnMapping, frame: Frame) -> Preview:
    """The preview, read again only when the mapping or the store has changed."""
    cache: dict[str, Preview] = st.session_state.setdefault(f"preview{file_id}", {})
    key = json.dumps([frame.state.number, mapping.as_json()], sort_keys=True)
    if key not in cache:
        cache.clear()
        cache[key] = read_preview(
            path, mapping, Memory(open_store(str(frame.folder))), compares=frame.view.scope.sees_all
        )
    return cache[key]


def _on_disk(file: Any) -> Path:
    """The upload as a file under its own name; the folder is deleted with the session."""
    folder: tempfile.TemporaryDirectory[str] = st.session_state.setdefault(
        "import_folder", tempfile.TemporaryDirectory(prefix="kam-upload-")
    )
    path: Path = Path(folder.name) / file.file_id / Path(file.name).name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.getbuffer())
    return path
