"""From what is measured of each account to the signals of the card and the cases that need another reading."""

from dataclasses import dataclass

import numpy as np

from kam_analytics.metrics.risk.card.scorecard import (
    CARD,
    PARTS,
    RELATION,
    AccountSignals,
    Rule,
    SignalFamily,
    ThresholdSide,
)
from kam_analytics.metrics.risk.measures.account_measures import Measures
from kam_analytics.metrics.risk.measures.formulas import SHORTEST_OVERDUE_DAYS
from kam_analytics.metrics.risk.measures.history import Amounts, Flags

DAYS_A_MONTH = 365 / 12  # known for a year is known for twelve months
ROUNDING_NOISE = 1e-9
YEAR, TWO_YEARS_DAYS = 12, 730
FROM_OTHER_FILES = ("families_given_up", "margin_change", *(rule.id for rule in RELATION))
MOST_SEASON_MONTHS, LEAST_QUIET_MONTHS = 6, 4  # a season is at most half a year, with a break of at least four months
LONGEST_RHYTHM = 60  # days: whoever orders less often may miss any August by chance
FULL_ORDER = 0.5  # of a usual invoice: an order this large says that the account goes on
COMMON_SHARE, LEAST_COMMON = 0.9, 20  # of the accounts measured, and how many these are
LEAST_HALF_DAYS = 4  # invoice days of the half-year before: fewer are no habit
ONE_EPISODE_DAYS, LONG_SILENCE_DAYS, LONG_SILENCE = 365, 90, 3.0


@dataclass(frozen=True, slots=True)
class Cases:
    """What an account is beside its signals, (accounts,) each.

    seasonal: buys in the same few months every year; out_of_season: seasonal, and silent as a year ago; closed: its
    silence spans an August in which it never buys; ordered: its order book holds at least half a usual invoice;
    one_episode: bought for at most a year, then stopped, which is what a finished project looks like.
    """

    seasonal: Flags
    out_of_season: Flags
    closed: Flags
    ordered: Flags
    one_episode: Flags


def cases(m: Measures) -> Cases:
    """Every case of every account."""
    now, before = m.active[:, :YEAR], m.active[:, YEAR:]
    near = before | np.roll(before, 1, axis=1) | np.roll(before, -1, axis=1)
    months = before.sum(axis=1)
    seasonal = (
        (m.tenure >= TWO_YEARS_DAYS)
        & (months >= 1)
        & (months <= MOST_SEASON_MONTHS)
        & (_longest_break(before) >= LEAST_QUIET_MONTHS)
        & ~(now & ~near).any(axis=1)
    )
    silent = ~np.logical_or.accumulate(now, axis=1)
    out = seasonal & silent[:, 0] & ~silent.all(axis=1) & ~(before & silent).any(axis=1)
    usual = np.divide(m.invoiced, m.year_days, out=np.full(m.invoiced.size, np.inf), where=m.year_days > 0)
    return Cases(
        seasonal,
        out,
        (m.closed > 0) & (m.interval < LONGEST_RHYTHM) & ~seasonal,
        (m.pending > 0) & (m.pending >= FULL_ORDER * usual),
        (m.tenure < TWO_YEARS_DAYS)
        & (m.tenure - m.silence <= ONE_EPISODE_DAYS)
        & (m.silence >= np.maximum(LONG_SILENCE * m.interval, LONG_SILENCE_DAYS)),
    )


