"""An import tried on a copy of the store: what it would load, and about whose accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.core.imports import ImportReport
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import ImportRequest, run_imports
from kam_analytics.ingest.write import log
from kam_analytics.warehouse.sql_files import statement
from kam_analytics.warehouse.store import Store

SQL = Path(__file__).parent / "write" / "sql"
TRIAL = Scope("trial", Role.DIRECTOR, sees_all_pay=True)
LINES = ("line", "source_account")


@dataclass(frozen=True, slots=True)
class Trial:
    """The report, the copy that holds the import, and the accounts of the file that are not the sender's."""

    report: ImportReport
    store: Store
    outside: tuple[str, ...]


def try_import(store: Store, request: ImportRequest, sender_ids: Sequence[str]) -> Trial:
    """Import a file into a copy of the store; the store itself is not changed.

    sender_ids: the people whose accounts are the sender's. Raises KamError as the import does.
    """
    copy = store.copy()
    (report,) = run_imports(copy, [request], scope=TRIAL)
    if report.outcome != "loaded" or report.import_id is None:
        return Trial(report, copy, ())
    own = log.own_accounts(store, tuple(sender_ids))
    return Trial(report, copy, tuple(sorted(_accounts(copy, report.kind or "", report.import_id) - own)))


def _accounts(store: Store, kind: str, import_id: int) -> set[str]:
    """The accounts that the rows of an import name; none for kinds that name no account."""
    table, column = _place(kind)
    if column is None:
        return set()
    with store.connect(parts=("ledger",)) as db:
        query = statement(SQL, "accounts_of_import", table=f"ledger.{table}", column=column)
        return {str(account) for (account,) in db.execute(query, {"i": import_id}).fetchall()}


def _place(kind: str) -> tuple[str, str | None]:
    if kind == "fec":
        return LINES
    known = KINDS.get(kind)
    if known is None or known.part != "ledger":
        return "", None
    column = "source_account" if "account_id" in known.names else "account" if "account" in known.names else None
    return known.table, column
