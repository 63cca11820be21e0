"""The rows of a file with typed values: table `typed`, one row for each row of the file."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kam_analytics.core.kinds import Kind, Type
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.dates import day_part
from kam_analytics.ingest.notation.expressions import ColumnReference, columns_of
from kam_analytics.ingest.notation.periods import period_of
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import cell, collapsed, date_key, is_missing, joined_texts, trimmed_cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.column_formats import WORD_LISTS, ColumnFormats, text_columns
from kam_analytics.ingest.values.value_sql import ValueSql
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

MONEY_DECIMALS = 4  # of the stored amounts
SPREAD = 10_000_000  # row n, k-th spread column: n + k × SPREAD


def row_number(n: int) -> int:
    """The row number of the file; several rows of an unpivot share one."""
    return n % SPREAD


def unpivot(sheet: MappedTable) -> MappedTable:
    """Make rows of the columns of an unpivot: their cell and their title become two more columns."""
    stage, layout = sheet.stage, sheet.layout
    if not layout.spread or layout.spread_into is None or layout.kind.money is None:
        return sheet
    year = f"c{layout.spread_year.index}" if layout.spread_year else None
    parts = [_spread_column(k, c, year, sheet.title_row, stage.width) for k, c in enumerate(layout.spread, start=1)]
    titles = {f"t{k}": c.title for k, c in enumerate(layout.spread, start=1)}
    rows = " UNION ALL ".join(parts)
    stage.db.execute(f"CREATE TABLE spread AS {rows}", titles)
    stage.replace_source("spread", backup="wide")
    cells, title = (
        ColumnReference(stage.width, layout.spread[0].title),
        ColumnReference(stage.width + 1, layout.spread_into),
    )
    nodes = {**layout.nodes, layout.kind.money: cells, layout.spread_into: title}
    counted, last = stage.db.execute(statement(SQL, "count_and_last_row")).fetchall()[0]
    wider = replace(stage, width=stage.width + 2, rows=int(counted), last=int(last or 0))
    return sheet.over(wider, replace(layout, nodes=nodes))


def _spread_column(k: int, column: ColumnReference, year: str | None, after: int, width: int) -> str:
    period = period_of(column.title)
    title = f"$t{k}"
    if period is not None and period.year is None and year is not None:
        title = f"CASE WHEN $t{k} IS NOT NULL THEN {year} || '-{period.month:02d}' END"
    both = f"c{column.index} AS c{width}, {title} AS c{width + 1}"
    return f"SELECT n + {k * SPREAD} AS n, * EXCLUDE (n), {both} FROM source WHERE n > {after}"


def type_rows(sheet: MappedTable, formats: ColumnFormats) -> list[str]:
    """Create `typed(n, aside, <fields>, raw, key)`; `aside` is why a row is not loaded, NULL when it is.

    Returns the titles of `raw`.
    """
    stage, layout, titles = sheet.stage, sheet.layout, sheet.titles
    values = ValueSql(sheet, formats)
    fields = {name: values.typed(name) for name in layout.nodes}
    columns = ", ".join(f"{sql} AS {name}" for name, sql in fields.items())
    originals = columns_as_written(sheet, formats)
    raw = joined_texts([f"c{i}" for i, _ in originals])
    aside = _aside(values, layout, titles)
    joins = _joined(stage, layout, formats)
    stage.db.execute(
        statement(
            SQL,
            "typed",
            key=key(layout.kind),
            derived=_derived(layout),
            aside=aside,
            columns=columns,
            raw=raw,
            joins=joins,
            title_row=sheet.title_row,
        ),
        {**values.parameters, **_title_parameters(layout, titles)},
    )
    _close_periods(stage, layout)
    return [title for _, title in originals]


def key(kind: Kind) -> str:
    """SQL of the natural key of a row, as 64 bits that are the same in every version of the database."""
    names = kind.natural_key or kind.names
    # the same bits as md5_number_lower, which takes twice as long
    return f"(md5_number({joined_texts([f'{n}::VARCHAR' for n in names])}) >> 64)::UBIGINT"


def _derived(layout: Layout) -> str:
    """Fields that no column fills: the account a line is about, the margin from the cost; the others are NULL."""
    absent = {f.name: f"NULL::{f.type.sql}" for f in layout.kind.fields if f.name not in layout.nodes}
    if "cost" in layout.nodes and "margin" in absent:
        absent["margin"] = "(amount - cost)::DECIMAL(18, 4)"
    if "account_id" in layout.kind.names:
        names = [n for n in ("account_id", "account_name") if n in layout.nodes]
        absent["source_account"] = f"coalesce({', '.join(names)})" if names else "NULL::VARCHAR"
    return ", ".join(f"{sql} AS {name}" for name, sql in absent.items()) or "NULL AS nothing"


def _mapped(layout: Layout) -> list[int]:
    """The columns of the file that fill a field, in field order."""
    return list(dict.fromkeys(c.index for node in layout.nodes.values() for c in columns_of(node)))


def mapped_titles(layout: Layout) -> list[tuple[int, str]]:
    """Position and title of every mapped column, in field order."""
    titles = {c.index: c.title for node in layout.nodes.values() for c in columns_of(node)}
    return [(i, titles[i]) for i in _mapped(layout)]


def columns_as_written(sheet: MappedTable, formats: ColumnFormats) -> list[tuple[int, str]]:
    """Position and title of the columns whose original text is stored beside the typed value.

    The text of the others follows from the value: texts and codes, plain numbers in the mark of their column, and
    days without a time. The log holds the mark and the order they were written in.
    """
    reproducible = {
        node.index
        for name, node in sheet.layout.nodes.items()
        if isinstance(node, ColumnReference) and _is_reproducible(sheet, formats, name, node.index)
    }
    return [(i, title) for i, title in mapped_titles(sheet.layout) if i not in reproducible]


def _is_reproducible(sheet: MappedTable, formats: ColumnFormats, name: str, index: int) -> bool:
    kind = sheet.layout.kind.field(name).type
    if (sheet.layout.kind.id, name) in WORD_LISTS or kind is Type.FLAG or index in formats.whole_ids:
        return False
    if kind is Type.DATE:
        return not formats.timed[index] and all(t == day_part(t) for t in formats.days[index])
    if kind in (Type.TEXT, Type.ID):
        return True
    style = formats.numbers[index]
    return (
        style.plain
        and name not in sheet.layout.units
        and (kind is not Type.MONEY or _is_exact(sheet, index, style.mark))
    )


def _is_exact(sheet: MappedTable, index: int, mark: str) -> bool:
    """Whether the stored decimals hold every amount of a column."""
    return profile.most_decimals(sheet.stage, index, mark, sheet.title_row) <= MONEY_DECIMALS


def _aside(values: ValueSql, layout: Layout, titles: Mapping[int, str]) -> str:
    """Blank rows, the title row repeated, documents that are no revenue, rows outside the `where`."""
    texts = set(text_columns(layout))
    tested = [f"c{i} IS NULL" if i in texts else f"{trimmed_cell(i)} IS NULL" for i in _mapped(layout)]
    blank = " AND ".join(sorted(tested, key=len)) or "false"
    node = layout.nodes.get(layout.kind.money or "")
    if layout.spread and isinstance(node, ColumnReference):
        blank = is_missing(cell(node.index))
    cases = [f"WHEN {blank} THEN 'blank'"]
    repeated = _repeated(layout, titles)
    if repeated:
        cases.append(f"WHEN {repeated} THEN 'header'")
    if "document_class" in values.formats.lexicon:
        cases.append("WHEN words_document_class.value = 'not_revenue' THEN 'not revenue'")
    if layout.where is not None:
        cases.append(f"WHEN NOT {values.truth(layout.where)} THEN 'filtered'")
    return f"CASE {' '.join(cases)} END"


def _repeated(layout: Layout, titles: Mapping[int, str]) -> str:
    """The title row once more: the first three mapped columns hold their own titles, whatever the case.

    The first letters of the first one are compared before anything that costs more.
    """
    own = [i for i in _mapped(layout) if i in titles][:3]
    if not own:
        return ""
    same = " AND ".join(f"{collapsed(cell(i))} = $title_{i}" for i in own)
    return f"CASE WHEN starts_with(lower({cell(own[0])}), $start) THEN {same} ELSE false END"


def _title_parameters(layout: Layout, titles: Mapping[int, str]) -> dict[str, str]:
    own = {i: " ".join(titles[i].lower().split()) for i in [i for i in _mapped(layout) if i in titles][:3]}
    start = {"start": next(iter(own.values()))[:2]} if own else {}
    return {f"title_{i}": t for i, t in own.items()} | start


def _joined(stage: Stage, layout: Layout, formats: ColumnFormats) -> str:
    """Joins to the dictionaries of dates and words."""
    joins = []
    for index, days in formats.days.items():
        stage.dictionary(f"day_{index}", "day", "DATE", days)
        joins.append(f"LEFT JOIN day_{index} ON day_{index}.text = {date_key(cell(index), formats.timed[index])}")
    for name, listed in formats.lexicon.items():
        node = layout.nodes[name]
        if isinstance(node, ColumnReference):
            stage.dictionary(f"words_{name}", "value", "VARCHAR", listed)
            joins.append(f"LEFT JOIN words_{name} ON words_{name}.text = {cell(node.index)}")
    return " ".join(joins)


def _close_periods(stage: Stage, layout: Layout) -> None:
    """Fill `period_end` where the file gives only starts."""
    if "period_end" not in layout.kind.names or "period_end" in layout.nodes:
        return
    if layout.period_end == "next_start":
        stage.db.execute(statement(SQL, "close_periods_at_next_start"))
    elif layout.spread_into == "period_start":
        stage.db.execute(statement(SQL, "close_periods_at_month_end"))
    else:
        return
    set_keys(stage, layout.kind)


def set_keys(stage: Stage, kind: Kind) -> None:
    """Derive the natural keys again once amounts have changed."""
    stage.db.execute(statement(SQL, "set_key", key=key(kind)))


def first_rows(sheet: MappedTable, limit: int) -> tuple[dict[str, object], ...]:
    """The first rows that would be loaded, by field, with the number of their row in the file."""
    names = list(sheet.layout.nodes)
    rows = sheet.stage.db.execute(statement(SQL, "first_rows", names=", ".join(names), most=int(limit))).fetchall()
    return tuple({"row": row_number(int(row[0])), **dict(zip(names, row[1:], strict=True))} for row in rows)
