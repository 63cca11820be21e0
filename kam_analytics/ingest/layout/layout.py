"""Which column of the file, expression or constant fills each canonical column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kam_analytics.core.kinds import KINDS, Kind, Type
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.dialogue.refusals import MappingRefused
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.notation.dictionary import canonical, is_sensitive, titles_of
from kam_analytics.ingest.notation.expressions import ColumnReference, ExpressionError, Node, Word, columns_of, parse
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.notation.units import without_unit
from kam_analytics.language.imports import mapping as words
from kam_analytics.language.sentences import fill

_EVERYWHERE = frozenset({"account", "account_id", "account_name", "date", "kam"})  # titles that occur in several kinds
YEARS = ("year", "annee", "exercice", "fiscal year", "targetyear", "an")  # folded titles of a column of years
ENOUGH_TITLES = 0.3  # share of the file's titles a kind must explain to be recognised


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file laid over the titles of one sheet."""

    kind: Kind
    nodes: Mapping[str, Node]  # field → where its text comes from
    where: Node | None = None
    units: Mapping[str, Decimal] = field(default_factory=dict)  # field → by how much its amounts are multiplied
    spread: tuple[ColumnReference, ...] = ()  # columns that are rows
    spread_into: str | None = None
    spread_year: ColumnReference | None = None
    period_end: str | None = None
    unfound: Mapping[str, str] = field(default_factory=dict)  # field → title that the mapping names and the file lacks
    missing: tuple[str, ...] = ()  # required fields nothing fills
    unused: tuple[str, ...] = ()  # titles that fill nothing: not imported, and named in the report

    def used(self) -> list[int]:
        """Every column of the file that a field or the condition reads."""
        nodes = [*self.nodes.values(), *([self.where] if self.where else [])]
        return list(dict.fromkeys(c.index for node in nodes for c in columns_of(node)))

    def columns(self) -> dict[str, str]:
        """Field → title, for the report."""
        return {name: title_of(node) for name, node in self.nodes.items()}


@dataclass(frozen=True, slots=True)
class _Source:
    """The titles of a sheet and the user's mapping, to be laid out under a kind."""

    kind: Kind
    header: Header
    mapping: ColumnMapping
    file: str

    def field(self, name: str) -> str:
        """The stored name of a field of the mapping. Raises MappingRefused."""
        field_name = canonical(self.kind, name)
        if field_name is None:
            raise MappingRefused(self.file, fill(words.UNKNOWN_COLUMN, column=name))
        return field_name

    def column(self, title: str) -> ColumnReference | None:
        return find_column(self.header, title)


def title_of(node: Node) -> str:
    """The title behind a value, or the titles an expression reads."""
    if isinstance(node, Word):
        return node.text
    return ", ".join(dict.fromkeys(c.title for c in columns_of(node)))


