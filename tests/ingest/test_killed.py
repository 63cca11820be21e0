"""Whatever stops an import, the store holds the state before or the state after, never one between.

`KAM_SOAK=200` (make soak) runs each way of dying that many times instead of ten.
"""

import os
import random
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse.store import Store

TIMES = int(os.environ.get("KAM_SOAK", "10"))
DIRECTOR = Scope("director", Role.DIRECTOR)
FIRST, SECOND = 20_000, 40_000
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full disk is an error of write(), not a signal
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from kam_analytics.cli import main
sys.exit(main(sys.argv[2:]))
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and file limits of Unix"),
]


def write_lines(path: Path, count: int, month: int) -> Decimal:
    """Invoice lines of one month; returns their total."""
    total, chance = Decimal(0), random.Random(count)
    with path.open("w", encoding="utf-8") as out:
        out.write("N° facture;Date facture;Code client;Raison sociale;Montant HT\n")
        for i in range(count):
            amount = Decimal(chance.randrange(100, 900_000)) / 100
            total += amount
            out.write(f"F{month}-{i};{i % 28 + 1:02d}/{month:02d}/2025;C{i % 300};Client {i % 300};{amount}\n")
    return total


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> tuple[Path, Path, Decimal, Decimal]:
    folder = tmp_path_factory.mktemp("killed")
    first, second = folder / "janvier.csv", folder / "fevrier.csv"
    return first, second, write_lines(first, FIRST, 1), write_lines(second, SECOND, 2)


@pytest.fixture
def loaded(files, tmp_path) -> tuple[Path, Path, tuple[int, Decimal], tuple[int, Decimal]]:
    """A store with the first file, the second file, and the two states that may be found afterwards."""
    first, second, january, february = files
    folder = tmp_path / "store"
    assert run_import(Store(folder), first, scope=DIRECTOR).outcome == "loaded"
    return folder, second, (FIRST, january), (FIRST + SECOND, january + february)


def command(file: Path, store: Path) -> list[str]:
    return ["import", str(file), "--store", str(store), "--json"]


def held(folder: Path) -> tuple[int, Decimal]:
    """Live lines and revenue, from the lines and again from the months derived from them."""
    with Store(folder).connect() as db:
        lines, total = db.execute("SELECT count(*), sum(amount) FROM ledger.live_line").fetchall()[0]
        (months,) = db.execute("SELECT sum(amount) FROM ledger.revenue_month").fetchall()[0]
    assert months == total
    return int(lines), Decimal(total)


def test_killed_at_any_moment_leaves_the_state_before_or_after(loaded):
    folder, second, before, after = loaded
    chance, found = random.Random(11), []
    started = time.perf_counter()
    trial = subprocess.run([sys.executable, "-m", "kam_analytics", *command(second, folder)], capture_output=True)
    whole = time.perf_counter() - started
    assert trial.returncode == 0
    assert held(folder) == after
    for _ in range(TIMES):
        withdraw_latest(folder)
        assert held(folder) == before
        process = subprocess.Popen(
            [sys.executable, "-m", "kam_analytics", *command(second, folder)], stdout=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 1.0) * whole)
        process.kill()
        process.wait(timeout=30)
        found.append(held(folder))
        assert found[-1] in (before, after)
    assert before in found
    assert run_import(Store(folder), second, scope=DIRECTOR).outcome in ("loaded", "already loaded")
    assert held(folder) == after
    assert not list(folder.glob(".*.draft*"))


def withdraw_latest(folder: Path) -> None:
    """Take the second file back where it went in."""
    from kam_analytics.ingest.history import imports, withdraw

    store = Store(folder)
    for listed in imports(store):
        if listed.state == "live" and listed.file == "fevrier.csv":
            withdraw(store, listed.import_id, DIRECTOR)


def test_a_full_disk_leaves_the_state_before(loaded):
    folder, second, before, after = loaded
    size = max(p.stat().st_size for p in folder.glob("ledger-*.duckdb"))
    chance, failed = random.Random(5), 0
    for _ in range(TIMES):
        limit = chance.randrange(size // 10, size + size // 2)
        run = subprocess.run(
            [sys.executable, "-c", LIMITED, str(limit), *command(second, folder)], capture_output=True, timeout=120
        )
        failed += run.returncode != 0
        assert held(folder) == (before if run.returncode else after)
        withdraw_latest(folder)
    assert failed
    assert run_import(Store(folder), second, scope=DIRECTOR).outcome == "loaded"
    assert held(folder) == after


def test_two_imports_at_the_same_time_both_arrive_whole(tmp_path):
    folder = tmp_path / "store"
    chance, expected = random.Random(3), []
    for round_ in range(TIMES):
        pair = [tmp_path / f"{round_}-{side}.csv" for side in "ab"]
        totals = [write_lines(p, 300 + 10 * round_ + side, 3 + side) for side, p in enumerate(pair)]
        mark_invoices(pair, round_)
        running = [
            subprocess.Popen([sys.executable, "-m", "kam_analytics", *command(p, folder)], stdout=subprocess.DEVNULL)
            for p in sorted(pair, key=lambda _: chance.random())
        ]
        assert [p.wait(timeout=90) for p in running] == [0, 0]
        expected += [(300 + 10 * round_ + side, totals[side]) for side in (0, 1)]
        assert held(folder) == (sum(n for n, _ in expected), sum((t for _, t in expected), Decimal(0)))


def mark_invoices(pair: list[Path], round_: int) -> None:
    """Other invoice numbers each round, so that no line is known."""
    for path in pair:
        path.write_text(path.read_text("utf-8").replace("\nF", f"\nR{round_}F"), "utf-8")
