"""How many rows of a sheet are data, before its kind is decided."""

from decimal import Decimal
from pathlib import Path

from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.header.non_data_rows import Suspect, classify
from kam_analytics.ingest.notation.folding import fold, trimmed
from kam_analytics.ingest.stage.cells import trimmed_cell
from kam_analytics.ingest.stage.stage import CellRow, Stage
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

TAIL = 40  # rows at the end looked at for totals and footers


def count(stage: Stage, header: Header) -> int:
    """Rows below the titles that are neither blank, nor the titles again, nor a total, nor a footer."""
    labelled = [f"{trimmed_cell(i)} IS NOT NULL" for i in (*header.positions, *header.unlabelled)]
    again = " AND ".join(f"coalesce({trimmed_cell(i)}, '') = $t{i}" for i in header.positions[:4])
    titles = {f"t{i}": _title(stage, header, i) for i in header.positions[:4]}
    counted = stage.db.execute(
        statement(SQL, "count_data_rows", title_row=header.row, labelled=" OR ".join(labelled), titles_again=again),
        titles,
    ).fetchall()[0][0]
    return int(counted) - len(total_and_footer_rows(stage, header))


def total_and_footer_rows(stage: Stage, header: Header) -> dict[int, str]:
    """Totals and footers among the last rows: row → reason."""
    tail = [(n, cells) for n, cells in stage.tail(TAIL) if n > header.row]
    filled = [(n, cells) for n, cells in tail if any(trimmed(c) for c in cells)]
    numbers = {n for n, _ in filled}
    last = max((n for n, cells in filled if not _may_be_none(cells)), default=header.row)
    suspects = [
        Suspect(
            n=n,
            cells=cells,
            money=None,
            before=Decimal(0),
            lines_before=0,
            incomplete=False,
            after_gap=n - 1 not in numbers,
            last=n > last,
        )
        for n, cells in filled
        if _may_be_none(cells) and n > last
    ]
    labelled = {n: reason for n, reason in classify(suspects).items() if reason != "title"}
    return {**labelled, **_unlabelled_totals(stage, header, filled, labelled)}


def _may_be_none(cells: CellRow) -> bool:
    return sum(1 for c in cells if trimmed(c)) <= 1


def _title(stage: Stage, header: Header, position: int) -> str:
    row = stage.between(header.row - 1, header.row)
    return trimmed(row[0][1][position]) or "" if row else ""


def _unlabelled_totals(
    stage: Stage, header: Header, filled: list[tuple[int, CellRow]], others: dict[int, str]
) -> dict[int, str]:
    """The last row when its first titled cells are blank and most of its numbers are the sums of their columns."""
    rows = [(n, cells) for n, cells in filled if n not in others]
    if len(rows) < 3:
        return {}
    n, cells = rows[-1]
    lead = header.positions[:2]
    labelled = any(fold(cells[i] or "").startswith(("total", "sous-total", "grand total")) for i in lead)
    if any(trimmed(cells[i]) for i in lead) and not labelled:
        return {}
    summed = [i for i in header.positions if _number(cells[i]) is not None]
    if not summed:
        return {}
    sums = ", ".join(f"sum(try_cast(replace(c{i}, ',', '') AS DOUBLE))" for i in summed)
    totals = stage.db.execute(statement(SQL, "column_sums", sums=sums, title_row=header.row, last_row=n)).fetchall()[0]
    equal = sum(_close(cells[i], total) for i, total in zip(summed, totals, strict=True))
    return {n: "total"} if equal * 2 > len(summed) or (labelled and equal) else {}


def _number(text: str | None) -> float | None:
    try:
        return float((text or "").replace(",", ""))
    except ValueError:
        return None


def _close(text: str | None, total: float | None) -> bool:
    value = _number(text)
    return value is not None and total is not None and abs(value - total) <= 0.01 + 1e-6 * abs(total)
