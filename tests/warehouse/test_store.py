"""The store: immutable versions, one pointer, one writer at a time."""

import json
import shutil
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import duckdb
import pytest

from kam_analytics.core.errors import StoreBusy, StoreTooNew
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.settings import RetentionLimits, retention
from kam_analytics.warehouse import retention as retention_module
from kam_analytics.warehouse import store as store_module
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.store import PARTS, Store

SET = "INSERT OR REPLACE INTO setting VALUES ('colour', ?)"
GET = "SELECT value FROM workspace.setting WHERE name = 'colour'"


def write(store: Store, value: str) -> None:
    store.change(("workspace",), lambda parts: parts["workspace"].execute(SET, [value]).fetchall())


def read(store: Store) -> list[tuple[str]]:
    with store.connect() as db:
        return db.cursor().execute(GET).fetchall()


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was(store):
    before = store.state()
    write(store, "blue")
    with store.connect(before) as old:
        assert old.cursor().execute(GET).fetchall() == []
    assert read(store) == [("blue",)]
    assert store.state().number == before.number + 1


def test_a_change_that_fails_leaves_nothing_behind(store):
    before = store.state()

    def fail(parts):
        parts["workspace"].execute(SET, ["red"])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.change(("ledger", "workspace"), fail)
    assert store.state() == before
    assert read(store) == []
    assert not list(store.folder.glob(".*.draft*"))


def test_a_change_of_several_parts_is_published_at_once(store):
    before = store.state()
    store.change(PARTS, lambda parts: [parts[part] for part in PARTS])
    after = store.state()
    assert after.number == before.number + 1
    assert all(after.file(part) != before.file(part) for part in PARTS)


def test_readers_of_the_old_version_are_not_disturbed_by_a_writer(store):
    write(store, "one")
    with store.connect() as reader:
        write(store, "two")
        assert reader.cursor().execute(GET).fetchall() == [("one",)]
    assert read(store) == [("two",)]


def test_only_the_last_versions_and_the_pinned_ones_are_kept(store, monkeypatch):
    monkeypatch.setattr(retention_module, "retention", lambda: RetentionLimits(states=3))
    for n in range(6):
        write(store, str(n))
    kept = {int(p.stem.split("-")[1]) for p in store.folder.glob("state-*.json")}
    assert kept == set(range(store.state().number - 2, store.state().number + 1))
    assert len(list(store.folder.glob("workspace-*.duckdb"))) == 3
    assert retention().states == 30


def test_a_second_process_sees_a_change_without_a_restart(store):
    program = (
        "import sys; from pathlib import Path; from kam_analytics.warehouse.store import Store;"
        "Store(Path(sys.argv[1])).change(('workspace',),"
        f" lambda p: p['workspace'].execute({SET!r}, ['green']).fetchall())"
    )
    with store.connect():  # open here while the other process writes
        subprocess.run([sys.executable, "-c", program, str(store.folder)], check=True, timeout=60, cwd=Path.cwd())
    assert read(store) == [("green",)]


def test_two_writers_at_once_both_land(store):
    store.change(("workspace",), lambda p: p["workspace"].execute("CREATE TABLE tally (n INTEGER)").fetchall())

    def add() -> None:
        store.change(("workspace",), lambda p: p["workspace"].execute("INSERT INTO tally VALUES (1)").fetchall())

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.connect() as db:
        assert db.cursor().execute("SELECT count(*) FROM workspace.tally").fetchall() == [(4,)]


def test_a_part_that_a_change_does_not_use_is_neither_copied_nor_locked(store):
    before = store.state()
    store.change(PARTS, lambda parts: parts["workspace"].execute(SET, ["blue"]).fetchall())
    after = store.state()
    assert (after.ledger, after.pay) == (before.ledger, before.pay)
    assert after.workspace != before.workspace
    with pytest.raises(KeyError):
        store.change(("ledger",), lambda parts: parts["pay"])
    assert store.state() == after


def test_a_note_is_kept_while_a_long_import_writes_its_lines(store, monkeypatch):
    monkeypatch.setattr(store_module, "LOCK_SECONDS", 5)
    writes, note_is_kept = threading.Event(), threading.Event()

    def lines(parts) -> None:
        parts["ledger"].execute("CREATE TABLE tally (n INTEGER)")
        writes.set()
        assert note_is_kept.wait(10)
        parts["workspace"].execute("CREATE TABLE remembered (n INTEGER)")

    importing = threading.Thread(target=store.change, args=(PARTS, lines))
    importing.start()
    assert writes.wait(10)
    write(store, "a note")
    note_is_kept.set()
    importing.join()
    with store.connect() as db:
        assert db.execute("SELECT count(*) FROM ledger.tally").fetchall() == [(0,)]
        assert db.execute("SELECT count(*) FROM workspace.remembered").fetchall() == [(0,)]
    assert read(store) == [("a note",)]


