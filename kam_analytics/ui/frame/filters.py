"""The row of filters: the available choices, the values in the address, and the resulting `Filters`."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.answers.page import periods
from kam_analytics.answers.page.declaration import Page
from kam_analytics.core.scope import Filters, Level, Measure, Perimeter
from kam_analytics.core.settings import first_month
from kam_analytics.core.text import Lang, Text
from kam_analytics.language import interface as words
from kam_analytics.language.dates import Period
from kam_analytics.language.risk.page import LEVEL, URGENCIES
from kam_analytics.language.sentences import fill
from kam_analytics.language.shared import LABELLED
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import address
from kam_analytics.ui.frame.markdown import escaped

NARROW, NORMAL, WIDE = 130, 160, 380  # px


@dataclass(frozen=True)
class Choices:
    """The available choices: days of the first and last invoice, rows of `choices.sql`, accounts and groups."""

    first: date
    last: date
    rows: pd.DataFrame
    accounts: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> dict[str, str]:
        """Code and label of each value of a filter."""
        rows = self.rows[self.rows["filter"] == name]
        return dict(zip(rows["value"].astype(str), rows["label"].astype(str), strict=True))


@dataclass(frozen=True)
class Select:
    """A filter of several values. everything: what it says without a choice; named: code → label."""

    name: str
    label: Text
    everything: Text
    named: dict[str, str]


def bar(choices: Choices, lang: Lang, page: Page[Any]) -> Filters:
    """Draw the filters into the current container, which wraps them if they do not fit, and read them."""
    days = _quarter(choices, lang) if "quarter" in page.own_filters else _period(choices, lang)
    base = periods.base(days, _years_back(lang) if "against" in page.own_filters else 1)
    key = _key(lang) if "key" in page.own_filters else None
    measure = _measure(lang) if "measure" in page.own_filters else "revenue"
    place = st.container(width="content", key="account_filter")
    level, perimeter, selected = _panel(choices, lang, page)
    _period_chip(choices, lang)
    with place:
        account = _account(choices, level, lang) if "account" in page.own_filters else None
    return Filters(
        days.start,
        days.end,
        base.start,
        base.end,
        level=level,
        perimeter=perimeter,
        account=account,
        key=key,
        measure=measure,
        **selected,
    )


def _panel(choices: Choices, lang: Lang, page: Page[Any]) -> tuple[Level, Perimeter, dict[str, tuple[str, ...]]]:
    """The other filters in one panel, whose button counts those that are on; each of them has a way back beside it."""
    selects = _selects(choices, lang, page)
    on = [name for name in ("level", "perimeter") if name in st.query_params]
    on += [select.name for select in selects if address.selected(select.name, select.named)]
    counted = words.FILTERS_ON.in_(lang).format(count=len(on)) if on else words.FILTERS.in_(lang)
    with st.popover(counted, key="more_filters"):
        level = _level(choices, lang)
        perimeter = _perimeter(choices, lang) if level == "group" else "today"
        selected = {select.name: values for select in selects if (values := _several(select, lang))}
        if on:
            st.button(words.CLEAR_FILTERS.in_(lang), key="clear_filters", on_click=address.clear, args=(on,))
    for select in selects:
        if select.name in selected:
            _chip(select, selected[select.name], lang)
    return level, perimeter, selected


def _chip(select: Select, values: tuple[str, ...], lang: Lang) -> None:
    """What is on, and the way back; one name in full, so that the filters stay on one line."""
    names = [select.named[value] for value in values]
    chip = typeset(fill(LABELLED, label=select.label, value=names[0]), lang)
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    st.button(
        escaped(chip + more),
        key=f"clear_{select.name}",
        icon=":material/close:",
        help=escaped(", ".join(names)) if more else None,
        on_click=address.widen,  # the way back from a mark leads to what was chosen before it
        args=(select.name,),
    )


def _period_chip(choices: Choices, lang: Lang) -> None:
    """The way back from the period of a mark of a chart."""
    code = st.query_params.get("period", "")
    if address.is_narrowed("period") or periods.is_month(code, choices.first, choices.last):
        chip = typeset(fill(LABELLED, label=words.PERIOD, value=periods.name(code)), lang)
        st.button(escaped(chip), key="clear_period", icon=":material/close:", on_click=address.widen, args=("period",))


def _period(choices: Choices, lang: Lang) -> Period:
    """The period, and two days if it is a custom one."""
    month = first_month()
    codes, asked = periods.codes(choices.first, choices.last, month), st.query_params.get("period", "")
    if periods.is_month(asked, choices.first, choices.last):
        codes = [asked, *codes]
    named = {code: periods.name(code, month).in_(lang) for code in codes}
    code = address.select("period", words.PERIOD.in_(lang), named, periods.LTM, width=NORMAL)
    if code != periods.CUSTOM:
        return periods.span(code, choices.last, first_month=month)
    default = periods.span(periods.LTM, choices.last)
    ends = (choices.first, choices.last)
    start = address.pick_day("from", words.FROM.in_(lang), default.start, *ends, width=NARROW)
    end = address.pick_day("to", words.TO.in_(lang), default.end, *ends, width=NARROW)
    return periods.span(code, choices.last, Period(start, end))


def _quarter(choices: Choices, lang: Lang) -> Period:
    """A quarter that is over, the last one by default."""
    named = {code: periods.name(code).in_(lang) for code in periods.quarters(choices.first, choices.last)}
    code = address.select("quarter", words.PERIOD.in_(lang), named, next(iter(named)), width=NORMAL)
    return periods.span(code, choices.last)


def _years_back(lang: Lang) -> int:
    """How many years before the period its base lies: whole years only, so that the season is the same."""
    named = {code: words.AGAINST[code].in_(lang) for code in periods.EARLIER}
    return periods.EARLIER[address.select("against", words.BASE.in_(lang), named, "1", width=NORMAL + 10)]


def _level(choices: Choices, lang: Lang) -> Level:
    """Legal entities, or groups where there are any."""
    if not choices.of("group"):
        return "entity"
    named = {k: v.in_(lang) for k, v in words.LEVELS.items()}
    chosen = address.select("level", words.LEVEL.in_(lang), named, "entity")
    return "group" if chosen == "group" else "entity"


def _perimeter(choices: Choices, lang: Lang) -> Perimeter:
    """Today's groups or those at the time, if any account has changed group."""
    if not choices.of("perimeter"):
        return "today"
    named = {k: v.in_(lang) for k, v in words.PERIMETERS.items()}
    chosen = address.select("perimeter", words.PERIMETER.in_(lang), named, "today")
    return "then" if chosen == "then" else "today"


