"""States of the store that somebody froze: their files stay as long as a review or a saved view rests on them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"
PART = ("workspace",)
Pin = tuple[Literal["review", "view"], str]
"""What rests on a state: the quarter of a review, the id of a view."""


def pinned_with(store: Store, changed: Mapping[Pin, int | None]) -> tuple[int, ...]:
    """The numbers of the pinned states once some pins are set (a number) or taken away (None).

    To be called under the writers' lock, with the change that writes these pins.
    """
    with store.connect(parts=PART) as db:
        rows = db.execute(statement(SQL, "pinned_states")).fetchall()
    pins: dict[Pin, int | None] = {(kind, name): number for kind, name, number in rows}
    return tuple(sorted({number for number in {**pins, **changed}.values() if number is not None}))
