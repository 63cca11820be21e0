"""The trail: appended lines without amounts, whole after a crash, rotated, and never in the way of what it notes."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kam_analytics.answers.access import trail as answer
from kam_analytics.cli import main
from kam_analytics.core.scope import Role, Scope
from kam_analytics.core.settings import TrailLimits, trail_limits
from kam_analytics.exports.trail import trail_csv
from kam_analytics.ingest.history import withdraw
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, TrailEntry, entries, record, record_rights

BOSS = Scope("boss@example.com", Role.DIRECTOR)
INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2025;CL901;123456,78\n"


def test_a_line_has_its_instant_with_time_zone_who_and_what(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    record(store.folder, Event.EXPORTED, "é@example.com", page="growth", figures=["revenue_total"])
    (line,) = entries(store.folder)
    assert before <= line.at <= datetime.now(UTC)
    assert (line.event, line.who) == (Event.EXPORTED, "é@example.com")
    assert line.facts == {"page": "growth", "figures": ["revenue_total"]}


def test_only_the_account_that_runs_the_application_reads_it(store: Store) -> None:
    record(store.folder, Event.SIGNED_IN, "a", role="kam")
    record_rights(store.folder, {"a": "kam"})
    folder = store.folder / trail.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root writes for others")
def test_what_root_writes_belongs_to_the_account_of_the_store(store: Store) -> None:
    account = 12_345
    os.chown(store.folder, account, account)
    record(store.folder, Event.IMPORTED, "K01", files=1)
    written = store.folder / trail.FOLDER
    assert {path.stat().st_uid for path in (written, *written.iterdir())} == {account}


def test_without_a_store_nothing_is_written(tmp_path: Path) -> None:
    record(tmp_path / "none", Event.REFUSED, "a", reason="unknown")
    assert not (tmp_path / "none").exists()
    assert Store(tmp_path).is_new()


def test_an_import_and_its_withdrawal_are_noted_without_an_amount(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "ventes Dupont.csv"
    file.write_text(INVOICES, "utf-8")
    report = run_import(store, file, scope=BOSS)
    assert report.outcome == "loaded"
    withdraw(store, report.import_id, BOSS)
    assert [(e.event, e.who) for e in entries(store.folder)] == [
        (Event.WITHDRAWN, BOSS.viewer),
        (Event.IMPORTED, BOSS.viewer),
    ]
    content = b"".join(p.read_bytes() for p in (store.folder / trail.FOLDER).iterdir())
    for hidden in (b"123456", b"123\xc2\xa0456", b"Dupont", b"CL901"):
        assert hidden not in content


def test_a_line_cut_by_a_crash_spoils_neither_the_lines_before_nor_after(store: Store) -> None:
    record(store.folder, Event.SIGNED_IN, "first", role="kam")
    with (store.folder / trail.FOLDER / trail.CURRENT).open("ab") as file:
        file.write(b'{"at": "2026-01-01T00:00:00+00:00", "ev')
    record(store.folder, Event.SIGNED_IN, "last", role="kam")
    assert [e.who for e in entries(store.folder)] == ["last", "first"]


def test_pay_on_the_command_line_is_noted_with_the_account_of_the_system_and_no_value(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "somebody-else")
    monkeypatch.setenv("LOGNAME", "somebody-else")
    period = ["--from", "2026-01-01", "--to", "2026-03-31", "--store", str(store.folder)]
    for figure in ("concentration", "pay"):
        assert main(["metrics", figure, *period]) == 0
    capsys.readouterr()
    (line,) = entries(store.folder)
    assert (line.event, line.who) == (Event.PAY_PRINTED, owner(store.folder))
    days = {"start": "2026-01-01", "end": "2026-03-31"}
    assert line.facts == {"of": "team", "figures": ["target", "actual", "attainment", "payout"], **days}


def test_a_file_written_on_the_command_line_is_noted_as_an_export(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(INVOICES, "utf-8")
    run_import(store, tmp_path / "a.csv", kind="revenue", scope=BOSS)
    out, common = str(tmp_path / "written"), ["--store", str(store.folder), "--lang", "en"]
    assert main(["alerts", "--format", "csv", "--out", out, *common]) == 0
    assert main(["metrics", "backtest", "--rows", out, *common]) == 0
    assert main(["review", "--out", f"{out}.xlsx", *common]) == 0
    assert main(["review", "--quarter", "2031Q1", "--out", f"{out}.xlsx", *common]) == 2
    capsys.readouterr()
    noted = [(line.who, line.facts) for line in entries(store.folder) if line.event is Event.EXPORTED]
    pages = (("review", "pack_xlsx"), ("at_risk", "backtest"), ("at_risk", "tasks"))
    assert noted == [(owner(store.folder), {"page": page, "figures": [figure]}) for page, figure in pages]


def owner(path: Path) -> str:
    """Whose a path is, which this process made."""
    try:
        return path.owner()
    except KeyError:  # a user without a name
        return str(path.stat().st_uid)


def test_two_processes_lose_no_line_of_each_other(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from kam_analytics.warehouse.trail import Event, record\n"
        "for n in range(40): record(Path(sys.argv[1]), Event.SIGNED_IN, f'{sys.argv[2]}{n}', role='kam')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(store.folder), who]) for who in ("a", "b")]
    assert [process.wait(60) for process in running] == [0, 0]
    assert {e.who for e in entries(store.folder)} == {f"{who}{n}" for who in "ab" for n in range(40)}


def test_a_trail_that_cannot_be_written_is_logged_and_stops_nothing(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (store.folder / trail.FOLDER).write_text("a file in the place of the folder")
    file = tmp_path / "ventes.csv"
    file.write_text(INVOICES, "utf-8")
    assert run_import(store, file, scope=BOSS).outcome == "loaded"
    assert "trail not written" in caplog.text


def filled(store: Store, lines: int, at: datetime) -> Path:
    """A trail of equal lines of one day."""
    folder = store.folder / trail.FOLDER
    folder.mkdir(exist_ok=True)
    line = {"at": at.isoformat(), "event": "signed_in", "who": "old", "role": "kam"}
    (folder / trail.CURRENT).write_text((json.dumps(line) + "\n") * lines, "utf-8")
    return folder


def test_a_large_file_is_put_away_and_the_oldest_go_beyond_the_size_that_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "trail_limits", lambda: TrailLimits(days=1000, most_bytes=20_000))
    for _ in range(12):
        folder = filled(store, 40, datetime.now(UTC))
        record(store.folder, Event.SIGNED_IN, "new", role="kam")
    numbers = [number for number, _ in trail.put_away(folder)]
    assert numbers == list(range(numbers[0], 13))
    assert numbers[0] > 1
    assert sum(path.stat().st_size for path in folder.glob("trail*.jsonl")) < 25_000
    assert [e.event for e in entries(store.folder)[:2]] == [Event.SIGNED_IN, Event.DROPPED]


def test_old_lines_go_after_the_days_that_the_settings_give(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "trail_limits", lambda: TrailLimits(days=100, most_bytes=10**9))
    for age in (200, 60):
        folder = filled(store, 3, datetime.now(UTC) - timedelta(days=age))
        long_ago = (datetime.now(UTC) - timedelta(days=age)).timestamp()
        os.utime(folder / trail.CURRENT, (long_ago, long_ago))
        record(store.folder, Event.SIGNED_IN, "new", role="kam")
    ages = {(datetime.now(UTC) - e.at).days for e in entries(store.folder)}
    assert ages == {0, 60}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", TrailLimits(730, 20_000_000)),
        ("[trail]\ndays = 90\nmegabytes = 5\n", TrailLimits(90, 5_000_000)),
        ("[trail]\ndays = -1\nmegabytes = true\n", TrailLimits(730, 20_000_000)),
    ],
)
def test_how_much_is_kept_is_a_setting(tmp_path: Path, text: str, expected: TrailLimits) -> None:
    (tmp_path / "kam.toml").write_text(text, "utf-8")
    assert trail_limits(tmp_path / "kam.toml") == expected


def test_a_changed_right_is_noted_once(store: Store) -> None:
    record_rights(store.folder, {"a": "kam", "b": "director+pay"})
    assert entries(store.folder) == []
    for _ in range(2):
        record_rights(store.folder, {"a": "director", "c": "manager"})
    changes = {(e.facts["login"], e.facts["before"], e.facts["after"]) for e in entries(store.folder)}
    assert changes == {("a", "kam", "director"), ("b", "director+pay", "nobody"), ("c", "nobody", "manager")}
    assert len(entries(store.folder)) == 3


LINES = {
    Event.SIGNED_IN: {"role": "director+pay"},
    Event.REFUSED: {"reason": "left"},
    Event.RIGHT_CHANGED: {"login": "k", "before": "kam", "after": "nobody"},
    Event.IMPORTED: {"import_id": 7, "kind": "revenue"},
    Event.SENT: {"file": "a.csv"},
    Event.CONFIRMED: {"file": "a.csv", "sender": "k"},
    Event.SET_ASIDE: {"file": "a.csv", "sender": "k"},
    Event.WITHDRAWN: {"import_id": 7, "kind": "fec"},
    Event.EXPORTED: {"page": "growth", "figures": ["revenue_total", "x"]},
    Event.PAY_READ: {"of": "team"},
    Event.PAY_PRINTED: {"of": "team", "start": "2026-01-01", "end": "2026-03-31", "figures": ["payout"]},
    Event.CLOSED: {"plan": "P", "start": "2026-01-01", "end": "2026-03-31"},
    Event.LEFT: {"person": "K02", "day": "2026-03-01"},
    Event.STAYS: {"person": "K02"},
    Event.DROPPED: {"files": 2},
    Event.ERASED: {"erased": "source", "imports": 3},
}


@pytest.mark.parametrize("event", Event, ids=lambda event: event.value)
def test_each_event_is_told_in_both_languages(event: Event) -> None:
    line = TrailEntry(datetime(2026, 3, 1, 8, 30, tzinfo=UTC), event, "boss@example.com", LINES[event])
    row = answer.table([line]).rows.iloc[0]
    assert (row["on"], row["at"]) == (date(2026, 3, 1), "08:30:00")
    for lang in ("fr", "en"):
        about = row["about"].in_(lang)
        assert about
        assert "{" not in about
    assert row["about"].fr != row["about"].en or event in (Event.SENT, Event.STAYS)


def test_a_line_of_a_later_release_is_told_as_it_stands() -> None:
    line = TrailEntry(datetime(2026, 3, 1, tzinfo=UTC), Event.CLOSED, "", {"plan": "P"})
    assert answer.about(line).fr == "plan P"


def test_the_csv_has_the_instant_and_no_cell_that_comes_alive() -> None:
    at = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    text = trail_csv([TrailEntry(at, Event.SENT, "=cmd", {"file": "+1+1.csv\nx"})], "en")
    assert (
        text == "\ufeffInstant,Who,Code,What,On what\r\n2026-03-01T08:30:00+00:00,'=cmd,sent,file sent,'+1+1.csv x\r\n"
    )
