"""The contents of a store's folder: the pointer, the states, the numbered files. Nothing here writes."""

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path

import duckdb

PARTS = ("ledger", "workspace", "pay")
POINTER = "current.json"
CREATING = ".creating"
"""This file exists from before the first version is written until the pointer is: files beside it have no data."""
COMPANIONS = (
    "backtests",
    "inbox",
    "trail",
    "signed_out",
    "importing",
    "lost+found",
    ".gitkeep",
    ".gitignore",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
)
"""What may lie in a folder in which a new store is created."""
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_NUMBERED = re.compile(rf"(?:(?:{'|'.join(PARTS)})-(\d{{6,}})\.(?:duckdb|packed)|state-(\d{{6,}})\.json)")
_OWN = re.compile(r"\.(?:\w+\.)?lock|\.creating|\.\w+\.draft.*")

Connection = duckdb.DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class State:
    """The content of the pointer: the number of the state, a file name for each part, the kind of data."""

    number: int
    ledger: str
    workspace: str
    pay: str
    schema: int
    demonstration: bool = False
    pinned: tuple[int, ...] = ()

    def file(self, part: str) -> str:
        return {"ledger": self.ledger, "workspace": self.workspace, "pay": self.pay}[part]


def parse(text: str, schema: int) -> State:
    """A state as it was written; fields of a later schema are ignored. Raises ValueError."""
    facts = json.loads(text)
    if not isinstance(facts, dict) or not _is_number(facts.get("schema")) or not _is_number(facts.get("number")):
        raise ValueError("no state")
    names = {field.name for field in fields(State)}
    if facts["schema"] <= schema and not facts.keys() <= names:
        raise ValueError("unknown fields")
    if not all(_is_version(facts.get(part), part) for part in PARTS):
        raise ValueError("no file names")
    pinned = facts.get("pinned", [])
    if not isinstance(pinned, list) or not all(map(_is_number, pinned)):
        raise ValueError("pinned")
    if not isinstance(facts.get("demonstration", False), bool):
        raise ValueError("demonstration")
    return State(**{**{name: facts[name] for name in names & facts.keys()}, "pinned": tuple(pinned)})


def state_name(number: int) -> str:
    return f"state-{number:06d}.json"


def version_name(part: str, number: int) -> str:
    return f"{part}-{number:06d}.duckdb"


def part_of(file: str) -> str:
    """The part whose version a file is."""
    return file.partition("-")[0]


def number_of(path: Path) -> int | None:
    """The number in the name of a version, whole or packed, or of a state; None for any other file."""
    match = _NUMBERED.fullmatch(path.name)
    return int(match[1] or match[2]) if match else None


def numbered(folder: Path) -> dict[Path, int]:
    """Every version and every state of a folder, with its number."""
    if not folder.is_dir():
        return {}
    return {path: number for path in folder.iterdir() if (number := number_of(path)) is not None}


def states(folder: Path) -> dict[int, Path]:
    """The states of a folder by number, the newest first."""
    by_number = {number: path for path, number in numbered(folder).items() if path.suffix == ".json"}
    return dict(sorted(by_number.items(), reverse=True))


def is_missing(folder: Path) -> bool:
    """Whether there is no store: a missing or empty folder, or one in which a creation was interrupted."""
    if (folder / POINTER).exists():
        return False
    return (folder / CREATING).exists() or not numbered(folder)


def stranger(folder: Path) -> str | None:
    """The name of something in the folder that does not belong to a store."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return folder.name
    names = (path.name for path in sorted(folder.iterdir()) if number_of(path) is None)
    return next((name for name in names if name not in COMPANIONS and not _OWN.fullmatch(name)), None)


def attach(db: Connection, path: Path, name: str) -> None:
    """Attach one version for reading. Raises duckdb.Error."""
    db.execute(f"ATTACH '{quoted(path)}' AS {name} (READ_ONLY)")


def quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_version(name: object, part: str) -> bool:
    is_whole = isinstance(name, str) and name.startswith(f"{part}-") and name.endswith(".duckdb")
    return is_whole and _NUMBERED.fullmatch(str(name)) is not None