def signal_columns(m: Measures) -> dict[str, Amounts]:
    """The fields of `AccountSignals`, (accounts,) each; NaN where there is nothing to measure.

    Out of season, behind a full order book and in a closed August a silence says nothing; a seasonal account is not
    asked for months, products or a pace that its season alone decides.
    """
    months, case = m.tenure / DAYS_A_MONTH, cases(m)
    a_year, fifteen = (months >= 12) & ~case.seasonal, months >= 15
    counted = m.silence - np.where(case.closed, m.closed, 0.0)
    quiet = (counted < SHORTEST_OVERDUE_DAYS) | case.out_of_season | case.ordered
    habit = (m.tenure >= 1.5 * 365) & (m.half_days_last_year >= LEAST_HALF_DAYS)
    known = {name: m.known.get(name, np.full(m.silence.size, np.nan)) for name in FROM_OTHER_FILES}
    known["families_given_up"] = np.where(case.seasonal, np.nan, known["families_given_up"])
    baskets = [
        np.divide(money, days, out=np.zeros(money.size), where=days > 0)
        for money, days in ((m.half_invoiced, m.half_days), (m.half_invoiced_last_year, m.half_days_last_year))
    ]
    return {
        "gap_ratio": np.where(quiet, 0.0, counted / m.interval),
        "change_on_last_year": _change(m.quarter, m.quarter_last_year, fifteen),
        "change_on_year": _change(4 * m.quarter, m.revenue, a_year),
        "active_months": np.where(a_year, m.active_months, np.nan),
        "change_of_products": _change(m.products, m.products_before, a_year),
        "credit_note_share": np.divide(
            m.credits, m.invoiced, out=np.full(m.invoiced.size, np.nan), where=m.invoiced > 0
        ),
        "tenure_months": months,
        "order_change": _change(m.half_days, m.half_days_last_year, habit),
        "basket_change": _change(baskets[0], baskets[1], habit & (m.half_days > 0)),
        **known,
    }


def asked(columns: dict[str, Amounts]) -> frozenset[str]:
    """The rules that can be answered for at least one account."""
    return frozenset(rule for rule, values in columns.items() if np.isfinite(values).any())


def common(columns: dict[str, Amounts]) -> frozenset[str]:
    """The rules that are on for nearly every account: what all have in common sets none of them apart."""
    return frozenset(rule.id for rule in CARD if _is_common(rule, columns[rule.id]))


def _is_common(rule: Rule, values: Amounts) -> bool:
    known = values[np.isfinite(values)]
    return known.size >= LEAST_COMMON and float((rule_points(rule, known) > 0).mean()) >= COMMON_SHARE


def points(m: Measures) -> Amounts:
    """Points of the whole card, (accounts,), the weight of what is not known of an account shared out."""
    columns = signal_columns(m)
    known, shared_by_all = asked(columns), common(columns)
    return np.asarray(np.sum([_part(columns, part, known, shared_by_all) for part in PARTS], axis=0), np.float64)


def _part(columns: dict[str, Amounts], part: SignalFamily, known: frozenset[str], ignored: frozenset[str]) -> Amounts:
    """`scorecard` of one part of the card for every account at once."""
    telling = [rule for rule in part.rules if rule.id not in ignored]
    found = np.sum([rule_points(rule, columns[rule.id]) for rule in telling], axis=0)
    weights = {rule.id: rule.most_points for rule in part.rules if rule.id in known}
    if not weights:
        return np.asarray(found, np.float64)
    measured = np.sum([weight * ~np.isnan(columns[name]) for name, weight in weights.items()], axis=0)
    absent = sum(weights.values()) - measured
    share = np.where(measured > 0, np.minimum(1 + absent / np.maximum(measured, 1), part.most), 1.0)
    return np.asarray(np.rint(found * share), np.float64)


def signals_of(columns: dict[str, Amounts], place: int) -> AccountSignals:
    """What the rules look at for one account."""
    values = {name: float(column[place]) for name, column in columns.items()}
    return AccountSignals(**{name: None if np.isnan(value) else value for name, value in values.items()})


def rule_points(rule: Rule, values: Amounts) -> Amounts:
    """What one rule gives each account; 0 where it has nothing to look at."""
    found = np.zeros(values.size)
    for threshold, earned in rule.steps:
        if rule.comparison is ThresholdSide.AT_LEAST:
            reached = values >= threshold - ROUNDING_NOISE
        elif rule.comparison is ThresholdSide.AT_MOST:
            reached = values <= threshold + ROUNDING_NOISE
        else:
            reached = values < threshold - ROUNDING_NOISE
        found = np.where(reached, np.maximum(found, earned), found)
    return found


def _change(now: Amounts, before: Amounts, known: Flags) -> Amounts:
    usable = known & (before > 0)
    return np.asarray(np.divide(now, before, out=np.full(now.size, np.nan), where=usable) - 1)


def _longest_break(active: Flags) -> Amounts:
    """Longest run of months without a purchase, the year taken as a ring."""
    longest, run = np.zeros(active.shape[0]), np.zeros(active.shape[0])
    for month in range(2 * active.shape[1]):
        run = np.where(active[:, month % active.shape[1]], 0.0, run + 1)
        longest = np.maximum(longest, run)
    return np.minimum(longest, active.shape[1])
