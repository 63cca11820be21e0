"""Twelve periods of two hundred people, year to date with two components, against the same arithmetic in plain floats;
then the same year from a store of a million lines, with its queries.

python benchmarks/bench_pay.py: prints seconds and the ratio, exits 1 when one of them takes more than is stated here.
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

PEOPLE, PERIODS, ROUNDS = 200, 12, 5
AT_MOST_SECONDS = {"engine": 2.0, "statements": 2.0, "uncredited": 0.5, "uncredited_lines": 0.5, "closing": 0.5}
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
    from kam_analytics.metrics.pay.periods.periods import Inputs, Step, statement_of
    from kam_analytics.metrics.pay.rules.engine import Achievement
    from kam_analytics.metrics.pay.rules.sheets import plans_of

    (plan,) = plans_of(sheets())
    totals = []
    for n, person in enumerate(year):
        sums, steps = dict.fromkeys(WEIGHTS, Decimal(0)), []
        total = Decimal(0)
        for month, results in enumerate(person, start=1):
            sums = {key: sums[key] + results[key] for key in WEIGHTS}
            steps.append(
                Step(
                    date(2026, month, 1),
                    date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1),
                    Fraction(1, PERIODS),
                    {key: Achievement(results[key], Decimal(TARGET)) for key in WEIGHTS},
                    {key: Achievement(sums[key], Decimal(TARGET) * month) for key in WEIGHTS},
                )
            )
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
    """The reference curve of docs/pay.md."""
    if reached < CURVE[0][0]:
        return 0.0
    for (a, p), (b, q) in pairwise(CURVE):
        if reached <= b or b == CURVE[-1][0]:
            return min(CAP, p + (reached - a) * (q - p) / (b - a))
    return CAP


def sheets() -> dict[str, list[dict[str, object]]]:
    """A plan paid by month, year to date."""
    return {
        "plan": [
            {
                "id": "P",
                "name_fr": None,
                "name_en": None,
                "period_start": date(2026, 1, 1),
                "period_end": date(2026, 12, 31),
                "frequency": "month",
                "currency": None,
                "version": 1,
                "rounding": "per_component",
                "status": "approved",
                "proration": "months",
                "total_cap": None,
            }
        ],
        "component": [
            {
                "plan": "P",
                "key": key,
                "label": None,
                "weight": weight,
                "measure": key,
                "cap": CAP,
                "aggregation": "ytd",
                "target_incentive": INCENTIVE * weight,
            }
            for key, weight in WEIGHTS.items()
        ],
        "curve": [{"plan": "P", "component": key, "attainment": a, "payout": p} for key in WEIGHTS for a, p in CURVE],
    }


def in_memory() -> dict[str, Callable[[], object]]:
    """The engine and its plain counterpart."""
    year = figures()
    return {"engine": lambda: engine_year(year), "plain": lambda: plain_year(year)}


def from_store(folder: Path) -> dict[str, Callable[[], object]]:
    """What the page reads: statements of the year, lines not credited, lines kept at closing, the team."""
    from benchmarks.portfolio import paid
    from kam_analytics.answers.page.view import View, reads
    from kam_analytics.answers.pay import control as pay_control
    from kam_analytics.answers.pay.inputs import team
    from kam_analytics.core.scope import Filters, Role, Scope
    from kam_analytics.warehouse.session import Reader

    days = Filters(date(2025, 1, 1), date(2025, 12, 31), date(2024, 1, 1), date(2024, 12, 31))
    view = View(reads(Reader(paid(folder))), Scope("bench", Role.DIRECTOR, (), None, sees_all_pay=True), days)
    found = pay_control.current_control(view)
    if len(found.statements) != PEOPLE * PERIODS or any(s.total is None for s in found.statements.values()):
        raise AssertionError("a statement is missing")
    last = found.periods[-1]
    return {
        "statements": lambda: pay_control.current_control(view),
        "uncredited": lambda: pay_control.uncredited(view, last),
        "uncredited_lines": lambda: pay_control.uncredited_lines(view, last),
        "closing": lambda: pay_control.credits_of(view, last),
        "team": lambda: team(view),
    }


def best(works: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """The best seconds of each in `ROUNDS` turns: on the clock, and of processor, which other work disturbs less."""
    seconds = dict.fromkeys(works, (float("inf"), float("inf")))
    for _ in range(ROUNDS):
        for name, work in works.items():
            clock, processor = time.perf_counter(), time.process_time()
            work()
            taken = time.perf_counter() - clock, time.process_time() - processor
            seconds[name] = min(seconds[name][0], taken[0]), min(seconds[name][1], taken[1])
    return seconds


def main() -> int:
    """Measure everything; the best of the rounds counts."""
    seconds = best(in_memory())
    with tempfile.TemporaryDirectory() as folder:
        seconds |= best(from_store(Path(folder)))
    for name, (clock, processor) in seconds.items():
        print(f"{name:17} {clock:7.3f} s, {processor:7.3f} s of processor")
    ratio = seconds["engine"][1] / seconds["plain"][1]
    print(f"{PEOPLE * PERIODS:,} statements: {ratio:.0f} times plain floats; load {os.getloadavg()[0]:.1f}")
    return 0 if all(seconds[name][0] <= most for name, most in AT_MOST_SECONDS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
