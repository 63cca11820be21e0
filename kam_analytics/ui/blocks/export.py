"""The export of a page: a workbook of everything, one chart or table as CSV or as a slide, each made on request."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import streamlit as st

from kam_analytics.answers.page.blocks import Block, Chart, Details, Table
from kam_analytics.answers.page.filter_names import chosen_names
from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.risk.rows import level_names
from kam_analytics.core.text import Lang, Text
from kam_analytics.exports.delimited import FRENCH, INTERNATIONAL, table_bytes, visible_columns
from kam_analytics.exports.media import MIMES
from kam_analytics.exports.workbook import Circumstances, holds_pay, workbook
from kam_analytics.language import interface as words
from kam_analytics.language.dates import Period, period
from kam_analytics.language.risk.page import LEVEL
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.downloads import download
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.store import imports
from kam_analytics.ui.frame.trail import figures_of, noted

MENU_WIDTH = 320  # pixels; without it the longest title decides
DIMENSION_LABELS = {
    "segment": words.SEGMENT,
    "region": words.REGION,
    "kam": words.KAM,
    "family": words.FAMILY,
}


def export_menu(blocks: Sequence[Block], frame: Frame) -> None:
    """Add the export to the row of actions; nothing if there is no chart and no table."""
    if not any(isinstance(block, Table | Chart) for block in blocks):
        return
    facts, lang, scope = circumstances(frame), frame.lang, frame.view.scope
    menu = frame.actions.popover(words.EXPORT.in_(lang), key=f"{frame.page}_export")
    with menu.container(width=MENU_WIDTH, gap="xsmall"):
        _download(
            frame,
            words.EXPORT_BOOK,
            file_name(frame, "xlsx"),
            MIMES["xlsx"],
            lambda: noted(frame.folder, scope, frame.page, figures_of(blocks), lambda: workbook(blocks, facts, lang))(),
            help=words.EXPORT_BOOK_HELP,
        )
        visible = list(_on_screen(blocks, frame.page))
        if block := _chosen(visible, frame):
            _one(block, visible, facts, frame)
        if any(map(holds_pay, visible)):
            st.caption(escaped(typeset(words.EXPORT_WITH_PAY if facts.with_pay else words.EXPORT_WITHOUT_PAY, lang)))


def _on_screen(blocks: Sequence[Block], page: str) -> Iterator[Block]:
    """The blocks, with those of the collapsed sections that are open."""
    for block in blocks:
        if not isinstance(block, Details):
            yield block
        elif st.session_state.get(f"{page}_{block.id}"):
            yield from _on_screen(block.blocks, page)


def _chosen(visible: Sequence[Block], frame: Frame) -> Table | Chart | None:
    """The chart or table to export alone; those without rows are not offered."""
    offered = {block.id: block for block in visible if isinstance(block, Table | Chart) and len(block.rows)}
    if not offered:
        return None
    label = typeset(words.EXPORT_ONE, frame.lang)
    titles = {id: typeset(block.title, frame.lang) for id, block in offered.items()}
    # A closed panel sends back the label of the former language: the choice of each language is a widget of its own.
    chosen: str | None = st.selectbox(
        label, list(offered), format_func=titles.__getitem__, key=f"{frame.page}_export_one_{frame.lang}"
    )
    return offered.get(chosen or "")


def _one(block: Table | Chart, visible: Sequence[Block], facts: Circumstances, frame: Frame) -> None:
    lang = frame.lang
    for label, notation in ((words.EXPORT_FRENCH, FRENCH), (words.EXPORT_INTERNATIONAL, INTERNATIONAL)):
        make = partial(table_bytes, block, notation, lang, with_pay=facts.with_pay)
        if visible_columns(block, with_pay=facts.with_pay):
            _download(frame, label, file_name(frame, "csv", block.id), MIMES["csv"], make, [block.id])
    if any(column.unit is not None for column in visible_columns(block).values()):
        name = file_name(frame, "pptx", block.id)
        slide = partial(_slide, visible, facts, lang, block)
        _download(frame, words.EXPORT_SLIDE, name, MIMES["pptx"], slide, [block.id])


def _slide(visible: Sequence[Block], facts: Circumstances, lang: Lang, block: Table | Chart) -> bytes:
    from kam_analytics.exports.review.pack import one_slide  # decks take a second to load: only for who asks for one

    return one_slide(visible, facts, lang, block)


def _download(
    frame: Frame,
    label: Text,
    name: str,
    mime: str,
    make: Callable[[], bytes],
    figures: Sequence[str] = (),
    help: Text | None = None,
) -> None:
    key = f"{frame.page}_export_{label.en}"
    download(frame, label, name, mime, make, key=key, figures=figures, help=help, width="stretch")


def file_name(frame: Frame, ending: str, part: str = "") -> str:
    """Page, part of it and day, marked as demonstration if it is one; never a name."""
    mark = "-demonstration" if frame.state.demonstration else ""
    subject = "-".join(filter(None, (frame.page, part))).replace("_", "-")
    return f"kam-{subject}-{frame.view.filters.end.isoformat()}{mark}.{ending}"


def circumstances(frame: Frame) -> Circumstances:
    """The context of the export: viewer, filters, day, import."""
    _, number = imports(frame.folder, frame.state)
    return Circumstances(
        PAGES[frame.page].title,
        frame.view.scope.viewer,
        tuple(_filters(frame)),
        frame.view.filters.end,
        number,
        frame.state.demonstration,
        with_pay=frame.page == "variable_pay" and not address.presents(),
    )


def _filters(frame: Frame) -> list[tuple[Text, str]]:
    chosen = frame.view.filters
    lines = [(words.PERIOD, period(Period(chosen.start, chosen.end), frame.lang))]
    lines.append((words.LEVEL, words.LEVELS[chosen.level].in_(frame.lang)))
    for name, labels in chosen_names(frame.view, PAGES[frame.page].filters or ()).items():
        lines.append((DIMENSION_LABELS[name], ", ".join(labels)))
    if chosen.urgency:
        lines.append((LEVEL, level_names(chosen.urgency).in_(frame.lang)))
    return [*lines, (words.ACCOUNT, chosen.account)] if chosen.account else lines
