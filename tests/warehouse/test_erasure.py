"""Erasing an import or a source: the bytes are gone from the whole folder, and nothing else is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kam_analytics.cli import main
from kam_analytics.core.errors import KamError
from kam_analytics.ingest import erasure, history, inbox
from kam_analytics.ingest.erasure import ClosedOnPlan, NothingToErase, Target
from kam_analytics.warehouse import rewriting, trail
from kam_analytics.warehouse.rewriting import VersionUnreadable
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests.ingest.loading import DIRECTOR, load, total

SECRET = "Quibersac"
HEAD = "N° facture;Date facture;Code client;Raison sociale;Montant HT"


def lines(name: str, month: int, count: int = 40) -> str:
    """Invoices of one month; each names a customer of its own."""
    rows = (f"F{month}-{i};{i % 28 + 1:02d}/{month:02d}/2025;C{i};{name} {i};{100 + i},50" for i in range(count))
    return "\n".join([HEAD, *rows])


def places_of(word: str, folder: Path) -> list[str]:
    """The files, also hidden ones, whose bytes or name contain a word."""
    marks = [word.encode("utf-8"), word.encode("utf-16-le")]
    files = [p for p in folder.rglob("*") if p.is_file()]
    return [p.name for p in files if word in p.name or any(mark in p.read_bytes() for mark in marks)]


def change(store: Store, times: int) -> None:
    for n in range(times):
        store.change(("workspace",), lambda dbs, n=n: dbs["workspace"].execute(f"CREATE TABLE pad_{n} (text VARCHAR)"))


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    """Two files; the second one, number 2, has the name that is erased, and states before and after it."""
    load(store, tmp_path, lines("Alcyon", 1), name="janvier.csv")
    load(store, tmp_path, lines(SECRET, 2), name="fevrier Quibersac.csv")
    change(store, 2)
    for path in tmp_path.glob("*.csv"):
        path.unlink()
    return store


def test_an_erased_import_is_in_no_byte_of_the_folder(loaded: Store, tmp_path: Path) -> None:
    assert len(places_of(SECRET, tmp_path)) >= 1
    states = len(list(loaded.folder.glob("state-*.json")))
    erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert places_of(SECRET, tmp_path) == []
    assert places_of("Alcyon", tmp_path)
    assert len(list(loaded.folder.glob("state-*.json"))) == states
    assert total(loaded) == sum(100 + i + 0.5 for i in range(40))
    assert [(i.import_id, i.state, i.file) for i in history.imports(loaded)] == [
        (2, "erased", ""),
        (1, "live", "janvier.csv"),
    ]


def test_a_withdrawn_import_can_be_erased_and_its_number_is_never_used_again(loaded: Store, tmp_path: Path) -> None:
    history.withdraw(loaded, 2, DIRECTOR)
    assert places_of(SECRET, tmp_path)
    erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert places_of(SECRET, tmp_path) == []
    assert load(loaded, tmp_path, lines("Borel", 3), name="mars.csv").import_id == 3


def test_lines_that_the_erased_import_had_brought_first_count_from_the_other_one(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, lines("Alcyon", 1, 20), name="a.csv")
    load(store, tmp_path, lines("Alcyon", 1, 30), name="b.csv")
    before = total(store)
    assert load(store, tmp_path, None, name="b.csv").outcome == "already loaded"
    erasure.erase(store.folder, Target("import", "1"), "boss", None)
    assert total(store) == before
    with store.connect() as db:
        months = db.execute("SELECT sum(amount), sum(lines) FROM ledger.revenue_month").fetchall()[0]
    assert months == (before, 30)


def test_no_name_is_written_over_and_pins_follow_their_state(loaded: Store) -> None:
    pinned = loaded.state().number - 1
    pin = "INSERT INTO review (quarter, pinned) VALUES ('2025Q1', $n)"
    loaded.change(("workspace",), lambda dbs: dbs["workspace"].execute(pin, {"n": pinned}), pinned=(pinned,))
    ledger, before = loaded.at(pinned).ledger, set(os.listdir(loaded.folder))
    last = loaded.state().number
    erasure.erase(loaded.folder, Target("import", "1"), "boss", None)
    numbered = {path.name for path in loaded.folder.glob("*-0*")}
    assert not numbered & before
    (moved,) = loaded.state().pinned
    assert moved > last
    assert loaded.at(moved) is not None
    assert loaded.at(moved).ledger != ledger
    with loaded.connect() as db:
        assert db.execute("SELECT pinned FROM workspace.review").fetchall() == [(moved,)]
    assert loaded.at(pinned) is None


def test_the_copies_in_the_inbox_and_the_saved_answers_go(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name, text in (("ventes.csv", lines(SECRET, 4)), ("autres.csv", lines("Alcyon", 5))):
        (folder / name).write_text(text, "utf-8")
        os.utime(folder / name, (1_000_000_000,) * 2)
    assert [r.outcome for r in inbox.run_inbox(store, folder)] == ["loaded", "loaded"]
    (folder / inbox.REFUSED).mkdir()
    (folder / inbox.REFUSED / "2025-01-01_000000_ventes.csv").write_text(f"x;{SECRET}", "utf-8")
    (folder / inbox.REFUSED / "2025-01-01_000000_ventes.csv.txt").write_text(SECRET, "utf-8")
    saved = store.folder / "backtests"
    saved.mkdir()
    (saved / "x.json").write_text(SECRET, "utf-8")
    trail.record(store.folder, trail.Event.SENT, "k", file="ventes.csv")
    erasure.erase(store.folder, Target("source", "VENTES.csv"), "boss", folder)
    # Both files have the same titles: they are one source.
    assert places_of(SECRET, tmp_path) == places_of("ventes.csv", tmp_path) == []
    assert list((folder / inbox.DONE).iterdir()) == []
    assert total(store) is None
    (line, *_, sent) = [e for e in trail.entries(store.folder) if e.event in (trail.Event.ERASED, trail.Event.SENT)]
    assert (line.who, line.facts) == ("boss", {"erased": "source", "imports": 2})
    assert sent.facts == {"file": "–"}


def test_a_source_is_its_titles_and_other_exports_stay(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, lines(SECRET, 1), name="ventes_01.csv")
    load(store, tmp_path, lines(SECRET, 2), name="ventes_02.csv")
    other = "Compte;Nom;Segment\nC1;Alcyon;Industrie\nC2;Borel;Négoce\n"
    load(store, tmp_path, other, name="comptes.csv", kind="accounts")
    whole = erasure.plan(store.folder, Target("source", "ventes_01.csv"), None)
    assert [i.file for i in whole.imports] == ["ventes_01.csv", "ventes_02.csv"]
    erasure.erase(store.folder, Target("source", "ventes_01.csv"), "boss", None)
    assert places_of(SECRET, store.folder) == []
    assert [i.state for i in history.imports(store)] == ["live", "erased", "erased"]


def test_without_apply_nothing_changes_and_the_status_is_3(loaded: Store, capsys: pytest.CaptureFixture[str]) -> None:
    before = {p: p.read_bytes() for p in loaded.folder.rglob("*") if p.is_file()}
    command = ["erase", "--import", "2", "--store", str(loaded.folder), "--json", "--lang", "en"]
    assert main(command) == 3
    value = json.loads(capsys.readouterr().out)
    assert (value["outcome"], [i["import_id"] for i in value["imports"]]) == ("proposed", [2])
    assert {p: p.read_bytes() for p in loaded.folder.rglob("*") if p.is_file()} == before
    assert main([*command, "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "erased"
    assert main([*command, "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "nothing"


@pytest.mark.parametrize(("option", "name"), [("--import", "9"), ("--source", "rien.csv")])
def test_what_is_not_there_is_refused_in_words(
    loaded: Store, capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    for lang, word in (("fr", "Aucune version"), ("en", "No version")):
        assert main(["erase", option, name, "--store", str(loaded.folder), "--lang", lang, "--apply"]) == 2
        out = capsys.readouterr().out
        assert word in out
        assert name in out


def test_a_plan_on_which_a_period_was_closed_is_refused(loaded: Store) -> None:
    closed = (
        "INSERT INTO pay_period VALUES ('P', DATE '2025-01-01', DATE '2025-03-31', 2, 1, now(), 'boss', NULL, NULL)"
    )
    loaded.change(("pay",), lambda dbs: dbs["pay"].execute(closed))
    before = sorted(os.listdir(loaded.folder))
    with pytest.raises(ClosedOnPlan):
        erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert sorted(os.listdir(loaded.folder)) == before


def test_an_earlier_version_that_cannot_be_read_is_named_and_nothing_changes(loaded: Store) -> None:
    state = rewriting.states(loaded.folder)[1]
    path = loaded.folder / state.ledger
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(VersionUnreadable, match=state.ledger):
        erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert len(history.imports(Store(loaded.folder))) == 2


def test_a_reader_that_is_open_goes_on_and_the_next_one_sees_less(loaded: Store) -> None:
    count = "SELECT count(*) FROM ledger.live_line"
    reader = Reader(loaded)
    done = subprocess.run(
        [sys.executable, "-m", "kam_analytics", "erase", "--import", "2", "--apply", "--store", str(loaded.folder)],
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0
    assert reader._db.execute(count).fetchall() == [(80,)]
    reader.close()
    with loaded.connect() as db:
        assert db.execute(count).fetchall() == [(40,)]


KILLED = """
import os, sys
from pathlib import Path
from kam_analytics.ingest import erasure
from kam_analytics.warehouse import drafts
steps = int(sys.argv[2])
def counted(real):
    def step(*facts):
        global steps
        steps -= 1
        if steps < 0:
            os._exit(9)
        return real(*facts)
    return step
