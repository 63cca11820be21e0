"""kam.toml, the settings of an installation, read on use; `KAM_CONFIG` names another file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

CONFIG = Path(__file__).resolve().parents[2] / "kam.toml"
JANUARY = 1
KEPT_STATES = 30
TRAIL_DAYS, TRAIL_MEGABYTES, MEGABYTE = 730, 20, 1_000_000
INTERCOMPANY = ("intragroupe", "intra-groupe", "intercompany", "interco", "inter-societes")


def contents(path: Path | None = None) -> str:
    """The text of kam.toml; empty where it is missing or cannot be read."""
    try:
        return (path or _place()).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def is_readable() -> bool:
    """Whether kam.toml is there and is TOML; what its values say is not asked."""
    try:
        tomllib.loads(_place().read_text("utf-8"))
    except (OSError, ValueError):  # not UTF-8, or not TOML
        return False
    return True


def _place() -> Path:
    return Path(os.environ.get("KAM_CONFIG") or CONFIG)


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


@dataclass(frozen=True, slots=True)
class TrailLimits:
    """How much of the trail is kept: days, and bytes of all its files together."""

    days: int
    most_bytes: int


def trail_limits(path: Path | None = None) -> TrailLimits:
    """`[trail] days` and `megabytes`; two years and 20 MB where they are missing or no whole numbers above 0."""
    values = section("trail", path)
    days, size = (values.get(name) for name in ("days", "megabytes"))
    return TrailLimits(
        days if _is_count(days) else TRAIL_DAYS, (size if _is_count(size) else TRAIL_MEGABYTES) * MEGABYTE
    )


@dataclass(frozen=True, slots=True)
class RetentionLimits:
    """How many earlier states of the store are kept, and files that were imported; None: without this limit.

    days and most_bytes: of the states and their files; inbox_days: of the files in `done/` and `refused/`.
    """

    states: int
    days: int | None = None
    most_bytes: int | None = None
    inbox_days: int | None = None


def retention(path: Path | None = None) -> RetentionLimits:
    """`[retention] states`, `days`, `megabytes`, `inbox_days`; 30 states and no other limit where they are missing."""
    values = section("retention", path)
    states, days, size, inbox = (
        value if _is_count(value := values.get(name)) else None
        for name in ("states", "days", "megabytes", "inbox_days")
    )
    return RetentionLimits(states or KEPT_STATES, days, None if size is None else size * MEGABYTE, inbox)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def intercompany_words(path: Path | None = None) -> tuple[str, ...]:
    """The words in a segment or sector that mark an intercompany account: `[intercompany] words`."""
    words = section("intercompany", path).get("words")
    if not isinstance(words, list):
        return INTERCOMPANY
    return tuple(w.strip() for w in words if isinstance(w, str) and w.strip())
