"""When an account orders: invoice days, usual interval, next expected order, and its risk signals."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd

from kam_analytics.answers.account.money import everybody
from kam_analytics.answers.page.blocks import Block, Chart, Column, Note
from kam_analytics.answers.page.view import View
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.explanation import points
from kam_analytics.answers.risk.notes import next_actions, notes
from kam_analytics.answers.risk.reasons import cases, level, reasons, to_do
from kam_analytics.charts import overview as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import account as text
from kam_analytics.language import shared
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.account.figures import HERE
from kam_analytics.metrics.risk.figures import AccountRisk
from kam_analytics.metrics.risk.measures.formulas import book_median_gap, own_gaps, usual_interval
from kam_analytics.metrics.risk.measures.population import BATCH_DAYS, HORIZON_DAYS, LEAST_INVOICE_DAYS


def judged_account(view: View) -> AccountRisk | None:
    """The account of the view as the risk page judges it by its signals; None where it cannot be judged."""
    return next(iter(risk.by_signals(everybody(view), view.filters.account).accounts), None)


def situation(view: View, judged: AccountRisk | None) -> list[Text]:
    """What is at stake, and what comes next: the action that somebody noted, else what the signals ask for."""
    if judged is None:
        return []
    planned = next_actions(notes(everybody(view))).get(judged.account_id)
    if planned is not None:
        return [_stake(judged), _planned(planned, view.now)]
    act = to_do(judged, view.now) if judged.score.watch else None
    return [_stake(judged), *([fill(text.TO_DO, act=act)] if act is not None else [])]


def _stake(judged: AccountRisk) -> Text:
    if not judged.score.watch and not judged.silenced:
        return text.RISK_CALM
    if judged.exposed_revenue is None:
        return fill(text.AT_STAKE_UNKNOWN, level=level(judged))
    exposed, days = Quantity(judged.exposed_revenue, Unit.EUR), Quantity(HORIZON_DAYS, Unit.DAYS)
    return fill(text.AT_STAKE, level=level(judged), exposed=exposed, days=days)


def _planned(row: dict[str, Any], today: date) -> Text:
    """The noted action, by whom and for when; a day that has passed is said."""
    due: date | None = row["due_on"]
    owner = f" ({row['owner']})" if row["owner"] else ""
    said = f"{row['said']}{owner}"
    if due is None:
        return fill(text.TO_DO, act=f"{said}.")
    return fill(text.PLANNED_LATE if due < today else text.PLANNED, act=said, due=due)


def blocks(view: View, judged: AccountRisk | None) -> list[Block]:
    """Invoice days, the rhythm in words, and the signals; the usual interval is the one of the risk page."""
    days = view.rows(HERE / "days.sql")
    if days.empty:
        return []
    bought = [pd.Timestamp(d).date() for d, r in zip(days["date"], days["revenue"], strict=True) if r > 0]
    interval = judged.interval if judged else _own_interval(bought)
    columns = {"date": Column(shared.DATE, Unit.DATE), "revenue": Column(shared.REVENUE, Unit.EUR)}
    expected = judged.next_expected if judged else _next(bought, interval)
    draw = partial(charts.order_days, expected=expected, label=text.EXPECTED, as_of=view.filters.end)
    axis = (pd.Timestamp(days["date"].min()).date(), max(view.filters.end, expected or view.filters.end))
    chart = Chart("orders", text.ORDERS, days, draw, columns, narrows="period", days=axis)
    named = cases(judged) if judged else None
    sentences = [
        _rhythm(view, bought, interval, expected),
        *([named] if named else []),
        *([_signals(judged)] if judged else []),
    ]
    return [chart, *(Note(one) for one in sentences), *(points(judged) if judged else [])]


def _next(bought: list[date], interval: float | None) -> date | None:
    return None if interval is None or not bought else bought[-1] + timedelta(days=round(interval))


def _own_interval(bought: list[date]) -> float | None:
    """Usual interval from the account's own gaps alone, for an account too new or too small to be scored."""
    if len(bought) < LEAST_INVOICE_DAYS:
        return None
    gaps = own_gaps(bought, batch_days=BATCH_DAYS)
    return usual_interval(gaps, book_median_gap([gaps]))


def _rhythm(view: View, bought: list[date], interval: float | None, expected: date | None) -> Text:
    if interval is None or expected is None:
        return text.NO_RHYTHM
    template = text.RHYTHM_LATE if expected < view.filters.end else text.RHYTHM
    return fill(template, interval=Quantity(interval, Unit.DAYS), last=bought[-1], next=expected)


def _signals(judged: AccountRisk) -> Text:
    """The account's signals as the risk page words them."""
    why = reasons(judged)
    if why is None:
        return text.RISK_CALM
    if judged.score.watch and judged.exposed_revenue is not None:
        exposed, days = Quantity(judged.exposed_revenue, Unit.EUR), Quantity(HORIZON_DAYS, Unit.DAYS)
        return fill(text.RISK_EXPOSED, level=level(judged), exposed=exposed, days=days, reason=why)
    return fill(text.RISK, level=level(judged), reason=why)
