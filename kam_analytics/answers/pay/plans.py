"""The versions of the pay plans, and the sheets of one of them as rows to edit."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kam_analytics.answers.page.blocks import Column, Table
from kam_analytics.answers.page.view import View, written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language.pay import control
from kam_analytics.language.pay import editor as text
from kam_analytics.metrics.pay.periods import assembly as gather
from kam_analytics.metrics.records import records
from kam_analytics.plans.sheets import SHEETS

HERE = Path(gather.__file__).parent
VERSIONS, ROWS = HERE / "plan_versions.sql", HERE / "plan_version_rows.sql"
FIXED = ("approved", "locked")
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class PlanVersion:
    """One version of one plan, and the import it came from."""

    id: str
    name: Text
    version: int
    status: str
    import_id: int
    start: date

    @property
    def is_fixed(self) -> bool:
        """Whether it is approved: it can no longer change, and an edit creates the next version."""
        return self.status in FIXED


def versions(view: View) -> tuple[PlanVersion, ...]:
    """Every version that counts, the latest last; empty for viewers who may not see all pay."""
    return tuple(
        PlanVersion(
            r["id"],
            Text(fr=r["name_fr"] or r["id"], en=r["name_en"] or r["name_fr"] or r["id"]),
            int(r["version"]),
            r["status"],
            int(r["import_id"]),
            r["period_start"],
        )
        for r in records(view.rows(VERSIONS))
    )


def sheets(view: View, version: PlanVersion) -> dict[str, Rows]:
    """Sheet → rows of one version by stored column, with every sheet of the workbook."""
    rows_by_sheet: dict[str, Rows] = {name: [] for name in SHEETS}
    for row in records(view.rows(ROWS, plan=version.id, import_id=version.import_id)):
        typed = gather.sheet_row(row["row"])
        rows_by_sheet[row["sheet"]].append({column: typed.get(column) for column in SHEETS[row["sheet"]][1]})
    return rows_by_sheet


def as_draft(rows_by_sheet: dict[str, Rows], versions: tuple[PlanVersion, ...], base: PlanVersion) -> dict[str, Rows]:
    """The sheets of a version as a draft: with the same number if it is a draft, otherwise the next."""
    highest = max(v.version for v in versions if v.id == base.id)
    number = highest + 1 if base.is_fixed else base.version
    supersedes = str(base.version) if base.is_fixed else None
    new = {"status": "draft", "version": number, "approved_by": None, "approved_at": None}
    if supersedes:
        new["supersedes"] = supersedes
    return {**rows_by_sheet, "plan": [{**row, **new} for row in rows_by_sheet["plan"]]}


def table(view: View) -> Table:
    """The versions, the latest first."""
    rows = view.rows(VERSIONS).iloc[::-1].reset_index(drop=True)
    rows = rows.assign(
        state=written([text.STATUSES.get(s) for s in rows["status"]], rows),
        name=written([Text(fr=fr or i, en=en or fr or i) for fr, en, i in _names(rows)], rows),
    )
    columns = {
        "name": Column(control.PLAN),
        "id": Column(text.CODE),
        "version": Column(control.VERSION, Unit.COUNT),
        "state": Column(control.STATE),
        "period_start": Column(text.FROM, Unit.DATE),
        "period_end": Column(text.TO, Unit.DATE),
        "approved_by": Column(text.APPROVED_BY),
        "approved_at": Column(text.APPROVED_ON, Unit.DATE),
    }
    return Table("plan_versions", text.VERSIONS, rows[list(columns)], columns)


def _names(rows: Any) -> list[tuple[str | None, str | None, str]]:
    return [(r["name_fr"], r["name_en"], r["id"]) for r in records(rows)]
