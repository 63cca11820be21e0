"""Which accounts may leave, how much revenue is exposed, why, and whether the score was right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.answers.page.blocks import Block, Chart, Column, Details, Message, Note, Number
from kam_analytics.answers.page.declaration import Instead, Page
from kam_analytics.answers.page.key_accounts import compared_as_key
from kam_analytics.answers.page.risk_forecast import (
    WHOLE,
    ForecastRequest,
    RiskForecast,
)
from kam_analytics.answers.page.view import View, counted, first_accounts, nothing_invoiced
from kam_analytics.answers.risk.explanation import card, factors
from kam_analytics.answers.risk.months import month_details
from kam_analytics.answers.risk.notes import known_causes, notes, table
from kam_analytics.answers.risk.reasons import main_reason, reasons
from kam_analytics.answers.risk.review import review
from kam_analytics.answers.risk.rows import (
    KNOWN_CAUSE,
    account_rows,
    alerts_first,
    of_levels,
    titled_by_level,
    with_decisions,
)
from kam_analytics.answers.risk.table import listed, watch_list
from kam_analytics.answers.risk.unscored import unscored
from kam_analytics.charts.risk import exposure as charts
from kam_analytics.charts.risk import model as model_charts
from kam_analytics.core.scope import Filters
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import identity as identity_text
from kam_analytics.language import shared
from kam_analytics.language.risk import model as model_text
from kam_analytics.language.risk import notes as notes_text
from kam_analytics.language.risk import page as text
from kam_analytics.language.risk import signals as signal_text
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.risk import metrics as declared
from kam_analytics.metrics.risk.assessment import assess, population_facts
from kam_analytics.metrics.risk.card.scorecard import ALERT_POINTS, SIGNALS, WATCH_POINTS
from kam_analytics.metrics.risk.figures import ACTIVITY, BOOK_MONTHS, Risk, with_causes, with_key_accounts, with_outlook
from kam_analytics.metrics.risk.measures.history import months_before
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS
from kam_analytics.metrics.risk.measures.surroundings import surroundings

ACTIVITY_MONTHS = 24
# The same before and after the model is ready: nobody reads a first screen that changes under the mouse.
FIRST_FIGURES = (
    declared.accounts_watched,
    declared.accounts_in_alert,
    declared.exposed_revenue,
    declared.exposed_share,
)
SHOWN, NAMED = 8, 6  # more bars would leave no room for two lines of reasons on a laptop
MOVED_MONTHS = 3  # new or worse accounts are those that changed since a quarter earlier


def figures(view: View, horizon_days: int = HORIZON_DAYS) -> Risk:
    """Every figure of the page, as of the end of the period."""
    return _with_forecast(view, horizon_days)[0]


def by_signals(view: View, only: str | None = None) -> Risk:
    """The same accounts, or one of them, scored by the card of signals alone, which needs no training."""
    return _scored(view, view.filters.end, HORIZON_DAYS, only)


def _with_forecast(view: View, horizon_days: int) -> tuple[Risk, RiskForecast | None]:
    """The card of signals, and the model's prediction if the view has one that is ready."""
    assessed = _scored(view, view.filters.end, horizon_days)
    if view.foresee is None or not assessed.accounts:
        return assessed, None
    forecast = view.foresee(ForecastRequest.about(view.filters, horizon_days))
    return (with_outlook(assessed, forecast.outlook), forecast) if forecast else (assessed, None)


def _scored(view: View, as_of: date, horizon_days: int, only: str | None = None) -> Risk:
    """The card of signals on a day, with alerts of a known cause silenced."""
    # Season, usual gap and records are computed company-wide for every viewer: they contain no amounts.
    filters = replace(view.filters, urgency=None)
    everything = replace(filters, segment=None, region=None, kam=None)
    company = replace(view, scope=WHOLE, filters=everything)
    part = not view.scope.sees_all or filters != everything
    whole, around = None, surroundings(partial(company.rows if part else view.rows, as_of=as_of), as_of)
    if part:
        whole = population_facts(company.rows(ACTIVITY, as_of=as_of), as_of, around)
        around = surroundings(partial(view.rows, as_of=as_of), as_of, around.recorded)
    assessed = assess(
        view.rows(ACTIVITY, as_of=as_of),
        company.rows(BOOK_MONTHS, as_of=as_of),
        as_of,
        horizon_days,
        around,
        whole,
        only,
    )
    return with_causes(assessed, frozenset(known_causes(notes(view), view.now)))


