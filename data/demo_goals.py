"""Objectives, books, plan and judged scores of the demonstration."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from data.demo_accounts import ARRIVAL, Portfolio
from data.demo_headers import VALUES
from data.demo_lines import Lines, by_month
from data.demo_rhythm import CALENDAR, MONTH_OF_DAY, Ints, month_index
from data.demo_tables import Export, Percent, Row, Sheet, export
from data.demo_vocabulary import KAMS, MONTHS, TEAM, account_code

BOOKS_GAP: tuple[date, Decimal] = (date(2025, 3, 1), Decimal("18450.00"))
"""The one month finance published less than the invoices, and by how many euros."""
YEARS = (2024, 2025, 2026)
SENT_LATE = ("K03", 2026)
NEVER_ACKNOWLEDGED = ("K06", 2026)
PLAN = "KAM-2026"
COMPONENTS: tuple[tuple[str, str, float, str, str, int], ...] = (
    ("revenue", "Chiffre d’affaires", 0.40, "quota_curve", "revenue", 6000),
    ("margin", "Marge brute", 0.30, "quota_curve", "margin", 4500),
    ("key_growth", "Croissance des comptes clés", 0.20, "quota_curve", "key_growth", 3000),
    ("abp_quality", "Qualité des plans de compte clé", 0.10, "mbo", "manual_score", 1500),
)
CURVE: tuple[tuple[str, float, float, bool], ...] = (
    ("threshold", 0.80, 0.50, True),
    ("target", 1.00, 1.00, False),
    ("excellence", 1.25, 1.50, False),
)
SCOPES, MEASURES = VALUES["targets"]["scope"], VALUES["targets"]["measure"]


@dataclass(frozen=True)
class Goal:
    """One objective over one period; `value` in euros, or a growth rate for `key_growth`."""

    scope: str
    who: str
    measure: str
    start: date
    end: date
    value: float


def targets(portfolio: Portfolio, lines: Lines, owners: list[list[str]], seed: int) -> Export:
    """Objectives set each January on the year before: KAMs and company by quarter and year, key accounts."""
    rng = np.random.default_rng([seed, 5])
    books = {"revenue": by_month(lines, lines.amount), "margin": by_month(lines, lines.margin)}
    holders = np.array(owners)
    goals: list[Goal] = []
    for year in YEARS:
        for kam in KAMS:
            if kam.start.year <= year:
                goals += _kam_goals(kam.id, max(kam.start, date(year, 1, 1)), books, holders, rng)
        goals += _company_goals(year, books, rng)
    goals += _key_account_goals(portfolio, books["revenue"], rng)
    columns = ("scope", "who", "measure", "period_start", "period_end", "value", "set_on", "sent_on")
    rows = [_goal_row(goal, int(rng.integers(0, 9))) for goal in goals]
    return export("targets", "objectifs.xlsx", "Objectifs", (*columns, "acknowledged_on", "language"), rows)


def quarters(start: date) -> Iterator[tuple[date, date]]:
    """Calendar quarters from a day to the end of its year."""
    for month in range(start.month, 13, 3):
        after = date(start.year, month + 3, 1) if month < 10 else date(start.year + 1, 1, 1)
        yield date(start.year, month, 1), after - timedelta(1)


def _kam_goals(
    person: str, start: date, books: dict[str, Ints], holders: np.ndarray, rng: np.random.Generator
) -> Iterator[Goal]:
    held = np.flatnonzero(holders[:, month_index(start)] == person)
    ambition = float(rng.uniform(1.02, 1.07))
    for measure, table in books.items():
        yield from _year_and_quarters("kam", person, measure, start, table[held].sum(axis=0) * ambition)
    growth = float(rng.choice((0.04, 0.05, 0.06, 0.08)))
    yield Goal("kam", person, "key_growth", start, date(start.year, 12, 31), growth)


def _company_goals(year: int, books: dict[str, Ints], rng: np.random.Generator) -> Iterator[Goal]:
    ambition = float(rng.uniform(1.03, 1.06))
    for measure, table in books.items():
        wanted = table.sum(axis=0) * ambition
        yield from _year_and_quarters("total", "Société", measure, date(year, 1, 1), wanted)


def _year_and_quarters(scope: str, who: str, measure: str, start: date, wanted: np.ndarray) -> Iterator[Goal]:
    """Quarterly objectives in round thousands on the same quarters a year before, and their sum."""
    total = 0
    for first, last in quarters(start):
        month = month_index(first) - 12
        value = 1000 * round(float(wanted[month : month + 3].sum()) / 100_000)
        total += value
        yield Goal(scope, who, measure, first, last, value)
    yield Goal(scope, who, measure, start, date(start.year, 12, 31), total)


def _key_account_goals(portfolio: Portfolio, revenue: Ints, rng: np.random.Generator) -> Iterator[Goal]:
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    last_year = revenue[:, month_index(date(2025, 1, 1)) : month_index(start)].sum(axis=1)
    for account in portfolio.key_on(start):
        value = 1000 * round(int(last_year[account]) * float(rng.uniform(1.0, 1.1)) / 100_000)
        yield Goal("account", account_code(account), "revenue", start, end, value)


def _goal_row(goal: Goal, days: int) -> Row:
    """A year's objectives are set and sent together in its first weeks, or before the holder arrives."""
    opening = date(goal.start.year, 1, 12) if goal.start < ARRIVAL or goal.who != "K08" else date(2026, 3, 25)
    case = (goal.who, goal.start.year)
    sent = date(2026, 3, 17) if case == SENT_LATE else opening + timedelta(2)
    acknowledged = None if case == NEVER_ACKNOWLEDGED or goal.scope == "total" else sent + timedelta(1 + days)
    value: float = Percent(goal.value) if goal.measure == "key_growth" else goal.value
    return (
        SCOPES[goal.scope],
        goal.who,
        MEASURES[goal.measure],
        goal.start,
        goal.end,
        value,
        opening,
        sent,
        acknowledged,
        "fr",
    )


