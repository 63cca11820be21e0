"""One account: revenue, order rhythm, families, relations, invoice lines."""

from dataclasses import dataclass, replace

from kam_analytics.answers.account import families, money, rhythm
from kam_analytics.answers.account import relations as around
from kam_analytics.answers.account.group import group_blocks
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.concentration.notes import account_columns
from kam_analytics.answers.growth.page import signed
from kam_analytics.answers.page.blocks import Block, Message, Table
from kam_analytics.answers.page.declaration import Instead, Page
from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import identity as identity_text
from kam_analytics.language.dates import period_text
from kam_analytics.language.sentences import Fact, fill
from kam_analytics.metrics.account import metrics as declared
from kam_analytics.metrics.account.figures import HERE as SQL
from kam_analytics.metrics.account.figures import Account, account
from kam_analytics.metrics.portfolio.figures import CHOICES
from kam_analytics.metrics.risk.figures import AccountRisk

LISTED = ("rank", "account_name", "segment", "kam", "revenue", "share", "account_id")
SAID_SHARE = 0.0005  # smallest share written: below it one decimal would read 0,0 %


def figures(view: View) -> Account | None:
    """The figures of the account in the filters; None when it does not exist or the viewer may not see it."""
    header = view.rows(SQL / "header.sql").to_dict("records")
    if not header:
        return None
    sheet = account(header[0], view.rows(SQL / "documents.sql"), view.rows(SQL / "families.sql"))
    return replace(sheet, share=money.share_of_portfolio(view, sheet.account_id), order_book=around.order_book(view))


def choices(view: View) -> dict[str, str]:
    """Account id → name of every account the viewer may open."""
    rows = view.rows(SQL / "choices.sql")
    return dict(zip(rows["account_id"], rows["account_name"], strict=True))


def groups(view: View) -> dict[str, str]:
    """Group id → name of every group of several accounts the viewer may open."""
    rows = view.rows(CHOICES)
    rows = rows[rows["filter"] == "group"]
    return dict(zip(rows["value"], rows["label"], strict=True))


@dataclass(frozen=True)
class AccountContent:
    """What the sections of the account sheet share."""

    view: View
    account: Account
    judged: AccountRisk | None


def read(view: View) -> AccountContent | Instead:
    """The account in the filters; the group sheet at group level; without a choice, a prompt to choose."""
    if view.filters.account is None:
        return Instead([Message(text.CHOOSE), *_largest(view)])
    if view.filters.level == "group" and (group := group_blocks(view)):
        return Instead(group)
    sheet = figures(view)
    if sheet is None:
        return Instead([Message(text.NOT_FOUND)])
    return AccountContent(view, sheet, rhythm.judged_account(view))


def _largest(view: View) -> list[Block]:
    """Every account of the period, the largest first: a list to search where none was chosen."""
    columns = {name: column for name, column in account_columns("revenue").items() if name in LISTED}
    rows = concentration.figures(view).ranked
    title = fill(text.LARGEST, period=period_text(view.filters.start, view.filters.end))
    table = Table("largest", title, rows[list(columns)], columns, opens_account=True, searchable=True)
    return [table] if len(rows) else []


def _summary(page: AccountContent) -> list[Block]:
    """Revenue and growth; risk and what comes next; rank, people in charge, and the steps to net revenue."""
    rank, balance = _standing(page.view, page.account), money.balance(page.account)
    beside = (*rhythm.situation(page.view, page.judged), rank, balance)
    return [Message(_lead(page.view, page.account)), *(Message(sentence, lead=False) for sentence in beside)]


def _lead(view: View, account: Account) -> Text:
    facts: dict[str, Fact] = {
        "name": account.name,
        "revenue": Quantity(account.revenue, Unit.EUR),
        "period": period_text(view.filters.start, view.filters.end),
    }
    if account.growth is None:
        return fill(text.LEAD_NEW, **facts)
    return fill(text.LEAD, growth=signed(account.growth), **facts)


def _standing(view: View, account: Account) -> Text:
    """Rank, key status, KAM and group, where they are known; for a KAM, the rank within their portfolio."""
    sentences: list[Text] = []
    if account.share is not None:
        share = text.SMALL_SHARE if account.share.share < SAID_SHARE else Quantity(account.share.share, Unit.SHARE)
        first = text.RANKED_FIRST_MINE if view.is_kam else text.RANKED_FIRST
        other = text.RANKED_MINE if view.is_kam else text.RANKED
        template = first if account.share.rank == 1 else other
        sentences.append(fill(template, rank=account.share.rank, count=account.share.accounts, share=share))
    if account.key_since is not None:
        sentences.append(fill(text.IS_KEY, day=account.key_since))
    if account.kam:
        sentences.append(fill(text.CARE, kam=account.kam))
    if account.group and account.group_id != account.account_id:
        sentences.append(fill(text.MEMBER, group=account.group))
    return Text(fr=" ".join(s.fr for s in sentences), en=" ".join(s.en for s in sentences))


ACCOUNT = Page(
    id="account",
    title=Text(fr="Fiche compte", en="Account"),
    short_title=Text(fr="Compte", en="Account"),
    icon=":material/business:",
    read=read,
    sections={
        "summary": _summary,
        "numbers": lambda page: money.numbers(page.account),
        "months": lambda page: money.months(page.view),
        "rhythm": lambda page: rhythm.blocks(page.view, page.judged),
        "share": lambda page: money.standing_chart(page.view, page.account.account_id),
        "families": lambda page: families.blocks(page.view, page.account),
        "business": lambda page: around.business(page.view),
        "relations": lambda page: around.blocks(page.view, page.account),
        "net": lambda page: money.net(page.view, page.account),
        "lines": lambda page: money.lines(page.view),
    },
    filters=(),
    own_filters=("account",),
    metrics=(declared,),
    perimeter=identity_text.PERIMETER_BOTH,
)
