"""Speed of accounts at risk: one day scored for 5,000 accounts by the card and by the model, a 12-origin back-test.

python benchmarks/bench_risk.py [LINES]: prints seconds on the clock and of processor; LINES of the generated store, one
million unless said.
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
from kam_analytics.answers.page.view import View, reads
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.metrics.risk.backtest.backtest import origins
from kam_analytics.metrics.risk.backtest.outlook import DAYS, PRODUCTS, past, track_record
from kam_analytics.metrics.risk.figures import ACTIVITY
from kam_analytics.metrics.risk.measures.snapshot import snapshot
from kam_analytics.metrics.risk.model.features import features
from kam_analytics.metrics.risk.model.model import Model, RiskLabel, logits
from kam_analytics.metrics.risk.model.rolling import PastDays
from kam_analytics.warehouse.session import Reader

DIRECTOR = Scope("bench", Role.DIRECTOR, (), None, sees_all_pay=True)
T = TypeVar("T")
HORIZON, AS_OF = 182, date(2025, 12, 31)
YEAR = Filters(date(2025, 1, 1), AS_OF, date(2024, 1, 1), date(2024, 12, 31))
FACTS = {"as_of": AS_OF, "level": "entity", "perimeter": "today"}
ROUNDS = 3
SIX_YEARS = 2_192  # days


def timed(name: str, work: Callable[[], T], rounds: int = 1) -> T:
    """Run, print the seconds of the fastest round, hand on the result."""
    taken = []
    for _ in range(rounds):
        clock, processor = time.perf_counter(), time.process_time()
        found = work()
        taken.append((time.perf_counter() - clock, time.process_time() - processor))
    clock, processor = min(taken)
    print(f"{name:52}{clock:8.2f} s{processor:8.2f} s of processor", flush=True)
    return found


def by_parts(reader: Reader, view: View) -> None:
    """What a day by the card, and one by the model, is made of."""
    timed("    activity of each account", lambda: view.rows(ACTIVITY, as_of=AS_OF), ROUNDS)
    days = timed("    invoice days", lambda: reader.read(DAYS, DIRECTOR, FACTS), ROUNDS)
    products = timed("    purchases", lambda: reader.read(PRODUCTS, DIRECTOR, FACTS), ROUNDS)
    known = timed("    sorted arrays", lambda: past(days, products, HORIZON), ROUNDS)
    seen = timed("    one day measured", lambda: snapshot(known.whole, AS_OF, HORIZON), ROUNDS)
    print(f"{'':8}{len(seen.account):,} accounts, {len(days):,} invoice days, {known.whole.bought.size:,} purchases")


def read(reader: Reader) -> PastDays:
    """The history of every account, as the model reads it."""
    return past(*(reader.read(sql, DIRECTOR, FACTS) for sql in (DAYS, PRODUCTS)), HORIZON)


def scored(reader: Reader, model: Model) -> None:
    """From the store to the log-odds of every account on one day, by a model that was trained before."""
    logits(model, features(snapshot(read(reader).whole, AS_OF, HORIZON)))


def main(lines: int) -> None:
    """Score with the card and with a trained model; back-test twelve origins, for which a history takes six years."""
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(million(Path(folder), lines))
        view = View(reads(reader), DIRECTOR, YEAR)
        print(f"{lines:,} lines")
        timed("one day scored by the card of signals", lambda: risk.by_signals(view), ROUNDS)
        known = read(reader)
        forecast = timed("a model trained from nothing", lambda: known.forecast(RiskLabel.LAPSE, AS_OF))
        if forecast is not None:
            timed("one day scored by the trained model", lambda: scored(reader, forecast.model), ROUNDS)
        by_parts(reader, view)
        reader.close()
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(million(Path(folder), lines, days=SIX_YEARS))
        known = read(reader)
        record = timed(f"back-test of {len(origins(known.whole, HORIZON))} origins", lambda: track_record(read(reader)))
        print(f"{'':4}{[(v.label.value, v.method, v.reason.name) for v in record.verdicts]}")
        reader.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
