"""Twelve periods of two hundred people, year to date with two components, against the same arithmetic in plain floats.

python benchmarks/bench_pay.py: prints seconds and the ratio, exits 1 when the year takes more than `AT_MOST_SECONDS`.
"""

import random
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PEOPLE, PERIODS, ROUNDS = 200, 12, 5
AT_MOST_SECONDS = 2.0
CURVE = ((0.8, 0.5), (1.0, 1.0), (1.25, 1.5))
CAP, INCENTIVE, TARGET = 1.5, 15000.0, 1000.0
WEIGHTS = {"revenue": 0.6, "margin": 0.4}
Figures = list[list[dict[str, Decimal]]]


def figures() -> Figures:
    """Person → period → component → result, in whole cents."""
    chance = random.Random(5)
    return [
        [{key: Decimal(f"{chance.uniform(500, 1500):.2f}") for key in WEIGHTS} for _ in range(PERIODS)]
        for _ in range(PEOPLE)
    ]


def engine_year(year: Figures) -> list[Decimal]:
    """Every statement of every person and period; what each person earns in the year."""
    from kam_analytics.metrics.pay.engine import Achievement
    from kam_analytics.metrics.pay.periods import Inputs, Step, statement_of
    from kam_analytics.metrics.pay.sheets import plans_of

    (plan,) = plans_of(sheets())
    totals = []
    for n, person in enumerate(year):
        sums, steps = dict.fromkeys(WEIGHTS, Decimal(0)), []
        total = Decimal(0)
        for month, results in enumerate(person, start=1):
            sums = {key: sums[key] + results[key] for key in WEIGHTS}
            steps.append(Step(
                date(2026, month, 1), date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1),
                Fraction(1, PERIODS),
                {key: Achievement(results[key], Decimal(TARGET)) for key in WEIGHTS},
                {key: Achievement(sums[key], Decimal(TARGET) * month) for key in WEIGHTS},
            ))  # fmt: skip
            statement = statement_of(Inputs(plan, f"P{n}", f"P{n}", Decimal(INCENTIVE), tuple(steps)))
            total += statement.total or Decimal(0)
        totals.append(total)
    return totals


def plain_year(year: Figures) -> list[float]:
    """The same in floats, with nothing kept of how it came about."""
    totals = []
    for person in year:
        paid, sums = 0.0, dict.fromkeys(WEIGHTS, 0.0)
        for month, results in enumerate(person, start=1):
            earned = 0.0
            for key, weight in WEIGHTS.items():
                sums[key] += float(results[key])
                earned += round(INCENTIVE * month / PERIODS * weight * share(round(sums[key] / (TARGET * month), 4)), 2)
            paid += earned - paid
        totals.append(paid)
    return totals


def share(reached: float) -> float:
    """The reference curve of PAY.md."""
    if reached < CURVE[0][0]:
        return 0.0
    for (a, p), (b, q) in pairwise(CURVE):
        if reached <= b or b == CURVE[-1][0]:
            return min(CAP, p + (reached - a) * (q - p) / (b - a))
    return CAP


def sheets() -> dict[str, list[dict[str, object]]]:
    """A plan paid by month, year to date."""
    return {
        "plan": [{"id": "P", "name_fr": None, "name_en": None, "period_start": date(2026, 1, 1),
                  "period_end": date(2026, 12, 31), "frequency": "month", "currency": None, "version": 1,
                  "rounding": "per_component", "status": "approved", "proration": "months", "total_cap": None}],
        "component": [{"plan": "P", "key": key, "label": None, "weight": weight, "measure": key, "cap": CAP,
                       "aggregation": "ytd", "target_incentive": INCENTIVE * weight}
                      for key, weight in WEIGHTS.items()],
        "curve": [{"plan": "P", "component": key, "attainment": a, "payout": p} for key in WEIGHTS for a, p in CURVE],
    }  # fmt: skip


def main() -> int:
    """Measure both, `ROUNDS` times in turn; the best of each counts."""
    year, seconds = figures(), {"engine": 9e9, "plain": 9e9}
    for _ in range(ROUNDS):
        for name, work in (("engine", engine_year), ("plain", plain_year)):
            start = time.perf_counter()
            totals = work(year)
            seconds[name] = min(seconds[name], time.perf_counter() - start)
            print(f"{name:7} {seconds[name]:7.3f} s  {float(sum(totals)):,.2f} EUR")  # type: ignore[arg-type]
    ratio = seconds["engine"] / seconds["plain"]
    statements = PEOPLE * PERIODS
    print(f"{statements:,} statements in {seconds['engine']:.2f} s: {ratio:.0f} times plain floats")
    return 0 if seconds["engine"] <= AT_MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
