"""The profile of a typed file: its amounts by month, document, state, currency and account, and what is left out."""

from dataclasses import replace
from pathlib import Path

from kam_analytics.core.import_profile import ImportProfile, ProfileRow
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.warehouse.money import iso, reporting_currency
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

LARGEST = 5  # accounts
MOST = 60  # rows of one list


def profile_of(sheet: MappedTable) -> ImportProfile:
    """The profile of the rows of `typed`; empty for kinds without amounts."""
    kind, nodes = sheet.layout.kind, sheet.layout.nodes
    if kind.money is None:
        return ImportProfile()
    loaded = "aside IS NULL"
    day = kind.day
    who = _account(sheet)
    query = statement(SQL, "profile_totals", money=kind.money, day=day or "NULL::DATE")
    rows, total, first, last = sheet.stage.db.execute(query).fetchall()[0]
    accounts, largest = _accounts(sheet, who) if who else (0, ())
    own = (ProfileRow(reporting_currency(), rows, total),) if rows else ()
    return ImportProfile(
        total=total,
        first=first,
        last=last,
        accounts=accounts,
        months=_months(sheet, f"year({day}) * 100 + month({day})") if day else (),
        documents=_rows(sheet, "document_class", loaded) if "document_class" in kind.names else (),
        states=_states(sheet, sheet.states) if sheet.states else (),
        currencies=_rows(sheet, _currency(), loaded) if "currency" in nodes else own,
        largest=largest,
        left_out=_rows(sheet, "aside", "aside <> 'blank'"),
    )


def _currency() -> str:
    return f"coalesce({iso('currency')}, '{reporting_currency()}')"


def _accounts(sheet: MappedTable, who: str) -> tuple[int, tuple[ProfileRow, ...]]:
    """How many accounts the rows to load are about, and the largest of them."""
    query = statement(SQL, "profile_accounts", money=sheet.layout.kind.money or "0", who=who, most=LARGEST)
    rows = sheet.stage.db.execute(query).fetchall()
    return (int(rows[0][3]) if rows else 0), tuple(ProfileRow(str(n), int(c), a) for n, c, a, _ in rows)


def _months(sheet: MappedTable, number: str) -> tuple[ProfileRow, ...]:
    """By month, named `2025-01`; counted by numbers such as 202501, which are cheap to group."""
    rows = _rows(sheet, number, "aside IS NULL", "name")
    return tuple(replace(row, name=f"{row.name[:4]}-{row.name[4:]}") for row in rows)


def _states(sheet: MappedTable, column: ColumnReference) -> tuple[ProfileRow, ...]:
    """Every state of the file, also of the rows that it leaves out."""
    query = statement(SQL, "listed_states", column=column.index, money=sheet.layout.kind.money or "0", most=MOST)
    return tuple(ProfileRow(str(n), int(c), a) for n, c, a in sheet.stage.db.execute(query).fetchall())


def _account(sheet: MappedTable) -> str | None:
    """The field that names whom a row is about."""
    if "account_id" in sheet.layout.kind.names:
        return "source_account"
    return next((n for n in ("account", "who") if n in sheet.layout.nodes), None)


def _rows(sheet: MappedTable, name: str, condition: str, order: str = "rows DESC, name") -> tuple[ProfileRow, ...]:
    money = sheet.layout.kind.money or "0"
    query = statement(SQL, "profile_rows", name=name, money=money, condition=condition, order=order, most=MOST)
    return tuple(ProfileRow(str(n), int(c), a) for n, c, a in sheet.stage.db.execute(query).fetchall())
