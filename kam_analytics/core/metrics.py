"""The `@metric` declaration: name, definition, unit, direction, source and formula on one screen."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit

Formula = Callable[[Any], float | None]


class Better(Enum):
    """Which direction is good; decides gain and loss colours, instead of each chart."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A formula with its numbers put in. form: `{} ÷ {}`; parts: the figures of the page → the numbers in order, EUR.

    Written to the cent they give the figure again; numbers that are rounded more would not.
    """

    form: str
    parts: Callable[[Any], tuple[float, ...]]


@dataclass(frozen=True)
class Metric:
    """A figure of a page, with its definition."""

    id: str
    page: str
    name: Text
    definition: Text
    formula_text: str
    unit: Unit
    better: Better
    source: Text
    sql: str  # the file, under kam_analytics/metrics, that returns the rows
    formula: Formula
    query: str | None = None  # the file whose column of this id is the figure; None if only `formula` computes it
    worked: WorkedExample | None = None

    def of(self, figures: object) -> Quantity:
        """Compute the metric from the figures of its page, with the numbers of its worked example."""
        value = self.formula(figures)
        if value is None or self.worked is None:
            return Quantity(value, self.unit)
        parts = tuple(Quantity(part, Unit.EUR_EXACT) for part in self.worked.parts(figures))
        return Quantity(value, self.unit, parts)


REGISTRY: dict[str, Metric] = {}


def metric(
    *,
    page: str,
    name: Text,
    definition: Text,
    formula: str,
    unit: Unit,
    better: Better,
    source: Text,
    sql: str,
    query: str | None = None,
    worked: WorkedExample | None = None,
) -> Callable[[Formula], Metric]:
    """Declare a metric; the function's name is its id, its body is the computation."""

    def declare(compute: Formula) -> Metric:
        m = Metric(compute.__name__, page, name, definition, formula, unit, better, source, sql, compute, query, worked)
        if m.id in REGISTRY:
            raise ValueError(f"metric {m.id!r} is declared twice")
        REGISTRY[m.id] = m
        return m

    return declare
