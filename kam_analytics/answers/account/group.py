"""One group: its accounts, the share of each, and their total."""

from pathlib import Path

import pandas as pd

from kam_analytics.answers.concentration.page import figures as concentration_figures
from kam_analytics.answers.growth.page import signed
from kam_analytics.answers.page.blocks import Block, Column, Message, Table
from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import identity as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics.account import metrics as declared
from kam_analytics.metrics.growth.formulas import growth

MEMBERS = Path(declared.__file__).parent / "members.sql"


def group_blocks(view: View) -> list[Block]:
    """The sheet of the group in the filters; empty for a single account that belongs to no group."""
    rows = view.rows(MEMBERS)
    if rows.empty or rows["account_id"].tolist() == [view.filters.account]:
        return []
    return [Message(_lead(view, rows)), *_share(view), _members(view, rows)]


def _lead(view: View, rows: pd.DataFrame) -> Text:
    """Revenue of the period and its growth, with the same group membership in both periods."""
    both = one_perimeter(view).rows(MEMBERS)
    moved = growth(float(both["base_revenue"].sum()), float(both["revenue"].sum()))
    facts: dict[str, Fact] = {
        "name": str(rows["group_name"].iloc[0]),
        "revenue": Quantity(float(rows["revenue"].sum()), Unit.EUR),
        "period": period_text(view.filters.start, view.filters.end),
        "count": len(rows),
    }
    return fill(text.GROUP_LEAD_NEW, **facts) if moved is None else fill(text.GROUP_LEAD, growth=signed(moved), **facts)


def _share(view: View) -> list[Block]:
    """The group's share of the revenue of the period."""
    ranked = concentration_figures(view).ranked
    mine = ranked[ranked["account_id"] == view.filters.account]
    if mine.empty:
        return []
    share = Quantity(float(mine["share"].iloc[0]), Unit.SHARE)
    messages: list[Block] = [Message(fill(text.GROUP_SHARE, share=share), lead=False)]
    return [*messages, Message(shared.SHARES_OF_PORTFOLIO, lead=False)] if view.is_kam else messages


def _members(view: View, rows: pd.DataFrame) -> Table:
    total = float(rows["revenue"].sum())
    members = rows.assign(share=rows["revenue"] / total if total > 0 else float("nan"))
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "kam": Column(shared.KAM),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "share": Column(text.MEMBER_SHARE, Unit.SHARE),
        "account_id": Column(shared.CODE),
    }
    title = fill(text.MEMBERS, period=period_text(view.filters.start, view.filters.end))
    return Table("members", title, members[list(columns)], columns, opens_account=True)
