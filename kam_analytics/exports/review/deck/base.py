"""An empty presentation of ours: 16:9, one master, the palette and the font of the application as its theme."""

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from kam_analytics.charts.theme import FONT, LIGHT

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LAYOUTS = ("Title and Content", "Title Only")
TITLE_SIZE = 3000  # hundredths of a point
SLOTS = {
    "dk1": LIGHT.ink,
    "lt1": LIGHT.paper,
    "dk2": LIGHT.neutral,
    "lt2": LIGHT.grid,
    "accent1": LIGHT.key,
    "accent2": LIGHT.others,
    "accent3": LIGHT.gain,
    "accent4": LIGHT.loss,
    "accent5": LIGHT.muted,
    "accent6": LIGHT.neutral,
    "hlink": LIGHT.key,
    "folHlink": LIGHT.neutral,
}
"""Theme slot → colour. Shapes and charts name the slots, so that the company's own template recolours them."""


def empty_deck() -> Any:
    """A presentation without slides, whose layouts have a title over the whole width and one body."""
    deck: Any = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in LAYOUTS:
            deck.slide_layouts.remove(layout)
    master = deck.slide_masters[0]
    _theme(master)
    _place(master)
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:  # their places are the master's
            properties = shape._element.spPr
            if properties.xfrm is not None:
                properties.remove(properties.xfrm)
    return deck


def _theme(master: Any) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    for slot, colour in SLOTS.items():
        holder = scheme.find(qn(f"a:{slot}"))
        for child in list(holder):
            holder.remove(child)
        etree.SubElement(holder, qn("a:srgbClr")).set("val", colour.lstrip("#"))
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}"):
        latin.set("typeface", FONT.split(", ")[1])
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place(master: Any) -> None:
    """The places of the master's placeholders, and a bold title that begins at the left."""
    margin, inner = Inches(0.6), WIDTH - Inches(1.2)
    bottom = Inches(7.0)
    places = {
        "title": (margin, Inches(0.4), inner, Inches(1.15)),
        "body": (margin, Inches(1.65), inner, Inches(5.25)),
        "dt": (margin, bottom, Inches(2), Inches(0.3)),
        "ftr": (Inches(4), bottom, Inches(5.3), Inches(0.3)),
        "sldNum": (WIDTH - margin - Inches(1.2), bottom, Inches(1.2), Inches(0.3)),
    }
    for shape in master.placeholders:
        kind = shape._element.ph.get("type", "body")
        shape.left, shape.top, shape.width, shape.height = (Emu(length) for length in places[kind])
    level = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", str(TITLE_SIZE))
    level.find(qn("a:defRPr")).set("b", "1")
    for shape in master.placeholders:
        if shape._element.ph.get("type") == "title":
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0
