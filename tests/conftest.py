"""Shared fixtures: where the third-party data stand, and a store of one's own for each test."""

import os
from pathlib import Path

import pytest

from kam_analytics.warehouse.store import Store

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("KAM_SHARED", ROOT.parent / "shared" / "data"))


def shared(*parts: str) -> Path:
    """A file of the third-party data; the test is skipped, with the reason, where it is missing."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"third-party data not found: {'/'.join(parts)} (set KAM_SHARED to its folder)")
    return path


@pytest.fixture(autouse=True)
def no_inbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test imports what lies in the developer's own inbox."""
    monkeypatch.setenv("KAM_INBOX", "")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")
