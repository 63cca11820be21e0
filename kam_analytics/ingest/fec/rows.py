"""Table `typed` of a FEC: its class 70 lines as revenue, or as the months of the books; every other row is left."""

from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.ingest.fec.columns import FecColumns
from kam_analytics.ingest.fec.entries import CLIENT
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import joined_texts, trimmed_cell
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.typed_rows import key
from kam_analytics.language.imports import fec as words

KIND = Kind(
    "fec",
    words.KIND,
    "ledger",
    "line",
    KINDS["revenue"].fields,
    KINDS["revenue"].one_of,
    KINDS["revenue"].natural_key,
    "amount",
    "date",
)
_FROM = {
    "account_id": ("client", "account"),
    "account_name": ("client_name", "account_name"),
    "date": ("day",),
    "invoice_no": ("piece",),
    "document_class": ("account",),
    "product_family": ("account_name",),
    "paid_on": ("letter", "letter_day", "paid_day"),
}  # field → the column it is read from: the first that the file has
_QUOTED = ("account", "piece", "day", "debit", "credit", "amount", "side")  # shown with a line to correct
_FIELDS = """CASE WHEN reason = '{client}' THEN client.client END AS source_account,
    CASE WHEN reason = '{client}' THEN client.name END AS account_name, revenue.day AS date, revenue.amount,
    line.piece AS invoice_no, line.account_name AS product_family,
    CASE WHEN line.account LIKE '709%' THEN 'rebate' WHEN revenue.amount < 0 THEN 'credit_note'
         ELSE 'invoice' END AS document_class,
    CASE WHEN reason = '{client}' AND revenue.amount > 0 THEN revenue.paid_on END AS paid_on"""
_ASIDE = """CASE WHEN line.aside IS NOT NULL THEN line.aside WHEN coalesce(line.account, '') NOT LIKE '70%'
    THEN 'not revenue' WHEN revenue.n IS NULL THEN 'opening' WHEN revenue.closing THEN 'closing'
    WHEN revenue.day IS NULL OR NOT revenue.readable THEN 'quarantine' END"""


def as_revenue(stage: Stage, columns: FecColumns) -> Layout:
    """Create `typed` with one row for each row of the file; the fields are filled on class 70 lines only."""
    absent = ("line_no", "product", "quantity", "currency")
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE typed AS SELECT *, CASE WHEN aside IS NULL THEN {key(KIND)} END AS key FROM (
            SELECT line.n, {_ASIDE} AS aside, {_FIELDS.format(client=CLIENT)},
                   {", ".join(f"NULL::VARCHAR AS {name}" for name in absent)}, NULL::VARCHAR AS raw
            FROM fec_line AS line
            LEFT JOIN fec_revenue AS revenue USING (n)
            LEFT JOIN fec_client AS client ON client.client = revenue.client)"""
    )
    nodes = {f: _column(columns, names) for f, names in _FROM.items() if any(n in columns.position for n in names)}
    nodes["amount"] = _column(columns, columns.amounts)
    return Layout(KIND, nodes)


def as_books(stage: Stage, columns: FecColumns) -> Layout:
    """Create `typed` as months: the first class 70 line of a month carries its sum, the others are added to it."""
    kind = KINDS["books"]
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE typed AS SELECT *, {key(kind)} AS key FROM (
            SELECT n, CASE WHEN aside IS NULL AND row_number() OVER w > 1 THEN 'summed' ELSE aside END AS aside,
                   month, sum(amount) OVER (PARTITION BY month, aside) AS revenue, NULL::VARCHAR AS raw
            FROM (SELECT line.n, {_ASIDE} AS aside, date_trunc('month', revenue.day)::DATE AS month, revenue.amount
                  FROM fec_line AS line LEFT JOIN fec_revenue AS revenue USING (n))
            WINDOW w AS (PARTITION BY month, aside ORDER BY n))"""
    )
    return Layout(kind, {"month": _column(columns, ("day",)), "revenue": _column(columns, columns.amounts)})


def set_aside_rejected(stage: Stage, columns: FecColumns) -> int:
    """Create `rejected`: the cells that kept a class 70 line out, with the accounting cells of that line only."""
    cells = {n: trimmed_cell(columns.position[n]) for n in quoted(columns)}
    raw = joined_texts(list(cells.values()))
    amounts = " || ' ' || ".join(f"coalesce({cells[n]}, '')" for n in columns.amounts)
    stage.db.execute(
        f"""CREATE OR REPLACE TABLE rejected AS
        SELECT n, column_name, value, CASE WHEN value IS NULL THEN 'required' ELSE 'readable' END AS rule, raw FROM (
            SELECT n, $day AS column_name, {cells["day"]} AS value, {raw} AS raw FROM source
            SEMI JOIN (SELECT n FROM fec_revenue WHERE NOT closing AND day IS NULL) AS bad USING (n)
            UNION ALL
            SELECT n, $amount, nullif(trim({amounts}), ''), {raw} FROM source
            SEMI JOIN (SELECT n FROM fec_revenue WHERE NOT closing AND NOT readable) AS bad USING (n))""",
        {"day": columns.title["day"], "amount": ", ".join(columns.title[n] for n in columns.amounts)},
    )
    return int(stage.db.execute("SELECT count(DISTINCT n) FROM rejected").fetchall()[0][0])


def quoted(columns: FecColumns) -> tuple[str, ...]:
    """The columns shown with a line to correct: nothing that names a person."""
    return tuple(n for n in _QUOTED if n in columns.position)


def _column(columns: FecColumns, names: tuple[str, ...]) -> ColumnReference:
    first = next(n for n in names if n in columns.position)
    return ColumnReference(columns.position[first], ", ".join(columns.title[n] for n in names if n in columns.position))
