"""The figures of the pages on the command line: `metrics concentration|growth|pay|risk|backtest`."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers.access.trail import TEAM
from kam_analytics.answers.concentration import page as concentration
from kam_analytics.answers.growth import coverage as growth_periods
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.identity import page as identity
from kam_analytics.answers.page import coverage as period
from kam_analytics.answers.page.risk_forecast import (
    ForecastRequest,
    RiskForecast,
)
from kam_analytics.answers.page.view import Read, View, reads
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.forecast import (
    backtest_path,
    risk_forecast,
)
from kam_analytics.answers.risk.reasons import signals
from kam_analytics.cli import arguments as asked
from kam_analytics.cli import backtest
from kam_analytics.cli.answer import LOCAL, Answer, account, language
from kam_analytics.cli.risk_text import risk_text
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Lang, Text
from kam_analytics.language.risk import notes as text
from kam_analytics.metrics.concentration import metrics as concentrated
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth.key_accounts import KeySource
from kam_analytics.metrics.portfolio.figures import FRESHNESS
from kam_analytics.metrics.risk.figures import AccountRisk, Risk
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, record

CENT = Decimal("0.01")
COUNTS = ("accounts_for_80pct",)
PAY_FIGURES = ("target", "actual", "attainment", "payout")  # as the trail names them


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `metrics` and its figures; `common` carries --json, --store and --lang."""
    parser = commands.add_parser("metrics", help="figures of a period, as the pages show them")
    figures = parser.add_subparsers(dest="figure", required=True)
    for name, answer, options in FIGURES:
        one = figures.add_parser(name, parents=[common])
        for option, settings in options.items():
            one.add_argument(option, **settings)
        one.set_defaults(run=runner(answer))


def runner(answer: Callable[[View, argparse.Namespace], Any]) -> Callable[[argparse.Namespace], Any]:
    """A command on one state of the store, which it opens and closes."""

    def run(args: argparse.Namespace) -> Any:
        asked.check(args)
        store = Store.to_read(Path(args.store))
        state = store.state()
        reader = Reader(store, state)
        read = reads(reader)

        def look_ahead(question: ForecastRequest) -> RiskForecast:
            return risk_forecast(read, question, backtest_path(store, state, question))

        try:
            return answer(View(read, LOCAL, _filters(args, read), state.demonstration, look_ahead, date.today()), args)
        finally:
            reader.close()

    return run


def _filters(args: argparse.Namespace, read: Read) -> Filters:
    """The period of the call; by default up to the last invoice day, with the same days a year earlier as base."""
    end: date = getattr(args, "end", None) or getattr(args, "as_of", None) or _last_day(read)
    start: date = getattr(args, "start", None) or end
    base_start, base_end = getattr(args, "base_start", None), getattr(args, "base_end", None)
    return Filters(
        start,
        end,
        base_start or _year_before(start),
        base_end or _year_before(end),
        level=getattr(args, "level", "entity"),
        perimeter=getattr(args, "perimeter", "today"),
        key=getattr(args, "key", None),
    )


def _year_before(day: date) -> date:
    year = max(day.year - 1, date.min.year)
    return day.replace(year=year) if (day.month, day.day) != (2, 29) else date(year, 2, 28)


def concentration_figures(view: View, args: argparse.Namespace) -> dict[str, Any]:
    """README.md, `metrics concentration`; `message` where the data do not cover the period or accounts may be one."""
    shares = concentration.figures(view)
    lines = (
        "top_1_share",
        "top_5_share",
        "top_10_share",
        "top_20_share",
        "hhi",
        "gini",
        "gini_corrected",
        "effective_accounts",
        "accounts_for_80pct",
    )
    return {
        "revenue_total": _money(shares.portfolio.revenue_total),
        "unassigned_amount": _money(shares.portfolio.unassigned_amount),
        "unassigned_lines": shares.portfolio.unassigned_lines,
        "accounts_active": len(shares.ranked),
        **{name: _value(getattr(concentrated, name), shares) for name in lines},
        "excluded_accounts": shares.part.excluded_count,
        "excluded_amount": _money(shares.part.excluded_amount),
        **_message([*period.uncovered(view), identity.may_be_one(view)], args),
    }


def growth_figures(view: View, args: argparse.Namespace) -> dict[str, Any]:
    """README.md, `metrics growth`; without a list the key figures are null and `reason` says why.

    `message` is present where the data do not cover both periods, or accounts may be one.
    """
    compared = growth.figures(view)
    retained = compared.retention
    figures: dict[str, Any] = {
        "revenue_total": _money(compared.portfolio.revenue_total),
        "base_revenue_total": _money(compared.portfolio.base_revenue_total),
        "growth": compared.growth,
        "key_growth": compared.key_growth,
        "other_growth": compared.other_growth,
        "gap_points": formulas.gap_points(compared.key_growth, compared.other_growth),
        "ratio": formulas.plain_ratio(compared.key_growth, compared.other_growth),
        "nrr": retained.nrr,
        "grr": retained.grr,
        "new": _money(retained.new),
        "lost": _money(retained.lost),
        "expansion": _money(retained.expansion),
        "contraction": _money(retained.contraction),
        "logo_retention": retained.logo_retention,
    }
    if compared.source is KeySource.NONE:
        figures["reason"] = "no key-account list in force at the start of the base period"
    return figures | _message(
        [*period.uncovered(view), *growth_periods.uncovered(view), identity.may_be_one(view)], args
    )


