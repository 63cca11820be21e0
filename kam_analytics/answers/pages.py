"""Every page of the application, in the order of the navigation."""

from dataclasses import replace
from typing import Any

from kam_analytics.answers.account.page import ACCOUNT
from kam_analytics.answers.concentration.page import CONCENTRATION
from kam_analytics.answers.growth.page import GROWTH
from kam_analytics.answers.identity.page import IDENTITY, notices
from kam_analytics.answers.imports.page import DEFINITIONS, IMPORT_DATA
from kam_analytics.answers.overview.page import OVERVIEW
from kam_analytics.answers.page.blocks import Block, Link, Message
from kam_analytics.answers.page.dated_notes import annotated, notes_of
from kam_analytics.answers.page.declaration import Page
from kam_analytics.answers.page.filter_names import subject
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pay.page import VARIABLE_PAY
from kam_analytics.answers.review.page import REVIEW
from kam_analytics.answers.risk.page import AT_RISK
from kam_analytics.core.text import Text
from kam_analytics.language.titles import introduced

PAGES: dict[str, Page[Any]] = {
    page.id: page
    for page in (
        OVERVIEW,
        CONCENTRATION,
        GROWTH,
        VARIABLE_PAY,
        AT_RISK,
        ACCOUNT,
        REVIEW,
        IDENTITY,
        IMPORT_DATA,
        DEFINITIONS,
    )
}


def answer(page_id: str, view: View) -> dict[str, list[Block]]:
    """The sections of a page: its main sentence names the filters that are on; under it, notices on groups and codes.

    Its charts over time carry the dated notes that apply.

    Raises KeyError for a page that is not declared.
    """
    page = PAGES[page_id]
    notes = notes_of(view)
    sections = {name: annotated(blocks, notes) for name, blocks in page.answer(view).items()}
    if all(isinstance(block, Message | Link) for blocks in sections.values() for block in blocks):
        return sections
    messages, links = notices(page, view)
    first = next(iter(sections))
    filters = () if page.chooses_payees and view.scope.is_shared else page.filters or ()
    sections[first] = _about(subject(view, filters), sections[first])
    lead = next((i for i, b in enumerate(sections[first]) if not isinstance(b, Message)), len(sections[first]))
    sections[first] = [*sections[first][:lead], *messages, *sections[first][lead:]]
    return _with_links(sections, links, first, lead + len(messages))


def _about(part: Text | None, blocks: list[Block]) -> list[Block]:
    """The blocks with the filters that are on before the main sentence: it is true of that part alone."""
    if part is None:
        return blocks
    return [replace(b, text=introduced(part, b.text)) if isinstance(b, Message) and b.lead else b for b in blocks]


def _with_links(
    sections: dict[str, list[Block]], links: list[Block], first: str, after_messages: int
) -> dict[str, list[Block]]:
    """Insert the links before the first link of the page, otherwise right after its messages."""
    for name, blocks in sections.items():
        place = next((i for i, block in enumerate(blocks) if isinstance(block, Link)), None)
        if place is not None:
            return {**sections, name: [*blocks[:place], *links, *blocks[place:]]}
    blocks = sections[first]
    return {**sections, first: [*blocks[:after_messages], *links, *blocks[after_messages:]]}


def blocks(page_id: str, view: View) -> list[Block]:
    """All blocks of a page, in order. Raises KeyError for a page that is not declared."""
    return [block for section in answer(page_id, view).values() for block in section]
