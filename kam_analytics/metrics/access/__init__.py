"""Queries that say who is who, before anybody sees anything."""

from pathlib import Path

HERE = Path(__file__).parent
PEOPLE, IMPORTS, LATE_SOURCES = HERE / "people.sql", HERE / "imports.sql", HERE / "late_sources.sql"
