"""Queries that identify the viewer, before any data are shown."""

from pathlib import Path

HERE = Path(__file__).parent
PEOPLE, IMPORTS, LATE_SOURCES = HERE / "people.sql", HERE / "imports.sql", HERE / "late_sources.sql"
ABSENT = HERE / "absent_people.sql"
