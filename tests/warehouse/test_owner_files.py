"""What root writes in a store, an inbox or a trail belongs to the account that runs the application."""

import os
from pathlib import Path

import pytest

from kam_analytics.cli import main
from kam_analytics.warehouse.owner_files import hand_over_all
from kam_analytics.warehouse.store import Store

ACCOUNT = 12_345
LINES = "Date facture;Client;Montant HT\n25/01/2025;Alpha;100,00\n"
pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root writes for other accounts"
)


def test_what_root_imports_belongs_to_the_account_of_the_store(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise one command of an administrator would close the application to everybody."""
    inbox = tmp_path / "inbox"
    inbox.mkdir(mode=0o700)
    (inbox / "mars.csv").write_text(LINES, "utf-8")
    os.utime(inbox / "mars.csv", (0, 0))
    for lock in store.folder.glob(".*lock"):
        lock.unlink()
    for path in (inbox, store.folder, *store.folder.iterdir()):
        os.chown(path, ACCOUNT, ACCOUNT)
    monkeypatch.setenv("KAM_INBOX", str(inbox))
    assert main(["import", "--inbox", "--store", str(store.folder)]) == 0
    (store.folder / "current.json").write_text("{}")
    assert main(["repair", "--apply", "--store", str(store.folder)]) == 0
    written = [*store.folder.rglob("*"), *inbox.rglob("*")]
    assert {path.name for path in written if path.stat().st_uid != ACCOUNT} == set()
    assert {"current.json", "damaged-000001.json", ".ledger.lock", "trail", "done"} <= {path.name for path in written}


def test_root_gives_nothing_away_through_a_link(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "root.txt"
    folder.mkdir()
    os.chown(folder, ACCOUNT, ACCOUNT)
    outside.write_text("x")
    (folder / "soft").symlink_to(outside)
    (folder / "hard").hardlink_to(outside)
    (folder / "own").touch()
    hand_over_all(folder)
    assert [path.lstat().st_uid for path in (outside, folder / "soft", folder / "own")] == [0, 0, ACCOUNT]
