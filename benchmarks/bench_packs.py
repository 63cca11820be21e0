"""The packs of a review on the demonstration, against the figures that they are written from.

python benchmarks/bench_packs.py: seconds of each format, of 25 packs of accounts by the command line, and how many
times the slides alone they take. Exits 1 where a pack takes more than 10 s or 25 packs more than 60 s.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.served import demonstration, load
from kam_analytics.answers.page.declaration import Instead
from kam_analytics.answers.page.view import View, reads
from kam_analytics.answers.review.page import slides
from kam_analytics.cli import main
from kam_analytics.cli.answer import LOCAL
from kam_analytics.core.scope import Filters
from kam_analytics.exports.review.pack import FORMATS
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store

MOST_ONE, MOST_MANY = 10.0, 60.0  # seconds, stated


def seconds(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def slides_alone(store: Path) -> None:
    """The slides, read from the store as a command reads them."""
    reader = Reader(Store.to_read(store))
    days = (date(2026, 7, 1), date(2026, 9, 30), date(2025, 7, 1), date(2025, 9, 30))
    answer = slides(View(reads(reader), LOCAL, Filters(*days), demonstration=True))
    reader.close()
    if isinstance(answer, Instead):
        raise TypeError("the demonstration has invoices")


def command(store: Path, *words: str) -> float:
    """Seconds of a command that must succeed."""

    def run() -> None:
        if main(["review", *words, "--json", "--store", str(store)]):
            raise SystemExit("a pack was refused")

    return seconds(run)


def measure(folder: Path) -> bool:
    store = folder / "store"
    demonstration(store)
    slides_alone(store)
    base = min(seconds(lambda: slides_alone(store)) for _ in range(3))
    print(f"{load()}; slides alone {base:.2f} s")
    is_met = True
    for form in FORMATS:
        lasted = command(store, "--out", str(folder / f"review.{form}"))
        print(f"{form}: {lasted:.2f} s, {lasted / base:.1f} times the slides alone")
        is_met = is_met and lasted <= MOST_ONE
    many = command(store, "--for", "account", "--out", str(folder / "accounts"))
    print(f"25 packs of accounts: {many:.1f} s, {many / base:.1f} times the slides alone")
    return is_met and many <= MOST_MANY


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.exit(0 if measure(Path(place)) else 1)
