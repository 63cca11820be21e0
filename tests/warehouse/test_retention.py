"""What is kept of earlier states and of imported files: by number, age and size, and readable by one account alone."""

import os
import stat
import time
from pathlib import Path

import pytest

from kam_analytics.core.settings import RetentionLimits, retention
from kam_analytics.ingest import inbox
from kam_analytics.warehouse import retention as retention_module
from kam_analytics.warehouse.store import Store

DAY = 86_400
INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2024;C1;1 234,50\n"


def change(store: Store, times: int) -> None:
    for _ in range(times):
        store.change(("workspace",), lambda dbs: dbs["workspace"].execute("CREATE OR REPLACE TABLE pad (text VARCHAR)"))


def numbers(store: Store) -> list[int]:
    return sorted(int(path.stem.split("-")[1]) for path in store.folder.glob("state-*.json"))


def limit(monkeypatch: pytest.MonkeyPatch, limits: RetentionLimits) -> None:
    monkeypatch.setattr(retention_module, "retention", lambda: limits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", RetentionLimits(30)),
        ("[retention]\nstates = 5\ndays = 90\nmegabytes = 2\ninbox_days = 7\n", RetentionLimits(5, 90, 2_000_000, 7)),
        ('[retention]\nstates = 0\ndays = "x"\nmegabytes = -1\n', RetentionLimits(30)),
    ],
)
def test_the_limits_are_settings(tmp_path: Path, text: str, expected: RetentionLimits) -> None:
    (tmp_path / "kam.toml").write_text(text, "utf-8")
    assert retention(tmp_path / "kam.toml") == expected


def test_states_older_than_the_days_go_but_for_the_last_two(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    change(store, 4)
    for path in store.folder.glob("state-*.json"):
        os.utime(path, (time.time() - 10 * DAY,) * 2)
    limit(monkeypatch, RetentionLimits(30, days=5))
    change(store, 1)
    last = store.state().number
    assert numbers(store) == [last - 1, last]
    files = {path.name for path in store.folder.glob("workspace-*.duckdb")}
    assert files == {f"workspace-{n:06}.duckdb" for n in (last - 1, last)}
    with store.connect():
        pass


def test_states_beyond_the_size_go_the_oldest_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    change(store, 1)
    size = (store.folder / store.state().workspace).stat().st_size
    shared = sum((store.folder / store.state().file(part)).stat().st_size for part in ("ledger", "pay"))
    limit(monkeypatch, RetentionLimits(30, most_bytes=shared + 4 * size + size // 2))
    change(store, 8)
    last = store.state().number
    assert numbers(store) == list(range(last - 3, last + 1))
    limit(monkeypatch, RetentionLimits(30, most_bytes=1))
    change(store, 1)
    assert numbers(store) == [last, last + 1]


def test_a_pinned_state_outlives_every_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    change(store, 1)
    pinned = store.state().number
    store.change(("workspace",), lambda _: None, pinned=(pinned,))
    limit(monkeypatch, RetentionLimits(2, days=1, most_bytes=1))
    change(store, 4)
    last = store.state().number
    assert numbers(store) == [pinned, last - 1, last]
    assert store.at(pinned) is not None


def test_imported_files_are_closed_to_others_and_go_after_their_days(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir(mode=0o700)
    for name in ("one.csv", "two.csv"):
        (folder / name).write_text(
            "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2024;C1;1 234,50\n", "utf-8"
        )
        (folder / name).chmod(0o644)
        os.utime(folder / name, (1_000_000_000,) * 2)
    inbox.run_inbox(store, folder)
    done = sorted((folder / inbox.DONE).iterdir())
    assert [stat.S_IMODE(path.stat().st_mode) for path in (*done, folder / inbox.DONE)] == [0o600, 0o600, 0o700]
    monkeypatch.setattr(inbox, "retention", lambda: RetentionLimits(30, inbox_days=7))
    inbox.run_inbox(store, folder)
    assert len(list((folder / inbox.DONE).iterdir())) == 2
    os.utime(done[0], (time.time() - 8 * DAY,) * 2)
    inbox.run_inbox(store, folder)
    assert list((folder / inbox.DONE).iterdir()) == [done[1]]
