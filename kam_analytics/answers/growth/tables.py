"""Tables of the growth page: three groups, alternative comparisons, account by account."""

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Note, Table
from kam_analytics.answers.page.view import View, freshness, margin_rate, written
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import growth as text
from kam_analytics.language import shared
from kam_analytics.language.dates import day_text, period_text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth.currencies import ConstantRates
from kam_analytics.metrics.growth.figures import GROUPS, KEY, Growth, hindsight
from kam_analytics.metrics.growth.key_accounts import KeySource
from kam_analytics.metrics.growth.readings import Reading, Way

NO_MOVEMENT = Text(fr="–", en="–")
_REASONS = {word.casefold(): said for said in text.REASONS.values() for word in (said.fr, said.en)}


class AccountGroup(NamedTuple):
    """One row of a table: a group of accounts, or all accounts."""

    name: str
    label: Text
    groups: tuple[str, ...]


def parts(growth: Growth, among: tuple[str, ...] = GROUPS) -> list[AccountGroup]:
    """The groups that have accounts, and all accounts together."""
    alone = [AccountGroup(g, text.GROUP_NAMES[g], (g,)) for g in among if len(growth.of(g))]
    return [*alone, AccountGroup("total", text.TOTAL, GROUPS)]


def groups(view: View, growth: Growth) -> Table:
    """Revenue, growth, contribution and margin of each of the three groups, and of all accounts."""
    rows = pd.DataFrame([{"group": part.label, **_group(growth, part.groups)} for part in parts(growth)])
    columns = {
        "group": Column(shared.GROUP),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "change": Column(shared.CHANGE, Unit.EUR),
        "growth": Column(shared.GROWTH, Unit.GROWTH),
        "contribution": Column(shared.CONTRIBUTION, Unit.POINTS),
        "margin": Column(shared.MARGIN, Unit.EUR, folded=True),
        "margin_change": Column(text.MARGIN_CHANGE, Unit.EUR, folded=True),
        "margin_rate": Column(text.MARGIN_RATE, Unit.SHARE),
        "rate_change": Column(text.RATE_CHANGE, Unit.POINTS),
    }
    return Table("groups", _title(text.GROUPS, view), rows[list(columns)], columns)


def _group(growth: Growth, part: tuple[str, ...]) -> dict[str, Any]:
    rows, margins = growth.of(*part), growth.margins_of(*part)
    has_margin = margins.rate is not None or margins.base_rate is not None
    return {
        "accounts": len(rows),
        "base_revenue": margins.base_revenue,
        "revenue": margins.revenue,
        "change": margins.revenue - margins.base_revenue,
        "growth": growth.growth_of(*part),
        "contribution": float(rows["contribution"].sum()),
        "margin": margins.current if has_margin else None,
        "margin_change": margins.current - margins.base if has_margin else None,
        "margin_rate": margins.rate,
        "rate_change": margins.rate_change,
    }


def readings(view: View, growth: Growth, rates: ConstantRates | None) -> list[Block]:
    """The gap with other lists, comparison accounts and rates, each with its interval; empty without key accounts."""
    end = view.filters.end
    today = freshness(view).last or end
    answers = [*growth.readings(), *_later_lists(growth, end, today)]
    if not answers:
        return []
    if rates is not None:
        answers.append(rates.reading)
    rows = pd.DataFrame([_reading(reading, today if reading.way is Way.LIST_TODAY else end) for reading in answers])
    columns = {
        "way": Column(text.WAY),
        "accounts": Column(text.KEY_COUNT, Unit.COUNT),
        "key": Column(text.KEY_GROWTH, Unit.GROWTH),
        "other": Column(text.OTHER_GROWTH, Unit.GROWTH),
        "gap": Column(text.GAP, Unit.POINTS),
        "low": Column(text.LOW, Unit.POINTS),
        "high": Column(text.HIGH, Unit.POINTS),
    }
    return [Table("readings", text.READINGS, rows, columns), *_cautions(answers, len(growth.of("key")))]


