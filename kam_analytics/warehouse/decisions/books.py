"""Why a month of the accounting books differs from the imported revenue: a user's reason, with author and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.core.errors import KamError, NotAllowed
from kam_analytics.core.scope import Scope
from kam_analytics.core.text import Text
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection, Store

SQL = Path(__file__).parents[1] / "sql" / "decisions"

LONGEST = 500  # characters of a reason


@dataclass(eq=False)
class ReasonRefused(KamError):
    """A reason that is too long."""

    longest: int

    what = Text(
        fr="Un motif doit tenir en {longest} caractères.",
        en="A reason must fit in {longest} characters.",
    )
    next_step = Text(
        fr="Écrivez en une phrase d’où vient l’écart, puis recommencez.",
        en="Say in one sentence where the gap comes from, then try again.",
    )


def explain(store: Store, month: date, gap: float, reason: str, scope: Scope) -> None:
    """Store the reason of a month's gap; a blank one removes it.

    gap: imported − published in EUR, as displayed; if the gap changes later, it is unexplained again.
    Raises NotAllowed below director and controller, ReasonRefused.
    """
    if not scope.sees_all:
        raise NotAllowed(Text(fr="écart avec la comptabilité", en="gap with the books"))
    text = reason.strip()
    if len(text) > LONGEST:
        raise ReasonRefused(LONGEST)
    facts = {"month": month.replace(day=1), "gap": round(gap, 4), "reason": text, "who": scope.viewer}
    query = statement(SQL, "explain_gap")

    def apply(dbs: Mapping[str, Connection]) -> None:
        workspace = dbs["workspace"]
        workspace.execute(statement(SQL, "forget_reason"), {"month": facts["month"]})
        if text:
            workspace.execute(query, facts)

    store.change(("workspace",), apply)
