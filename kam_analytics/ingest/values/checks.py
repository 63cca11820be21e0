"""Rows that cannot be loaded: each is set aside with the cell and the rule, never dropped."""

from dataclasses import dataclass

from kam_analytics.core.imports import Rejection
from kam_analytics.core.text import Text
from kam_analytics.ingest.layout.layout import Layout, title_of
from kam_analytics.ingest.notation.expressions import ColumnReference
from kam_analytics.ingest.stage.cells import cell, is_missing, joined_texts
from kam_analytics.ingest.stage.stage import Stage
from kam_analytics.ingest.values.typed_rows import SPREAD, mapped_titles, row_number
from kam_analytics.ingest.values.value_sql import Values

SHOWN = 50  # rejections in the report; all of them are in the store

MISSING = Text(fr="La valeur obligatoire est absente.", en="The required value is missing.")
UNREADABLE = Text(
    fr="La valeur n’est pas lisible dans ce format de colonne.", en="The value does not read as this column’s format."
)
OVERLONG = Text(
    fr="La ligne a plus de cellules que la ligne de titres.", en="The row has more cells than the title row."
)


@dataclass(frozen=True, slots=True)
class Unread:
    """Cells of an optional column left blank because they could not be read."""

    title: str
    cells: int


def set_aside_rejected(stage: Stage, layout: Layout, values: Values, overflow: tuple[int, ...]) -> int:
    """Create `rejected(n, column_name, value, rule, raw)` and take its rows out; returns how many rows.

    overflow: columns beyond the titles of a text file whose content sets a row aside.
    """
    stage.db.execute(
        "CREATE OR REPLACE TABLE rejected (n BIGINT, column_name VARCHAR, value VARCHAR, rule VARCHAR, raw VARCHAR)"
    )
    for name in [f.name for f in layout.kind.fields if f.required]:
        _reject(stage, layout, values, name, f"{name} IS NULL")
    if layout.kind.id != "revenue":
        for group in layout.kind.one_of:
            filled = [n for n in group if n in layout.nodes] or [group[0]]
            _reject(stage, layout, values, filled[0], " AND ".join(f"{n} IS NULL" for n in group))
    if overflow:
        _reject_overlong(stage, layout, overflow)
    stage.db.execute("UPDATE typed SET aside = 'quarantine' FROM rejected WHERE typed.n = rejected.n")
    return int(stage.db.execute("SELECT count(DISTINCT n) FROM rejected").fetchall()[0][0])


def _reject(stage: Stage, layout: Layout, values: Values, name: str, condition: str) -> None:
    if name in layout.nodes:
        title, text = title_of(layout.nodes[name]), values.source_text(name)
    else:
        title, text = name, "NULL::VARCHAR"
    stage.db.execute(
        f"""INSERT INTO rejected SELECT typed.n, $title, {text},
            CASE WHEN {is_missing(f"trim({text})")} THEN 'required' ELSE 'readable' END,
            {_as_written(layout)} FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND {condition}""",
        {"title": title},
    )


def _reject_overlong(stage: Stage, layout: Layout, overflow: tuple[int, ...]) -> None:
    extra = " || ' ' || ".join(f"coalesce(c{i}, '')" for i in overflow)
    filled = " OR ".join(f"{cell(i)} IS NOT NULL" for i in overflow)
    stage.db.execute(
        f"""INSERT INTO rejected SELECT typed.n, '#{overflow[0] + 1}', trim({extra}), 'width', {_as_written(layout)}
            FROM typed JOIN source USING (n) WHERE typed.aside IS NULL AND ({filled})"""
    )


def _as_written(layout: Layout) -> str:
    """Every mapped cell of a row, in the order of `raw_titles`."""
    return joined_texts([f"c{i}" for i, _ in mapped_titles(layout)])


def why(rule: str) -> Text:
    """The reason of a rule in words."""
    return {"required": MISSING, "readable": UNREADABLE, "width": OVERLONG}[rule]


def first_rejections(stage: Stage) -> tuple[Rejection, ...]:
    """The first rejections, as the report shows them."""
    rows = stage.db.execute(
        f"""SELECT n, column_name, coalesce(value, ''), rule FROM rejected
            ORDER BY n % {SPREAD}, n, column_name LIMIT {SHOWN}"""
    ).fetchall()
    return tuple(Rejection(row_number(int(n)), title, value, rule, why(rule)) for n, title, value, rule in rows)


def unread_cells(stage: Stage, layout: Layout, values: Values) -> tuple[Unread, ...]:
    """Optional cells that hold something unreadable; they are loaded as missing, and said."""
    tested = [
        (name, node)
        for name, node in layout.nodes.items()
        if isinstance(node, ColumnReference)
        and not layout.kind.field(name).required
        and (layout.kind.field(name).type.sql != "VARCHAR" or name in values.decisions.lexicon)
        and name != "document_class"
    ]
    if not tested:
        return ()
    counts = ", ".join(f"count(*) FILTER ({name} IS NULL)" for name, _ in tested)
    absent = stage.db.execute(f"SELECT {counts} FROM typed WHERE aside IS NULL").fetchall()[0]
    found = []
    for (name, node), nulls in zip(tested, absent, strict=True):
        if nulls and (cells := _unreadable(stage, name, node.index)):
            found.append(Unread(node.title, cells))
    return tuple(found)


def read_too_soon(stage: Stage, layout: Layout, provisional: frozenset[int]) -> bool:
    """Whether a column decided by its first rows holds a cell that does not read that way."""
    fields = [
        (n, c.index) for n, c in layout.nodes.items() if isinstance(c, ColumnReference) and c.index in provisional
    ]
    if not fields:
        return False
    counts = ", ".join(f"count(*) FILTER ({name} IS NULL)" for name, _ in fields)
    absent = stage.db.execute(f"SELECT {counts} FROM typed WHERE aside IS NULL").fetchall()[0]
    return any(nulls and _unreadable(stage, name, index) for (name, index), nulls in zip(fields, absent, strict=True))


def _unreadable(stage: Stage, name: str, index: int) -> int:
    query = f"""SELECT count(*) FROM typed JOIN source USING (n)
        WHERE aside IS NULL AND {name} IS NULL AND NOT {is_missing(cell(index))}"""
    return int(stage.db.execute(query).fetchall()[0][0])


def raw_titles(layout: Layout) -> list[str]:
    """The titles of the cells kept as written, in order."""
    return [title for _, title in mapped_titles(layout)]