def _later_lists(growth: Growth, end: date, today: date) -> list[Reading]:
    """The list at the end of the period, and today's if the two days differ."""
    if growth.source is not KeySource.LISTED:
        return []
    ways = [Way.LIST_AT_END] if today == end else [Way.LIST_AT_END, Way.LIST_TODAY]
    late = [hindsight(growth.portfolio, way) for way in ways]
    return [reading for reading in late if reading is not None and reading.gap is not None]


def _reading(reading: Reading, day: date) -> dict[str, Any]:
    """One row; `day`: the date of the key account list."""
    return {
        "way": fill(text.WAYS[reading.way.value], name=reading.name or "", day=day_text(day)),
        "accounts": reading.accounts,
        "key": reading.key_growth,
        "other": reading.other_growth,
        "gap": reading.gap,
        "low": reading.low,
        "high": reading.high,
    }


def _cautions(answers: list[Reading], keys: int) -> list[Block]:
    """The limits of two of the comparisons."""
    notes: list[Block] = []
    for reading in answers:
        if reading.way is Way.SAME_SIZE:
            notes.append(Note(fill(text.SAME_SIZE_NOTE, alone=keys - reading.accounts)))
        if reading.way is Way.LIKE_FOR_LIKE:
            notes.append(Note(text.LIKE_FOR_LIKE_NOTE))
    return notes


def growth_of(rows: pd.DataFrame) -> "pd.Series[float]":
    """Growth of each account, a share; NaN where the base is not positive. rows: revenue and base_revenue, EUR."""
    base = rows["base_revenue"]
    return rows["revenue"] / base.where(base > 0) - 1


def accounts(view: View, growth: Growth) -> Table:
    """The change of each account and its contribution; contributions add up to the growth."""
    rows = growth.accounts.sort_values("change", key=abs, ascending=False)
    rate, base_rate = margin_rate(rows), rows["base_margin"] / rows["base_margin_amount"].where(lambda v: v > 0)
    rows = rows.assign(
        growth=growth_of(rows),
        is_key=rows["group"] == KEY,
        movement=written((text.CAUSES.get(m, NO_MOVEMENT) for m in rows["movement"]), rows),
        margin_rate=rate,
        rate_change=rate - base_rate,
        key_reason=written((reason_text(reason) for reason in rows["key_reason"]), rows),
    )
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "is_key": Column(shared.KEY),
        "key_reason": Column(text.REASON, folded=True),
        "movement": Column(text.MOVEMENT),
        "base_revenue": Column(shared.BASE_REVENUE, Unit.EUR),
        "revenue": Column(shared.REVENUE, Unit.EUR),
        "change": Column(shared.CHANGE, Unit.EUR),
        "growth": Column(shared.GROWTH, Unit.GROWTH),
        "contribution": Column(shared.CONTRIBUTION, Unit.POINTS),
        "margin": Column(shared.MARGIN, Unit.EUR, folded=True),
        "margin_rate": Column(text.MARGIN_RATE, Unit.SHARE),
        "rate_change": Column(text.RATE_CHANGE, Unit.POINTS, folded=True),
        "kam": Column(shared.KAM, folded=True),
        "account_id": Column(shared.CODE, folded=True),
    }
    return Table(
        "accounts", _title(text.TABLE, view), rows[list(columns)], columns, opens_account=True, searchable=True
    )


def reason_text(reasons: object) -> Text | None:
    """The reasons of a key status in the reader's language; an unknown word stays as written in the file."""
    if not isinstance(reasons, str) or not reasons:
        return None
    words = [_REASONS.get(word.casefold(), Text(fr=word, en=word)) for word in reasons.split(", ")]
    return Text(fr=", ".join(dict.fromkeys(s.fr for s in words)), en=", ".join(dict.fromkeys(s.en for s in words)))


def _title(title: Text, view: View) -> Text:
    return fill(
        title,
        period=period_text(view.filters.start, view.filters.end),
        base=period_text(view.filters.base_start, view.filters.base_end),
    )
