"""The figures of the pages on the command line: `metrics concentration|growth|pay|risk|backtest`."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.answers import concentration, growth, pay, pay_control, risk
from kam_analytics.answers.forecast import Forecast, Question, foresee, kept
from kam_analytics.answers.risk_reasons import signals
from kam_analytics.answers.view import Read, View, reads
from kam_analytics.cli import asked, backtest
from kam_analytics.cli.answer import LOCAL, Answer, language
from kam_analytics.cli.risk_text import risk_text
from kam_analytics.core.metrics import Metric
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Lang
from kam_analytics.language import risk_notes as text
from kam_analytics.metrics.concentration import metrics as concentrated
from kam_analytics.metrics.growth import formulas
from kam_analytics.metrics.growth.figures import KeySource
from kam_analytics.metrics.portfolio.figures import FRESHNESS
from kam_analytics.metrics.risk.figures import AccountRisk, Risk
from kam_analytics.metrics.risk.population import HORIZON_DAYS
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store

CENT = Decimal("0.01")
COUNTS = ("accounts_for_80pct",)


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
    """A command over one state of the store: opened, answered, closed."""

    def run(args: argparse.Namespace) -> Any:
        asked.check(args)
        store = Store.to_read(Path(args.store))
        state = store.state()
        reader = Reader(store, state)
        read = reads(reader)

        def look_ahead(question: Question) -> Forecast:
            return foresee(read, question, kept(store, state, question))

        try:
            return answer(View(read, LOCAL, _filters(args, read), state.demonstration, look_ahead, date.today()), args)
        finally:
            reader.close()

    return run


def _filters(args: argparse.Namespace, read: Read) -> Filters:
    """The period of the call; without a day, the last invoice day; without a base period, the same days earlier."""
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


def concentration_figures(view: View, _args: argparse.Namespace) -> dict[str, Any]:
    """DESIGN part 6, `metrics concentration`."""
    found = concentration.figures(view)
    shown = (
        "top_1_share", "top_5_share", "top_10_share", "top_20_share", "hhi", "gini", "gini_corrected",
        "effective_accounts", "accounts_for_80pct",
    )  # fmt: skip
    return {
        "revenue_total": _money(found.portfolio.revenue_total),
        "unassigned_amount": _money(found.portfolio.unassigned_amount),
        "unassigned_lines": found.portfolio.unassigned_lines,
        "accounts_active": len(found.ranked),
        **{name: _value(getattr(concentrated, name), found) for name in shown},
        "excluded_accounts": found.part.excluded_count,
        "excluded_amount": _money(found.part.excluded_amount),
    }


def growth_figures(view: View, _args: argparse.Namespace) -> dict[str, Any]:
    """DESIGN part 6, `metrics growth`; without a list the key figures are null and `reason` says why."""
    found = growth.figures(view)
    kept = found.retention
    figures: dict[str, Any] = {
        "revenue_total": _money(found.portfolio.revenue_total),
        "base_revenue_total": _money(found.portfolio.base_revenue_total),
        "growth": found.growth,
        "key_growth": found.key_growth,
        "other_growth": found.other_growth,
        "gap_points": formulas.gap_points(found.key_growth, found.other_growth),
        "ratio": formulas.plain_ratio(found.key_growth, found.other_growth),
        "nrr": kept.nrr,
        "grr": kept.grr,
        "new": _money(kept.new),
        "lost": _money(kept.lost),
        "expansion": _money(kept.expansion),
        "contraction": _money(kept.contraction),
        "logo_retention": kept.logo_retention,
    }
    if found.source is KeySource.NONE:
        figures["reason"] = "no key-account list in force at the start of the base period"
    return figures


def pay_figures(view: View, _args: argparse.Namespace) -> dict[str, Any]:
    """DESIGN part 6, `metrics pay`: targets wholly inside the period, never prorated."""
    rows, total = pay_control.paid_rows(view, pay.figures(view))
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
    """DESIGN part 6, `metrics risk`: a probability only where the company's own past allows one.

    `message`, only where there is something to say of the day: it lies after the last invoice, or there is none.
    """
    found, said = risk.figures(view, args.horizon_days), asked.said_of_day(view, text.LATE_FIGURES)
    lang = language(args.lang)
    facts: dict[str, Any] = {
        "rows": [_risk_row(found, account, lang) for account in found.accounts],
        "method": found.method,
        "horizon_days": found.horizon_days,
    }
    if told := said or (None if found.accounts else risk.nobody_judged(found)):
        facts["message"] = told.in_(lang)
    return Answer(facts, risk_text(found, lang, said))


def _risk_row(found: Risk, account: AccountRisk, lang: Lang) -> dict[str, Any]:
    """The points of the signals add up to the score: log-odds against the median account, or points of the card."""
    said, told = found.shows_probability, account.outlook
    low, high = account.loss_range or (None, None)
    return {
        "account_id": account.account_id,
        "account_name": account.account_name,
        "score": account.score.points if told is None else sum(points for _, points in told.contributions),
        "probability": told.probability if told is not None and said else None,
        "exposed_revenue": _money(account.exposed_revenue),
        "expected_loss": _money(account.expected_loss) if said else None,
        "expected_loss_low": _money(low) if said else None,
        "expected_loss_high": _money(high) if said else None,
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
    """Money to the cent, half up: stored amounts have four decimals, floating point only carries their sum."""
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