def _message(sentences: list[Text | None], args: argparse.Namespace) -> dict[str, str]:
    """What somebody who reads the figures must know, if there is anything."""
    listed = [sentence.in_(language(args.lang)) for sentence in sentences if sentence is not None]
    return {"message": " ".join(listed)} if listed else {}


def pay_figures(view: View, args: argparse.Namespace) -> dict[str, Any]:
    """README.md, `metrics pay`: targets wholly inside the period, never prorated. The trail notes who asked."""
    rows, total = pay_control.paid_rows(view, pay.figures(view))
    days = {"start": args.start.isoformat(), "end": args.end.isoformat()}
    record(Path(args.store), Event.PAY_PRINTED, account(), of=TEAM, figures=PAY_FIGURES, **days)
    return {
        "rows": [
            {
                "who": row.who,
                "component": row.component,
                "scope": row.scope,
                "measure": row.measure,
                "period_start": row.period_start.isoformat(),
                "period_end": row.period_end.isoformat(),
                "weight": _number(row.weight),
                "target": _number(row.target),
                "actual": _number(row.actual),
                "attainment": _number(row.exact_attainment),
                "payout": _number(row.payout),
            }
            for row in rows
        ],
        "payout_total": _number(total),
    }


def risk_figures(view: View, args: argparse.Namespace) -> Answer:
    """README.md, `metrics risk`: a probability only if the company's own past supports one.

    `message` is present only if the day is after the last invoice, or if there is none.
    """
    assessed, notice = risk.figures(view, args.horizon_days), asked.day_notice(view, text.LATE_FIGURES)
    lang = language(args.lang)
    facts: dict[str, Any] = {
        "rows": [_risk_row(assessed, account, lang) for account in assessed.accounts],
        "method": assessed.method,
        "horizon_days": assessed.horizon_days,
    }
    if reason := notice or (None if assessed.accounts else risk.nobody_judged(assessed)):
        facts["message"] = reason.in_(lang)
    return Answer(facts, risk_text(assessed, lang, notice))


def _risk_row(risk: Risk, account: AccountRisk, lang: Lang) -> dict[str, Any]:
    """One account; its points add up to the score: log-odds against the median account, or points of the card."""
    has_probability, outlook = risk.shows_probability, account.outlook
    low, high = account.loss_range or (None, None)
    return {
        "account_id": account.account_id,
        "account_name": account.account_name,
        "score": account.score.points if outlook is None else sum(points for _, points in outlook.contributions),
        "probability": outlook.probability if outlook is not None and has_probability else None,
        "exposed_revenue": _money(account.exposed_revenue),
        "expected_loss": _money(account.expected_loss) if has_probability else None,
        "expected_loss_low": _money(low) if has_probability else None,
        "expected_loss_high": _money(high) if has_probability else None,
        "signals": [{"id": s.id, "text": s.text.in_(lang), "points": s.points} for s in signals(account)],
    }


def _last_day(read: Read) -> date:
    rows = read(FRESHNESS, LOCAL, ())
    last = rows["last_day"].iloc[0] if len(rows) else None
    return date.max if last is None or pd.isna(last) else pd.Timestamp(last).date()


def _value(metric: Metric, figures: object) -> float | int | None:
    value = metric.of(figures).value
    return int(value) if value is not None and metric.id in COUNTS else value


def _money(value: float | None) -> float | None:
    """Money to the cent, half up: stored amounts have four decimals, and floating point only carries their sum."""
    return None if value is None else float(Decimal(f"{value:.4f}").quantize(CENT, ROUND_HALF_UP))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _key(text: str) -> str:
    """`listed`, `top:N` or `lagged:N`; anything else is a usage error."""
    if not re.fullmatch(r"listed|(top|lagged):[1-9]\d*", text):
        raise argparse.ArgumentTypeError(f"{text!r}: listed, top:N or lagged:N")
    return text


_PERIOD: dict[str, dict[str, Any]] = {
    "--from": {"dest": "start", "type": asked.day, "required": True, "metavar": "D"},
    "--to": {"dest": "end", "type": asked.day, "required": True, "metavar": "D"},
}
_LEVEL: dict[str, dict[str, Any]] = {
    "--level": {"choices": ("entity", "group"), "default": "entity"},
    "--perimeter": {"choices": ("today", "then"), "default": "today", "help": "groups of today, or of each date"},
}
_BASE: dict[str, dict[str, Any]] = {
    "--base-from": {"dest": "base_start", "type": asked.day, "required": True, "metavar": "D"},
    "--base-to": {"dest": "base_end", "type": asked.day, "required": True, "metavar": "D"},
    "--key": {"default": "listed", "type": _key, "metavar": "listed|top:20"},
}
_AS_OF: dict[str, dict[str, Any]] = {
    "--as-of": {"type": asked.day, "required": True, "metavar": "D"},
    "--horizon-days": {"type": asked.whole, "default": HORIZON_DAYS, "metavar": "N"},
}
FIGURES: tuple[tuple[str, Callable[[View, argparse.Namespace], Any], dict[str, dict[str, Any]]], ...] = (
    ("concentration", concentration_figures, {**_PERIOD, **_LEVEL}),
    ("growth", growth_figures, {**_PERIOD, **_BASE, **_LEVEL}),
    ("pay", pay_figures, _PERIOD),
    ("risk", risk_figures, _AS_OF),
    ("backtest", backtest.backtest_figures, backtest.OPTIONS),
)