def sheets(accounts: dict[str, str], groups: dict[str, str], level: Level) -> dict[str, str]:
    """What has a sheet: accounts and, at group level, groups; a group that is also an account is listed once."""
    return {**groups, **{k: v for k, v in accounts.items() if k not in groups}} if level == "group" else accounts


def _key(lang: Lang) -> str | None:
    """Which accounts count as key on the growth page; None: the best list the data allow."""
    named = {k: v.in_(lang) for k, v in words.KEYS.items()}
    chosen = address.select("key", words.KEY.in_(lang), named, "auto", width=NORMAL + 30)
    return None if chosen == "auto" else chosen


def _measure(lang: Lang) -> Measure:
    """What concentration shares out: revenue or gross margin."""
    named = {k: v.in_(lang) for k, v in words.MEASURES.items()}
    return (
        "margin"
        if address.select("measure", words.MEASURE.in_(lang), named, "revenue", width=NARROW) == "margin"
        else "revenue"
    )


def _account(choices: Choices, level: Level, lang: Lang) -> str | None:
    """The account or group of the sheet; typing in the list searches."""
    named = {"": words.CHOOSE_ACCOUNT.in_(lang), **sheets(choices.accounts, choices.groups, level)}
    return address.select("account", words.ACCOUNT.in_(lang), named, "", width=WIDE) or None


_SELECTS: tuple[tuple[str, Text, Text], ...] = (
    ("segment", words.SEGMENT, words.ALL_SEGMENTS),
    ("region", words.REGION, words.ALL_REGIONS),
    ("kam", words.KAM, words.ALL_KAMS),
    ("family", words.FAMILY, words.ALL_FAMILIES),
)


def _selects(choices: Choices, lang: Lang, page: Page[Any]) -> list[Select]:
    """The filters that have choices and that the page applies.

    A displayed filter that a page does not apply would misstate its figures.
    """
    applied = () if page.chooses_payees and address.presents() else page.filters or ()
    listed = {"kam": "payee"} if page.chooses_payees else {}
    selects = [
        Select(name, label, all_, choices.of(listed.get(name, name)))
        for name, label, all_ in _SELECTS
        if name in applied
    ]
    if address.withholds_names(page.own_filters):
        selects = [replace(s, named=_numbered(s.named)) if s.name == "kam" else s for s in selects]
    if "urgency" in page.own_filters:
        levels = {level: name.in_(lang) for level, name in URGENCIES.items()}
        selects.append(Select("urgency", LEVEL, words.ALL_URGENCIES, levels))
    return [select for select in selects if len(select.named) > 1]


def _numbered(named: dict[str, str]) -> dict[str, str]:
    """People without their names; those who have no code are left out, since their name would be in the address."""
    return {code: f"KAM {number}" for number, (code, name) in enumerate(named.items(), start=1) if code != name}


def _several(select: Select, lang: Lang) -> tuple[str, ...]:
    hint = select.everything.in_(lang)
    return address.several(select.name, select.label.in_(lang), select.named, placeholder=hint, tight=True)