drafts.rename, drafts.replace = counted(drafts.rename), counted(drafts.replace)
unlink = Path.unlink
counting = counted(unlink)
Path.unlink = lambda path, missing_ok=False: (counting if "-0" in path.name else unlink)(path, missing_ok)
erasure.erase(Path(sys.argv[1]), erasure.Target("import", "2"), "boss", None)
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", [0, 9, 17, 21, 22, 30])
def test_killed_at_any_step_the_store_is_whole_and_the_command_completes(
    loaded: Store, tmp_path: Path, step: int
) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, str(loaded.folder), str(step)], timeout=120)
    assert run.returncode in (0, 9)
    with Store(loaded.folder).connect() as db:
        assert db.execute("SELECT count(*) FROM ledger.live_line").fetchall()[0][0] in (40, 80)
    erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert places_of(SECRET, tmp_path) == []
    assert not (loaded.folder / rewriting.ERASING).exists()
    assert len([e for e in trail.entries(loaded.folder) if e.event is trail.Event.ERASED]) == 1
    assert len(list(loaded.folder.glob("state-*.json"))) == 5


def test_a_change_after_a_kill_keeps_everything_and_the_command_erases_it_all(loaded: Store, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(loaded.folder), "12"], timeout=120)
    assert (loaded.folder / rewriting.ERASING).exists()
    load(loaded, tmp_path, lines("Borel", 3), name="mars.csv")
    assert not (loaded.folder / rewriting.ERASING).exists()
    erasure.erase(loaded.folder, Target("import", "2"), "boss", None)
    assert places_of(SECRET, tmp_path) == []
    assert {i.import_id: i.state for i in history.imports(loaded)} == {1: "live", 2: "erased", 3: "live"}


def test_each_refusal_says_what_to_do_in_both_languages() -> None:
    errors: list[KamError] = [NothingToErase("x"), ClosedOnPlan(3), VersionUnreadable("f", "v")]
    for error in errors:
        for lang in ("fr", "en"):
            what, advice = error.explain(lang)
            assert what
            assert advice
