"""The review of one account: its position, its months, its signals, its actions. No other account is named."""

from dataclasses import replace

from kam_analytics.answers.account import page as sheet
from kam_analytics.answers.growth.page import signed
from kam_analytics.answers.overview.page import months_chart
from kam_analytics.answers.page.blocks import Block, Message, Note, Number, Table
from kam_analytics.answers.page.dated_notes import annotated, notes_of
from kam_analytics.answers.page.view import View, counted
from kam_analytics.answers.review.slide import Slide, brief, source_of
from kam_analytics.answers.risk.notes import listed_notes, open_actions, past_due, table
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import packs as text
from kam_analytics.language import review as review_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.account.figures import HERE
from kam_analytics.metrics.growth.formulas import growth
from kam_analytics.metrics.overview.figures import months_beside


def account_slides(view: View) -> tuple[Slide, ...]:
    """The slides of the account in the filters; none where the viewer may not see it."""
    content = sheet.read(view)
    if not isinstance(content, sheet.AccountContent):
        return ()
    sections = sheet.ACCOUNT.sections
    built = (
        _position(content, list(sections["summary"](content)), list(sections["numbers"](content))),
        _months(view),
        _signals(view, list(sections["rhythm"](content))),
        _actions(view, content.account.account_id, content.account.name),
    )
    notes = notes_of(view, frozenset({"kam"}))
    return tuple(replace(slide, shows=tuple(annotated(slide.shows, notes))) for slide in built if slide is not None)


def _position(content: sheet.AccountContent, summary: list[Block], numbers: list[Block]) -> Slide:
    lead, *beside = [block.text for block in summary if isinstance(block, Message)]
    shows = tuple(block for block in numbers if isinstance(block, Number))
    return Slide("position", review_text.POSITION, lead, source_of(content.view), shows, brief(beside))


def _months(view: View) -> Slide | None:
    """Twelve months beside the same months a year earlier."""
    rows = view.rows(HERE / "months.sql")
    if rows.empty:
        return None
    beside = months_beside(rows, view.filters.end)
    year, before = float(beside["revenue"].sum()), float(beside["last_year"].sum())
    moved = growth(before, year)
    facts = {"revenue": Quantity(year, Unit.EUR)}
    message = fill(text.YEAR_ALONE, **facts) if moved is None else fill(text.YEAR, growth=signed(moved), **facts)
    if not year and not before:
        return None
    return Slide("months", text.MONTHS, message, source_of(view), (months_chart(beside, text.MONTHS_CHART),))


def _signals(view: View, rhythm: list[Block]) -> Slide | None:
    """The signals of the account with their points, and its rhythm of orders."""
    sentences = [block.text for block in rhythm if isinstance(block, Note)]
    if not sentences:
        return None
    tables = tuple(block for block in rhythm if isinstance(block, Table))
    message, beside = sentences[-1], sentences[:-1]
    return Slide("signals", text.SIGNALS, message, source_of(view), tables[:1], brief(beside))


def _actions(view: View, account_id: str, name: str) -> Slide:
    """Actions and causes of the account, open ones first."""
    rows = listed_notes(view, {account_id: name})
    rows = rows[rows["account_id"] == account_id]
    actions = open_actions(rows)
    facts = {"count": counted(len(actions)), "late": counted(len(past_due(actions, view.now)))}
    message = text.NO_ACTION if actions.empty else fill(plural(len(actions), text.ONE_ACTION, text.ACTIONS), **facts)
    tables = tuple(block for block in table(view, {account_id: name}, account_id) if isinstance(block, Table))
    return Slide("actions", text.ACTIONS_NAME, message, source_of(view), tables)
