"""When an account orders: invoice days, usual interval, next expected order, and its risk signals."""

from datetime import date, timedelta
from functools import partial

import pandas as pd

from kam_analytics.answers.account.money import everybody
from kam_analytics.answers.page.blocks import Block, Chart, Column, Note
from kam_analytics.answers.page.view import View
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.explanation import points
from kam_analytics.answers.risk.reasons import cases, level, reasons
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


def blocks(view: View, account_id: str) -> list[Block]:
    """Invoice days, the rhythm in words, and the signals; the usual interval is the one of the risk page."""
    days = view.rows(HERE / "days.sql")
    if days.empty:
        return []
    bought = [pd.Timestamp(d).date() for d, r in zip(days["date"], days["revenue"], strict=True) if r > 0]
    judged = next(iter(risk.by_signals(everybody(view), account_id).accounts), None)
    interval = judged.interval if judged else _own_interval(bought)
    columns = {"date": Column(shared.DATE, Unit.DATE), "revenue": Column(shared.REVENUE, Unit.EUR)}
    expected = judged.next_expected if judged else _next(bought, interval)
    draw = partial(charts.order_days, expected=expected, label=text.EXPECTED, as_of=view.filters.end)
    chart = Chart("orders", text.ORDERS, days, draw, columns)
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
