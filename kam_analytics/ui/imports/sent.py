"""What became of the files that the viewer sent to a director or controller."""

from collections.abc import Sequence

import pandas as pd

from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.core.units import Unit
from kam_analytics.ingest.history import Imported, imports
from kam_analytics.ingest.inbox import Refusal, Waiting
from kam_analytics.language.imports import page as words
from kam_analytics.language.sentences import fill
from kam_analytics.ui.blocks.form import Form
from kam_analytics.ui.blocks.tables import draw_table
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.inbox import of_sender
from kam_analytics.ui.frame.store import open_store

COLUMNS = {
    "file": Column(words.FILE),
    "on": Column(words.ON, Unit.DATE),
    "outcome": Column(words.OUTCOME),
    "by": Column(words.DECIDED_BY),
    "reason": Column(words.REASON),
}


def draw_sent(frame: Frame) -> None:
    """The viewer's own files that wait, were accepted or were refused; nothing for who sent none."""
    viewer, store = frame.view.scope.viewer, open_store(str(frame.folder))
    accepted = [i for i in imports(store) if i.sent_by == viewer]
    rows = rows_of(*of_sender(viewer), accepted)
    if len(rows):
        draw_table(Table("sent", words.YOURS, rows, COLUMNS, wrapped=True), frame.lang, "import_data")


def rows_of(waiting: Sequence[Waiting], refused: Sequence[Refusal], accepted: Sequence[Imported]) -> pd.DataFrame:
    """One row a file: those that wait, then the decided ones, the latest first."""
    rows: list[dict[str, object]] = [
        {"file": w.name, "on": w.at.date(), "outcome": words.SENT_STATES["waiting"], "by": "", "reason": ""}
        for w in reversed(waiting)
    ]
    decided: list[dict[str, object]] = [
        {"file": r.file, "on": r.at.date(), "outcome": words.SENT_STATES["refused"], "by": r.by, "reason": r.reason}
        for r in refused
    ]
    for done in accepted:
        state = words.SENT_STATES["accepted" if done.state == "live" else "withdrawn"]
        outcome = fill(state, number=done.import_id)
        day = done.imported_at.date()
        decided.append({"file": done.file, "on": day, "outcome": outcome, "by": done.imported_by, "reason": ""})
    rows += sorted(decided, key=lambda row: str(row["on"]), reverse=True)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sends(frame: Frame) -> bool:
    return not frame.view.scope.sees_all


SENT_FILES = Form(draw_sent, _sends)
