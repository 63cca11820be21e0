"""A page declared once: navigation, filter bar, address, registry and notices all read this declaration."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Generic, TypeVar

from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.page.view import View
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Text
from kam_analytics.language import identity as identity_text

Content = TypeVar("Content")
DIMENSIONS = ("segment", "region", "kam", "family")
"""The filters that several pages share beside the period and the level."""


@dataclass(frozen=True)
class Instead:
    """What a page says where its sections have nothing to show: no invoice, no base period, no target."""

    blocks: list[Block]


def same_view(view: View) -> View:
    return view


def both_periods(filters: Filters) -> Filters:
    return filters


def own_period(filters: Filters) -> Filters:
    """The base period made empty of its own lines: the figures of the page read only the period."""
    return replace(filters, base_start=filters.start, base_end=filters.end)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Content]):
    """One page of the application.

    id: its address, and the name of its script in `pages/`; icon: a Material symbol as Streamlit names it.
    read: what the sections share, read once for a view, or what is said instead; sections: name → blocks, in order.
    filters: those of `DIMENSIONS` that its figures follow; own_filters: parameters of the address that only it has.
    metrics: the modules that declare its figures.
    perimeter: what the page says of the groups it counts, None where it counts none.
    asks_recoding: a wholesale change of codes would turn into a wave of losses on this page, so it asks about it.
    figures_view, counted_lines: how "how computed" narrows the view, and which lines it counts.
    """

    id: str
    title: Text
    icon: str
    own_title: Text | None = None
    read: Callable[[View], Content | Instead] | None = None
    sections: Mapping[str, Callable[[Content], Iterable[Block]]] = field(default_factory=dict)
    filters: tuple[str, ...] | None = None
    own_filters: tuple[str, ...] = ()
    metrics: tuple[ModuleType, ...] = ()
    perimeter: Text | None = identity_text.PERIMETER_THEN
    asks_recoding: bool = False
    figures_view: Callable[[View], View] = same_view
    counted_lines: Callable[[Filters], Filters] = own_period

    @property
    def has_period(self) -> bool:
        """Whether the page has a filter bar at all."""
        return self.filters is not None

    def answer(self, view: View) -> dict[str, list[Block]]:
        """The blocks of each section, in order; only the first one where there is nothing to show."""
        if self.read is None:
            return {}
        content = self.read(view)
        if isinstance(content, Instead):
            return {next(iter(self.sections)): content.blocks}
        return {name: list(section(content)) for name, section in self.sections.items()}

    def blocks(self, view: View) -> list[Block]:
        """The blocks of every section, without the notices that all pages share."""
        return [block for section in self.answer(view).values() for block in section]
