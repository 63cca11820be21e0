"""Which layout of a presentation takes a slide of ours, and where its title and its body stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from kam_analytics.core.errors import KamError
from kam_analytics.exports.review.deck.text import Box
from kam_analytics.exports.review.errors import BadTemplate
from kam_analytics.language import packs as words

TITLES = (KIND.TITLE, KIND.CENTER_TITLE)
BODIES = (KIND.BODY, KIND.OBJECT, KIND.CHART, KIND.TABLE)
FURNITURE = (KIND.DATE, KIND.FOOTER, KIND.SLIDE_NUMBER, KIND.HEADER)
USUAL_TITLE_SIZE = 44.0  # points, what a program takes where a template says nothing
MARGIN, TITLE_SHARE, FOOT = 0.045, 0.2, 0.92  # shares of a slide, for layouts that have no title or no body


@dataclass(frozen=True)
class SlideFrame:
    """The boxes of a slide of ours on a layout, and the size of its title, in points."""

    layout: Any
    title: Box
    body: Box
    title_size: float
    has_title: bool


def best_frame(deck: Any) -> SlideFrame:
    """A layout with one title over one body, the largest body first; else one with a title; else any.

    Raises BadTemplate where there is no layout at all.
    """
    layouts = [layout for master in deck.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise_no_layout()
    frames = [frame for layout in layouts if (frame := _titled(deck, layout)) is not None]
    return max(frames, key=_body_area) if frames else _plain(deck, layouts)


def raise_no_layout() -> KamError:
    raise BadTemplate(words.NO_LAYOUT)


def _titled(deck: Any, layout: Any) -> SlideFrame | None:
    """The frame of a layout with one title over one body, both written from left to right."""
    content = [p for p in layout.placeholders if p.placeholder_format.type not in FURNITURE]
    titles = [p for p in content if p.placeholder_format.type is KIND.TITLE]
    bodies = [p for p in content if p.placeholder_format.type in BODIES]
    if len(titles) != 1 or len(bodies) != 1 or len(content) > 2 or any(_is_vertical(p) for p in content):
        return None
    title, body = box_of(titles[0]), box_of(bodies[0])
    if title is None or body is None or body.top < title.top + title.height // 2:
        return None
    if body.height < 0.4 * deck.slide_height or body.width < 0.6 * deck.slide_width:
        return None
    return SlideFrame(layout, title, body, title_size(layout, titles[0]), True)


def _plain(deck: Any, layouts: list[Any]) -> SlideFrame:
    wide, high = deck.slide_width, deck.slide_height
    for layout in layouts:
        titles = [p for p in layout.placeholders if p.placeholder_format.type is KIND.TITLE and not _is_vertical(p)]
        title = box_of(titles[0]) if len(titles) == 1 else None
        if title is not None and title.top < high // 3:
            top = title.top + title.height
            body = Box(title.left, top, title.width, round(FOOT * high) - top)
            return SlideFrame(layout, title, body, title_size(layout, titles[0]), True)
    left, inner = round(MARGIN * wide), round((1 - 2 * MARGIN) * wide)
    top = round(TITLE_SHARE * high)
    title = Box(left, round(MARGIN * high), inner, top - round(MARGIN * high))
    return SlideFrame(layouts[-1], title, Box(left, top, inner, round(FOOT * high) - top), USUAL_TITLE_SIZE, False)


def _body_area(frame: SlideFrame) -> int:
    return frame.body.width * frame.body.height


def _is_vertical(placeholder: Any) -> bool:
    return bool(placeholder._element.ph.get("orient") == "vert")


def box_of(shape: Any) -> Box | None:
    """Where a placeholder of a layout stands: its own place, or the one it inherits from the master."""
    corners = (shape.left, shape.top, shape.width, shape.height)
    return None if any(c is None for c in corners) else Box(*(int(c) for c in corners))


def title_size(layout: Any, title: Any) -> float:
    """Points of the title of a layout: its own, the master's placeholder's, the master's style."""
    master = layout.slide_master._element
    own = [title._element, *(s._element for s in layout.slide_master.placeholders if _is_title(s))]
    styles = [*own, *master.iter(qn("p:titleStyle"))]
    for holder in styles:
        for properties in _first_levels(holder):
            if (size := properties.get("sz")) is not None:
                return int(size) / 100
    return USUAL_TITLE_SIZE


def _is_title(shape: Any) -> bool:
    return shape.placeholder_format.type in TITLES


def _first_levels(holder: Any) -> Iterator[Any]:
    for level in holder.iter(qn("a:lvl1pPr")):
        yield from level.iter(qn("a:defRPr"))
