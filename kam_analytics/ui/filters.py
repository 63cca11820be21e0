"""The row of filters: what the viewer may choose from, what the address says, and the `Filters` they make."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import streamlit as st

from kam_analytics.answers import periods
from kam_analytics.core.scope import Filters, Level
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import interface as words
from kam_analytics.language.dates import Period
from kam_analytics.ui import address

ALL = "all"


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: days of the first and last invoice, rows of `choices.sql`, names of accounts."""

    first: date
    last: date
    rows: pd.DataFrame
    accounts: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> dict[str, str]:
        """Code and label of each value of a filter."""
        found = self.rows[self.rows["filter"] == name]
        return dict(zip(found["value"].astype(str), found["label"].astype(str), strict=True))


def bar(choices: Choices, lang: Lang, page: str) -> Filters:
    """Draw the filters into the current container, and read them."""
    columns = iter(st.columns(_widths(choices, page), gap="xsmall"))
    with next(columns):
        codes = periods.codes(choices.first, choices.last)
        code = address.select(
            "period", words.PERIOD.in_(lang), {c: periods.name(c).in_(lang) for c in codes}, periods.LTM
        )
    level: Level = "entity"
    if choices.of("group"):
        with next(columns):
            named = {k: v.in_(lang) for k, v in words.LEVELS.items()}
            level = "group" if address.select("level", words.LEVEL.in_(lang), named, "entity") == "group" else "entity"
    found: dict[str, str | None] = {}
    for name, label, everything in _selects(choices, page):
        with next(columns):
            found[name] = _select(name, label, everything, choices, lang)
    key, account = None, None
    if page == "growth":
        with next(columns):
            chosen = address.select("key", words.KEY.in_(lang), {k: v.in_(lang) for k, v in words.KEYS.items()}, "auto")
            key = None if chosen == "auto" else chosen
    if page == "account":
        with next(columns):
            account = address.select("account", words.ACCOUNT.in_(lang), _accounts(choices, lang), "") or None
    days = periods.span(code, choices.last, _custom(choices, lang) if code == periods.CUSTOM else None)
    base = periods.base(days)
    return Filters(
        days.start, days.end, base.start, base.end, level=level, account=account, key=key,
        segment=found.get("segment"), region=found.get("region"), kam=found.get("kam"), family=found.get("family"),
    )  # fmt: skip


_SELECTS: tuple[tuple[str, Text, Text], ...] = (
    ("segment", words.SEGMENT, words.ALL_SEGMENTS),
    ("region", words.REGION, words.ALL_REGIONS),
    ("kam", words.KAM, words.ALL_KAMS),
    ("family", words.FAMILY, words.ALL_FAMILIES),
)


def _selects(choices: Choices, page: str) -> list[tuple[str, Text, Text]]:
    """The filters that have something to choose; the sheet of one account needs none of them."""
    return [select for select in _SELECTS if len(choices.of(select[0])) > 1 and page != "account"]


def _widths(choices: Choices, page: str) -> list[float]:
    more = {"growth": [1.1], "account": [4.0]}.get(page, [])
    return [1.0] * (1 + bool(choices.of("group")) + len(_selects(choices, page))) + more


def _accounts(choices: Choices, lang: Lang) -> dict[str, str]:
    return {"": words.CHOOSE_ACCOUNT.in_(lang), **choices.accounts}


def _select(name: str, label: Text, everything: Text, choices: Choices, lang: Lang) -> str | None:
    codes = {ALL: everything.in_(lang), **choices.of(name)}
    chosen = address.select(name, label.in_(lang), codes, ALL)
    return None if chosen == ALL else chosen


def _custom(choices: Choices, lang: Lang) -> Period:
    """Two days of one's own, under the row."""
    default = periods.span(periods.LTM, choices.last)
    left, right, _ = st.columns([1, 1, 4], gap="small")
    with left:
        start = address.pick_day("from", words.FROM.in_(lang), default.start, choices.first, choices.last)
    with right:
        end = address.pick_day("to", words.TO.in_(lang), default.end, choices.first, choices.last)
    return Period(start, end)
