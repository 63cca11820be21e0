"""What the values of a file decide: marks, orders, words; and what they leave open, as questions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.kinds import Type
from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.layout.layout import Layout
from kam_analytics.ingest.notation import dates as day_rules
from kam_analytics.ingest.notation import numbers as number_rules
from kam_analytics.ingest.notation.dictionary import words
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
from kam_analytics.ingest.stage.stage import Stage
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
MOST_COLUMNS = 200  # looked at for a proof of the order of dates
KEPT_WHEN_UNKNOWN = ("measure", "level", "reason")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class Decisions:
    """How each column of the file is read."""

    numbers: Mapping[int, number_rules.NumberStyle] = field(default_factory=dict)
    dates: Mapping[int, day_rules.DateStyle] = field(default_factory=dict)
    timed: Mapping[int, bool] = field(default_factory=dict)  # dates followed by a time of day
    days: Mapping[int, Mapping[str, date]] = field(default_factory=dict)  # date text → day
    lexicon: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # field → cell text → value
    whole_ids: frozenset[int] = frozenset()
    provisional: frozenset[int] = frozenset()  # numbers whose mark the first rows prove; the others are yet to be seen
    open: tuple[ImportQuestion, ...] = ()
    notes: tuple[Text, ...] = ()


def decide(
    stage: Stage,
    layout: Layout,
    mapping: ColumnMapping,
    after: int,
    stored: number_rules.StoredCells | None,
    thorough: bool = True,
) -> Decisions:
    """Look at every used column once.

    after: number of the title row; stored: what a workbook says of its cells, asked only where the text of a
    column leaves its decimal mark open. Unless `thorough`, a mark that the first rows prove is
    taken for the column, and the caller looks whether every cell reads so.
    """
    asked: list[ImportQuestion] = []
    first = {} if thorough else _proven_early(stage, layout, after)
    marks = _numbers(stage, layout, mapping, after, stored, first, asked)
    date_styles, timed, days = _dates(stage, layout, mapping, after, asked)
    lexicon, notes = _lexicon(stage, layout, after)
    ids = {
        n.index
        for f, n in layout.nodes.items()
        if isinstance(n, ColumnReference) and layout.kind.field(f).type is Type.ID
    }
    whole = frozenset(i for i in ids if profile.all_end_in_zero(stage, i, after))
    return Decisions(marks, date_styles, timed, days, lexicon, whole, frozenset(first), tuple(asked), tuple(notes))


def number_columns(layout: Layout) -> dict[int, str]:
    """Position → title of every column that is read as a number."""
    found: dict[int, str] = {}
    for name, node in layout.nodes.items():
        if layout.kind.field(name).type in NUMERIC and (layout.kind.id, name) not in WORD_LISTS:
            found.update({c.index: c.title for c in columns_of(node)})
        else:
            found.update({c.index: c.title for c in _compared_numbers(node)})
    if layout.where is not None:
        found.update({c.index: c.title for c in _compared_numbers(layout.where)})
    return found


def date_columns(layout: Layout) -> dict[int, str]:
    """Position → title of every column that is read as a date."""
    found = {
        n.index: n.title
        for f, n in layout.nodes.items()
        if isinstance(n, ColumnReference) and layout.kind.field(f).type is Type.DATE
    }
    if layout.where is not None:
        found.update({c.index: c.title for c in _compared_dates(layout.where)})
    return found


def habits(layout: Layout, decisions: Decisions) -> dict[str, dict[str, str]]:
    """Title → decimal mark, title → order of the date: how the file wrote what is stored, for the log."""
    marks = {t: decisions.numbers[i].mark for i, t in number_columns(layout).items()}
    orders = {t: decisions.dates[i].order for i, t in date_columns(layout).items()}
    return {"written_decimal": dict(marks), "written_date_order": dict(orders)}


def text_columns(layout: Layout) -> list[int]:
    """Columns stored as texts or codes, or compared as such: the blanks around their cells are taken away."""
    found = [
        c.index
        for name, node in layout.nodes.items()
        if layout.kind.field(name).type in (Type.TEXT, Type.ID) and (layout.kind.id, name) not in WORD_LISTS
        for c in columns_of(node)
    ]
    if layout.where is not None:
        found += [c.index for c in columns_of(layout.where)]
    return list(dict.fromkeys(found))


def is_day(node: Node) -> bool:
    """Whether a literal of an expression is an ISO date."""
    return isinstance(node, Word) and bool(_ISO.match(node.text))


def _numbers(
    stage: Stage,
    layout: Layout,
    mapping: ColumnMapping,
    after: int,
    stored: number_rules.StoredCells | None,
    first: Mapping[int, number_rules.NumberFacts],
    asked: list[ImportQuestion],
) -> dict[int, number_rules.NumberStyle]:
    forced = _mark(mapping.decimal)
    titles = number_columns(layout)
    facts = {i: first[i] if i in first else profile.number_facts(stage, i, after) for i in titles}
    proven = {m for f in facts.values() if (m := number_rules.proven_mark(f))}
    elsewhere = proven.pop() if len(proven) == 1 else None
    styles: dict[int, number_rules.NumberStyle] = {}
    for index, title in titles.items():
        style = number_rules.style_of(facts[index], forced, elsewhere)
        if not style.settled and stored is not None and forced is None:
            facts[index] = _by_storage(stage, index, after, stored, facts[index])
            style = number_rules.style_of(facts[index], forced, elsewhere)
        if not style.settled:
            answer = _mark(mapping.answer(f"decimal:{title}"))
            if answer is None:
                shown = profile.example(stage, index, after, r"[0-9][.,][0-9]{3}")
                asked.append(questions.which_decimal(title, shown))
            style = number_rules.style_of(facts[index], answer or style.mark)
        styles[index] = style
    return styles


def _by_storage(
    stage: Stage, index: int, after: int, stored: number_rules.StoredCells, facts: number_rules.NumberFacts
) -> number_rules.NumberFacts:
    """The facts of a column of which a workbook holds cells as numbers: those take the mark the texts prove."""
    if stored.all_numbers(index):
        return number_rules.NumberFacts(facts.filled, facts.plain_dot, dot_decimals=1, percent=facts.percent)
    texts_say_comma = facts.comma_last + facts.comma_decimals + facts.dot_many
    numbers = stored.which(index) if texts_say_comma else None
    if numbers is None:
        return facts
    stage.write_with_comma(index, numbers)
    return profile.number_facts(stage, index, after)


def _proven_early(stage: Stage, layout: Layout, after: int) -> dict[int, number_rules.NumberFacts]:
    """Position → facts of the columns of one field whose first rows prove a mark and nothing but plain numbers."""
    found: dict[int, number_rules.NumberFacts] = {}
    for name, node in layout.nodes.items():
        if isinstance(node, ColumnReference) and layout.kind.field(name).type in NUMERIC:
            facts = profile.number_facts(stage, node.index, after, after + profile.FIRST)
            if number_rules.proven_mark(facts) and number_rules.style_of(facts).plain:
                found[node.index] = facts
    return found


def _dates(
    stage: Stage, layout: Layout, mapping: ColumnMapping, after: int, asked: list[ImportQuestion]
) -> tuple[dict[int, day_rules.DateStyle], dict[int, bool], dict[int, dict[str, date]]]:
    titles = date_columns(layout)
    found = {i: profile.date_texts(stage, i, after, timed=False) for i in titles}
    timed = {i: len(raw) == profile.MOST_DISTINCT for i, raw in found.items()}
    found = {i: profile.date_texts(stage, i, after, True) if timed[i] else raw for i, raw in found.items()}
    texts = {i: {t: day_rules.day_part(t) for t in raw} for i, raw in found.items()}
    first = {i: day_rules.style_of(t.values(), mapping.date_order) for i, t in texts.items()}
    orders = {s.order for i, s in first.items() if s.settled and day_rules.has_order(texts[i].values())}
    styles: dict[int, day_rules.DateStyle] = {}
    for index, title in titles.items():
        style = first[index]
        if not style.settled:
            orders = orders or _orders_elsewhere(stage, after)
            answer = mapping.answer(f"date_order:{title}") or (orders.copy().pop() if len(orders) == 1 else None)
            if answer not in ("dmy", "mdy"):
                shown = next((t for t in sorted(texts[index].values()) if day_rules.has_order([t])), "")
                asked.append(questions.which_date_order(title, shown))
            style = day_rules.style_of(texts[index].values(), "mdy" if answer == "mdy" else "dmy")
        styles[index] = style
    days = {i: {raw: d for raw, t in texts[i].items() if (d := day_rules.read_date(t, styles[i]))} for i in titles}
    return styles, timed, days


def _orders_elsewhere(stage: Stage, after: int) -> set[day_rules.Order]:
    """The orders that the other columns of the file prove, those that are not imported too."""
    found: set[day_rules.Order] = set()
    for index in range(min(stage.width, MOST_COLUMNS)):
        texts = [day_rules.day_part(t) for t in profile.first_texts(stage, index, after)]
        style = day_rules.style_of(texts)
        if style.settled and day_rules.has_order(texts):
            found.add(style.order)
    return found


def _lexicon(stage: Stage, layout: Layout, after: int) -> tuple[dict[str, dict[str, str]], list[Text]]:
    found: dict[str, dict[str, str]] = {}
    notes: list[Text] = []
    for name, node in layout.nodes.items():
        list_name = WORD_LISTS.get((layout.kind.id, name))
        if layout.kind.field(name).type is Type.FLAG:
            list_name = "flag"
        if list_name is None or not isinstance(node, ColumnReference):
            continue
        texts = profile.word_texts(stage, node.index, after)
        known = {t: v for t in texts if (v := value_of(list_name, t)) is not None}
        unknown = sorted(set(texts) - set(known))
        derived = name == "status" and layout.nodes.get("stage") == node
        if list_name == "influence":
            known.update({t: number for t in unknown if (number := t.replace(",", ".")).replace(".", "", 1).isdigit()})
        elif list_name in KEPT_WHEN_UNKNOWN:
            known.update({t: fold(t) for t in unknown})
        elif derived:
            known.update(dict.fromkeys(unknown, "open"))
        elif unknown and list_name == "document_class":
            notes.append(_unknown_words(unknown))
        found[name] = known
    return found, notes


def value_of(list_name: str, text: str) -> str | None:
    """The value a word stands for: the word itself, or the one its first words say (`Closed Won`)."""
    listed = words(list_name)
    folded = fold(text)
    if folded in listed:
        return listed[folded]
    if folded in listed.values():
        return folded
    if list_name == "status":
        for part, value in (("won", "won"), ("gagn", "won"), ("lost", "lost"), ("perdu", "lost")):
            if part in folded:
                return value
    return None


def _unknown_words(unknown: list[str]) -> Text:
    shown = ", ".join(unknown[:5])
    return Text(
        fr=f"Types de pièce inconnus, comptés selon le signe du montant\u00a0: {shown}.",
        en=f"Unknown document types, counted by the sign of the amount: {shown}.",
    )


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
    found = [getattr(node, name) for name in ("of", "left", "right") if hasattr(node, name)]
    return tuple(found)


def _mark(text: str | None) -> number_rules.Mark | None:
    return "." if text == "." else "," if text == "," else None
