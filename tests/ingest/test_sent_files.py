"""Files that people send to a director: told with their age, accepted or refused one by one, and the sender is told."""

import os
import stat
import time
from pathlib import Path

import pytest

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.ingest import inbox
from kam_analytics.ingest.history import imports
from kam_analytics.ingest.pipeline import ImportRequest, run_imports
from kam_analytics.ui.frame import inbox as shown
from kam_analytics.ui.imports.sent import rows_of
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, entries

INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2025;C1;1 234,50\n"
BOSS = Scope("boss@example.com", Role.DIRECTOR)
SENDERS = ("a_b@example.com", "a-b@example.com", "o’neil+x@example.com", "a__b@example.com", "../x")


@pytest.fixture
def folder(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KAM_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("KAM_STORE", str(store.folder))
    return tmp_path / "inbox"


def send(folder: Path, sender: str, name: str = "factures_mai__2.csv", days: int = 0) -> inbox.Waiting:
    path = folder.parent / name
    path.write_text(INVOICES, "utf-8")
    inbox.submit(path, folder, sender)
    (waiting,) = [w for w in inbox.sent(folder) if w.dropped_by == sender]
    moment = time.time() - days * 86_400
    os.utime(waiting.path, (moment, moment))
    return waiting


@pytest.mark.parametrize("sender", SENDERS)
def test_the_sender_and_the_name_are_read_back_whatever_they_hold(folder: Path, sender: str) -> None:
    waiting = send(folder, sender)
    assert (waiting.dropped_by, waiting.name) == (sender, "factures_mai__2.csv")
    assert waiting.path.parent == folder / inbox.TO_CONFIRM
    assert stat.S_IMODE(waiting.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(waiting.path.parent.stat().st_mode) == 0o700


def test_a_refusal_is_told_to_its_sender_alone_with_who_and_why(folder: Path) -> None:
    mine, other = send(folder, "a_b@example.com"), send(folder, "a-b@example.com")
    inbox.refuse(mine, folder, BOSS.viewer, "Mauvais mois")
    (told,) = inbox.refusals(folder, "a_b@example.com")
    assert (told.file, told.by, told.reason) == ("factures_mai__2.csv", BOSS.viewer, "Mauvais mois")
    assert inbox.refusals(folder, "a-b@example.com") == []
    assert inbox.sent(folder) == [other]
    (folder / inbox.REFUSED / "other.json").write_text("[1]")
    assert len(inbox.refusals(folder, "a_b@example.com")) == 1


@pytest.mark.parametrize(
    ("days", "fr", "en"),
    [
        ((0,), "1 fichier attend votre accord (depuis aujourd’hui)", "1 file awaits your acceptance (since today)"),
        ((1, 0), "le plus ancien depuis hier", "the oldest since yesterday"),
        ((0, 9, 3), "3 fichiers attendent votre accord, le plus ancien depuis 9 jours", "the oldest for 9 days"),
    ],
)
def test_a_director_is_told_how_many_wait_and_since_when(folder: Path, days: tuple[int, ...], fr: str, en: str) -> None:
    assert shown.notice() is None
    for number, age in enumerate(days):
        send(folder, f"k{number}@example.com", days=age)
    told = shown.notice()
    assert told is not None
    assert fr in told.fr
    assert en in told.en


def test_the_history_names_who_sent_and_who_accepted(folder: Path, store: Store) -> None:
    waiting = send(folder, "k@example.com")
    request = ImportRequest(waiting.path, waiting.name, sent_by=waiting.dropped_by)
    (report,) = run_imports(store, [request], scope=BOSS)
    shown.settle(shown.InboxFile(waiting, inbox.mark_of(waiting.path)), report, BOSS.viewer)
    (done,) = imports(store)
    assert (done.sent_by, done.imported_by) == ("k@example.com", BOSS.viewer)
    accepted = entries(store.folder)[0]
    assert (accepted.event, accepted.who, accepted.facts["sender"]) == (Event.CONFIRMED, BOSS.viewer, "k@example.com")
    assert inbox.sent(folder) == []


def test_a_file_that_cannot_be_read_is_refused_to_its_sender_with_the_reason_of_the_import(
    folder: Path, store: Store
) -> None:
    waiting = send(folder, "k@example.com")
    report = ImportReport(waiting.name, "refused", message=Text(fr="Illisible.", en="Unreadable."))
    shown.settle(shown.InboxFile(waiting, inbox.mark_of(waiting.path)), report, BOSS.viewer)
    (told,) = inbox.refusals(folder, "k@example.com")
    assert told.reason == "Illisible. / Unreadable."
    assert entries(store.folder)[0].event is Event.SET_ASIDE
    assert "Illisible" not in str(entries(store.folder)[0].facts)


def test_the_sender_reads_what_waits_what_was_accepted_and_what_was_refused(folder: Path, store: Store) -> None:
    first = send(folder, "k@example.com", "mai.csv")
    run_imports(store, [ImportRequest(first.path, first.name, sent_by="k@example.com")], scope=BOSS)
    first.path.unlink()
    inbox.refuse(send(folder, "k@example.com", "juin.csv"), folder, BOSS.viewer, "Double")
    send(folder, "k@example.com", "juillet.csv")
    rows = rows_of(*shown.of_sender("k@example.com"), [i for i in imports(store) if i.sent_by])
    told = {row["file"]: (row["outcome"].fr, row["by"], row["reason"]) for row in rows.to_dict("records")}
    assert told == {
        "juillet.csv": ("attend un accord", "", ""),
        "mai.csv": ("accepté, import n° 1", BOSS.viewer, ""),
        "juin.csv": ("refusé", BOSS.viewer, "Double"),
    }
