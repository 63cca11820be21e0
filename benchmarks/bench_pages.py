"""Each page's data, against the same figures in pandas and against a bare scan-and-group, in the same run.

python benchmarks/bench_pages.py [LINES]: prints medians and ratios (above 1 we are faster); a million lines by default.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.portfolio import LINES, million
from kam_analytics.answers.account import page as account
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.overview import page as overview
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.warehouse.session import Reader

ROUNDS = 7
YEAR = Filters(date(2025, 1, 1), date(2025, 12, 31), date(2024, 1, 1), date(2024, 12, 31), account="C7")
DIRECTOR = Scope("bench", Role.DIRECTOR, (), None, sees_all_pay=True)


def between(lines: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The lines of a period."""
    return lines[(lines["date"] >= pd.Timestamp(start)) & (lines["date"] <= pd.Timestamp(end))]


def concentration_in_pandas(lines: pd.DataFrame) -> float:
    """Top-10 share and HHI of the year, its base, and rolling shares of 48 months."""
    now = between(lines, YEAR.start, YEAR.end).groupby("account")["amount"].sum().sort_values(ascending=False)
    between(lines, YEAR.base_start, YEAR.base_end).groupby("account")["amount"].sum()
    table = lines.pivot_table(index=lines["date"].dt.to_period("M"), columns="account", values="amount", aggfunc="sum")
    rolled = table.fillna(0).rolling(12).sum().dropna()
    np.sort(rolled.to_numpy(), axis=1)[:, -10:].sum(axis=1)
    return float(now.head(10).sum() / now.sum())


def growth_in_pandas(lines: pd.DataFrame) -> float:
    """Revenue of both years by account, and who was there in the 24 months before."""
    now = between(lines, YEAR.start, YEAR.end).groupby("account")[["amount", "margin"]].sum()
    base = between(lines, YEAR.base_start, YEAR.base_end).groupby("account")[["amount", "margin"]].sum()
    between(lines, date(2022, 1, 1), date(2023, 12, 31)).groupby("account")["amount"].sum()
    return float(now["amount"].sum() / base["amount"].sum() - 1)


def risk_in_pandas(lines: pd.DataFrame) -> int:
    """Invoice days, mean gap and last quarters of each account."""
    recent = between(lines, date(2023, 1, 1), YEAR.end)
    days = recent[recent["amount"] > 0].drop_duplicates(["account", "date"]).sort_values(["account", "date"])
    gaps = days.groupby("account")["date"].diff().dt.days.groupby(days["account"]).mean()
    for months in (3, 6, 12):
        between(lines, (pd.Timestamp(YEAR.end) - pd.DateOffset(months=months)).date(), YEAR.end).groupby("account")[
            "amount"
        ].sum()
    recent.groupby("account")["product"].nunique()
    return len(gaps)


def account_in_pandas(lines: pd.DataFrame) -> float:
    """Months, families and lines of one account."""
    mine = lines[lines["account"] == YEAR.account]
    mine.groupby(mine["date"].dt.to_period("M"))["amount"].sum()
    mine.groupby("family")["amount"].sum()
    return float(between(mine, YEAR.start, YEAR.end)["amount"].sum())


def bare_scan(reader: Reader) -> None:
    """What any answer from the lines costs at least: read two years of them, group by account, no rights, no rules."""
    with reader._db.cursor() as cursor:
        cursor.execute(
            "SELECT source_account, sum(amount) FILTER (WHERE date >= $start), sum(amount) FILTER (WHERE date < $start)"
            " FROM ledger.line WHERE date BETWEEN $base_start AND $end GROUP BY source_account",
            {"start": YEAR.start, "base_start": YEAR.base_start, "end": YEAR.end},
        ).df()


def median(work: Callable[[], object]) -> float:
    """Median seconds of `ROUNDS` runs, after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> int:
    """Measure every page; always 0: a ratio is information, not a verdict."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(million(Path(folder), wanted))

        def read(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
            return reader.read(sql, scope, dict(facts))

        view = View(read, DIRECTOR, YEAR)
        with reader._db.cursor() as cursor:
            lines = cursor.execute(
                "SELECT source_account AS account, date, amount::DOUBLE AS amount, margin::DOUBLE AS margin, product,"
                " product_family AS family FROM ledger.live_line"
            ).df()

        pages: tuple[tuple[str, Callable[[], object], Callable[[], object] | None], ...] = (
            ("concentration", lambda: concentration.CONCENTRATION.blocks(view), lambda: concentration_in_pandas(lines)),
            ("growth", lambda: growth.GROWTH.blocks(view), lambda: growth_in_pandas(lines)),
            ("at_risk", lambda: risk.AT_RISK.blocks(view), lambda: risk_in_pandas(lines)),
            ("account", lambda: account.ACCOUNT.blocks(view), lambda: account_in_pandas(lines)),
            ("variable_pay", lambda: pay.VARIABLE_PAY.blocks(view), None),
            ("overview", lambda: overview.OVERVIEW.blocks(view), None),
        )
        sys.stdout.write(f"{len(lines):,} lines, {lines['account'].nunique():,} accounts, median of {ROUNDS}\n")
        scan = median(lambda: bare_scan(reader))
        sys.stdout.write(f"{'bare scan':14} {scan * 1000:7.0f} ms\n")
        for name, ours, theirs in pages:
            mine = median(ours)
            other = median(theirs) if theirs else None
            beside = f"pandas {other * 1000:7.0f} ms   ratio {other / mine:4.1f}" if other else ""
            sys.stdout.write(f"{name:14} {mine * 1000:7.0f} ms   scan {scan / mine:4.2f}   {beside}\n")
        reader.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
