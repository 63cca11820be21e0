"""How each column is written: decimal marks, date orders, words; and the questions its values leave open."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation import dates as day_rules
from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.dictionary import document_class_of, words
from kam_analytics.ingest.notation.expressions import (
    Arithmetic,
    ColumnReference,
    ComparisonExpression,
    Minus,
    Node,
    NumberLiteral,
    Word,
    columns_of,
)
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage import profile
from kam_analytics.ingest.stage.mapped_table import MappedTable
from kam_analytics.ingest.values import date_columns
from kam_analytics.language.imports import questions

NUMERIC = (Type.MONEY, Type.NUMBER, Type.INTEGER, Type.SHARE)
WORD_LISTS = {
    ("revenue", "document_class"): "document_class",
    ("targets", "scope"): "scope",
    ("targets", "measure"): "measure",
    ("opportunities", "status"): "status",
    ("interactions", "level"): "level",
    ("contacts", "level"): "level",
    ("key_accounts", "reason"): "reason",
    ("contacts", "influence"): "influence",
}
FOLDED_WHEN_UNKNOWN = ("measure", "level", "reason")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class ColumnFormats:
    """How each column of the file is read."""

    numbers: Mapping[int, number_rules.NumberStyle] = field(default_factory=dict)
    dates: Mapping[int, day_rules.DateStyle] = field(default_factory=dict)
    timed: Mapping[int, bool] = field(default_factory=dict)  # dates followed by a time of day
    days: Mapping[int, Mapping[str, date]] = field(default_factory=dict)  # date text → day
    lexicon: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # field → cell text → value
    whole_ids: frozenset[int] = frozenset()
    provisional: frozenset[int] = frozenset()  # numbers whose mark only the first rows prove so far
    questions: tuple[ImportQuestion, ...] = ()
    notes: tuple[Text, ...] = ()


def detect(sheet: MappedTable, thorough: bool = True) -> ColumnFormats:
    """Look at every used column once.

    Unless `thorough`, a mark that the first rows prove is taken for the column, and the caller checks that every
    cell reads so. How a workbook stores a cell counts only where the texts of a column leave its mark open.
    """
    layout, open_ = sheet.layout, list[ImportQuestion]()
    first = {} if thorough else _proven_early(sheet)
    marks = _numbers(sheet, first, open_)
    read_days = date_columns.detect(sheet, date_titles(layout), marks)
    open_ += read_days.questions
    lexicon = _lexicon(sheet)
    ids = {
        n.index
        for f, n in layout.nodes.items()
        if isinstance(n, ColumnReference) and layout.kind.field(f).type is Type.ID
    }
    return ColumnFormats(
        numbers=marks,
        dates=read_days.styles,
        timed=read_days.timed,
        days=read_days.days,
        lexicon=lexicon,
        whole_ids=frozenset(i for i in ids if profile.all_end_in_zero(sheet.stage, i, sheet.title_row)),
        provisional=frozenset(first),
        questions=tuple(open_),
        notes=tuple(read_days.notes),
    )


def number_columns(layout: Layout) -> dict[int, str]:
    """Position → title of every column that is read as a number."""
    titles: dict[int, str] = {}
    for name, node in layout.nodes.items():
        if layout.kind.field(name).type in NUMERIC and (layout.kind.id, name) not in WORD_LISTS:
            titles.update({c.index: c.title for c in columns_of(node)})
        else:
            titles.update({c.index: c.title for c in _compared_numbers(node)})
    if layout.where is not None:
        titles.update({c.index: c.title for c in _compared_numbers(layout.where)})
    return titles


def date_titles(layout: Layout) -> dict[int, str]:
    """Position → title of every column that is read as a date."""
    titles = {
        n.index: n.title
        for f, n in layout.nodes.items()
        if isinstance(n, ColumnReference) and layout.kind.field(f).type is Type.DATE
    }
    if layout.where is not None:
        titles.update({c.index: c.title for c in _compared_dates(layout.where)})
    return titles


def notations(layout: Layout, formats: ColumnFormats) -> dict[str, dict[str, str]]:
    """Title → decimal mark, title → order of the date, for the log: with them the stored values read as written."""
    marks = {t: formats.numbers[i].mark for i, t in number_columns(layout).items()}
    orders = {t: formats.dates[i].order for i, t in date_titles(layout).items()}
    return {"written_decimal": dict(marks), "written_date_order": dict(orders)}


def text_columns(layout: Layout) -> list[int]:
    """Columns stored as texts or codes, or compared as such: the blanks around their cells are taken away."""
    positions = [
        c.index
        for name, node in layout.nodes.items()
        if layout.kind.field(name).type in (Type.TEXT, Type.ID) and (layout.kind.id, name) not in WORD_LISTS
        for c in columns_of(node)
    ]
    if layout.where is not None:
        positions += [c.index for c in columns_of(layout.where)]
    return list(dict.fromkeys(positions))


def is_day(node: Node) -> bool:
    """Whether a literal of an expression is an ISO date."""
    return isinstance(node, Word) and bool(_ISO.match(node.text))


def _numbers(
    sheet: MappedTable, first: Mapping[int, number_rules.NumberFacts], open_: list[ImportQuestion]
) -> dict[int, number_rules.NumberStyle]:
    """Position → style of every column of numbers; a mark that nothing proves is added to `open_` as a question."""
    forced, stored = _mark(sheet.mapping.decimal), sheet.table.stored
    titles = number_columns(sheet.layout)
    facts = {i: first[i] if i in first else _number_facts(sheet, i) for i in titles}
    proven = {m for f in facts.values() if (m := number_rules.proven_mark(f))}
    elsewhere = proven.pop() if len(proven) == 1 else None
    styles: dict[int, number_rules.NumberStyle] = {}
    for index, title in titles.items():
        style = number_rules.style_of(facts[index], forced, elsewhere)
        if not style.settled and stored is not None and forced is None:
            facts[index] = _by_storage(sheet, index, stored, facts[index])
            style = number_rules.style_of(facts[index], forced, elsewhere)
        if not style.settled:
            answer = _mark(sheet.mapping.answer(f"decimal:{title}"))
            if answer is None:
                example = profile.example(sheet.stage, index, sheet.title_row, r"[0-9][.,][0-9]{3}")
                open_.append(questions.which_decimal(title, example))
            style = number_rules.style_of(facts[index], answer or style.mark)
        styles[index] = style
    return styles


def _number_facts(sheet: MappedTable, index: int) -> number_rules.NumberFacts:
    return profile.number_facts(sheet.stage, index, sheet.title_row)


def _by_storage(
    sheet: MappedTable, index: int, stored: number_rules.StoredCells, facts: number_rules.NumberFacts
) -> number_rules.NumberFacts:
    """The facts of a column of which a workbook stores cells as numbers: those take the mark the texts prove."""
    if stored.all_numbers(index):
        return number_rules.NumberFacts(facts.filled, facts.plain_dot, dot_decimals=1, percent=facts.percent)
    texts_prove_comma = facts.comma_last + facts.comma_decimals + facts.dot_many
    numbers = stored.which(index) if texts_prove_comma else None
    if numbers is None:
        return facts
    sheet.stage.write_with_comma(index, numbers)
    return _number_facts(sheet, index)


def _proven_early(sheet: MappedTable) -> dict[int, number_rules.NumberFacts]:
    """Position → facts of the columns of one field whose first rows prove a mark and nothing but plain numbers."""
    proven: dict[int, number_rules.NumberFacts] = {}
    after = sheet.title_row
    for name, node in sheet.layout.nodes.items():
        if isinstance(node, ColumnReference) and sheet.layout.kind.field(name).type in NUMERIC:
            facts = profile.number_facts(sheet.stage, node.index, after, after + profile.FIRST)
            if number_rules.proven_mark(facts) and number_rules.style_of(facts).plain:
                proven[node.index] = facts
    return proven


def _lexicon(sheet: MappedTable) -> dict[str, dict[str, str]]:
    """Field → cell text → value, of the fields that are lists of words."""
    layout, lexicon = sheet.layout, dict[str, dict[str, str]]()
    for name, node in layout.nodes.items():
        list_name = WORD_LISTS.get((layout.kind.id, name))
        if layout.kind.field(name).type is Type.FLAG:
            list_name = "flag"
        if list_name is None or not isinstance(node, ColumnReference):
            continue
        texts = profile.word_texts(sheet.stage, node.index, sheet.title_row)
        values = {t: v for t in texts if (v := value_of(list_name, t)) is not None}
        unknown = sorted(set(texts) - set(values))
        derived = name == "status" and layout.nodes.get("stage") == node
        if list_name == "influence":
            values.update({t: number for t in unknown if (number := t.replace(",", ".")).replace(".", "", 1).isdigit()})
        elif list_name in FOLDED_WHEN_UNKNOWN:
            values.update({t: fold(t) for t in unknown})
        elif derived:
            values.update(dict.fromkeys(unknown, "open"))
        lexicon[name] = values
    return lexicon


def value_of(list_name: str, text: str) -> str | None:
    """The value of a word: its entry in the list, the value itself, or for a status a part of it (`Closed Won`)."""
    listed = words(list_name)
    folded = fold(text)
    if folded in listed:
        return listed[folded]
    if folded in listed.values():
        return folded
    if list_name == "document_class":
        return document_class_of(text)
    if list_name == "status":
        for part, value in (("won", "won"), ("gagn", "won"), ("lost", "lost"), ("perdu", "lost")):
            if part in folded:
                return value
    return None


def _compared_numbers(node: Node) -> Iterator[ColumnReference]:
    """Columns that an expression calculates with, or compares with a number."""
    if isinstance(node, (Arithmetic, Minus)):
        yield from columns_of(node)
    elif isinstance(node, ComparisonExpression):
        sides = (node.left, node.right)
        if any(isinstance(s, (NumberLiteral, Arithmetic, Minus)) for s in sides) or (
            all(isinstance(s, ColumnReference) for s in sides) and node.sign not in ("=", "<>")
        ):
            yield from columns_of(node)
    else:
        for part in _parts(node):
            yield from _compared_numbers(part)


def _compared_dates(node: Node) -> Iterator[ColumnReference]:
    """Columns that an expression compares with an ISO date."""
    if isinstance(node, ComparisonExpression) and (is_day(node.left) or is_day(node.right)):
        yield from columns_of(node)
    else:
        for part in _parts(node):
            yield from _compared_dates(part)


def _parts(node: Node) -> tuple[Node, ...]:
    return tuple(getattr(node, name) for name in ("of", "left", "right") if hasattr(node, name))


def _mark(text: str | None) -> number_rules.Mark | None:
    return "." if text == "." else "," if text == "," else None
