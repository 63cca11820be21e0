"""Grouped exports: parent cells stand on the first line of a group and are blank below; they are carried down."""

from dataclasses import dataclass
from pathlib import Path

from kam_analytics.core.kinds import Type
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import literal, trimmed_cell
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

PARENTS = ("account", "account_id", "account_name")
INDEPENDENT = ("date", "invoice_no", "close_date", "ordered_on", "opportunity_id")
RICH = 3  # cells of its own: an article, a quantity, an amount; a line of a total has a label and an amount
FEWEST = 2  # such lines without proof: a single one is rather a subtotal, or a value that is missing
FEWEST_BLANK = 0.2  # share of blank cells below which a column has gaps rather than groups
_TOTAL = (
    r"(?i)^\s*(sous[- ]?total|total|totaux|subtotal|grand[- ]total|somme|sum|count|nombre|cumul|average|moyenne"
    r"|(à|a) reporter|report$)(\s|[[:punct:]]|$)"
)
_COUNT = r"\s*\([0-9]+\)$"  # `Alpha (12)`: a group and how many lines it has
_NUMBER = r"^[-+(]?[€$£]? ?[0-9][0-9 .,\x{00a0}\x{202f}''-]*[€$£%)-]?$"


@dataclass(frozen=True, slots=True)
class Groups:
    """Columns whose blank cells belong to the cell above."""

    columns: tuple[ColumnReference, ...]
    proven: bool  # by several facts blank together, or by the mark of a grouped report
    enough: bool  # so many blanks that they are worth a question where nothing proves them
    rows: int  # lines with such blanks


def find(sheet: MappedTable) -> Groups | None:
    """The grouped columns of a sheet; None for the usual flat one, whose blanks are values that are missing."""
    stage, after = sheet.stage, sheet.title_row
    if lone := _lone_heads(sheet):
        return lone
    fields = _candidates(sheet.layout)
    if not fields or not any(n in PARENTS or n in INDEPENDENT for n in fields) or _is_flat(stage, fields, after):
        return None
    holes = _blank(stage, list(fields.values()), after)
    grouped: list[ColumnReference] = []
    for column in sorted(set(fields.values()), key=lambda c: c.index):
        blanks, rows = holes[column.index]
        fewest = 1 if _is_marked(column) else FEWEST_BLANK * rows
        if blanks < max(1, fewest) or blanks == rows:
            if not grouped and blanks != rows:
                break  # a column on the left is full: the columns to its right do not group the lines
            continue
        if _is_group(stage, column, grouped, after):
            grouped.append(column)
        elif not grouped:
            break
    names = {n for n, c in fields.items() if c in grouped}
    if not names & {*PARENTS, *INDEPENDENT}:
        return None
    rich = _children(stage, grouped, after, RICH)
    marked = any(map(_is_marked, grouped))
    rows = _children(stage, grouped, after, 1)
    together = bool(names & set(PARENTS)) and bool(names & set(INDEPENDENT)) and rich == rows
    enough = rows >= max(FEWEST, FEWEST_BLANK * holes[grouped[0].index][1])
    return Groups(tuple(grouped), marked or together, enough, rows)


def _lone_heads(sheet: MappedTable) -> Groups | None:
    """Customers that stand alone on a row above their lines, which name none."""
    fields = _candidates(sheet.layout)
    heads = tuple(dict.fromkeys(n for f, n in fields.items() if f in PARENTS))
    others = [n for f, n in fields.items() if f not in PARENTS]
    if not heads or not others or _is_flat(sheet.stage, {c.title: c for c in heads}, sheet.title_row):
        return None
    head = " OR ".join(f"{_head(c.index)} IS NOT NULL" for c in heads)
    line = " OR ".join(f"{trimmed_cell(c.index)} IS NOT NULL" for c in others)
    query = statement(SQL, "lone_heads", head=head, line=line, after=sheet.title_row)
    alone, both, lines, first_head, first_line = sheet.stage.db.execute(query).fetchall()[0]
    if not alone or both or not lines or first_head > first_line:
        return None
    return Groups(heads, proven=True, enough=True, rows=int(lines))


def _is_marked(column: ColumnReference) -> bool:
    """Whether the title has the arrow of a Salesforce report that is grouped by this column."""
    return column.title.rstrip().endswith(("↑", "↓"))


