"""The labels of a series of a native chart, as elements that python-pptx has no words for."""

from typing import Any

from lxml import etree
from pptx.oxml.ns import qn


def label_holder(written: Any) -> Any:
    """The element of a series' labels, in its place and empty."""
    holder = written._element.get_or_add_dLbls()
    for child in list(holder):
        holder.remove(child)
    return holder


def unwrapped(label: Any) -> None:
    text = etree.SubElement(label, qn("c:txPr"))
    etree.SubElement(text, qn("a:bodyPr")).set("wrap", "none")
    paragraph = etree.SubElement(text, qn("a:p"))
    etree.SubElement(etree.SubElement(paragraph, qn("a:pPr")), qn("a:defRPr"))


def shows(label: Any, *, value: bool, name: bool = False) -> None:
    shown = {"showVal": value, "showSerName": name}
    for part in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize"):
        etree.SubElement(label, qn(f"c:{part}")).set("val", "1" if shown.get(part) else "0")
