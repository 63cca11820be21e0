"""What a pack says, in one language: every format writes the same texts, figures, tables and charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.answers.page.blocks import Block, Chart, Message, Number, Table
from kam_analytics.answers.page.cells import cell_writer
from kam_analytics.answers.review.slide import Slide
from kam_analytics.core.metrics import Metric
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports import words as labels
from kam_analytics.exports.delimited import visible_columns
from kam_analytics.exports.native import NativeChart, native
from kam_analytics.exports.review.errors import EmptyChart, EmptyPack
from kam_analytics.exports.sheets import clean
from kam_analytics.exports.workbook import Circumstances, dated_lines, holds_pay
from kam_analytics.language import packs as words
from kam_analytics.language.dates import day
from kam_analytics.language.interface import UNDEFINED
from kam_analytics.language.numbers import write
from kam_analytics.language.sentences import fill, say
from kam_analytics.language.shared import LABELLED
from kam_analytics.language.typography import typeset

LONGEST_FOOT = 160  # characters of dated notes under a chart


@dataclass(frozen=True)
class FigureContent:
    """A figure as it is written, with the number behind it."""

    number: Number
    name: str
    value: str
    beside: str  # its change and its note


@dataclass(frozen=True)
class TableContent:
    """A table as texts, with the block it was written from; right: the columns of numbers."""

    block: Table | Chart
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int]


@dataclass(frozen=True)
class SlideContent:
    """One slide in one language; at most one of chart, table and figures is not empty."""

    id: str
    name: str
    message: str
    source: str
    beside: tuple[str, ...]
    figures: tuple[FigureContent, ...]
    chart: NativeChart | None
    table: TableContent | None
    metrics: tuple[Metric, ...]
    block: Chart | None = None  # the chart's own, with its rows
    dated: tuple[str, ...] = ()  # what happened in the days of the chart, one line a note

    @property
    def foot(self) -> str:
        """The source, after as many dated notes as a line holds; the speaker's page has all of them."""
        line = " · ".join(self.dated)
        line = line if len(line) <= LONGEST_FOOT else f"{line[: LONGEST_FOOT - 1].rstrip(' ,;:·')}…"
        return f"{line}\u2003{self.source}" if line else self.source


def contents(slides: Sequence[Slide], lang: Lang) -> tuple[SlideContent, ...]:
    """The slides as they are written. Raises EmptyPack, EmptyChart."""
    if not slides:
        raise EmptyPack
    return tuple(_content(slide, lang) for slide in slides)


def slide_of(blocks: Sequence[Block], facts: Circumstances, block: Chart | Table) -> Slide:
    """One block of any page as a slide: the page's sentence over it, the filters under it."""
    lead = next((b.text for b in blocks if isinstance(b, Message) and b.lead and not b.secret), facts.page)
    metrics = tuple(b.metric for b in blocks if isinstance(b, Number) and not b.secret)
    return Slide(block.id, facts.page, lead, _source(facts, lacks_pay=holds_pay(block)), (block,), (), metrics)


def _source(facts: Circumstances, *, lacks_pay: bool) -> Text:
    """Filters, the as-of day, and what is withheld."""
    lines = [fill(LABELLED, label=label, value=value) for label, value in facts.filters]
    lines.append(fill(words.AS_OF, day=facts.as_of))
    parts = [line for line in lines if line.fr] + ([labels.WITHOUT_PAY] if lacks_pay else [])
    return Text(fr=" · ".join(part.fr for part in parts), en=" · ".join(part.en for part in parts))


def _content(slide: Slide, lang: Lang) -> SlideContent:
    numbers = [b for b in slide.shows if isinstance(b, Number) and not b.secret]
    chart_block = next((b for b in slide.shows if isinstance(b, Chart)), None)
    chart = None if chart_block is None else native(chart_block, lang)
    if chart_block is not None and (chart_block.rows.empty or (chart is not None and chart.is_empty)):
        raise EmptyChart(slide.name, chart_block.title)
    table_block = next((b for b in slide.shows if isinstance(b, Table)), None)
    if chart is None and table_block is None:
        tabled: Table | Chart | None = chart_block
    else:
        tabled = table_block
    return SlideContent(
        id=slide.id,
        name=_text(slide.name, lang),
        message=_text(slide.message, lang),
        source=_text(slide.source, lang),
        beside=tuple(_text(sentence, lang) for sentence in slide.beside),
        figures=tuple(_figure(number, lang) for number in numbers),
        chart=chart,
        table=None if tabled is None else _table(tabled, lang),
        metrics=tuple(dict.fromkeys([*(n.metric for n in numbers), *slide.metrics])),
        block=chart_block if chart is not None else None,
        dated=tuple(clean(line) for line in dated_lines(chart_block, lang)),
    )


def _figure(number: Number, lang: Lang) -> FigureContent:
    beside = [write(number.change, lang, sign=True)] if number.change is not None else []
    beside += [_text(number.note, lang)] if number.note is not None else []
    value = UNDEFINED.in_(lang) if number.value.value is None else write(number.value, lang)
    return FigureContent(number, _text(number.metric.name, lang), value, " · ".join(beside))


def _table(block: Table | Chart, lang: Lang) -> TableContent:
    columns = visible_columns(block)
    written = [
        [clean(write_cell(value)) for value in block.rows[name]]
        for name, column in columns.items()
        for write_cell in [cell_writer(block.rows[name], column, lang)]
    ]
    right = frozenset(i for i, c in enumerate(columns.values()) if c.unit is not None)
    heads = tuple(_text(column.label, lang) for column in columns.values())
    return TableContent(block, _text(block.title, lang), heads, tuple(zip(*written, strict=True)), right)


def notes(content: SlideContent, facts: Circumstances, lang: Lang) -> str:
    """The speaker's page of a slide: definitions, source, filters, day and state of the data."""
    lines = [f"{typeset(m.name, lang)} — {typeset(m.definition, lang)}" for m in content.metrics]
    lines += [*content.beside] if content.chart is None else []
    lines += content.dated
    lines += [content.source, *(say(LABELLED, lang, label=label, value=value) for label, value in about(facts, lang))]
    return clean("\n".join(line for line in lines if line))


def about(facts: Circumstances, lang: Lang) -> list[tuple[str, str]]:
    """Filters, day, state and viewer of a pack."""
    lines: list[tuple[Text, str]] = [*facts.filters, (labels.AS_OF, day(facts.as_of, lang))]
    if facts.import_number is not None:
        lines.append((labels.IMPORT, str(facts.import_number)))
    if facts.state is not None:
        lines.append((words.STATE, str(facts.state)))
    lines.append((labels.VIEWER, facts.viewer))
    return [(typeset(label, lang), clean(value)) for label, value in lines if value]


def _text(text: Text, lang: Lang) -> str:
    return clean(typeset(text, lang))
