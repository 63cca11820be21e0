"""The inbox: files import themselves and are put away; what needs a person waits."""

import json
import os
from pathlib import Path

import pytest

from kam_analytics.cli import main
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest import inbox
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse.store import Store

INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2024;C1;1 234,50\n"
DOUBTFUL = "N° facture;Date facture;Code client;Montant HT\nF{n};03/04/2024;C1;1 234,50\n"  # day first, or month first?
OLD = 1_000_000_000


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


def drop(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    os.utime(path, (OLD, OLD))
    return path


def test_files_are_loaded_then_put_away_with_the_reason_of_a_refusal(store, folder):
    drop(folder, "factures.csv", INVOICES)
    drop(folder, "copie.csv", INVOICES)
    drop(folder, "photo.xlsx", "\x89PNG not a workbook")
    reports = {r.file: r.outcome for r in inbox.run_inbox(store, folder)}
    assert sorted(reports.values()) == ["already loaded", "loaded", "refused"]
    assert reports["photo.xlsx"] == "refused"
    assert len(list((folder / "done").iterdir())) == 2
    (reason,) = (folder / "refused").glob("*.txt")
    assert len(reason.read_text("utf-8").split("\n\n")) == 2  # both languages
    assert inbox.files(folder) == []
    assert inbox.run_inbox(store, folder) == []


def test_a_question_keeps_the_file_until_it_was_answered_once_for_all_of_its_kind(store, folder, tmp_path):
    path = drop(folder, "nuit.csv", DOUBTFUL.format(n=1))
    examined: set[inbox.Mark] = set()
    (report,) = inbox.run_inbox(store, folder, examined=examined)
    assert report.outcome == "ask"
    assert path.exists()
    assert [w.name for w in inbox.waiting(folder)] == ["nuit.csv"]
    assert inbox.run_inbox(store, folder, examined=examined) == []  # not asked again every minute
    other = drop(tmp_path, "autre.csv", DOUBTFUL.format(n=2))
    answered = ColumnMapping(answers={q.id: "dmy" for q in report.questions})
    assert run_import(store, other, mapping=answered, scope=Scope("d", Role.DIRECTOR)).outcome == "loaded"
    assert [r.outcome for r in inbox.run_inbox(store, folder)] == ["loaded"]


def test_downloads_under_way_and_hidden_files_are_left_alone(store, folder):
    for name in ("f.csv.part", "~$classeur.xlsx", ".cache"):
        drop(folder, name, INVOICES)
    assert inbox.run_inbox(store, folder) == []
    assert len(list(folder.iterdir())) == 3 + 1  # and the lock


def test_a_file_that_is_still_growing_is_not_read(store, folder, monkeypatch):
    path = drop(folder, "f.csv", INVOICES)
    os.utime(path)
    monkeypatch.setattr(inbox.time, "sleep", lambda _: path.write_text(INVOICES + "F2;01/02/2024;C1;5\n", "utf-8"))
    assert inbox.run_inbox(store, folder) == []
    assert path.exists()


def test_a_corrected_invoice_waits_for_somebody_to_say_what_it_is(store, folder):
    drop(folder, "a.csv", INVOICES)
    inbox.run_inbox(store, folder)
    drop(folder, "b.csv", INVOICES.replace("1 234,50", "1 200,00"))
    (report,) = inbox.run_inbox(store, folder)
    assert [q.id for q in report.questions] == ["corrections"]
    assert [w.name for w in inbox.waiting(folder)] == ["b.csv"]


def test_a_file_written_again_while_it_is_read_waits_for_the_next_look(store, folder, monkeypatch):
    path, real = drop(folder, "f.csv", INVOICES), inbox.run_imports

    def overwritten(*args, **options):
        reports = real(*args, **options)
        drop(folder, "f.csv", INVOICES.replace("F1", "F2"))
        os.utime(path, (OLD + 5, OLD + 5))
        return reports

    monkeypatch.setattr(inbox, "run_imports", overwritten)
    assert [r.outcome for r in inbox.run_inbox(store, folder)] == ["loaded"]
    monkeypatch.setattr(inbox, "run_imports", real)
    assert [r.outcome for r in inbox.run_inbox(store, folder)] == ["loaded"]
    assert inbox.files(folder) == []


def test_one_bad_file_does_not_keep_the_others_waiting(store, folder, monkeypatch):
    drop(folder, "a.csv", INVOICES)
    drop(folder, "b.csv", INVOICES.replace("F1", "F2"))
    real = inbox.run_imports

    def failing(at, requests, **options):
        if requests[0].file == "a.csv":
            raise MemoryError
        return real(at, requests, **options)

    monkeypatch.setattr(inbox, "run_imports", failing)
    assert [r.file for r in inbox.run_inbox(store, folder)] == ["b.csv"]
    assert [p.name for p in inbox.files(folder)] == ["a.csv"]


def test_a_second_file_of_the_same_name_does_not_replace_the_first(folder, tmp_path):
    for n in (1, 2):
        inbox.submit(drop(tmp_path, "export.csv", INVOICES + f"F{n};;;\n"), folder, "kam")
    assert len(inbox.waiting(folder)) == 2


def test_only_one_process_works_on_the_folder(store, folder):
    drop(folder, "f.csv", INVOICES)
    with inbox._alone(folder) as free:
        assert free
        assert inbox.run_inbox(store, folder) == []
    assert len(inbox.run_inbox(store, folder)) == 1


def test_a_file_to_be_confirmed_waits_under_the_name_of_who_dropped_it(store, folder, tmp_path):
    inbox.submit(drop(tmp_path, "factures.csv", INVOICES), folder, "kam@example.com")
    assert inbox.run_inbox(store, folder) == []
    (found,) = inbox.waiting(folder)
    assert (found.name, found.dropped_by) == ("factures.csv", "kam@example.com")
    report = run_import(store, found.path, scope=Scope("d", Role.DIRECTOR), file_name=found.name)
    inbox.put_away(found.path, folder, report)
    assert inbox.waiting(folder) == []
    assert [p.name[18:] for p in (folder / "done").iterdir()] == ["factures.csv"]


def test_the_inbox_on_the_command_line_is_a_list_with_the_worst_status(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("KAM_INBOX", str(folder))
    words = ["import", "--inbox", "--json", "--store", str(tmp_path / "store")]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out) == []
    drop(folder, "factures.csv", INVOICES)
    drop(folder, "doute.csv", DOUBTFUL.format(n=3))
    assert main(words) == 3
    assert sorted(r["outcome"] for r in json.loads(capsys.readouterr().out)) == ["ask", "loaded"]
    assert main(["import", "--json", "--store", str(tmp_path / "store"), "--lang", "en"]) == 2
    assert "--inbox" in json.loads(capsys.readouterr().out)["message"]


def test_the_store_keeps_who_imported(store, folder):
    drop(folder, "f.csv", INVOICES)
    inbox.run_inbox(store, folder)
    with Store(store.folder).connect(parts=("ledger",)) as db:
        assert db.execute("SELECT imported_by FROM ledger.import_log").fetchall() == [("inbox",)]
