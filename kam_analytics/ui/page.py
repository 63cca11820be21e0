"""A page on the screen: the sections of its script in order, the export of what was drawn, the footer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import streamlit as st

from kam_analytics.answers.page.blocks import Block
from kam_analytics.answers.pages import PAGES, answer
from kam_analytics.language import interface as words
from kam_analytics.language.dates import day
from kam_analytics.language.typography import typeset
from kam_analytics.ui import usual_views
from kam_analytics.ui.blocks import account, computation
from kam_analytics.ui.blocks.export import export_menu
from kam_analytics.ui.blocks.form import Draw, Form
from kam_analytics.ui.blocks.render import draw
from kam_analytics.ui.frame import address, trail
from kam_analytics.ui.frame.ahead import PREPARATION
from kam_analytics.ui.frame.answers import WatchedForecaster
from kam_analytics.ui.frame.errors import explained
from kam_analytics.ui.frame.frame import Frame, page_guard
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import imports
from kam_analytics.ui.risk import forecast

PART_OF_KEY = {"lost": "loss"}
Part = Draw | Sequence[str | Form]


class Screen:
    """The drawing area of a script in `pages/`."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        if frame.page == "variable_pay" or (frame.page == "overview" and frame.view.is_kam):
            trail.pay_read(frame.folder, frame.view.scope)
        forecaster = WatchedForecaster(forecast.of(frame.folder, frame.state))
        view = replace(frame.view, foresee=forecaster)
        self._sections = frame.remember("page", lambda: answer(frame.page, view), forecaster)
        self.drawn: list[Block] = []

    def show(self, *sections: str) -> None:
        """Draw sections of the answer; neighbouring figures and charts stand side by side.

        Raises KeyError for a section that the page does not declare.
        """
        blocks = self._blocks(sections)
        draw(blocks, self._frame)
        self.drawn += blocks

    def _blocks(self, sections: Sequence[str]) -> list[Block]:
        undeclared = [name for name in sections if name not in PAGES[self._frame.page].sections]
        if undeclared:
            raise KeyError(f"{self._frame.page} declares no section {undeclared}")
        return [block for name in sections for block in self._sections.get(name, [])]

    def choose(self, **parts: Part) -> None:
        """Parts for different readers, one at a time; the part is in the address, and all sections are exported.

        parts: name of the part in `words.PARTS` → its sections and forms, or what `add` takes. A part without anything
        for this viewer is not offered. Raises KeyError as `show` does.
        """
        content = {name: self._content(part) for name, part in parts.items()}
        lang = self._frame.lang
        titles = {name: typeset(words.PARTS[name], lang) for name, items in content.items() if items}
        if titles:
            chosen = next(iter(titles))
            if len(titles) > 1:
                chosen = address.switch("part", words.PART.in_(lang), titles, _default_part(titles))
            for item in content[chosen]:
                if isinstance(item, Form):
                    self.add(item.draw)
                else:
                    draw(item, self._frame, f"_{chosen}")
        for answered in (item for items in content.values() for item in items if not isinstance(item, Form)):
            self.drawn += answered

    def _content(self, part: Part) -> list[list[Block] | Form]:
        """Blocks and forms of a part in their order; sections that say nothing and forms for others are left out."""
        if callable(part):
            return [Form(part)]
        content: list[list[Block] | Form] = []
        for item in part:
            if isinstance(item, Form):
                content += [item] if item.is_offered(self._frame) else []
            elif blocks := self._blocks([item]):
                neighbours = content[-1] if content else None
                if isinstance(neighbours, list):
                    neighbours += blocks
                else:
                    content.append(blocks)
        return content

    def add(self, part: Draw) -> None:
        """Draw a part that is no answer: a form, a simulation. The blocks it returns are exported too."""
        self.drawn += part(self._frame) or []


def _default_part(titles: Mapping[str, str]) -> str:
    """The first part, unless the address asks for something of another one: earlier links name no part."""
    meant = [part for key, part in PART_OF_KEY.items() if key in st.query_params and part in titles]
    return meant[0] if meant else next(iter(titles))


@contextmanager
def screen(page_id: str) -> Iterator[Screen]:
    """The page of this run, between its filters and its footer; an error inside is explained in its place."""
    frame = page_guard()
    with PREPARATION.pausing(), explained(frame.lang):
        account.open_if_asked(frame)
        page = Screen(frame)
        yield page
        if PAGES[page_id].sections:
            computation.explain_if_asked(frame, page.drawn)
            export_menu(page.drawn, frame)
            _footer(frame)
        usual_views.prepare(frame)


def _footer(frame: Frame) -> None:
    """The as-of day, and the latest import."""
    _, number = imports(frame.folder, frame.state)
    template = words.FOOTER if number is not None else words.FOOTER_DAY
    on = day(frame.view.filters.end, frame.lang)
    if frame.view.filters.end.year > 1900:
        st.caption(escaped(typeset(template, frame.lang).format(day=on, number=number)))
