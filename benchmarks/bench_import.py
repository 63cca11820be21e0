"""The whole import against reading alone: a 200,000 × 12 workbook and a 1,000,000-line French text file.

python benchmarks/bench_import.py: prints seconds, ratios and peak memory, exits 1 when a stated ratio is missed.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

XLSX_ROWS, CSV_LINES, ROUNDS = 200_000, 1_000_000, 3
AT_LEAST_FASTER = 5.0  # whole import of the workbook, against pandas with openpyxl reading it
AT_MOST_SLOWER = 3.0  # whole import of the text file, against staging it as text with the same reader
TITLES = (
    "N° facture",
    "N° ligne",
    "Date facture",
    "Type",
    "Code client",
    "Raison sociale",
    "Code article",
    "Famille",
    "Quantité",
    "Montant HT",
    "Marge brute",
    "Commercial",
)


def lines(count: int) -> Iterator[tuple[Any, ...]]:
    """Invoice lines of five thousand customers over four years, by date."""
    chance = random.Random(7)
    for i in range(count):
        customer = int(chance.paretovariate(1.1)) % 5000
        amount = round(chance.random() * 2000, 2)
        credit = chance.random() < 0.03
        yield (
            f"F{i // 4:07d}",
            i % 4 + 1,
            date(2022, 1, 1) + timedelta(days=i * 1460 // count),
            "Avoir" if credit else "Facture",
            f"C{customer:05d}",
            f"Société n° {customer}",
            f"A{chance.randrange(3000):04d}",
            f"Famille {customer % 12}",
            chance.randrange(1, 50),
            -amount if credit else amount,
            round(amount * 0.3, 2),
            f"K{customer % 20:02d}",
        )


def french(value: object) -> str:
    """A value as a French export writes it."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return f"{value:.2f}".replace(".", ",") if isinstance(value, float) else str(value)


def write_text(path: Path) -> None:
    """`;`, cp1252, decimal commas, dd/mm/yyyy."""
    with path.open("w", encoding="cp1252", newline="\r\n") as out:
        out.write(";".join(TITLES) + "\n")
        out.writelines(";".join(map(french, line)) + "\n" for line in lines(CSV_LINES))


def write_workbook(path: Path) -> None:
    """One sheet, typed cells."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Factures")
    sheet.append(TITLES)
    for line in lines(XLSX_ROWS):
        sheet.append(line)
    book.save(path)


def read_with_pandas(folder: Path) -> int:
    import pandas as pd

    return len(pd.read_excel(folder / "factures.xlsx", engine="openpyxl"))


def stage_text(folder: Path) -> int:
    from kam_analytics.ingest.stage.reading import open_file

    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        opened = open_file(folder / "factures.csv", Path(scratch), "factures.csv")
    return opened.text.rows - 1 if opened.text else 0


def import_file(folder: Path, name: str) -> int:
    from kam_analytics.core.scope import Role, Scope
    from kam_analytics.ingest.pipeline import run_import
    from kam_analytics.warehouse.store import Store

    with tempfile.TemporaryDirectory(dir=folder) as store:
        report = run_import(Store(Path(store)), folder / name, scope=Scope("bench", Role.DIRECTOR))
    assert report.balances
    return report.rows_loaded


SLOWEST = "pandas + openpyxl, xlsx"  # measured once: it takes longer than everything else together
WORK: dict[str, Callable[[Path], int]] = {
    "pandas + openpyxl, xlsx": read_with_pandas,
    "whole import, xlsx": lambda folder: import_file(folder, "factures.xlsx"),
    "staging as text, csv": stage_text,
    "whole import, csv": lambda folder: import_file(folder, "factures.csv"),
}


def child(name: str, folder: Path) -> None:
    """One measurement in a process of its own: seconds without the imports, and peak megabytes."""
    import pandas  # noqa: F401

    import kam_analytics.ingest.pipeline  # noqa: F401

    start = time.perf_counter()
    rows = WORK[name](folder)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak}))


def measured(name: str, folder: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, __file__, "--child", name, str(folder)], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Measure everything in turn, `ROUNDS` times; the best of each counts."""
    with tempfile.TemporaryDirectory(prefix="kam-bench-") as name:
        folder = Path(name)
        write_workbook(folder / "factures.xlsx")
        write_text(folder / "factures.csv")
        rounds = [{work: measured(work, folder) for work in WORK if n == 0 or work != SLOWEST} for n in range(ROUNDS)]
    best = {work: min((r[work] for r in rounds if work in r), key=lambda m: m["seconds"]) for work in WORK}
    for work, found in best.items():
        print(f"{work:26} {found['seconds']:7.2f} s {found['peak']:7.0f} MB {found['rows']:>9,.0f} rows")
    faster = best["pandas + openpyxl, xlsx"]["seconds"] / best["whole import, xlsx"]["seconds"]
    slower = best["whole import, csv"]["seconds"] / best["staging as text, csv"]["seconds"]
    print(f"workbook: {faster:.1f} times faster than pandas with openpyxl (stated: at least {AT_LEAST_FASTER:g})")
    print(f"text: {slower:.2f} times the staging (stated: at most {AT_MOST_SLOWER:g})")
    return 0 if faster >= AT_LEAST_FASTER and slower <= AT_MOST_SLOWER else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], Path(sys.argv[3]))
        sys.exit(0)
    sys.exit(main())
