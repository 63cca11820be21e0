"""SQL that turns the text of a column, an expression or a constant into a typed value."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from kam_analytics.core.kinds import Field, Type
from kam_analytics.ingest.notation.dates import DateStyle, read_date
from kam_analytics.ingest.notation.expressions import (
    Arithmetic,
    BlankAsZero,
    ColumnReference,
    ComparisonExpression,
    IsEmpty,
    Logic,
    Minus,
    Negation,
    Node,
    NumberLiteral,
    Word,
    columns_of,
)
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.numbers import NumberStyle
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.cells import BLANKS, cell, is_missing, literal, number_text
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values.column_formats import FOLDED_WHEN_UNKNOWN, WORD_LISTS, ColumnFormats, is_day, value_of
from kam_analytics.warehouse.sql_files import statement

SQL = Path(__file__).parent / "sql"

WIDEST = 38  # digits of a decimal


@dataclass(frozen=True, slots=True)
class Exact:
    """A decimal expression with the digits it can have before and after the mark."""

    sql: str
    whole: int
    scale: int


@dataclass
class ValueSql:
    """Emits SQL over table `source`; texts of the user are bound as parameters, never written into SQL."""

    sheet: MappedTable
    formats: ColumnFormats
    parameters: dict[str, str] = field(default_factory=dict)
    _digits: dict[int, tuple[int, int]] = field(default_factory=dict)

    def typed(self, name: str) -> str:
        """The typed value of a field of the layout."""
        wanted, node = self.sheet.layout.kind.field(name), self.sheet.layout.nodes[name]
        if isinstance(node, Word):
            return self._constant(wanted, node.text)
        if name in self.formats.lexicon:
            if wanted.type is Type.FLAG:
                return f"(words_{name}.value = 'true')"
            return f"try_cast(words_{name}.value AS {wanted.type.sql})"
        if wanted.type is Type.DATE:
            return f"day_{node.index}.day" if isinstance(node, ColumnReference) else "NULL::DATE"
        if wanted.type in (Type.TEXT, Type.ID):
            return self._text(node)
        return self._number(wanted, node)

    def source_text(self, name: str) -> str:
        """The text of the file behind a field, for rejections; an expression gives its cells one after the other."""
        node = self.sheet.layout.nodes[name]
        if isinstance(node, Word):
            return "NULL::VARCHAR"
        return "nullif(concat_ws(' | ', " + ", ".join(f"c{c.index}" for c in columns_of(node)) + "), '')"

    def truth(self, node: Node) -> str:
        """The SQL condition of a `where`."""
        if isinstance(node, Logic):
            return f"({self.truth(node.left)} {node.word.upper()} {self.truth(node.right)})"
        if isinstance(node, Negation):
            return f"(NOT {self.truth(node.of)})"
        if isinstance(node, IsEmpty):
            empty = f"({is_missing(self._text(node.of))})" if isinstance(node.of, ColumnReference) else "false"
            return f"(NOT {empty})" if node.negated else empty
        if isinstance(node, ComparisonExpression):
            return self._comparison(node)
        return "true"

    def _comparison(self, node: ComparisonExpression) -> str:
        sides = (node.left, node.right)
        if any(is_day(s) for s in sides) and any(isinstance(s, ColumnReference) for s in sides):
            left, right = (
                f"day_{s.index}.day" if isinstance(s, ColumnReference) else f"{self._bound(s)}::DATE" for s in sides
            )
        elif any(isinstance(s, (NumberLiteral, Arithmetic, Minus)) for s in sides) or (
            node.sign not in ("=", "<>") and all(isinstance(s, ColumnReference) for s in sides)
        ):
            left, right = (self._exact(s).sql for s in sides)
        else:
            left, right = (f"lower(coalesce({self._text(s)}, ''))" for s in sides)
        return f"coalesce({left} {node.sign} {right}, false)"

    def _text(self, node: Node) -> str:
        if isinstance(node, ColumnReference):
            text = cell(node.index)
            return f"regexp_replace({text}, '[.,]0+$', '')" if node.index in self.formats.whole_ids else text
        if isinstance(node, Word):
            return self._bound(node)
        return f"({self._exact(node).sql})::VARCHAR"

    def _number(self, wanted: Field, node: Node) -> str:
        unit = self.sheet.layout.units.get(wanted.name)
        if isinstance(node, ColumnReference) and unit is None:
            text = number_text(cell(node.index), self.formats.numbers[node.index])
        else:
            tree: Node = Arithmetic("*", node, NumberLiteral(str(unit))) if unit is not None else node
            text = self._exact(tree).sql
        return _cast(text, wanted.type, self._in_points(wanted, node))

    def _in_points(self, wanted: Field, node: Node) -> bool:
        """Whether a share is written as 60 rather than 0.6 or 60 %."""
        if wanted.type is not Type.SHARE or not isinstance(node, ColumnReference):
            return False
        style = self.formats.numbers[node.index]
        if style.percent:
            return False
        text = number_text(cell(node.index), style)
        query = statement(SQL, "largest_number", text=text, title_row=self.sheet.title_row)
        return float(self.sheet.stage.db.execute(query).fetchall()[0][0] or 0) > 2

    def _exact(self, node: Node) -> Exact:
        """Decimal arithmetic: as many digits as the operands can have, never a float except for a division."""
        if isinstance(node, NumberLiteral):
            whole, _, decimals = node.digits.partition(".")
            return _decimal(literal(node.digits), len(whole), len(decimals))
        if isinstance(node, ColumnReference):
            style = self.formats.numbers.get(node.index, NumberStyle())
            text = number_text(cell(node.index), style)
            if node.index not in self._digits:
                self._digits[node.index] = profile.digits(self.sheet.stage, text, self.sheet.title_row)
            return _decimal(text, *self._digits[node.index])
        if isinstance(node, Minus):
            inner = self._exact(node.of)
            return Exact(f"(-{inner.sql})", inner.whole, inner.scale)
        if isinstance(node, BlankAsZero):
            inner = self._exact(node.of)
            blank = " AND ".join(is_missing(cell(c.index)) for c in columns_of(node.of))
            return Exact(f"(CASE WHEN {blank} THEN 0 ELSE {inner.sql} END)", inner.whole, inner.scale)
        if isinstance(node, Arithmetic):
            return _combined(node.sign, self._exact(node.left), self._exact(node.right))
        return Exact("NULL::DECIMAL(18, 4)", 14, 4)

    def _constant(self, wanted: Field, text: str) -> str:
        list_name = WORD_LISTS.get((self.sheet.layout.kind.id, wanted.name), "flag" if wanted.type is Type.FLAG else "")
        if list_name:
            value = value_of(list_name, text) or (fold(text) if list_name in FOLDED_WHEN_UNKNOWN else None)
            return "NULL" if value is None else f"{self._parameter(value)}::{wanted.type.sql}"
        if wanted.type is Type.DATE:
            day = read_date(text, DateStyle())
            return f"DATE '{day.isoformat()}'" if day else "NULL::DATE"
        if wanted.type in (Type.TEXT, Type.ID):
            return f"{self._parameter(text)}::VARCHAR"
        try:
            number = Decimal(text)
        except InvalidOperation:
            return f"NULL::{wanted.type.sql}"
        return f"{literal(str(number))}::{wanted.type.sql}"

    def _bound(self, node: Node) -> str:
        if not isinstance(node, Word):
            return "NULL"
        return self._parameter(node.text.strip(BLANKS).lower() if not is_day(node) else node.text)

    def _parameter(self, text: str) -> str:
        name = f"p{len(self.parameters)}"
        self.parameters[name] = text
        return f"${name}"


def _cast(text: str, kind: Type, in_points: bool) -> str:
    if kind is Type.MONEY:
        return f"try_cast({text} AS DECIMAL(18, 4))"
    number = f"try_cast({text} AS DOUBLE)"
    if kind is Type.INTEGER:
        return f"try_cast({number} AS INTEGER)"
    return f"({number} / 100)" if in_points else f"CASE WHEN isfinite({number}) THEN {number} END"


def _decimal(text: str, whole: int, scale: int) -> Exact:
    scale = min(scale, 12)
    whole = min(max(whole, 1), WIDEST - scale)
    return Exact(f"try_cast({text} AS DECIMAL({whole + scale}, {scale}))", whole, scale)


def _combined(sign: str, left: Exact, right: Exact) -> Exact:
    if sign in "+-":
        whole, scale = max(left.whole, right.whole) + 1, max(left.scale, right.scale)
        if whole + scale > WIDEST:
            return _through_double(sign, left, right)
        wide = f"DECIMAL({whole + scale}, {scale})"
        return Exact(f"({left.sql}::{wide} {sign} {right.sql}::{wide})", whole, scale)
    if sign == "*" and left.whole + left.scale + right.whole + right.scale <= WIDEST:
        return Exact(f"({left.sql} * {right.sql})", left.whole + right.whole, left.scale + right.scale)
    return _through_double(sign, left, right)


def _through_double(sign: str, left: Exact, right: Exact) -> Exact:
    """A quotient, or a product wider than a decimal: 15 significant digits, kept to ten decimals."""
    divisor = f"nullif({right.sql}::DOUBLE, 0)" if sign == "/" else f"{right.sql}::DOUBLE"
    return Exact(f"try_cast(round({left.sql}::DOUBLE {sign} {divisor}, 10) AS DECIMAL(28, 10))", 18, 10)