@dataclass(frozen=True)
class RiskContent:
    """What the sections share: the accounts today and a quarter earlier, the model's forecast, one row per account."""

    view: View
    risk: Risk
    before: Risk
    forecast: RiskForecast | None
    rows: pd.DataFrame

    @property
    def levels(self) -> tuple[str, ...] | None:
        return self.view.filters.urgency

    @property
    def chosen(self) -> pd.DataFrame:
        """The rows of the levels that the viewer chose; sentences and figures are about all of them."""
        return of_levels(self.rows, self.levels)

    @property
    def names(self) -> dict[str, str]:
        """Account id → name."""
        return dict(zip(self.rows["account_id"], self.rows["account_name"], strict=True))


def read(view: View) -> RiskContent | Instead:
    """The accounts of a view with their scores, or a message that none can be scored."""
    risk, forecast = _with_forecast(view, HORIZON_DAYS)
    if not risk.accounts:
        nobody = [Message(nobody_judged(risk)), *unscored(risk)]
        return Instead(nobody if risk.not_judged else nothing_invoiced(view))
    if not any(account.is_key for account in risk.accounts):
        risk = with_key_accounts(risk, compared_as_key(view))
    before = _scored(view, months_before(risk.as_of, MOVED_MONTHS), HORIZON_DAYS)
    rows = alerts_first(with_decisions(account_rows(risk, before, view.now), view))
    return RiskContent(view, risk, before, forecast, rows)


def nobody_judged(risk: Risk) -> Text:
    """Replaces the main sentence if no account can be scored."""
    return fill(text.NOBODY_JUDGED, day=risk.as_of)


def message(risk: Risk) -> Text:
    """The main sentence of the page: how many accounts, how much revenue, until when."""
    if not risk.watched:
        explained = sum(a.silenced and a.score.watch for a in risk.accounts)
        return fill(text.ALL_KNOWN, count=explained, day=risk.as_of) if explained else fill(text.NOBODY, day=risk.as_of)
    flagged = _flagged(len(risk.alerts), len(risk.watched) - len(risk.alerts))
    if risk.exposed is None:
        return fill(text.LEAD_NO_SEASON, flagged=flagged, day=risk.as_of)
    return fill(text.LEAD, flagged=flagged, exposed=Quantity(risk.exposed, Unit.EUR), until=_until(risk))


def _flagged(alerts: int, watches: int) -> Text:
    """The number of accounts in alert and of others to watch; zero counts are left out."""
    in_alert = fill(plural(alerts, text.ALERT_ONE, text.ALERT_MANY), count=alerts)
    if not watches:
        return in_alert
    if not alerts:
        return fill(plural(watches, text.ONLY_WATCH_ONE, text.ONLY_WATCH_MANY), count=watches)
    others = fill(plural(watches, text.WATCH_ONE, text.WATCH_MANY), count=watches)
    return fill(text.BOTH, alerts=in_alert, watches=others)


def _most_exposed(risk: Risk) -> list[Block]:
    """The account with the most revenue at stake and its main reason, for the line under the main sentence."""
    first = max(risk.watched, key=lambda a: a.exposed_revenue or a.year_revenue, default=None)
    why = main_reason(first) if first else None
    if first is None or why is None:
        return []
    return [Message(fill(text.FIRST, name=first.account_name, reason=reasons(first, 1) or why), lead=False)]


def _expected_loss(risk: Risk) -> list[Block]:
    """The expected loss with its range and the event that it is of; nothing where probabilities are not reliable."""
    if risk.expected_loss is None or risk.loss_range is None:
        return []
    low, high = (Quantity(v, Unit.EUR) for v in risk.loss_range)
    margin = risk.expected_margin_loss
    sentence = model_text.LOSS_LEAD if margin is None else model_text.LOSS_LEAD_MARGIN
    facts = {
        "loss": Quantity(risk.expected_loss, Unit.EUR),
        "low": low,
        "high": high,
        "margin": Quantity(margin, Unit.EUR),
        "flagged": Quantity(sum(a.expected_loss or 0.0 for a in risk.watched), Unit.EUR),
    }
    days, event = Quantity(risk.horizon_days, Unit.DAYS), model_text.EVENT[_label(risk)]
    return [
        Number(declared.expected_loss, declared.expected_loss.of(risk)),
        Message(fill(sentence, **facts, until=_until(risk)), lead=False),
        Note(fill(model_text.WHAT, days=days, event=event)),
    ]


