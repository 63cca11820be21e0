"""Where the third-party data stand, and how they are loaded: by the command line, as a user would."""

import json
import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from kam_analytics.cli import main

MAPPINGS = Path(__file__).parent / "ingest" / "mappings"
SHARED = Path(os.environ.get("KAM_SHARED", Path(__file__).resolve().parents[2] / "shared" / "data"))


def shared(*parts: str) -> Path:
    """A file of the third-party data; the test is skipped, with the reason, where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"third-party data not found: {'/'.join(parts)} (set KAM_SHARED to its folder)")
    return path


def kam(store: Path, *words: str) -> dict:
    """Run one command in this process; its JSON answer, the only thing it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        status = main([*words, "--json", "--store", str(store)])
    assert status == 0, printed.getvalue()
    return json.loads(printed.getvalue())


def load(store: Path, mapping: str, *files: Path) -> list[dict]:
    reports = kam(store, "import", *map(str, files), "--mapping", str(MAPPINGS / f"{mapping}.json"))
    reports = reports if isinstance(reports, list) else [reports]
    for r in reports:
        skipped = sum(r["rows_skipped"].values())
        assert r["rows_read"] == r["rows_loaded"] + r["rows_known"] + skipped + r["rows_quarantined"]
    return reports
