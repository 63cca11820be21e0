"""A store of a million invoice lines, made without the import, for the benchmarks of the pages and of pay."""

from collections.abc import Mapping
from pathlib import Path

from kam_analytics.warehouse import mart
from kam_analytics.warehouse.store import Connection, Store

LINES, ACCOUNTS, DAYS = 1_000_000, 5_000, 1_461
FILL = """
INSERT INTO line (import_id, row_no, key, occurrence, source_account, account_name, date, amount, product,
    product_family, margin, kam)
SELECT 1, n, hash(n), 1, 'C' || account, 'Compte ' || account, DATE '2026-01-01' - $days::INTEGER + day, amount,
    'P' || n % 400, 'F' || n % 8, amount * 0.35, CASE WHEN account % 10 >= $unnamed THEN 'K' || account % $kams END
FROM (
    -- One account in eight leaves: a model has something to learn from.
    SELECT n, account, amount,
        CASE WHEN account % 8 = 3 THEN day % (400 + hash(account) % ($days - 400)) ELSE day END::INTEGER AS day
    FROM (
        SELECT n, (pow(hash(n) % 100000 / 100000, 3) * $accounts)::INTEGER AS account,
            (hash(n * 7) % $days)::INTEGER AS day, (hash(n * 13) % 500000 / 100)::DECIMAL(18, 4) AS amount
        FROM range($lines) AS r(n)
    )
)
ORDER BY day
"""


KAMS, YEAR = 200, 2025
# Every account has been in somebody's care since 2022; every fifth changes hands within 2025, on any day of a month,
# every fiftieth is shared by two, every hundredth has an overlay.
TEAM = """
INSERT INTO people (import_id, row_no, key, occurrence, person_id, name)
SELECT 2, n, hash(n), 1, 'K' || n, 'Personne ' || n FROM range($kams) AS r(n);
INSERT INTO targets (import_id, row_no, key, occurrence, scope, who, measure, period_start, period_end, value)
SELECT 3, n * 12 + month, hash(n * 12 + month, measure), 1, 'kam', 'K' || n, measure,
    make_date($year, month, 1), last_day(make_date($year, month, 1)), value
FROM range($kams) AS r(n), range(1, 13) AS m(month),
    (VALUES ('revenue', 400000), ('margin', 140000)) AS v(measure, value);
INSERT INTO assignments (import_id, row_no, key, occurrence, account, kam, from_on, share, role)
SELECT 4, n, hash(n, 'first'), 1, 'C' || n, 'K' || n % $kams, DATE '2022-01-01', CASE WHEN n % 50 = 1 THEN 0.6 END, NULL
FROM range($accounts) AS r(n)
UNION ALL
SELECT 4, n, hash(n, 'next'), 1, 'C' || n, 'K' || (n + 1) % $kams, make_date($year, 1, 1) + (n % 365)::INTEGER,
    NULL, NULL
FROM range($accounts) AS r(n) WHERE n % 5 = 0
UNION ALL
SELECT 4, n, hash(n, 'half'), 1, 'C' || n, 'K' || (n + 2) % $kams, DATE '2022-01-01', 0.4, NULL
FROM range($accounts) AS r(n) WHERE n % 50 = 1
UNION ALL
SELECT 4, n, hash(n, 'over'), 1, 'C' || n, 'K' || (n + 3) % $kams, DATE '2022-01-01', 1, 'overlay'
FROM range($accounts) AS r(n) WHERE n % 100 = 2;
"""
PLAN = """
INSERT INTO plan (import_id, id, period_start, period_end, frequency, rounding, status, version, proration)
VALUES (5, 'P', make_date($year, 1, 1), make_date($year, 12, 31), 'month', 'per_component', 'approved', 1, 'months');
INSERT INTO component (import_id, plan, key, weight, kind, measure, aggregation, target_incentive, cap)
VALUES (5, 'P', 'revenue', 0.6, 'quota_curve', 'revenue', 'ytd', 9000, 1.5),
    (5, 'P', 'margin', 0.4, 'quota_curve', 'margin', 'ytd', 6000, 1.5);
INSERT INTO curve (import_id, plan, component, attainment, payout, cliff)
SELECT 5, 'P', component, attainment, payout, attainment = 0.8
FROM (VALUES ('revenue'), ('margin')) AS c(component),
    (VALUES (0.8, 0.5), (1.0, 1.0), (1.25, 1.5)) AS p(attainment, payout);
INSERT INTO plan_assignment (import_id, payee, plan, from_on, to_on, share)
SELECT 5, 'K' || n, 'P', make_date($year, 1, 1), make_date($year, 12, 31), 1 FROM range($kams) AS r(n);
"""
KINDS = ((2, "people"), (3, "targets"), (4, "assignments"), (5, "pay_plans"))


def million(folder: Path, lines: int = LINES, kams: int = 12, unnamed: int = 0, days: int = DAYS) -> Store:
    """The store, filled in one change; its last day is the last of 2025.

    kams: salespeople, each the own one of the lines of their accounts; but for `unnamed` accounts of ten, whose lines
    name nobody.
    """
    store = Store(folder)

    def fill(parts: Mapping[str, Connection]) -> None:
        ledger = parts["ledger"]
        _log(ledger, 1, "revenue", lines)
        facts = {"lines": lines, "accounts": ACCOUNTS, "days": days, "kams": kams, "unnamed": unnamed}
        ledger.execute(FILL, facts)
        mart.include(ledger, 1)

    store.change(("ledger",), fill)
    return store


def paid(folder: Path, lines: int = LINES) -> Store:
    """The same with two hundred people on one plan by month, year to date; half of the accounts by assignment."""
    store = million(folder, lines, KAMS, unnamed=5)

    def fill(parts: Mapping[str, Connection]) -> None:
        for number, kind in KINDS:
            _log(parts["ledger"], number, kind, 0)
        for part, script in (("ledger", TEAM), ("pay", PLAN)):
            for statement in parts[part].extract_statements(script):
                known = {"kams": KAMS, "year": YEAR, "accounts": ACCOUNTS}
                parts[part].execute(statement, {k: v for k, v in known.items() if k in statement.named_parameters})

    store.change(("ledger", "pay"), fill)
    return store


def _log(ledger: Connection, number: int, kind: str, rows: int) -> None:
    ledger.execute(
        "INSERT INTO import_log (import_id, file, kind, sha256, state, imported_at, imported_by, rows_read,"
        " rows_loaded, rows_known, rows_skipped, rows_quarantined)"
        " VALUES ($number, 'bench', $kind, 'x' || $number, 'live', now()::TIMESTAMP, 'bench', $n, $n, 0, '{}', 0)",
        {"n": rows, "number": number, "kind": kind},
    )
