"""Currencies: the reporting currency, and amounts converted to it when lines are read.

No converted amount is stored: a rate imported or corrected later changes the figures of every state that has it.
"""

from pathlib import Path

from kam_analytics.core.settings import section
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Connection

SQL = Path(__file__).parent / "sql" / "money"
_SIGNS = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "US$": "USD", "£": "GBP", "FS": "CHF", "¥": "JPY"}


def reporting_currency(path: Path | None = None) -> str:
    """Code of the currency of every figure: `[money] reporting_currency` of kam.toml (`KAM_CONFIG`), else EUR."""
    currency = section("money", path).get("reporting_currency", "EUR")
    code = str(currency).strip().upper()
    return code if len(code) == 3 and code.isalpha() and code.isascii() else "EUR"


def iso(text: str) -> str:
    """SQL of the code of a currency text: € is EUR; NULL and blank are no currency."""
    cases = " ".join(f"WHEN '{sign}' THEN '{code}'" for sign, code in _SIGNS.items())
    return f"CASE upper(trim({text})) WHEN '' THEN NULL {cases} ELSE upper(trim({text})) END"


def declare(db: Connection, currency: str) -> None:
    """Create `money.month`, `money.line` and `money.waiting` over the attached ledger, amounts in one currency.

    If every line is in that currency, the first two are the tables themselves. Lines of another currency are converted
    with the last rate on or before their day; those without one are only in `money.waiting`.
    """
    for sql in _first(currency):
        db.execute(sql)
    db.execute(_rest(db))


def declaration(db: Connection, currency: str) -> tuple[str, ...]:
    """The statements with which `declare` created what `db` has, for a script that repeats it elsewhere."""
    return (*_first(currency), _rest(db))


def _first(currency: str) -> tuple[str, ...]:
    quoted = currency.replace("'", "''")
    return (
        statement(SQL, "schema"),
        statement(SQL, "foreign_text", code=iso("currency"), quoted=quoted),
        statement(SQL, "iso", code=iso("label")),
    )


def _rest(db: Connection) -> str:
    several = bool(db.execute(statement(SQL, "count_foreign")).fetchall()[0][0])
    return statement(SQL, "several" if several else "one")
