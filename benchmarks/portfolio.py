"""A store of a million invoice lines, made without the import, for the benchmarks of the pages."""

from collections.abc import Mapping
from pathlib import Path

from kam_analytics.warehouse import mart
from kam_analytics.warehouse.store import Connection, Store

LINES, ACCOUNTS, DAYS = 1_000_000, 5_000, 1_461
FILL = """
INSERT INTO line (import_id, row_no, key, occurrence, source_account, account_name, date, amount, product,
    product_family, margin, kam)
SELECT 1, n, hash(n), 1, 'C' || account, 'Compte ' || account, DATE '2022-01-01' + day, amount, 'P' || n % 400,
    'F' || n % 8, amount * 0.35, 'K' || account % 12
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


def million(folder: Path, lines: int = LINES) -> Store:
    """The store, filled in one change."""
    store = Store(folder)

    def fill(parts: Mapping[str, Connection]) -> None:
        ledger = parts["ledger"]
        ledger.execute(
            "INSERT INTO import_log (import_id, file, kind, sha256, state, imported_at, imported_by, rows_read,"
            " rows_loaded, rows_known, rows_skipped, rows_quarantined)"
            " VALUES (1, 'bench', 'revenue', 'x', 'live', now()::TIMESTAMP, 'bench', $n, $n, 0, '{}', 0)",
            {"n": lines},
        )
        ledger.execute(FILL, {"lines": lines, "accounts": ACCOUNTS, "days": DAYS})
        mart.include(ledger, 1)

    store.change(("ledger",), fill)
    return store
