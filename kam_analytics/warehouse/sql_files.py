"""SQL statements of the package: one `.sql` file each, in a folder `sql` beside the module that runs it."""

import re
from functools import cache
from pathlib import Path

_PART = re.compile(r"\{([a-z_]+)\}")


def statement(folder: Path, name: str, /, **parts: str | int) -> str:
    """The statement in `folder/name.sql`.

    parts: SQL that replaces each `{part}` of the file: identifiers and expressions of this package. Users' values
    are bound as `$parameters` when the statement runs. Raises KeyError for a part that is missing.
    """
    return _PART.sub(lambda match: str(parts[match[1]]), _text(folder / f"{name}.sql"))


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8").strip()
