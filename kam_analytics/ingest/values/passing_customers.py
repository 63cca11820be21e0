"""Lines of "Clients divers": revenue of no account, as in a FEC."""

from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.notation.collective_names import is_collective
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.language.imports import accounts as words
from kam_analytics.language.sentences import fill, plural
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"


def set_apart(sheet: MappedTable) -> Text | None:
    """Take the account of such lines away, and say what they come to; None without one."""
    columns = [n for n in ("account_name", "account_id") if n in sheet.layout.nodes]
    if sheet.layout.kind.id != "revenue" or not columns:
        return None
    db = sheet.stage.db
    query = statement(SQL, "likely_collective_names", names=", ".join(columns))
    names = [str(row[0]) for row in db.execute(query).fetchall()]
    collective = [name for name in names if is_collective(name)]
    if not collective:
        return None
    lines, total = db.execute(statement(SQL, "lines_of_names"), {"names": collective}).fetchall()[0]
    if not lines:
        return None
    db.execute(statement(SQL, "clear_accounts_of_names"), {"names": collective})
    return fill(
        plural(int(lines), *words.PASSING),
        n=Quantity(int(lines), Unit.COUNT),
        name=collective[0],
        amount=Quantity(float(total or 0), Unit.EUR_EXACT),
    )
