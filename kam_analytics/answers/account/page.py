"""One account: money, rhythm, families, what surrounds it, its invoice lines."""

from dataclasses import replace

from kam_analytics.answers.account import families, money, rhythm
from kam_analytics.answers.account import relations as around
from kam_analytics.answers.account.group import group_blocks
from kam_analytics.answers.growth.page import signed
from kam_analytics.answers.page.blocks import Block, Message
from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics.account.figures import HERE as SQL
from kam_analytics.metrics.account.figures import Account, account
from kam_analytics.metrics.portfolio.figures import CHOICES

SAID_SHARE = 0.0005  # below it one decimal writes 0,0 %


def figures(view: View) -> Account | None:
    """The account of the filters; None when it does not exist or may not be seen."""
    header = view.rows(SQL / "header.sql").to_dict("records")
    if not header:
        return None
    found = account(header[0], view.rows(SQL / "documents.sql"), view.rows(SQL / "families.sql"))
    return replace(found, held=money.held(view, found.account_id), order_book=around.order_book(view))


def choices(view: View) -> dict[str, str]:
    """Account id → name, every account the viewer may open."""
    rows = view.rows(SQL / "choices.sql")
    return dict(zip(rows["account_id"], rows["account_name"], strict=True))


def groups(view: View) -> dict[str, str]:
    """Group id → name, every group of several accounts the viewer may open."""
    rows = view.rows(CHOICES)
    rows = rows[rows["filter"] == "group"]
    return dict(zip(rows["value"], rows["label"], strict=True))


def blocks(view: View) -> list[Block]:
    """The sheet, from its sentence to its lines; that of a group where groups are counted."""
    if view.filters.account is None:
        return [Message(text.CHOOSE)]
    if view.filters.level == "group" and (held := group_blocks(view)):
        return held
    found = figures(view)
    if found is None:
        return [Message(text.NOT_FOUND)]
    return [
        Message(_lead(view, found)),
        Message(_standing(view, found), lead=False),
        Message(money.balance(found), lead=False),
        *money.numbers(found),
        *money.months(view),
        *rhythm.blocks(view, found.account_id),
        *money.standing_chart(view, found.account_id),
        *families.blocks(view, found),
        *around.blocks(view, found),
        *money.net(view, found),
        *money.lines(view),
    ]


def _lead(view: View, found: Account) -> Text:
    facts: dict[str, Fact] = {
        "name": found.name,
        "revenue": Quantity(found.revenue, Unit.EUR),
        "period": period_text(view.filters.start, view.filters.end),
    }
    if found.growth is None:
        return fill(text.LEAD_NEW, **facts)
    return fill(text.LEAD, growth=signed(found.growth), **facts)


def _standing(view: View, found: Account) -> Text:
    """Rank, key status, KAM and group, as far as they are known; a KAM is ranked within their portfolio."""
    said: list[Text] = []
    if found.held is not None:
        share = text.SMALL_SHARE if found.held.share < SAID_SHARE else Quantity(found.held.share, Unit.SHARE)
        first = text.RANKED_FIRST_MINE if view.is_kam else text.RANKED_FIRST
        other = text.RANKED_MINE if view.is_kam else text.RANKED
        template = first if found.held.rank == 1 else other
        said.append(fill(template, rank=found.held.rank, count=found.held.accounts, share=share))
    if found.key_since is not None:
        said.append(fill(text.IS_KEY, day=found.key_since))
    if found.kam:
        said.append(fill(text.CARE, kam=found.kam))
    if found.group and found.group_id != found.account_id:
        said.append(fill(text.MEMBER, group=found.group))
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said))
