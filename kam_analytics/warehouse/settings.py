"""kam.toml, the settings of an installation, read where they are needed."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).resolve().parents[2] / "kam.toml"


def section(name: str, path: Path | None = None) -> Mapping[str, Any]:
    """One table of kam.toml (`KAM_CONFIG` names another file); empty where it is missing or cannot be read."""
    path = path or Path(os.environ.get("KAM_CONFIG") or CONFIG)
    try:
        found = tomllib.loads(path.read_text("utf-8")).get(name, {})
    except (OSError, tomllib.TOMLDecodeError):
        return {}
    return found if isinstance(found, Mapping) else {}
