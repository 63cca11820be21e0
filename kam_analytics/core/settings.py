"""What kam.toml says of the year; `KAM_CONFIG` names another file."""

import os
import tomllib
from pathlib import Path

CONFIG = Path(__file__).resolve().parents[2] / "kam.toml"
JANUARY = 1


def first_month(path: Path | None = None) -> int:
    """Month in which the fiscal year begins, 1 to 12: `[year] first_month`; January where it is missing or wrong."""
    path = path or Path(os.environ.get("KAM_CONFIG") or CONFIG)
    try:
        given = tomllib.loads(path.read_text("utf-8")).get("year", {}).get("first_month", JANUARY)
    except (OSError, tomllib.TOMLDecodeError):
        return JANUARY
    return given if isinstance(given, int) and given in range(1, 13) else JANUARY