def books(lines: Lines) -> Export:
    """Revenue as finance publishes it, equal to the lines to the cent but for `BOOKS_GAP`."""
    cents = np.zeros(MONTHS, dtype=np.int64)
    np.add.at(cents, MONTH_OF_DAY[lines.day], lines.amount)
    cents[month_index(BOOKS_GAP[0])] -= int(BOOKS_GAP[1] * 100)
    firsts = [d for d in CALENDAR if d.day == 1]
    rows = [(first, value / 100) for first, value in zip(firsts, cents.tolist(), strict=True)]
    return export("books", "comptabilite.xlsx", "CA publié", ("month", "revenue"), rows)


def scores(seed: int) -> Export:
    """Quality of the plans as the director judged it, by quarter and by year, 2025 and 2026 to date."""
    rng = np.random.default_rng([seed, 6])
    rows: list[Row] = []
    for kam in KAMS:
        usual = float(rng.normal(0.95, 0.12))
        for year in (2025, 2026):
            if kam.start.year <= year:
                start = max(kam.start, date(year, 1, 1))
                judged = [q for q in quarters(start) if q[1] <= CALENDAR[-1]]
                notes = [round(float(np.clip(rng.normal(usual, 0.08), 0.5, 1.2)) * 20) / 20 for _ in judged]
                rows += [(kam.id, "abp_quality", *q, Percent(n)) for q, n in zip(judged, notes, strict=True)]
                percents = [round(100 * n) for n in notes]  # floats add up otherwise from Python 3.12 on
                mean = Percent(round(sum(percents) / len(percents)) / 100)
                rows.append((kam.id, "abp_quality", start, date(year, 12, 31), mean))
    columns = ("who", "component", "period_start", "period_end", "value")
    return export("scores", "notes_objectifs.xlsx", "Notes", columns, rows)


def pay_plan() -> Export:
    """The reference plan of 2026: four weighted components on one curve, 15 000 € at 100 %."""
    sheets = (_plan_sheet(), _component_sheet(), _curve_sheet(), _rate_sheet(), _assignment_sheet())
    return Export("pay_plans", "plan_variable.xlsx", sheets)


def _plan_sheet() -> Sheet:
    headers = (
        "id",
        "name_fr",
        "name_en",
        "fiscal_year",
        "period_start",
        "period_end",
        "frequency",
        "currency",
        "rounding",
        "status",
        "version",
        "supersedes",
        "approved_by",
        "approved_at",
        "document_ref",
    )
    row = (
        PLAN,
        "Variable des KAM 2026",
        "KAM variable pay 2026",
        2026,
        date(2026, 1, 1),
        date(2026, 12, 31),
        "quarter",
        "EUR",
        "total",
        "approved",
        1,
        None,
        TEAM[0].id,
        date(2026, 1, 9),
        "Note de service RH-2026-02",
    )
    return Sheet("plan", headers, (row,))


def _component_sheet() -> Sheet:
    headers = (
        "plan",
        "key",
        "label",
        "weight",
        "kind",
        "measure",
        "aggregation",
        "accumulate_across_periods",
        "target_incentive",
        "cap",
    )
    rows = tuple(
        (PLAN, key, label, Percent(weight), kind, measure, "ytd", True, incentive, Percent(1.5))
        for key, label, weight, kind, measure, incentive in COMPONENTS
    )
    return Sheet("component", headers, rows)


def _curve_sheet() -> Sheet:
    headers = ("plan", "component", "point", "attainment", "payout", "cliff")
    rows = tuple(
        (PLAN, key, point, Percent(attainment), Percent(payout), cliff)
        for key, *_ in COMPONENTS
        for point, attainment, payout, cliff in CURVE
    )
    return Sheet("curve", headers, rows)


def _rate_sheet() -> Sheet:
    """Titles only: this plan pays by curve, not by rate."""
    headers = (
        "plan",
        "component",
        "method",
        "input",
        "edge",
        "from",
        "to",
        "rate",
        "payout",
        "gap_policy",
        "below_first",
        "above_last",
    )
    return Sheet("rate_table", headers, ())


def _assignment_sheet() -> Sheet:
    rows = tuple((kam.id, PLAN, max(kam.start, date(2026, 1, 1)), date(2026, 12, 31), Percent(1.0)) for kam in KAMS)
    return Sheet("assignment", ("payee", "plan", "from", "to", "share"), rows)
