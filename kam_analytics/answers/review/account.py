"""The review of one account: its position, its months, its signals, its actions. No other account is named."""

import pandas as pd

from kam_analytics.answers.account import page as sheet
from kam_analytics.answers.growth.page import signed
from kam_analytics.answers.page.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.page.view import View, counted, freshness
from kam_analytics.answers.review.slide import Slide, brief
from kam_analytics.answers.risk.notes import listed_notes, table
from kam_analytics.charts import overview as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import packs as text
from kam_analytics.language import review as review_text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
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
    return tuple(slide for slide in built if slide is not None)


def _source(view: View) -> Text:
    filters = view.filters
    period, base = period_text(filters.start, filters.end), period_text(filters.base_start, filters.base_end)
    return fill(review_text.SOURCE, period=period, base=base, last=freshness(view).last or filters.end)


def _position(content: sheet.AccountContent, summary: list[Block], numbers: list[Block]) -> Slide:
    lead, *beside = [block.text for block in summary if isinstance(block, Message)]
    shows = tuple(block for block in numbers if isinstance(block, Number))
    return Slide("position", review_text.POSITION, lead, _source(content.view), shows, brief(beside))


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
    columns = {
        "month": Column(shared.MONTH, Unit.MONTH),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "last_year": Column(shared.LAST_YEAR, Unit.EUR),
    }
    if not year and not before:
        return None
    legend = (("neutral", shared.ACTUAL), ("others", shared.LAST_YEAR))
    chart = Chart("months", text.MONTHS_CHART, beside, charts.months, columns, legend)
    return Slide("months", text.MONTHS, message, _source(view), (chart,))


def _signals(view: View, rhythm: list[Block]) -> Slide | None:
    """The signals of the account with their points, and its rhythm of orders."""
    sentences = [block.text for block in rhythm if isinstance(block, Note)]
    if not sentences:
        return None
    tables = tuple(block for block in rhythm if isinstance(block, Table))
    message, beside = sentences[-1], sentences[:-1]
    return Slide("signals", text.SIGNALS, message, _source(view), tables[:1], brief(beside))


def _actions(view: View, account_id: str, name: str) -> Slide:
    """Actions and causes of the account, open ones first."""
    rows = listed_notes(view, {account_id: name})
    rows = rows[rows["account_id"] == account_id]
    open_actions = rows[(rows["kind"] == "action") & rows["closed_at"].isna()]
    late = int((pd.to_datetime(open_actions["due_on"]) < pd.Timestamp(view.now)).sum())
    facts = {"count": counted(len(open_actions)), "late": counted(late)}
    message = (
        text.NO_ACTION
        if open_actions.empty
        else fill(plural(len(open_actions), text.ONE_ACTION, text.ACTIONS), **facts)
    )
    tables = tuple(block for block in table(view, {account_id: name}, account_id) if isinstance(block, Table))
    return Slide("actions", text.ACTIONS_NAME, message, _source(view), tables)
