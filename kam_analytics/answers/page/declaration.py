"""The declaration of a page: navigation, filter bar, address, registry and notices all read it."""

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
"""The filters that several pages share, besides the period and the level."""


@dataclass(frozen=True)
class Instead:
    """What a page shows where its sections have no data: no invoice, no base period, no target."""

    blocks: list[Block]


def same_view(view: View) -> View:
    return view


def both_periods(filters: Filters) -> Filters:
    return filters


def own_period(filters: Filters) -> Filters:
    """The filters with the base period set to the period itself, for figures that count only lines of the period."""
    return replace(filters, base_start=filters.start, base_end=filters.end)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Content]):
    """One page of the application.

    id: its address, and the name of its script in `pages/`; icon: a Material symbol as Streamlit names it.
    short_title: its name in the navigation, where the title is long; own_title: what it is called for a KAM.
    read: what the sections share, read once for a view, or what to show instead; sections: name → blocks, in order.
    filters: those of `DIMENSIONS` that apply to its figures; own_filters: address parameters that only it has.
    metrics: the modules that declare its figures.
    chooses_payees: whether its filter of KAMs lists those who have targets; a shared screen of it names nobody.
    perimeter: the sentence on the groups the page counts, None where it counts none.
    asks_recoding: whether the page shows open recodings, because a bulk change of codes would look like lost accounts.
    can_freeze: whether it may show the data of an earlier day; no page does that people decide on.
    figures_view, counted_lines: how "how computed" narrows the view, and which lines it counts.
    """

    id: str
    title: Text
    icon: str
    own_title: Text | None = None
    short_title: Text | None = None
    read: Callable[[View], Content | Instead] | None = None
    sections: Mapping[str, Callable[[Content], Iterable[Block]]] = field(default_factory=dict)
    filters: tuple[str, ...] | None = None
    own_filters: tuple[str, ...] = ()
    chooses_payees: bool = False
    metrics: tuple[ModuleType, ...] = ()
    perimeter: Text | None = identity_text.PERIMETER_THEN
    asks_recoding: bool = False
    can_freeze: bool = True
    figures_view: Callable[[View], View] = same_view
    counted_lines: Callable[[Filters], Filters] = own_period

    @property
    def has_period(self) -> bool:
        """Whether the page has a filter bar at all."""
        return self.filters is not None

    def answer(self, view: View) -> dict[str, list[Block]]:
        """The blocks of each section, in order; only the first section if there are no data."""
        if self.read is None:
            return {}
        content = self.read(view)
        if isinstance(content, Instead):
            return {next(iter(self.sections)): content.blocks}
        return {name: list(section(content)) for name, section in self.sections.items()}

    def blocks(self, view: View) -> list[Block]:
        """The blocks of every section, without the notices shared by all pages."""
        return [block for section in self.answer(view).values() for block in section]
