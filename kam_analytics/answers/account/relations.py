"""What is recorded about an account: deals, orders, contracts, contacts, caretakers, key status, files to import."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from kam_analytics.answers.account.money import targets
from kam_analytics.answers.page.blocks import Block, Column, Details, Note, Table
from kam_analytics.answers.page.view import View, written
from kam_analytics.answers.risk.notes import table as notes_table
from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.account import relation
from kam_analytics.metrics.account.figures import HERE, Account

Part = Callable[[View], list[Block]]
NamedPart = tuple[tuple[str, ...], Text, Part]
"""The kinds of file that a part is read from, its title, and its blocks."""


def order_book(view: View) -> float | None:
    """Value ordered and not yet delivered, EUR; None if no orders were imported."""
    if "orders" not in _loaded(view):
        return None
    return float(view.rows(HERE / "orders.sql")["open_amount"].sum())


def business(view: View) -> list[Block]:
    """Deals, orders, contracts, targets: what is to be earned."""
    sections, absent = _parts(view, _BUSINESS)
    return [*sections, *absent]


def blocks(view: View, account: Account) -> list[Block]:
    """Contacts, people in charge, key status, and what was decided about the account."""
    sections, absent = _parts(view, _RELATIONS)
    notes = notes_table(view, {account.account_id: account.name}, account.account_id)
    return [*notes, *sections, *absent]


def _parts(view: View, parts: Sequence[NamedPart]) -> tuple[list[Block], list[Block]]:
    """Each part that has rows; and, for each empty part, whether a file is missing or there is simply nothing."""
    loaded = _loaded(view)
    sections: list[Block] = []
    empty: list[tuple[str, Text]] = []
    for kinds, title, part in parts:
        section = part(view) if loaded.intersection(kinds) else []
        sections += section
        empty += [] if section else [(next((k for k in kinds if k in loaded), kinds[0]), title)]
    return sections, _absent(empty, loaded)


def _loaded(view: View) -> frozenset[str]:
    return frozenset(view.rows(HERE / "kinds.sql")["kind"])


def _absent(empty: list[tuple[str, Text]], loaded: frozenset[str]) -> list[Block]:
    """For each empty part the file that would fill it; the parts whose file is loaded share one line."""
    missing: list[Block] = [
        Note(fill(text.NOT_IMPORTED, part=title, kind=KINDS[kind].label)) for kind, title in empty if kind not in loaded
    ]
    nothing = [title for kind, title in empty if kind in loaded]
    if not nothing:
        return missing
    parts = Text(fr=" · ".join(t.fr for t in nothing), en=" · ".join(t.en for t in nothing))
    return [*missing, Note(fill(text.NONE_HERE, parts=parts))]


def opportunities(view: View) -> list[Block]:
    """Open deals, weighted by their probability."""
    rows = view.rows(HERE / "opportunities.sql")
    if rows.empty:
        return []
    columns = {
        "name": Column(text.NAME),
        "stage": Column(text.STAGE),
        "amount": Column(text.AMOUNT, Unit.EUR),
        "probability": Column(text.PROBABILITY, Unit.SHARE),
        "weighted": Column(text.WEIGHTED, Unit.EUR),
        "close_date": Column(text.CLOSE, Unit.DATE),
        "owner": Column(text.OWNER),
    }
    return [
        Table("opportunities", text.OPPORTUNITIES, rows[list(columns)], columns),
        *_pipeline(rows, view.filters.end),
    ]


def _pipeline(rows: pd.DataFrame, as_of: date) -> list[Block]:
    amount, weighted = _euros(rows["amount"]), _euros(rows["weighted"])
    template = text.PIPELINE if rows["weighted"].notna().any() else text.PIPELINE_UNWEIGHTED
    notes_on_deals: list[Block] = [Note(fill(template, amount=amount, weighted=weighted))]
    late = rows[pd.to_datetime(rows["close_date"]) < pd.Timestamp(as_of)]
    return (
        notes_on_deals
        if late.empty
        else [*notes_on_deals, Note(fill(text.PIPELINE_LATE, amount=_euros(late["amount"])))]
    )


def orders(view: View) -> list[Block]:
    """Orders not fully delivered, and the part of them that is late."""
    rows = view.rows(HERE / "orders.sql")
    if rows.empty:
        return []
    columns = {
        "ordered_on": Column(text.ORDERED, Unit.DATE),
        "promised_on": Column(text.PROMISED, Unit.DATE),
        "amount": Column(text.AMOUNT, Unit.EUR),
        "open_amount": Column(text.OPEN, Unit.EUR),
    }
    late = rows[pd.to_datetime(rows["promised_on"]) < pd.Timestamp(view.filters.end)]
    template = text.ORDER_BOOK_ON_TIME if late.empty else text.ORDER_BOOK_NOTE
    sentence = fill(template, open=_euros(rows["open_amount"]), late=_euros(late["open_amount"]))
    return [Table("orders_open", text.ORDER_BOOK, rows[list(columns)], columns), Note(sentence)]


def _euros(values: "pd.Series[float]") -> Quantity:
    return Quantity(float(values.sum()), Unit.EUR)


def contracts(view: View) -> list[Block]:
    """Contracts with the last day to give notice, and where that day lies relative to the as-of date."""
    rows = view.rows(HERE / "contracts.sql")
    if rows.empty:
        return []
    ends = [pd.Timestamp(d).date() for d in rows["end_date"]]
    last_days = [relation.notice_day(e, n) for e, n in zip(ends, rows["notice_days"].astype(float), strict=True)]
    renewals = [None if pd.isna(r) else bool(r) for r in rows["auto_renewal"]]
    states = [_window(e, d, r, view.filters.end) for e, d, r in zip(ends, last_days, renewals, strict=True)]
    listed = rows.assign(
        notice=pd.to_datetime(pd.Series(last_days, index=rows.index)),
        state=written(states, rows),
        auto_renewal=pd.Series(renewals, index=rows.index, dtype=object),
    )
    columns = {
        "contract_id": Column(text.CONTRACT),
        "start_date": Column(text.START_DATE, Unit.DATE),
        "end_date": Column(text.END_DATE, Unit.DATE),
        "notice": Column(text.NOTICE, Unit.DATE),
        "state": Column(text.STATE),
        "annual_value": Column(text.VALUE, Unit.EUR),
        "auto_renewal": Column(text.RENEWAL),
    }
    return [Table("contracts", text.CONTRACTS, listed[list(columns)], columns)]


def _window(end: date, last_day: date | None, renews: bool | None, as_of: date) -> Text:
    days = Quantity(((last_day or end) - as_of).days, Unit.DAYS)
    window = relation.window(end, last_day, as_of)
    state = "renewed" if renews and window is relation.NoticeWindow.PASSED else window.value
    return fill(text.WINDOWS[state], days=days)


def contacts(view: View) -> list[Block]:
    """The last contact at each level and how long ago; the latest interactions in a collapsed section."""
    rows = view.rows(HERE / "contacts.sql")
    if rows.empty:
        return []
    by_level = relation.levels(rows, view.filters.end)
    by_level = by_level.assign(level_name=written(map(_level, by_level["level"]), by_level))
    columns = {
        "level_name": Column(text.LEVEL),
        "people": Column(text.PEOPLE, Unit.COUNT),
        "last_on": Column(text.LAST_MET, Unit.DATE),
        "days": Column(text.SINCE, Unit.DAYS),
        "contact": Column(text.CONTACT),
        "type": Column(text.TYPE),
        "times": Column(text.TIMES, Unit.COUNT),
    }
    return [Table("contacts", text.CONTACTS, by_level[list(columns)], columns), *_gaps(by_level), *_interactions(view)]


def _gaps(levels: pd.DataFrame) -> list[Block]:
    """Weaknesses of the relationship: only one contact, or no contact among the decision makers."""
    if levels["people"].sum() == 1:
        return [Note(text.ONE_PERSON)]
    executives = levels.loc[levels["level"] == "executive", "people"]
    return [] if executives.sum() else [Note(text.NO_EXECUTIVE)]


def _interactions(view: View) -> list[Block]:
    rows = view.rows(HERE / "interactions.sql")
    if rows.empty:
        return []
    columns = {
        "date": Column(shared.DATE, Unit.DATE),
        "type": Column(text.TYPE),
        "contact": Column(text.CONTACT),
        "level": Column(text.LEVEL),
        "kam": Column(shared.KAM),
    }
    listed = rows.assign(level=written(map(_level, rows["level"]), rows))
    table = Table("interactions", text.INTERACTIONS, listed[list(columns)], columns, searchable=True)
    return [Details("met", text.INTERACTIONS, (table,))]


def caretakers(view: View) -> list[Block]:
    """The people who look or looked after the account."""
    rows = view.rows(HERE / "caretakers.sql")
    if rows.empty:
        return []
    columns = {
        "name": Column(text.PERSON),
        "role": Column(text.ROLE),
        "share": Column(text.SHARE, Unit.SHARE),
        "from_on": Column(text.FROM, Unit.DATE),
        "to_on": Column(text.TO, Unit.DATE),
    }
    return [Table("caretakers", text.CARETAKERS, rows[list(columns)], columns)]


def key_status(view: View) -> list[Block]:
    """The periods in which the account was a key account, with the reason."""
    rows = view.rows(HERE / "key_status.sql")
    if rows.empty:
        return []
    columns = {
        "from_on": Column(text.FROM, Unit.DATE),
        "to_on": Column(text.TO, Unit.DATE),
        "reason": Column(text.REASON),
    }
    listed = rows.assign(reason=written(map(_reason, rows["reason"]), rows))
    return [Table("key_status", text.KEY_HISTORY, listed[list(columns)], columns)]


def _reason(value: Any) -> Text | None:
    """The reason in the reader's language, or as written in the file."""
    return text.REASONS.get(value, Text(fr=value, en=value)) if isinstance(value, str) else None


def _level(value: Any) -> Text:
    """The level in the reader's language, or as written in the file."""
    if not isinstance(value, str) or not value:
        return text.LEVEL_UNKNOWN
    return text.LEVELS.get(value, Text(fr=value, en=value))


_BUSINESS: tuple[NamedPart, ...] = (
    (("opportunities",), text.OPPORTUNITIES, opportunities),
    (("orders",), text.ORDER_BOOK, orders),
    (("contracts",), text.CONTRACTS, contracts),
    (("targets",), text.TARGETS, targets),
)
_RELATIONS: tuple[NamedPart, ...] = (
    (("interactions", "contacts"), text.CONTACTS, contacts),
    (("assignments",), text.CARETAKERS, caretakers),
    (("key_accounts",), text.KEY_HISTORY, key_status),
)