def carry_down(sheet: MappedTable, groups: Groups) -> None:
    """Fill the blanks of the grouped columns from above, on the lines that hold words or dates of their own."""
    stage, after = sheet.stage, sheet.title_row
    detail = _detail(stage, groups.columns)
    filled = ", ".join(
        f"CASE WHEN c{i} IS NULL AND {detail} THEN last_value({_head(i)} IGNORE NULLS) OVER above ELSE c{i} END AS c{i}"
        for i in (c.index for c in groups.columns)
    )
    stage.db.execute(statement(SQL, "carry_down", filled=filled, after=after))
    stage.replace_source("carried")


def _candidates(layout: Layout) -> dict[str, ColumnReference]:
    """Mapped columns that may be grouped: no amounts, no quantities."""
    return {
        name: node
        for name, node in layout.nodes.items()
        if isinstance(node, ColumnReference) and layout.kind.field(name).type in (Type.TEXT, Type.ID, Type.DATE)
    }


def _is_flat(stage: Stage, fields: dict[str, ColumnReference], after: int) -> bool:
    """Whether the leftmost column of words or dates is too full to be grouped."""
    left = min(fields.values(), key=lambda c: c.index)
    query = statement(SQL, "count_filled", index=left.index, after=after)
    rows, filled = stage.db.execute(query).fetchall()[0]
    return bool(rows - filled < (1 if _is_marked(left) else FEWEST_BLANK * rows) or rows == filled)


def _blank(stage: Stage, columns: list[ColumnReference], after: int) -> dict[int, tuple[int, int]]:
    """Column → blank cells and rows, of the rows that hold words or dates in mapped columns and are no totals."""
    indexes = list(dict.fromkeys(c.index for c in columns))
    some = " OR ".join(f"{trimmed_cell(i)} IS NOT NULL" for i in indexes)
    parts = ", ".join(f"count(*) FILTER ({trimmed_cell(i)} IS NULL)" for i in indexes)
    filled = " + ".join(f"({trimmed_cell(i)} IS NOT NULL)::INTEGER" for i in range(stage.width))
    lines = f"n > {after} AND ({some}) AND {filled} > 1 AND NOT ({_total(stage)})"  # a footer has one cell
    row = stage.db.execute(statement(SQL, "count_blank_cells", parts=parts, lines=lines)).fetchall()[0]
    return {i: (int(row[k]), int(row[0])) for k, i in enumerate(indexes, start=1)}


def _is_group(stage: Stage, column: ColumnReference, outer: list[ColumnReference], after: int) -> bool:
    """Whether a column groups the lines: filled on the first line and where an outer group begins, never repeated."""
    begins = " OR ".join(f"{_head(c.index)} IS NOT NULL" for c in outer) or "false"
    own, detail = _head(column.index), _detail(stage, (*outer, column))
    row = stage.db.execute(
        statement(SQL, "group_heads", own=own, begins=begins, after=after, detail=detail)
    ).fetchall()[0]
    return bool(row[0]) and not row[1] and not row[2] and int(row[3]) >= 1


def _children(stage: Stage, columns: list[ColumnReference], after: int, least: int) -> int:
    """How many lines with blanks to fill have at least `least` other cells."""
    blank = " OR ".join(f"c{c.index} IS NULL" for c in columns)
    others = [i for i in range(stage.width) if i not in {c.index for c in columns}]
    own = " + ".join(f"(c{i} IS NOT NULL AND trim(c{i}) <> '')::INTEGER" for i in others) or "0"
    query = statement(
        SQL, "count_children", after=after, blank=blank, detail=_detail(stage, columns), own=own, least=least
    )
    return int(stage.db.execute(query).fetchall()[0][0])


def _head(index: int) -> str:
    """SQL of a cell that begins a group, without the count of its lines; NULL for a total."""
    text = trimmed_cell(index)
    bare = f"regexp_replace({text}, {literal(_COUNT)}, '')"
    return f"CASE WHEN NOT regexp_matches({text}, {literal(_TOTAL)}) THEN {bare} END"


def _detail(stage: Stage, columns: "tuple[ColumnReference, ...] | list[ColumnReference]") -> str:
    """SQL condition of a line: a word or a date outside the grouped columns, and no label of a total."""
    grouped = {c.index for c in columns}
    others = [i for i in range(stage.width) if i not in grouped]
    says = " OR ".join(
        f"(c{i} IS NOT NULL AND trim(c{i}) <> '' AND NOT regexp_matches(trim(c{i}), {literal(_NUMBER)}))"
        for i in others
    )
    return f"(({says or 'false'}) AND NOT ({_total(stage)}))"


def _total(stage: Stage) -> str:
    """SQL condition that some cell of the row is the label of a total."""
    return " OR ".join(f"coalesce(regexp_matches(c{i}, {literal(_TOTAL)}), false)" for i in range(stage.width))