def test_writers_of_all_parts_at_once_lose_nothing(store):
    for part in PARTS:
        store.change((part,), lambda p, part=part: p[part].execute("CREATE TABLE tally (n INTEGER)").fetchall())

    def add(*parts: str) -> None:
        for _ in range(4):
            store.change(parts, lambda p: [p[part].execute("INSERT INTO tally VALUES (1)") for part in parts])

    wanted = [("ledger",), ("workspace",), ("pay",), ("ledger", "workspace"), ("ledger", "pay")]
    threads = [threading.Thread(target=add, args=parts) for parts in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.connect() as db:
        counts = [db.execute(f"SELECT count(*) FROM {part}.tally").fetchall()[0][0] for part in PARTS]
    assert counts == [12, 8, 8]


def test_a_writer_that_waits_too_long_says_so_in_both_languages(store, monkeypatch):
    monkeypatch.setattr(store_module, "LOCK_SECONDS", 0)
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with store.writing():
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    try:
        with pytest.raises(StoreBusy) as raised:
            write(store, "late")
    finally:
        leave.set()
        holder.join()
    assert "import" in raised.value.message().fr
    assert "import" in raised.value.message().en


def test_a_store_of_a_later_release_is_refused_with_what_to_do(store):
    pointer = store.folder / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "schema": 999}))
    with pytest.raises(StoreTooNew) as raised:
        Store(store.folder)
    assert "application" in raised.value.message().en


def test_an_older_store_is_brought_to_todays_schema_and_the_log_names_the_way_back_once(store, caplog):
    pointer = store.folder / "current.json"
    facts = json.loads(pointer.read_text())
    pointer.write_text(json.dumps({**facts, "schema": 0}))
    assert Store.to_read(store.folder).state().schema == store_module.known_schema()
    assert caplog.messages == []  # a copy is nobody's store
    state = Store(store.folder).state()
    assert state.schema == store_module.known_schema()
    assert state.number == facts["number"] + 1
    Store(store.folder)
    (message,) = caplog.messages
    assert message.endswith(f"way back (docs/server.md, Way back): state-{facts['number']:06d}.json")
    assert (store.folder / message.rsplit(" ", 1)[1]).exists()


def test_what_a_killed_process_left_does_not_come_back_with_the_next_change(store):
    """A process that dies between its commit and its checkpoint leaves a draft and a log that could be replayed."""
    state = store.state()
    program = (
        "import os, shutil, sys, duckdb; draft, current = sys.argv[1:];"
        "shutil.copyfile(current, draft); db = duckdb.connect(draft);"
        "db.execute(\"SET checkpoint_threshold = '1GB'\");"
        "db.execute(\"INSERT INTO setting VALUES ('ghost', 'killed')\"); os._exit(9)"
    )
    draft = store.folder / ".workspace.draft"
    subprocess.run([sys.executable, "-c", program, str(draft), str(store.folder / state.workspace)], timeout=60)
    assert draft.with_name(draft.name + ".wal").exists()
    write(store, "whole")
    with store.connect() as db:
        assert db.cursor().execute("SELECT name FROM workspace.setting").fetchall() == [("colour",)]


def test_filling_replaces_every_part_and_says_what_the_store_holds(store, tmp_path):
    other = Store(tmp_path / "other")
    write(other, "theirs")
    write(store, "gone")
    state = store.fill({part: other.folder / other.state().file(part) for part in PARTS}, demonstration=True)
    assert state.demonstration
    assert read(store) == read(other)
    assert store.at(state.number - 1) is not None


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_every_canonical_column_has_its_place_in_the_store(store, kind):
    with store.connect() as db:
        for field in kind.fields:
            if kind.id == "revenue" and field.name in ("account_id", "cost"):
                continue  # they become source_account and margin
            if kind.id != "revenue" and field.name == "currency":
                continue  # the amounts are converted when they are read
            table = f"{kind.table}_pay" if field.part else kind.table
            part = field.part or kind.part
            found = db.cursor().execute(f"SELECT {field.name} FROM {part}.{table} LIMIT 0").description
            assert found[0][0] == field.name


def test_a_version_cannot_be_written_through_a_reader(store):
    with store.connect() as db, pytest.raises(duckdb.Error):
        db.cursor().execute("INSERT INTO workspace.setting VALUES ('a', 'b')")


def test_a_state_is_opened_once_for_all_and_closed_when_nobody_reads_it(store):
    first = shared_reader(store)
    assert shared_reader(store) is first
    write(store, "blue")
    assert shared_reader(store) is not first
    closed = weakref.ref(first)
    del first
    assert closed() is None


def test_another_store_in_the_same_folder_is_opened_anew(store):
    first = shared_reader(store)
    shutil.rmtree(store.folder)
    again = Store(store.folder)
    assert again.state() == first.state
    assert shared_reader(again) is not first
