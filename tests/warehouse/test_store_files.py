"""Every file of a store removed, cut or damaged in turn: refused in words, nothing written over, the way back works."""

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli import main
from kam_analytics.core.errors import FolderInUse, NoSpace, NoStore, NotWritable, OwnDataPresent, StoreDamaged
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import RetentionLimits
from kam_analytics.ingest.demo import load_demo
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse import retention as retention_module
from kam_analytics.warehouse.store import PARTS, Store
from kam_analytics.warehouse.trail import FOLDER as TRAIL

DIRECTOR = Scope("director", Role.DIRECTOR)
ROW = "N° facture;Date facture;Code client;Montant HT\nF{n};31/0{n}/2024;C1;1 234,5{n}\n"
IMPORTS = 3  # states 2, 3 and 4; state 1 is the empty store
CURRENT = {"current.json", *(f"{part}-000004.duckdb" for part in ("ledger", "workspace")), "pay-000001.duckdb"}
FIRST_BLOCK, BLOCK = 3 * 4096, 262_144
WAYS = ("removed", "emptied", "cut", "damaged")
FILES = sorted(
    [f"{part}-{n:06d}.duckdb" for part in ("ledger", "workspace") for n in range(1, 5)]
    + [f"{part}-{n:06d}.packed" for part in ("ledger", "workspace") for n in (1, 2)]
    + ["pay-000001.duckdb", "current.json"]
    + [f"state-{n:06d}.json" for n in range(1, 5)]
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store of four states; copied for each test."""
    folder = tmp_path_factory.mktemp("whole")
    for n in range(1, IMPORTS + 1):
        (folder / f"{n}.csv").write_text(ROW.format(n=n), "cp1252")
        as_mapped = {"mapping": ColumnMapping(kind="revenue"), "scope": DIRECTOR}  # a mapping is kept in the workspace
        assert run_import(Store(folder / "store"), folder / f"{n}.csv", **as_mapped).outcome == "loaded"
    (folder / "next.csv").write_text(ROW.format(n=7), "cp1252")
    return folder


@pytest.fixture
def own(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole / "store", tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], own: Path):
    def call(*words: object, store: Path = own, lang: str = "en") -> tuple[int, Any]:
        status = main([*map(str, words), "--json", "--store", str(store), "--lang", lang])
        return status, json.loads(capsys.readouterr().out)

    return call


def sums(folder: Path) -> dict[str, str]:
    """Name and checksum of every file but the locks and the audit trail, which only grows."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(".lock"))
    files = [p for p in files if p.parent.name != TRAIL]
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def spoil(path: Path, way: str) -> None:
    content = path.read_bytes()
    if way == "removed":
        path.unlink()
    elif way == "emptied":
        path.write_bytes(b"")
    elif way == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        for start in range(FIRST_BLOCK, len(content), BLOCK) if len(content) > FIRST_BLOCK else [len(content) // 2]:
            content = content[:start] + bytes(b ^ 0xFF for b in content[start : start + 600]) + content[start + 600 :]
        path.write_bytes(content)


def test_the_files_of_the_small_store_are_the_ones_that_are_spoilt(own: Path) -> None:
    assert sorted(sums(own)) == FILES
    state = Store(own).state()
    assert {"current.json", *map(state.file, PARTS)} == CURRENT


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sorted(CURRENT))
def test_a_spoilt_current_file_is_refused_in_words_and_the_way_back_works(run, own, whole, name: str, way: str) -> None:
    spoil(own / name, way)
    before = sums(own)
    commands = (["check"], ["imports"], ["import", whole / "next.csv"], ["withdraw", 1], ["alerts"])
    for words in commands:
        status, answer = run(*words)
        assert (status, name in answer["message"]) == (2, True)
    assert run("demo")[0] == 2
    good = {"current.json": "state-000004.json", "pay-000001.duckdb": None}.get(name, "state-000003.json")
    assert run("check")[1]["last_whole"] == good
    status, answer = run("repair")
    assert (status, answer["outcome"]) == ((3, "proposed") if good else (2, "refused"))
    assert sums(own) == before
    if good:
        assert good in run("imports")[1]["message"]
        go_back(run, own, good, before)
        shutil.rmtree(own)
        shutil.copytree(whole / "store", own)
        spoil(own / name, way)
        shutil.copyfile(own / good, own / "current.json")  # what the message says
    else:
        shutil.copyfile(whole / "store" / name, own / name)  # from a backup
    assert run("check")[0] == 0
    assert run("import", whole / "next.csv")[0] == 0


def go_back(run, own: Path, good: str, before: dict[str, str]) -> None:
    """By the command: the data of that state, a copy of the pointer, every other file as it was."""
    assert run("repair", "--apply")[1]["outcome"] == "repaired"
    after = sums(own)
    assert {n: s for n, s in before.items() if n != "current.json"}.items() <= after.items()
    assert after.get("damaged-000001.json") == before.get("current.json")
    assert run("check")[1]["outcome"] == "whole"
    assert len(run("imports")[1]) == int(good[6:12]) - 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", [name for name in FILES if name not in CURRENT])
def test_a_spoilt_old_file_disturbs_nobody_and_is_left_alone(run, own, whole, name: str, way: str) -> None:
    spoil(own / name, way)
    before = sums(own)
    assert run("check")[0] == 0
    assert len(run("imports")[1]) == IMPORTS
    assert sums(own) == before
    assert run("import", whole / "next.csv")[0] == 0
    assert {n: s for n, s in before.items() if n != "current.json"}.items() <= sums(own).items()


def test_one_damaged_block_at_a_time_is_never_a_traceback(run, own: Path, whole: Path) -> None:
    """A block may lie where a command does not look: it answers, or it refuses in words; `check` never calls it whole
    while a command refuses it."""
    content, refused = (own / "ledger-000004.duckdb").read_bytes(), 0
    days = ("--from", "2024-01-01", "--to", "2024-12-31")
    for start in range(FIRST_BLOCK, len(content), BLOCK):
        spoilt = content[:start] + bytes(b ^ 0xFF for b in content[start : start + 600]) + content[start + 600 :]
        (own / "ledger-000004.duckdb").write_bytes(spoilt)
        checked = run("check")[0]
        for words in (["imports"], ["metrics", "concentration", *days], ["withdraw", 99]):
            status, answer = run(*words)
            if status and words[0] != "withdraw":
                refused += 1
                assert (checked, status, "ledger-000004" in answer["message"]) == (2, 2, True)
    assert refused


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "null",
        "{}",
        '{"number": 4}',
        "not json",
        "\x00\xff",
        '{"number": 4, "ledger": "../../x.duckdb", "workspace": "w", "pay": "p", "schema": 1}',
        '{"number": "4", "ledger": "ledger-000001.duckdb", "workspace": "workspace-000001.duckdb",'
        ' "pay": "pay-000001.duckdb", "schema": 1}',
        '{"number": 4, "ledger": "ledger-000001.duckdb", "workspace": "workspace-000001.duckdb",'
        ' "pay": "pay-000001.duckdb", "schema": 1, "extra": 1}',
    ],
)
def test_a_pointer_that_is_no_state_is_damaged(own: Path, text: str) -> None:
    (own / "current.json").write_text(text, "utf-8")
    before = sums(own)
    for opened in (Store, Store.to_read):
        with pytest.raises(StoreDamaged) as raised:
            opened(own)
        for message in (raised.value.message().fr, raised.value.message().en):
            assert "state-000004.json" in message
            assert "current.json" in message
    assert sums(own) == before


