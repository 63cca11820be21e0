"""What closed periods require of the plan's next versions: the same calendar, and every component that was paid."""

from collections.abc import Collection
from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parents[1] / "sql" / "decisions"

KEEP_CLOSED = Text(
    fr="Gardez la périodicité et les composantes (poids 0 pour celle qui ne paie plus) ; ou arrêtez-y les personnes à"
    " la fin de ces périodes (to) et faites un autre plan pour la suite.",
    en="Keep the frequency and the components (weight 0 for one that no longer pays); or end people on it with these"
    " periods (to) and make another plan for the rest.",
)


def breaks_closed(pay: Connection, plan: str, frequency: str, components: Collection[str]) -> Text | None:
    """Why a version is incompatible with closed periods: another calendar, or a missing component; None if it is not.

    frequency: month, quarter, half or year; components: the keys of the version.
    """
    closed = pay.execute(statement(SQL, "closed_components"), [plan]).fetchall()
    for before, _ in closed:
        if before != frequency:
            return Text(
                fr=f"payées par « {before} », et cette version paie par « {frequency} »",
                en=f"paid by “{before}”, and this version pays by “{frequency}”",
            )
    gone = sorted({str(key) for _, key in closed} - set(components))
    if gone:
        named = ", ".join(gone)
        return Text(
            fr=f"et cette version n’a plus ce qu’elles ont payé ({named})",
            en=f"and this version lacks what they paid ({named})",
        )
    return None


def draft_breaks_closed(pay: Connection, plan: str, import_id: int) -> Text | None:
    """The same for a version that is already in the store."""
    rows = pay.execute(statement(SQL, "draft_components"), [plan, import_id]).fetchall()
    return breaks_closed(pay, plan, str(rows[0][0]), {str(key) for _, key in rows}) if rows else None
