"""The tokens of the company's template: texts and figures in its own words, charts and tables in its own places."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn

from kam_analytics.core.text import Lang
from kam_analytics.exports import words as labels
from kam_analytics.exports.review.content import SlideContent, about, notes
from kam_analytics.exports.review.deck.chart import add_chart
from kam_analytics.exports.review.deck.text import Box, add_table
from kam_analytics.exports.review.errors import TokenInSentence, UnknownToken
from kam_analytics.exports.workbook import Circumstances
from kam_analytics.language.dates import day

TOKEN = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
CHART_TEXT = 12.0  # points in a chart of the usual width; smaller in smaller places
SMALLEST_TEXT, USUAL_WIDTH = 7.0, 640.0  # points


@dataclass(frozen=True)
class _TokenPlace:
    """A shape of the template whose text is a token of a chart or a table, and where it stands on its slide."""

    slide: Any
    element: Any
    token: str
    box: Box


def fill_tokens(deck: Any, slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> list[str] | None:
    """Fill every token of the slides and their notes; the texts that were put, None where there is no token.

    Raises UnknownToken, TokenInSentence.
    """
    texts, charts, tables = text_tokens(slides, facts, lang), chart_tokens(slides), table_tokens(slides)
    names = [name for paragraph in _every_paragraph(deck) for name in TOKEN.findall(_text(paragraph))]
    if not names:
        return None
    _refuse_unknown(names, [*texts, *charts, *tables])
    places = [place for slide in deck.slides for place in _places(slide, {*charts, *tables})]
    for paragraph in _every_paragraph(deck):
        _fill(paragraph, texts, {place.element for place in places})
    for place in places:
        _draw(place, charts, tables, lang)
    _fill_notes(deck, places, slides, facts, lang)
    return [texts[name] for name in names if name in texts]


def text_tokens(slides: Sequence[SlideContent], facts: Circumstances, lang: Lang) -> dict[str, str]:
    """Token → text: what the review is about, then message, source and figures of each slide."""
    context = about(facts, lang)
    period = context[0][1] if facts.filters else ""
    tokens = {
        "title": facts.page.in_(lang),
        "period": period,
        "day": day(facts.as_of, lang),
        "state": "" if facts.state is None else str(facts.state),
        "viewer": facts.viewer,
        "demonstration": labels.DEMONSTRATION.in_(lang) if facts.demonstration else "",
    }
    for slide in slides:
        tokens |= {
            f"{slide.id}.name": slide.name,
            f"{slide.id}.message": slide.message,
            f"{slide.id}.source": slide.source,
            f"{slide.id}.beside": " ".join(slide.beside),
        }
        tokens |= {f"{slide.id}.{figure.number.metric.id}": figure.value for figure in slide.figures}
    return tokens


def chart_tokens(slides: Sequence[SlideContent]) -> dict[str, SlideContent]:
    return {f"chart:{slide.id}": slide for slide in slides if slide.chart is not None}


def table_tokens(slides: Sequence[SlideContent]) -> dict[str, SlideContent]:
    return {f"table:{slide.id}": slide for slide in slides if slide.table is not None}


def _refuse_unknown(names: Iterable[str], known: Sequence[str]) -> None:
    unknown = list(dict.fromkeys(name for name in names if name not in known))
    if unknown:
        raise UnknownToken(_listed(unknown), _listed(known))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"{{{{{name}}}}}" for name in names)


def _every_paragraph(deck: Any) -> Iterator[Any]:
    """Paragraphs of shapes, groups and tables of every slide, and of its notes."""
    for slide in deck.slides:
        yield from slide._element.iter(qn("a:p"))
        if slide.has_notes_slide:
            yield from slide.notes_slide._element.iter(qn("a:p"))


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("a:t")))


def _fill(paragraph: Any, texts: dict[str, str], drawn: set[Any]) -> None:
    """Replace tokens in a paragraph, also one cut into several runs: it keeps the format of the first."""
    whole = _text(paragraph)
    if not TOKEN.search(whole) or any(ancestor in drawn for ancestor in paragraph.iterancestors()):
        return
    pieces = list(paragraph.iter(qn("a:t")))
    for match in reversed(list(TOKEN.finditer(whole))):
        if match[1] not in texts:
            raise TokenInSentence(match[0])
        _replace(pieces, match.start(), match.end(), texts[match[1]])


def _replace(pieces: list[Any], start: int, end: int, text: str) -> None:
    """Put a text for the characters from `start` to `end` of all pieces, into the piece where they begin."""
    reached = 0
    for piece in pieces:
        own = piece.text or ""
        first, last = max(start - reached, 0), min(end - reached, len(own))
        if first < last:
            piece.text = own[:first] + text + own[last:]
            text = ""
        reached += len(own)


def _places(slide: Any, drawable: set[str]) -> Iterator[_TokenPlace]:
    """Shapes whose whole text is the token of a chart or a table; those in groups stand where the group puts them."""
    for element in slide._element.iter(qn("p:sp")):
        text = "\n".join(_text(p) for p in element.iter(qn("a:p"))).strip()
        match = TOKEN.fullmatch(text)
        if match and match[1] in drawable:
            box = _box(slide, element)
            yield _TokenPlace(slide, element, match[1], box)


def _box(slide: Any, element: Any) -> Box:
    shape = next((s for s in slide.shapes if s._element is element), None)
    if shape is not None:
        return Box(int(shape.left or 0), int(shape.top or 0), int(shape.width or 0), int(shape.height or 0))
    off, size = element.spPr.xfrm.off, element.spPr.xfrm.ext
    left, top, width, height = float(off.x), float(off.y), float(size.cx), float(size.cy)
    for group in element.iterancestors(qn("p:grpSp")):
        frame = group.find(qn("p:grpSpPr")).find(qn("a:xfrm"))
        outer, inner = (frame.find(qn(f"a:{n}")) for n in ("off", "chOff"))
        size_out, size_in = (frame.find(qn(f"a:{n}")) for n in ("ext", "chExt"))
        wide, high = (int(size_out.get(n)) / int(size_in.get(n)) for n in ("cx", "cy"))
        left = int(outer.get("x")) + (left - int(inner.get("x"))) * wide
        top = int(outer.get("y")) + (top - int(inner.get("y"))) * high
        width, height = width * wide, height * high
    return Box(round(left), round(top), round(width), round(height))


def _draw(place: _TokenPlace, charts: dict[str, SlideContent], tables: dict[str, SlideContent], lang: Lang) -> None:
    """Put the chart or the table where the shape stood, with its order among the others."""
    shapes = place.slide.shapes
    content = charts.get(place.token)
    if content is not None and content.chart is not None:
        size = max(SMALLEST_TEXT, min(CHART_TEXT, CHART_TEXT * place.box.points[0] / USUAL_WIDTH))
        frame = add_chart(shapes, content.chart, place.box, lang, round(size))
    else:
        table = tables[place.token].table
        if table is None:
            raise TokenInSentence(place.token)
        frame = add_table(shapes, table, place.box, lang)
    top = place.element
    for group in place.element.iterancestors(qn("p:grpSp")):
        top = group
    top.addprevious(frame._element)
    place.element.getparent().remove(place.element)


def _fill_notes(
    deck: Any, places: Sequence[_TokenPlace], slides: Sequence[SlideContent], facts: Circumstances, lang: Lang
) -> None:
    """Definitions and source of what stands on a slide of the template, after the notes that it has."""
    by_id = {slide.id: slide for slide in slides}
    for slide in deck.slides:
        drawn = [p.token.split(":", 1)[1] for p in places if p.slide.slide_id == slide.slide_id]
        for id in dict.fromkeys(drawn):
            frame = slide.notes_slide.notes_text_frame
            if frame is not None:
                before = f"{frame.text}\n\n" if frame.text.strip() else ""
                frame.text = before + notes(by_id[id], facts, lang)
