"""Queries that identify the viewer, before any data are shown."""

from pathlib import Path

HERE = Path(__file__).parent
PEOPLE, IMPORTS, LATE_SOURCES, ABSENT, SAVED_VIEWS = (
    HERE / f"{name}.sql" for name in ("people", "imports", "late_sources", "absent_people", "saved_views")
)