def _until(risk: Risk) -> date:
    return risk.as_of + timedelta(days=risk.horizon_days)


def _charts(risk: Risk, rows: pd.DataFrame, levels: tuple[str, ...] | None) -> list[Block]:
    """The accounts to work on first, by the revenue at stake, then when they usually order."""
    days = Quantity(risk.horizon_days, Unit.DAYS)
    first = (rows if levels else rows[rows["urgency"] < KNOWN_CAUSE]).head(SHOWN)
    bars = Chart(
        "exposed",
        titled_by_level(fill(text.EXPOSED_TITLE, days=days, day=risk.as_of), levels),
        first.dropna(subset=["exposed"]),
        partial(charts.reasoned_bars, money="exposed"),
        _chart_columns(),
        _WHO,
        opens_account=True,
    )
    timeline = Chart(
        "orders",
        fill(model_text.TIMELINE_TITLE, accounts=first_accounts(len(first))),
        first[["account_id", "account_name", "role", "next_expected"]].assign(days=_days(risk, first)),
        partial(model_charts.orders_in_time, as_of=risk.as_of),
        {"account_name": Column(shared.ACCOUNT), "next_expected": Column(text.NEXT_EXPECTED, Unit.DATE)},
        (*_WHO, ("loss", model_text.EXPECTED)),
        opens_account=True,
        days=(months_before(risk.as_of, 12), max([risk.as_of, *first["next_expected"].dropna()])),
    )
    return [block for block in (bars, timeline) if not block.rows.empty]


def _days(risk: Risk, rows: pd.DataFrame) -> "pd.Series[Any]":
    """The invoice days of the last twelve months of each row's account."""
    year_ago = np.datetime64(months_before(risk.as_of, 12))
    by_account = {a.account_id: a.invoice_days for a in risk.accounts}
    days = [by_account[i][by_account[i] > year_ago].tolist() for i in rows["account_id"]]
    return pd.Series(days, index=rows.index, dtype=object)


_WHO = (("key", shared.KEY_ACCOUNTS), ("others", shared.OTHER_ACCOUNTS))


def _chart_columns() -> dict[str, Column]:
    return {
        "account_name": Column(shared.ACCOUNT),
        "level": Column(text.LEVEL),
        "points": Column(text.SCORE, Unit.COUNT),
        "exposed": Column(text.EXPOSED, Unit.EUR),
        "reason": Column(text.REASON),
    }


def _scatter(risk: Risk, rows: pd.DataFrame) -> Chart:
    """Score or probability against revenue, in a collapsed section."""
    if risk.shows_probability:
        scored = rows[(rows["exposed"] > 0) & rows["probability"].notna()]
        columns = {
            "account_name": Column(shared.ACCOUNT),
            "probability": Column(model_text.PROBABILITY[_label(risk)], Unit.SHARE),
            "exposed": Column(text.EXPOSED, Unit.EUR),
        }
        named = scored.index.isin(scored.nlargest(NAMED, "loss").index)
        title = fill(model_text.STAKES_TITLE, count=counted(len(scored)), day=risk.as_of)
        draw = partial(
            model_charts.stakes_scatter, severity=_severity(risk), label=model_text.PROBABILITY[_label(risk)]
        )
        return Chart("stakes", title, scored.assign(named=named), draw, columns, _WHO, opens_account=True)
    scored = rows[rows["exposed"] > 0]
    alerts = scored[scored["points"] >= ALERT_POINTS].nlargest(NAMED, "exposed")
    named = scored.index.isin(alerts.index)
    title = fill(text.SCATTER_TITLE, count=counted(len(scored)), day=risk.as_of)
    draw_points = partial(charts.score_scatter, alert=ALERT_POINTS)
    return Chart("scores", title, scored.assign(named=named), draw_points, _chart_columns(), _WHO, opens_account=True)


