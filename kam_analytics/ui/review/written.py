"""Slides as HTML: sentences, large numbers and tables. Every text of a file or a person is escaped."""

from collections.abc import Sequence
from html import escape

from kam_analytics.answers.page.blocks import Column, Number, Table
from kam_analytics.answers.page.cells import cell_writer
from kam_analytics.answers.review.slide import Slide
from kam_analytics.charts.theme import Style
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Unit
from kam_analytics.language import interface as words
from kam_analytics.language import review as text
from kam_analytics.language.numbers import write
from kam_analytics.language.typography import typeset


def html_of(sentence: Text, lang: Lang) -> str:
    return escape(typeset(sentence, lang))


def heading(slide: Slide, place: str, marks: Sequence[Text], lang: Lang) -> str:
    """The message, the sentences beside it, the source. place: `3 / 10`; marks: what is true of every slide."""
    beside = " ".join(html_of(sentence, lang) for sentence in slide.beside)
    message = f'<h1 class="stage-message">{html_of(slide.message, lang)}</h1>'
    return (
        (message if slide.shows else f'<div class="stage-alone">{message}</div>')
        + (f'<p class="stage-beside">{beside}</p>' if beside else "")
        + f'<div class="stage-source"><span>{html_of(slide.source, lang)}</span>'
        + "".join(f'<span class="stage-mark">{html_of(mark, lang)}</span>' for mark in marks)
        + f"<span>{place}</span></div>"
    )


def numbers(shown: Sequence[Number], lang: Lang) -> str:
    """Figures in large type, three in a row."""
    cells = [
        f'<div class="stage-number"><b>{escape(_figure(n, lang))}</b><span>{html_of(n.metric.name, lang)}</span></div>'
        for n in shown
    ]
    return f'<div class="stage-numbers">{"".join(cells)}</div>'


def _figure(number: Number, lang: Lang) -> str:
    return words.UNDEFINED.in_(lang) if number.value.value is None else write(number.value, lang)


def table(shown: Table, lang: Lang) -> str:
    """A table of a few rows."""
    columns = shown.columns.items()
    heads = "".join(f"<th{_class(c)}>{html_of(c.label, lang)}</th>" for _, c in columns)
    cells = [[_cell(text, c) for text in _texts(shown, name, c, lang)] for name, c in columns]
    rows = "".join(f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True))
    title = html_of(shown.title, lang)
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table class="stage-table" aria-label="{title}">{head}<tbody>{rows}</tbody></table>'


def _texts(shown: Table, name: str, column: Column, lang: Lang) -> list[str]:
    values = shown.rows[name]
    write_one = cell_writer(values, column, lang)
    return [write_one(value) for value in values]


def _cell(content: str, column: Column) -> str:
    return f"<td{_class(column)}>{escape(content)}</td>"


def _class(column: Column) -> str:
    return ' class="number"' if column.unit not in (None, Unit.DATE, Unit.MONTH) else ""


def overview(slides: Sequence[Slide], lang: Lang) -> str:
    """The grid of all slides, and the keys."""
    buttons = "".join(
        f'<button data-goto="{slide.id}"><small>{number}. {html_of(slide.name, lang)}</small>'
        f"{html_of(slide.message, lang)}</button>"
        for number, slide in enumerate(slides, start=1)
    )
    leaving = f'<div class="stage-leave" role="alert"><div>{html_of(text.LEAVE, lang)}</div></div>'
    return f'<div class="stage-overview">{buttons}<p class="stage-keys">{html_of(text.KEYS, lang)}</p></div>{leaving}'


def where_named(slides: Sequence[Slide], prefix: str, declaration: str) -> str:
    """One rule a slide: the declaration holds for the element of its class where the body names it."""
    return "".join(f'body[data-slide="{s.id}"] .{prefix}{s.id} {{ {declaration} }}' for s in slides)


def colours(style: Style) -> str:
    """The palette of the charts, for the style sheet of the stage."""
    p = style.palette
    roles = {"paper": p.paper, "ink": p.ink, "muted": p.muted, "grid": p.grid, "key": p.key}
    return ":root {" + "".join(f"--stage-{role}: {colour};" for role, colour in roles.items()) + "}"
