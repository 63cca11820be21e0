"""Each page's data on a hundred thousand lines and on a million, same accounts, in the same run: what a line costs.

python benchmarks/bench_flat.py [LINES] [FEWER]: prints medians of processor and clock, and the ratio of the clocks.
"""

import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.bench_pages import DIRECTOR, YEAR, median
from benchmarks.portfolio import LINES, million
from kam_analytics.answers.page.view import View, reads
from kam_analytics.answers.pages import PAGES
from kam_analytics.warehouse.session import Reader

FEWER = LINES // 10
MEASURED = ("overview", "concentration", "growth", "variable_pay", "at_risk", "account")


def measured(lines: int) -> pd.DataFrame:
    """Milliseconds on the clock and of processor for each page of a store of so many lines."""
    rows = {}
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(million(Path(folder), lines))
        view = View(reads(reader), DIRECTOR, YEAR)
        for page in MEASURED:
            begun = time.process_time()
            PAGES[page].blocks(view)
            rows[page] = {"processor": 1000 * (time.process_time() - begun), "clock": 1000 * _clock(page, view)}
        reader.close()
    return pd.DataFrame.from_dict(rows, orient="index")


def _clock(page: str, view: View) -> float:
    return median(lambda: PAGES[page].blocks(view))


def main() -> int:
    """Measure both stores; always 0: a ratio is information, not a verdict."""
    more = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    fewer = int(sys.argv[2]) if len(sys.argv) > 2 else FEWER
    small, large = measured(fewer), measured(more)
    sys.stdout.write(f"{fewer:,} and {more:,} lines\n")
    for page in MEASURED:
        few, many = small.loc[page], large.loc[page]
        sys.stdout.write(
            f"{page:14} {few['clock']:6.0f} {many['clock']:6.0f} ms   ratio {many['clock'] / few['clock']:4.2f}"
            f"   processor {few['processor']:6.0f} {many['processor']:6.0f} ms\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