def _label(risk: Risk) -> str:
    return risk.verdict.label.value if risk.verdict else ""


def _severity(risk: Risk) -> float:
    """Share of the exposed revenue that an event usually costs: the same for all accounts."""
    outlooks = (a.outlook for a in risk.accounts if a.outlook is not None and a.outlook.probability > 0)
    return next((outlook.loss_share / outlook.probability for outlook in outlooks), 1.0)


def _more(risk: Risk, forecast: RiskForecast | None, rows: pd.DataFrame, whole: bool) -> list[Block]:
    """What may be lost, then collapsed: score against revenue, and whether the list was right."""
    scatter = _scatter(risk, rows)
    title = model_text.STAKES if risk.shows_probability else text.POINTS_AND_STAKE
    plot = [] if scatter.rows.empty else [Details("weighed", title, (scatter,))]
    right = [review(forecast, whole)] if forecast else []
    return [*_expected_loss(risk), *plot, card(risk), *factors(risk), *right]


def _notes(risk: Risk) -> list[Block]:
    ranks = text.METHOD_RANKS if risk.method == "model" else text.METHOD
    how, severity = (text.METHOD_MODEL if risk.shows_probability else ranks), Quantity(_severity(risk), Unit.SHARE)
    notes_on_method: list[Block] = [Note(fill(how, watch=WATCH_POINTS, alert=ALERT_POINTS, severity=severity))]
    if silent := sum(a.silenced and a.score.watch for a in risk.accounts):
        notes_on_method.append(Note(fill(plural(silent, notes_text.SILENT_ONE, notes_text.SILENT), count=silent)))
    if risk.season is None:
        notes_on_method.append(Note(text.NO_SEASON))
    return [*notes_on_method, *_silent_signals(risk)]


def _silent_signals(risk: Risk) -> list[Block]:
    """The signals no account has, by what they lack, and those nearly all accounts have."""
    absent = [signal for name, signal in SIGNALS.items() if name not in risk.accounts[0].answerable]
    lists = (
        (signal_text.ABSENT, [signal for signal in absent if signal.needs_files]),
        (signal_text.TOO_SHORT, [signal for signal in absent if not signal.needs_files]),
        (signal_text.COMMON, [signal for name, signal in SIGNALS.items() if name in risk.common]),
    )
    return [
        Note(fill(template, signals=_lower([signal.name for signal in signals])))
        for template, signals in lists
        if signals
    ]


def _lower(names: Sequence[Text]) -> Text:
    return Text(fr=", ".join(n.fr.lower() for n in names), en=", ".join(n.en.lower() for n in names))


def _watched_months(filters: Filters) -> Filters:
    """The score reads the months before the as-of day, whatever the period and the family."""
    first = months_before(filters.end, ACTIVITY_MONTHS) + timedelta(days=1)
    return replace(filters, start=first, base_start=filters.end, base_end=filters.end, family=None)


AT_RISK = Page(
    id="at_risk",
    title=Text(fr="Comptes à risque", en="At risk"),
    short_title=Text(fr="À risque", en="At risk"),
    icon=":material/warning:",
    read=read,
    sections={
        "verdict": lambda page: [Message(message(page.risk)), *_most_exposed(page.risk)],
        "numbers": lambda page: [Number(metric, metric.of(page.risk)) for metric in FIRST_FIGURES],
        "charts": lambda page: _charts(page.risk, page.chosen, page.levels),
        "accounts": lambda page: watch_list(page.risk, page.chosen, page.before, page.levels),
        "decisions": lambda page: table(page.view, page.names),
        "months": lambda page: [month_details(page.view, listed(page.risk, page.chosen))],
        "evidence": lambda page: _more(page.risk, page.forecast, page.rows, page.view.scope.sees_all),
        "unscored": lambda page: unscored(page.risk),
        "reservations": lambda page: _notes(page.risk),
    },
    filters=("segment", "region", "kam"),
    own_filters=("urgency",),
    metrics=(declared,),
    perimeter=identity_text.PERIMETER_DAY,
    asks_recoding=True,
    counted_lines=_watched_months,
)
