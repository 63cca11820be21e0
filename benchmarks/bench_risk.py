"""Speed of the risk model: a 12-origin back-test, and one day scored for 5,000 accounts.

python benchmarks/bench_risk.py [LINES]: prints seconds; LINES of the generated store, one million unless said.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolio import LINES, million
from kam_analytics.core.scope import Role, Scope
from kam_analytics.metrics.risk.features import features
from kam_analytics.metrics.risk.model import Label, logits
from kam_analytics.metrics.risk.outlook import DAYS, PRODUCTS, past, track_record
from kam_analytics.metrics.risk.snapshot import snapshot
from kam_analytics.warehouse.session import Reader

DIRECTOR = Scope("bench", Role.DIRECTOR, (), None, sees_all_pay=True)
T = TypeVar("T")
HORIZON, AS_OF = 182, date(2025, 12, 31)
FACTS = {"as_of": AS_OF, "level": "entity", "perimeter": "today"}


def timed(name: str, work: Callable[[], T]) -> T:
    """Run once, print the seconds, hand on the result."""
    started = time.perf_counter()
    found = work()
    print(f"{name:44}{time.perf_counter() - started:8.2f} s", flush=True)
    return found


def main(lines: int) -> None:
    """Read, score with a trained model, back-test."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(million(Path(folder), lines))
        days = timed(f"invoice days of {lines:,} lines", lambda: reader.read(DAYS, DIRECTOR, FACTS))
        products = timed("products by month", lambda: reader.read(PRODUCTS, DIRECTOR, FACTS))
        known = timed("sorted arrays", lambda: past(days, products, HORIZON))
        seen = timed("one day measured", lambda: snapshot(known.whole, AS_OF, HORIZON))
        print(f"{'':4}{len(seen.account):,} accounts, {len(days):,} invoice days, {len(products):,} product months")
        record = timed("back-test of 12 origins", lambda: track_record(known))
        print(f"{'':4}{[(v.label.value, v.method, v.reason.name) for v in record.verdicts]}")
        forecast = known.forecast(Label.LAPSE, AS_OF)
        if forecast is not None:
            timed("one day scored with a trained model", lambda: logits(forecast.model, features(seen)))
        reader.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