def test_a_part_in_the_place_of_another_is_no_whole_state(run, own: Path) -> None:
    shutil.copyfile(own / "workspace-000004.duckdb", own / "ledger-000004.duckdb")
    assert run("check")[0] == 2


def test_repair_of_a_whole_store_changes_nothing(run, own: Path) -> None:
    before = sums(own)
    assert run("repair", "--apply")[1]["outcome"] == "whole"
    assert run("check", lang="fr")[1]["outcome"] == "whole"
    assert sums(own) == before


def test_after_going_back_the_next_change_takes_a_number_above_all_others(run, own: Path, whole: Path) -> None:
    (own / "current.json").unlink()
    shutil.copyfile(own / "state-000002.json", own / "current.json")
    before = sums(own)
    assert run("import", whole / "next.csv")[0] == 0
    assert Store(own).state().number == 5
    after = sums(own)
    assert {n: s for n, s in before.items() if n != "current.json"}.items() <= after.items()


def test_a_number_that_only_a_leftover_file_has_is_not_taken_again(run, own: Path, whole: Path) -> None:
    (own / "ledger-000009.duckdb").write_bytes(b"somebody's")
    assert run("import", whole / "next.csv")[0] == 0
    assert (own / "ledger-000009.duckdb").read_bytes() == b"somebody's"
    assert Store(own).state().ledger == "ledger-000010.duckdb"


