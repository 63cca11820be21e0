"""The schema of the three parts: numbered scripts, each applied once."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kam_analytics.warehouse.versions import PARTS, Connection

MIGRATIONS = Path(__file__).parent / "sql" / "migrations"


def migrate(db: Connection, part: str) -> None:
    """Apply, in order, the scripts of `sql/migrations/<part>/` not yet applied to this file."""
    db.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)")
    (found,) = db.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()[0]
    for script in _scripts(part):
        if (number := int(script.name[:4])) > found:
            db.execute(script.read_text("utf-8"))
            db.execute("INSERT INTO schema_version VALUES (?)", [number])


def migrate_all(parts: Mapping[str, Connection]) -> None:
    for part, db in parts.items():
        migrate(db, part)


@cache
def known_schema() -> int:
    """The number of migration scripts this release carries, over all parts."""
    return sum(len(_scripts(part)) for part in PARTS)


def _scripts(part: str) -> list[Path]:
    return sorted((MIGRATIONS / part).glob("*.sql"))
