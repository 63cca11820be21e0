"""The profile of a typed file: its amounts by month, document, state, currency and account, and what is left out."""

from dataclasses import replace
from pathlib import Path

from kam_analytics.core.import_profile import ImportProfile, ProfileRow
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
    currency = iso("currency") if "currency" in nodes else f"'{reporting_currency()}'"
    has_states = bool(sheet.stage.db.execute(statement(SQL, "has_states")).fetchall()[0][0])
    total, first, last, accounts = sheet.stage.db.execute(
        statement(SQL, "profile_totals", money=kind.money, day=day or "NULL::DATE", who=who or "NULL")
    ).fetchall()[0]
    return ImportProfile(
        total=total,
        first=first,
        last=last,
        accounts=int(accounts),
        months=_months(sheet, f"year({day}) * 100 + month({day})") if day else (),
        documents=_rows(sheet, "document_class", loaded) if "document_class" in kind.names else (),
        states=_states(sheet) if has_states else (),
        currencies=_rows(sheet, f"coalesce({currency}, '{reporting_currency()}')", loaded),
        largest=_rows(sheet, who, loaded, "amount DESC", LARGEST) if who else (),
        left_out=_rows(sheet, "aside", "aside <> 'blank'"),
    )


def _months(sheet: MappedTable, number: str) -> tuple[ProfileRow, ...]:
    """By month, named `2025-01`; counted by numbers such as 202501, which are cheap to group."""
    rows = _rows(sheet, number, "aside IS NULL", "name")
    return tuple(replace(row, name=f"{row.name[:4]}-{row.name[4:]}") for row in rows)


def _states(sheet: MappedTable) -> tuple[ProfileRow, ...]:
    """Every state of the file, also of the rows that it leaves out."""
    query = statement(SQL, "listed_states", money=sheet.layout.kind.money or "0", most=MOST)
    return tuple(ProfileRow(str(n), int(c), a) for n, c, a in sheet.stage.db.execute(query).fetchall())


def _account(sheet: MappedTable) -> str | None:
    """The field that names whom a row is about."""
    if "account_id" in sheet.layout.kind.names:
        return "source_account"
    return next((n for n in ("account", "who") if n in sheet.layout.nodes), None)


def _rows(
    sheet: MappedTable, name: str, condition: str, order: str = "rows DESC, name", most: int = MOST
) -> tuple[ProfileRow, ...]:
    query = statement(
        SQL,
        "profile_rows",
        name=name,
        money=sheet.layout.kind.money or "0",
        condition=condition,
        order=order,
        most=most,
    )
    return tuple(ProfileRow(str(n), int(c), a) for n, c, a in sheet.stage.db.execute(query).fetchall())