def recognise(header: Header) -> str | None:
    """The kind with all its required columns that explains most titles; None without one, or with several alike."""
    scores = sorted(((s, k) for k in KINDS if (s := _score(KINDS[k], header)) is not None), reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def kind_of_columns(columns: Mapping[str, str | None]) -> str | None:
    """The kind whose fields a mapping names, when only one has them all."""
    fitting = [
        k.id
        for k in KINDS.values()
        if all(canonical(k, name) for name in columns)
        and all(f.name in {canonical(k, n) for n in columns} for f in k.fields if f.required)
    ]
    return fitting[0] if len(fitting) == 1 else None


def lay_out(kind: Kind, header: Header, mapping: ColumnMapping, file: str) -> Layout:
    """Fill the fields of a kind from the titles, the mapping and the answers. Raises MappingRefused."""
    source = _Source(kind, header, mapping, file)
    nodes: dict[str, Node] = {}
    unfound: dict[str, str] = {}
    off = {canonical(kind, n) for n, v in (mapping.columns or {}).items() if v is None}
    for name, text in _chosen(source).items():
        node = _node(text, header)
        if node is None:
            unfound[name] = text
        else:
            nodes[name] = node
    automatic = _exact(kind, header) if mapping.columns is not None else match_columns(kind, header)
    taken = {c.index for node in nodes.values() for c in columns_of(node)}
    for name, column in automatic.items():
        if name not in nodes and name not in off and name not in unfound and column.index not in taken:
            nodes[name] = column
    for name, text in mapping.constants.items():
        nodes[source.field(name)] = Word(text)
    _refuse_sensitive(source, nodes)
    return _finished(source, nodes, unfound)


def match_columns(kind: Kind, header: Header) -> dict[str, ColumnReference]:
    """Field → column by the alias dictionary; each column fills one field, the best alias wins."""
    columns: dict[str, ColumnReference] = {}
    folded = [fold(t) for t in header.labels]
    bare = [fold(without_unit(t)) for t in header.labels]
    titles = titles_of(kind.id)
    ranked = sorted(
        (titles[f.name].index(title), not f.required, i, title != folded[at], at)
        for i, f in enumerate(kind.fields)
        for at in range(len(folded))
        for title in {folded[at], *([bare[at]] if f.type is Type.MONEY else [])}
        if title in titles[f.name] and not (is_sensitive(title) and f.name != "login")
    )
    taken: set[int] = set()
    for _, _, i, _, at in ranked:
        if kind.fields[i].name not in columns and at not in taken:
            columns[kind.fields[i].name] = ColumnReference(header.positions[at], header.labels[at])
            taken.add(at)
    return {f.name: columns[f.name] for f in kind.fields if f.name in columns}


def missing_fields(kind: Kind, filled: Sequence[str]) -> tuple[str, ...]:
    """Required fields that nothing fills; of a group of alternatives the first one is named."""
    missing = [f.name for f in kind.fields if f.required and f.name not in filled]
    missing += [group[0] for group in kind.one_of if not any(name in filled for name in group)]
    return tuple(missing)


def find_column(header: Header, title: str) -> ColumnReference | None:
    """A column by its title (folded), by its distinct name, or by position `#3`."""
    if title.startswith("#") and title[1:].isdigit():
        index = int(title[1:]) - 1
        names = dict(zip(header.positions, header.labels, strict=True))
        if index in names:
            return ColumnReference(index, names[index])
        return ColumnReference(index, title) if index in header.unlabelled else None
    for label, position in zip(header.labels, header.positions, strict=True):
        if label == title:
            return ColumnReference(position, label)
    for label, position in zip(header.labels, header.positions, strict=True):
        if fold(label) == fold(title) and fold(title):
            return ColumnReference(position, label)
    return None


def _score(kind: Kind, header: Header) -> float | None:
    columns = match_columns(kind, header)
    told = [t for t in header.labels if not is_sensitive(t)]
    if missing_fields(kind, tuple(columns)) or len(columns) < max(2, ENOUGH_TITLES * len(told)):
        return None
    if not set(columns) - _EVERYWHERE:
        return None
    heavy = {f.name for f in kind.fields if f.required}
    ordered = kind.id == "revenue" and fold(columns["date"].title) in titles_of("orders")["ordered_on"]
    return sum(2 if name in heavy else 1 for name in columns) + len(kind.one_of) - (0.5 if ordered else 0)


def _chosen(source: _Source) -> dict[str, str]:
    """Field → title or expression, by the mapping and the answers."""
    chosen = {source.field(n): v for n, v in (source.mapping.columns or {}).items() if v is not None}
    for question, answer in source.mapping.answers.items():
        if question.startswith("column:"):
            chosen[source.field(question.removeprefix("column:"))] = answer
    return chosen


def _node(text: str, header: Header) -> Node | None:
    column = find_column(header, text)
    if column is not None:
        return column
    try:
        return parse(text, lambda title: find_column(header, title))
    except ExpressionError:
        return None


def _exact(kind: Kind, header: Header) -> dict[str, ColumnReference]:
    """Titles that are exactly a canonical name."""
    columns: dict[str, ColumnReference] = {}
    for label, position in zip(header.labels, header.positions, strict=True):
        name = canonical(kind, label.strip())
        if name is not None and name not in columns and not is_sensitive(label):
            columns[name] = ColumnReference(position, label)
    return columns


def _refuse_sensitive(source: _Source, nodes: Mapping[str, Node]) -> None:
    for name, node in nodes.items():
        for column in columns_of(node):
            if is_sensitive(column.title) and not (source.kind.id == "people" and name == "login"):
                raise MappingRefused(source.file, fill(words.SENSITIVE_COLUMN, column=column.title))


def _finished(source: _Source, nodes: dict[str, Node], unfound: dict[str, str]) -> Layout:
    kind, mapping, where = source.kind, source.mapping, _condition(source)
    spread, into, year = _spread(source, nodes)
    filled = {*nodes, *({into} if into else ())}
    if spread and kind.money:
        filled.add(kind.money)
    if "period_end" in kind.names and "period_end" not in filled and (mapping.period_end or into == "period_start"):
        filled.add("period_end")
    used = {c.index for node in (*nodes.values(), *([where] if where else [])) for c in columns_of(node)}
    used |= {c.index for c in (*spread, *([year] if year else []))}
    titles = zip(source.header.labels, source.header.positions, strict=True)
    return Layout(
        kind=kind,
        nodes=nodes,
        where=where,
        units={kind.money: mapping.unit} if mapping.unit and kind.money else {},
        spread=spread,
        spread_into=into,
        spread_year=year,
        period_end=mapping.period_end,
        unfound=unfound,
        missing=missing_fields(kind, tuple(filled)),
        unused=tuple(title for title, position in titles if position not in used),
    )


def _condition(source: _Source) -> Node | None:
    """The condition that rows must meet. Raises MappingRefused."""
    if source.mapping.where is None:
        return None
    try:
        return parse(source.mapping.where, source.column)
    except ExpressionError as error:
        raise MappingRefused(source.file, fill(words.UNREADABLE_CONDITION, near=str(error))) from error


def _spread(
    source: _Source, nodes: dict[str, Node]
) -> tuple[tuple[ColumnReference, ...], str | None, ColumnReference | None]:
    """The columns of an unpivot, the field their titles go to, and the column of years beside months."""
    unpivot, kind = source.mapping.unpivot, source.kind
    if unpivot is None:
        return (), None, None
    columns = [source.column(t) for t in unpivot.columns]
    lacking = [t for t, c in zip(unpivot.columns, columns, strict=True) if c is None]
    if lacking or not kind.money:
        raise MappingRefused(source.file, fill(words.NO_COLUMN, columns=str(lacking[:1])))
    into = source.field(unpivot.into)
    own = nodes.pop(into, None)
    years = [t for t in source.header.labels if fold(t) in YEARS]
    year = own if isinstance(own, ColumnReference) else source.column(years[0]) if years else None
    nodes.pop(kind.money, None)
    return tuple(c for c in columns if c), into, year
