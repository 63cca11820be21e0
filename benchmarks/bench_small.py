"""A small import onto a large store: seconds until it is visible, and bytes of the states that it leaves.

python benchmarks/bench_small.py [LINES]: 1,000 lines of one month and 1,000 of four years onto 10,000,000 lines (or as
many as are given), against a plain copy of the ledger's file; then 32 imports of one line onto 1,000,000, against whole
copies. Exits 1 where an import takes more than 5 s, or where the earlier states take more than 10 MB beside the two
whole files that are kept to go back to.
"""

import random
import shutil
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolio import ACCOUNTS, million
from benchmarks.served import load
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse import packed
from kam_analytics.warehouse.store import PARTS, Store
from tests.facts import DIRECTOR

LINES, SMALL, IMPORTS = 10_000_000, 1_000, 32
AT_MOST_SECONDS, AT_MOST_MB = 5.0, 10.0
FIRST, LAST = date(2022, 1, 2), date(2025, 12, 31)
TITLES = "N° facture;Date facture;Code client;Raison sociale;Famille;Montant HT"


def write(path: Path, count: int, first: date) -> Path:
    """Invoice lines of accounts that the store has, between a day and the last one."""
    chance = random.Random(path.stem)
    rows = [TITLES]
    for n in range(count):
        account, day = chance.randrange(ACCOUNTS), first + timedelta(days=chance.randrange((LAST - first).days + 1))
        amount = f"{chance.randrange(40_000, 90_000) / 100:.2f}".replace(".", ",")
        rows.append(f"{path.stem}{n};{day};C{account};Compte {account};F{account % 8};{amount}")
    path.write_text("\n".join(rows) + "\n", "cp1252")
    return path


def imported(store: Store, path: Path) -> float:
    """Seconds of one import."""
    start = time.perf_counter()
    report = run_import(store, path, scope=DIRECTOR)
    if report.outcome != "loaded":
        raise RuntimeError([q.text.en for q in report.questions] or report.message)
    return time.perf_counter() - start


def seconds(folder: Path, lines: int) -> bool:
    """Both small imports against a plain copy; whether they are quick enough."""
    store = million(folder / "large", lines)
    file = folder / "large" / store.state().ledger
    start = time.perf_counter()
    shutil.copyfile(file, folder / "copy")
    copying, quick = time.perf_counter() - start, True
    for what, first in (("one month", date(2025, 12, 1)), ("four years", FIRST)):
        took = imported(store, write(folder / f"{what.partition(' ')[0]}.csv", SMALL, first))
        quick &= took <= AT_MOST_SECONDS
        sys.stdout.write(
            f"{SMALL} lines of {what} onto {lines}: {took:.2f} s; copying the ledger takes {copying:.2f} s, "
            f"ratio {took / copying:.0f} (at most {AT_MOST_SECONDS} s)\n"
        )
    return quick


def megabytes(folder: Path, lines: int) -> bool:
    """Imports of one line; whether what earlier states add is small."""
    packed.WHOLE_SECONDS = 0  # an hour later
    store = million(folder / "small", lines)
    before = size(folder / "small")
    for n in range(IMPORTS):
        imported(store, write(folder / f"line{n}.csv", 1, FIRST))
    state = store.state()
    whole = sum((store.folder / state.file(part)).stat().st_size for part in PARTS) / 1e6
    after, states = size(folder / "small"), len(list((folder / "small").glob("state-*.json")))
    added = after - 2 * whole
    sys.stdout.write(
        f"{IMPORTS} imports of one line onto {lines}: {before:.0f} to {after:.0f} MB for {states} states, of which "
        f"{2 * whole:.0f} for two whole ones and {added:.1f} for the others (at most {AT_MOST_MB:.0f}); whole copies "
        f"would take {states * whole:.0f} MB, ratio {states * whole / after:.0f}\n"
    )
    return added <= AT_MOST_MB


def size(folder: Path) -> float:
    """MB of a store."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / 1e6


def main() -> int:
    """Both comparisons."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(load() + "\n")
        lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
        quick = seconds(Path(folder), lines)
        small = megabytes(Path(folder), lines // 10)
    return 0 if quick and small else 1


if __name__ == "__main__":
    sys.exit(main())
