"""Sets aside the rows of `typed` that are totals, section titles or footers."""

from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.header.non_data_rows import Suspect, classify
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

NO_LINES = (Decimal(0), 0)
MOST = 20_000  # suspects looked at one by one
IDENTITY = ("account", "account_id", "account_name", "who")
_LABEL = (
    r"(?i)^(sous[- ]?total|total|totaux|subtotal|grand[- ]total|somme\b|sum\b|cumul\b|\*+$)"
    r"|[ -](sous[- ]?total|total|totaux|subtotal|r[ée]sultat|result|summe|ergebnis|totale)$"
)


def set_aside(sheet: MappedTable) -> None:
    """Give a reason to the rows of `typed` that are no lines."""
    stage, layout = sheet.stage, sheet.layout
    suspects = _suspects(stage, layout)
    verdicts = classify(suspects, least=1 if "invoice_no" in layout.nodes else 2)
    if not verdicts:
        return
    stage.db.execute(
        statement(SQL, "set_totals_aside"),
        {"n": list(verdicts), "why": list(verdicts.values())},
    )


def incomplete(layout: Layout) -> str:
    """The SQL condition that a row lacks a required value."""
    needed = [f.name for f in layout.kind.fields if f.required]
    conditions = [f"{name} IS NULL" for name in needed]
    if layout.kind.id != "revenue":  # a line without a customer is kept
        conditions += [" AND ".join(f"{name} IS NULL" for name in group) for group in layout.kind.one_of]
    return "(" + " OR ".join(f"({c})" for c in conditions) + ")"


def _suspects(stage: Stage, layout: Layout) -> list[Suspect]:
    """Rows with at most one text in them that lack a value or a customer, or that are labelled as a total."""
    stage.db.execute(statement(SQL, "customers", names=", ".join(_identity(layout)) or "NULL AS nobody"))
    labelled = _labelled(_identity(layout))
    if not stage.db.execute(statement(SQL, "has_label", labelled=labelled)).fetchall():
        labelled = "false"
    condition = f"(({incomplete(layout)}) OR {_nameless(layout)} OR {labelled})"
    title = layout.nodes.get(layout.spread_into or "")
    width = (
        title.index if isinstance(title, ColumnReference) else stage.width
    )  # the title of a period is no text of its row
    few = _few_texts(width)
    money = layout.kind.money or "NULL::DECIMAL(18, 4)"
    stage.db.execute(
        statement(
            SQL,
            "shortlist",
            money=money,
            incomplete=incomplete(layout),
            named=_names(layout),
            condition=condition,
        )
    )
    if not stage.db.execute(statement(SQL, "count_shortlist")).fetchall()[0][0]:
        return []
    rows = stage.db.execute(
        statement(SQL, "shortlisted_rows", cells=_cells(width), few=few, labelled=_has_total_label(width), most=MOST)
    ).fetchall()
    if not rows:
        return []
    numbers = [int(row[0]) for row in rows]
    stage.db.execute(statement(SQL, "suspects"), {"n": numbers})
    sums, gaps, last = _sums_before(stage, money), _after_gap(stage), _last_line(stage)
    return [
        Suspect(
            n=n,
            cells=row[5:],
            money=None if row[2] else Decimal(row[1]),
            before=sums.get(n, NO_LINES)[0],
            lines_before=sums.get(n, NO_LINES)[1],
            incomplete=bool(row[3]),
            named=int(row[4]),
            after_gap=n in gaps,
            last=n > last,
            spread=bool(layout.spread),
        )
        for n, row in zip(numbers, rows, strict=True)
    ]


def _cells(width: int) -> str:
    return ", ".join(f"source.c{i}" for i in range(width))


def _identity(layout: Layout) -> list[str]:
    return [n for n in IDENTITY if n in layout.nodes]


def _names(layout: Layout) -> str:
    """SQL of how many cells say whom a row is about."""
    return " + ".join(f"({n} IS NOT NULL)::INTEGER" for n in _identity(layout)) or "0"


def _nameless(layout: Layout) -> str:
    """SQL condition that a row has no customer."""
    return "(" + (" AND ".join(f"{n} IS NULL" for n in _identity(layout)) or "false") + ")"


def _labelled(names: list[str]) -> str:
    """SQL condition that the customer of a row is the label of a total."""
    tests = [f"coalesce(regexp_matches({n}, '{_LABEL}'), false)" for n in names]
    return "(" + (" OR ".join(tests) or "false") + ")"


def _has_total_label(width: int) -> str:
    """SQL condition that some cell of the row begins like the label of a total."""
    return " OR ".join(f"coalesce(regexp_matches(c{i}, '{_LABEL}'), false)" for i in range(width))


def _few_texts(width: int) -> str:
    """SQL condition that at most one cell of the row is a text."""
    figure = r"^[-+(]?[€$£]? ?[0-9][0-9 .,:/T\x{00a0}\x{202f}''-]*[€$£%)-]?$"
    counted = " + ".join(
        f"(c{i} IS NOT NULL AND NOT regexp_matches(trim(c{i}), '{figure}'))::INTEGER" for i in range(width)
    )
    return f"({counted}) <= 1"


def _sums_before(stage: Stage, money: str) -> dict[int, tuple[Decimal, int]]:
    """Sum and count of the lines above each suspect, the other suspects left out."""
    rows = stage.db.execute(statement(SQL, "sums_before", money=money)).fetchall()
    return {int(n): (Decimal(total), int(lines)) for n, total, lines in rows}


def _after_gap(stage: Stage) -> frozenset[int]:
    """The suspects with a blank row directly above, or none at all (empty lines of a text file)."""
    rows = stage.db.execute(statement(SQL, "after_gap")).fetchall()
    return frozenset(int(row[0]) for row in rows)


def _last_line(stage: Stage) -> int:
    """The last row that is no suspect."""
    rows = stage.db.execute(statement(SQL, "last_line")).fetchall()
    return int(rows[0][0] or 0)
