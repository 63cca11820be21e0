"""What a file leaves unsaid about its columns, and what follows from the titles it has."""

import re
from collections.abc import Collection
from dataclasses import replace

from kam_analytics.core.kinds import KINDS, Kind
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.layout.layout import Layout, match_columns, missing_fields
from kam_analytics.ingest.notation.dictionary import words
from kam_analytics.ingest.notation.expressions import Node, Word, columns_of
from kam_analytics.ingest.notation.folding import fold

MEASURES = ("revenue", "margin", "quantity")
_TARGET = re.compile(r"objectif|quota|target|cible")
_ANYBODY = ("who", "pour qui", "concerne", "qui", "beneficiaire", "payee")  # titles that name no kind of bearer
_DISCOUNTS = ("discount", "remise", "remise %", "discount %", "taux de remise", "unitpricediscountpct")


def complete(layout: Layout, measure: str | None) -> Layout:
    """The layout with what its other columns imply; measure: of targets, where the user answered it."""
    nodes = dict(layout.nodes)
    if layout.kind.id == "opportunities" and "status" not in nodes and "stage" in nodes:
        nodes["status"] = nodes["stage"]  # Salesforce and others write won and lost into the stage
    if layout.kind.id != "targets":
        return replace(layout, nodes=nodes)
    if "scope" not in nodes and _are_people(nodes.get("who")):
        nodes["scope"] = Word("kam")
    measure = measure or _measure_of(nodes.get("value"))
    if "measure" not in nodes and measure:
        nodes["measure"] = Word(measure)
    closed = layout.period_end or ("next_start" if "period_start" in nodes and "period_end" not in nodes else None)
    said = {"scope", "measure"} & set(nodes) | ({"period_end"} if closed else set())
    return replace(layout, nodes=nodes, period_end=closed, missing=tuple(f for f in layout.missing if f not in said))


def likely_kind(header: Header) -> str | None:
    """The kind of a file that lacks what follows from its other columns, or what one question settles."""
    if _has(KINDS["targets"], header, {"who", "value", "period_start"}) and any(
        _TARGET.search(fold(t)) for t in header.labels
    ):
        return "targets"
    priced = {"date", "quantity", "unit_price"}
    revenue = KINDS["revenue"]
    if _has(revenue, header, priced) and missing_fields(revenue, tuple(match_columns(revenue, header))) == ("amount",):
        return "revenue"
    return None


def computed_amounts(layout: Layout, header: Header) -> tuple[str, ...]:
    """Calculations that give the amount of a line without a column of its own, the likeliest first."""
    price, quantity = layout.columns().get("unit_price"), layout.columns().get("quantity")
    if layout.kind.id != "revenue" or not price or not quantity:
        return ()
    product = f"[{price}] * [{quantity}]"
    discounts = [t for t in header.labels if fold(t) in _DISCOUNTS]
    return (*(f"{product} * (1 - [{t}])" for t in discounts), product)


def _has(kind: Kind, header: Header, names: Collection[str]) -> bool:
    return set(names) <= set(match_columns(kind, header))


def _are_people(node: Node | None) -> bool:
    titles = [fold(c.title) for c in columns_of(node)] if node else []
    return bool(titles) and titles[0] not in _ANYBODY


def _measure_of(node: Node | None) -> str | None:
    """The measure of a title as `Objectif CA` or `SalesAmountQuota`."""
    titles = [c.title for c in columns_of(node)] if node else []
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", titles[0]) if titles else []
    listed = {**dict.fromkeys(("ca", "sales", "revenue"), "revenue"), **words("measure")}
    return next((listed[p] for p in map(fold, parts) if p in listed and listed[p] in MEASURES), None)
