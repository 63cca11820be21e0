"""What the periods closed under a plan ask of its next versions: the same calendar, every component that was paid."""

from collections.abc import Collection

from kam_analytics.core.text import Text
from kam_analytics.warehouse.store import Connection

KEEP_CLOSED = Text(
    fr="Gardez la périodicité et les composantes (poids 0 pour celle qui ne paie plus) ; ou arrêtez-y les personnes à"
    " la fin de ces périodes (to) et faites un autre plan pour la suite.",
    en="Keep the frequency and the components (weight 0 for one that no longer pays); or end people on it with these"
    " periods (to) and make another plan for the rest.",
)
# The frequency and the components of every version on which a period of the plan was closed.
_CLOSED = """
SELECT coalesce(plan.frequency, 'year'), component.key
FROM pay_period AS done
JOIN plan ON plan.id = done.plan AND plan.import_id = done.plan_import
JOIN component ON component.plan = done.plan AND component.import_id = done.plan_import
WHERE done.plan = ?
GROUP BY ALL ORDER BY ALL
"""
_DRAFT = """
SELECT coalesce(plan.frequency, 'year'), component.key
FROM plan JOIN component ON component.plan = plan.id AND component.import_id = plan.import_id
WHERE plan.id = ? AND plan.import_id = ?
"""


def breaks_closed(pay: Connection, plan: str, frequency: str, components: Collection[str]) -> Text | None:
    """Why a version cannot follow what was closed: another calendar, or a component gone; None where it can.

    frequency: month, quarter, half or year; components: the keys of the version.
    """
    closed = pay.execute(_CLOSED, [plan]).fetchall()
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
    """The same for a version that is in the store."""
    rows = pay.execute(_DRAFT, [plan, import_id]).fetchall()
    return breaks_closed(pay, plan, str(rows[0][0]), {str(key) for _, key in rows}) if rows else None