def test_a_damaged_old_state_makes_no_published_change_fail(run, own: Path, whole: Path, monkeypatch) -> None:
    monkeypatch.setattr(retention_module, "retention", lambda: RetentionLimits(states=3))
    (own / "state-000003.json").write_text("{", "utf-8")
    status, answer = run("import", whole / "next.csv")
    assert (status, answer["outcome"]) == (0, "loaded")
    assert len(run("imports")[1]) == IMPORTS + 1
    assert (own / "ledger-000003.duckdb").exists()  # which of the old files it needs cannot be known


@pytest.mark.parametrize(
    "words",
    [
        ["imports"],
        ["metrics", "concentration", "--from", "2024-01-01", "--to", "2024-12-31"],
        ["alerts"],
        ["withdraw", "1"],
        ["check"],
        ["repair", "--apply"],
    ],
    ids=lambda w: w[0],
)
@pytest.mark.parametrize("place", ["missing", "empty", "foreign", "file"])
def test_a_mistyped_folder_is_named_and_nothing_is_created(run, tmp_path: Path, words: list[str], place: str) -> None:
    folder = tmp_path / "typo"
    if place == "file":
        folder.write_text("x")
    elif place != "missing":
        folder.mkdir()
        if place == "foreign":
            (folder / "notes.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    status, answer = run(*words, store=folder)
    assert (status, str(folder) in answer["message"]) == (2, True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", [["import"], ["demo"]], ids=lambda w: w[0])
def test_a_new_store_is_not_created_among_foreign_files(run, tmp_path: Path, whole: Path, words: list[str]) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine")
    words = [*words, str(whole / "next.csv")] if words == ["import"] else words
    status, answer = run(*words, store=folder)
    assert (status, "notes.txt" in answer["message"]) == (2, True)
    assert [p.name for p in folder.iterdir()] == ["notes.txt"]
    with pytest.raises(FolderInUse):
        Store(folder)


def test_an_empty_folder_or_one_with_our_own_companions_receives_a_store(tmp_path: Path) -> None:
    for name in ("inbox", "lost+found"):
        (tmp_path / "mount" / name).mkdir(parents=True)
    (tmp_path / "mount" / ".lock").touch()
    assert Store(tmp_path / "mount").state().number == 1
    with pytest.raises(NoStore):
        Store(tmp_path / "other", create=False)


def test_reading_changes_no_byte_of_a_store_also_of_an_older_release(run, own: Path) -> None:
    before = sums(own)
    assert run("imports")[0] == 0
    assert sums(own) == before
    older = json.loads((own / "current.json").read_text())
    (own / "current.json").write_text(json.dumps({**older, "schema": older["schema"] - 1}))
    before = sums(own)
    assert len(run("imports")[1]) == IMPORTS
    assert run("metrics", "concentration", "--from", "2024-01-01", "--to", "2024-12-31")[1]["accounts_active"] == 1
    assert sums(own) == before
    assert run("withdraw", 1)[0] == 0  # a change brings the store itself to today's schema
    assert Store(own).state().schema == older["schema"]


def test_a_creation_that_was_interrupted_is_finished_and_writes_nothing_over(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    whole = Store(folder)
    for left in ([], ["state-000001.json"], ["state-000001.json", "pay-000001.duckdb"]):
        shutil.copytree(folder, tmp_path / "half", dirs_exist_ok=True)
        half = tmp_path / "half"
        for name in ["current.json", *left]:
            (half / name).unlink()
        (half / ".creating").touch()
        before = sums(half)
        with pytest.raises(NoStore):
            Store.to_read(half)
        assert Store(half).state().schema == whole.state().schema
        assert not (half / ".creating").exists()
        before.pop(".creating")
        assert before.items() <= sums(half).items()
        shutil.rmtree(half)


def test_the_mark_of_a_creation_never_outlives_the_first_change(own: Path, whole: Path) -> None:
    (own / ".creating").touch()
    assert run_import(Store(own), whole / "next.csv", scope=DIRECTOR).outcome == "loaded"
    (own / "current.json").unlink()
    with pytest.raises(StoreDamaged):
        Store(own)


def test_the_demonstration_goes_into_a_new_store_only(own: Path, run, whole: Path) -> None:
    for n in range(1, IMPORTS + 1):
        assert run("withdraw", n)[0] == 0
    status, answer = run("demo")
    assert (status, "demonstration" in answer["message"]) == (2, True)
    with pytest.raises(OwnDataPresent):
        load_demo(Store(own))


def test_the_demonstration_never_replaces_imports_that_count(own: Path) -> None:
    with pytest.raises(OwnDataPresent):
        load_demo(Store(own), over_withdrawn=True)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
def test_only_the_owner_reads_the_files(tmp_path: Path, whole: Path, own: Path) -> None:
    Store(tmp_path / "new")
    own.chmod(0o755)
    for path in filter(Path.is_file, own.iterdir()):
        path.chmod(0o644)
    assert run_import(Store(own), whole / "next.csv", scope=DIRECTOR).outcome == "loaded"
    for folder in (tmp_path / "new", own):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {
            p.name
            for p in folder.rglob("*")
            if stat.S_IMODE(p.stat().st_mode) != (0o700 if p.is_dir() else 0o600) and not p.name.endswith(".lock")
        } == set()


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.write_text", "shutil.copyfile"])
def test_a_full_disk_at_any_step_is_said_and_leaves_nothing(own: Path, whole: Path, monkeypatch, step: str) -> None:
    before, calls = sums(own), {"left": 0}
    module, name = step.rsplit(".", 1)
    target: Any = {"os": os, "shutil": shutil, "pathlib.Path": Path}[module]
    real = getattr(target, name)

    def full(*args: Any, **more: Any) -> Any:
        if str(own) in str(args[0]) or isinstance(args[0], int):
            calls["left"] -= 1
            if calls["left"] < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(own))
        return real(*args, **more)

    refusals = 0
    for allowed in range(5):
        calls["left"] = allowed
        with monkeypatch.context() as patch:
            patch.setattr(target, name, full)
            try:
                Store(own).change(("workspace", "pay"), lambda parts: [parts["workspace"], parts["pay"]])
            except NoSpace as error:
                refusals += 1
                message = error.message()
            else:
                break
        assert str(own) in message.fr
        assert sums(own) == before
    assert refusals == {"os.fsync": 4, "pathlib.Path.write_text": 2, "shutil.copyfile": 2}[step]
    assert Store(own).state().number == IMPORTS + 2


READ_ONLY = """
import ctypes, os, sys
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root obeys rights like anybody else
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "kam_analytics", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="rights of Linux")
def test_a_read_only_folder_is_read_and_a_change_is_refused_in_words(own: Path, whole: Path) -> None:
    def command(*words: str) -> tuple[int, Any]:
        line = [sys.executable, "-c", READ_ONLY, *words, "--json", "--store", str(own), "--lang", "en"]
        done = subprocess.run(line, capture_output=True, text=True, timeout=120, cwd=Path(__file__).parents[2])
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout)

    before = sums(own)
    for lock in own.glob(".*lock"):
        lock.unlink()
    own.chmod(0o500)
    try:
        assert len(command("imports")[1]) == IMPORTS
        status, answer = command("import", str(whole / "next.csv"))
        assert (status, "may not write" in answer["message"]) == (2, True)
        (own / "current.json").chmod(0)
        for closed in (own / "current.json", own):  # the folder: a restore by root, without its owners
            assert [command(*words)[0] for words in (("imports",), ("check", "--server"))] == [2, 2]
            status, answer = command("check")
            assert (status, f"may not read “{closed}”" in answer["message"]) == (2, True)
            own.chmod(0)
    finally:
        own.chmod(0o700)
        (own / "current.json").chmod(0o600)
    assert sums(own) == before


def test_what_a_folder_refuses_is_an_error_of_its_own(own: Path, monkeypatch) -> None:
    def refused(*args: Any, **more: Any) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(own))

    monkeypatch.setattr(shutil, "copyfile", refused)
    with pytest.raises(NotWritable) as raised:
        Store(own).change(("workspace",), lambda parts: parts["workspace"])
    assert "écrire" in raised.value.message().fr
