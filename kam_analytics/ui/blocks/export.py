"""The export button: the blocks of the page as a workbook, built on request."""

from collections.abc import Sequence

from kam_analytics.answers.page.blocks import Block, Chart, Table
from kam_analytics.answers.pages import PAGES
from kam_analytics.core.text import Text
from kam_analytics.exports.workbook import Circumstances, workbook
from kam_analytics.language import interface as words
from kam_analytics.language.dates import Period, period
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.store import imports

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export_button(blocks: Sequence[Block], frame: Frame) -> None:
    """Add the export button to the row of filters; no button if there is nothing to export."""
    if not any(isinstance(block, Table | Chart) for block in blocks):
        return
    facts, lang = circumstances(frame), frame.lang
    frame.actions.download_button(
        words.EXPORT.in_(lang),
        data=lambda: workbook(blocks, facts, lang),
        file_name=file_name(frame),
        mime=MIME,
        on_click="ignore",
        help=typeset(words.EXPORT_HELP, lang),
        key=f"{frame.page}_export",
    )


def file_name(frame: Frame) -> str:
    """Page and day, marked as demonstration if it is one; never a name."""
    mark = "-demonstration" if frame.state.demonstration else ""
    return f"kam-{frame.page.replace('_', '-')}-{frame.view.filters.end.isoformat()}{mark}.xlsx"


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
    optional: tuple[tuple[Text, str | None], ...] = (
        (words.SEGMENT, chosen.segment),
        (words.REGION, chosen.region),
        (words.KAM, chosen.kam),
    )
    optional += ((words.FAMILY, chosen.family), (words.ACCOUNT, chosen.account))
    return lines + [(label, value) for label, value in optional if value]
