"""kam.toml, the settings of an installation, read on use; `KAM_CONFIG` names another file."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).resolve().parents[2] / "kam.toml"
JANUARY = 1
INTERCOMPANY = ("intragroupe", "intra-groupe", "intercompany", "interco", "inter-societes")


def contents(path: Path | None = None) -> str:
    """The text of kam.toml; empty where it is missing or cannot be read."""
    try:
        return (path or Path(os.environ.get("KAM_CONFIG") or CONFIG)).read_text("utf-8")
    except OSError:
        return ""


def section(name: str, path: Path | None = None) -> Mapping[str, Any]:
    """One table of kam.toml; empty where it is missing or cannot be read."""
    try:
        values = tomllib.loads(contents(path)).get(name, {})
    except tomllib.TOMLDecodeError:
        return {}
    return values if isinstance(values, Mapping) else {}


def first_month(path: Path | None = None) -> int:
    """Month in which the fiscal year begins, 1 to 12: `[year] first_month`; January where it is missing or wrong."""
    month = section("year", path).get("first_month", JANUARY)
    return month if isinstance(month, int) and month in range(1, 13) else JANUARY


def intercompany_words(path: Path | None = None) -> tuple[str, ...]:
    """The words in a segment or sector that mark an intercompany account: `[intercompany] words`."""
    words = section("intercompany", path).get("words")
    if not isinstance(words, list):
        return INTERCOMPANY
    return tuple(w.strip() for w in words if isinstance(w, str) and w.strip())
