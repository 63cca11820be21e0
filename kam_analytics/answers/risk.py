"""Who may leave, how much is exposed, why?"""

from datetime import timedelta
from functools import partial

import pandas as pd

from kam_analytics.answers.blocks import Block, Chart, Column, Message, Note, Number, Table
from kam_analytics.answers.view import View, nothing_invoiced
from kam_analytics.charts import risk as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import risk as text
from kam_analytics.language import shared
from kam_analytics.language.numbers import NBSP, decimal
from kam_analytics.language.sentences import fill, plural
from kam_analytics.metrics.risk import metrics as declared
from kam_analytics.metrics.risk.figures import ACTIVITY, BOOK_MONTHS, HORIZON_DAYS, AccountRisk, Risk, risk
from kam_analytics.metrics.risk.scorecard import ALERT_POINTS, RulePoints

SHOWN, NAMED = 10, 6
NOTHING = Text(fr="–", en="–")


def figures(view: View, horizon_days: int = HORIZON_DAYS) -> Risk:
    """Every figure of the page, as of the end of the period."""
    as_of = view.filters.end
    activity = view.rows(ACTIVITY, as_of=as_of)
    return risk(activity, view.rows(BOOK_MONTHS, as_of=as_of), as_of, horizon_days)


def blocks(view: View) -> list[Block]:
    """The page: sentence, numbers, what is exposed and why, the accounts, how they are scored."""
    found = figures(view)
    if not found.accounts:
        return [Message(fill(text.NOT_ENOUGH, day=found.as_of))] if found.not_judged else nothing_invoiced(view)
    said: list[Block] = [Message(message(found))]
    if found.watched:
        first = found.watched[0]
        said.append(Message(fill(text.FIRST, name=first.account_name, reason=main_reason(first)), lead=False))
    numbers = [
        Number(metric, metric.of(found))
        for metric in (
            declared.accounts_watched,
            declared.accounts_in_alert,
            declared.exposed_revenue,
            declared.exposed_share,
        )
    ]
    rows = _rows(found)
    return [*said, *numbers, *_charts(found, rows), *_table(found, rows), *_notes(found)]


def message(found: Risk) -> Text:
    """The sentence of the page: how many accounts, how much revenue, until when."""
    if not found.watched:
        return fill(text.NOBODY, day=found.as_of)
    alerts, watches = len(found.alerts), len(found.watched) - len(found.alerts)
    counted = {
        "alerts": fill(plural(alerts, text.ALERT_ONE, text.ALERT_MANY), count=alerts),
        "watches": fill(text.WATCH_MANY, count=watches),
    }
    if found.exposed is None:
        return fill(text.LEAD_NO_SEASON, **counted, day=found.as_of)
    until = found.as_of + timedelta(days=found.horizon_days)
    return fill(text.LEAD, **counted, exposed=Quantity(found.exposed, Unit.EUR), until=until)


def reason(item: RulePoints, account: AccountRisk) -> Text:
    """The sentence of one signal, with its evidence."""
    interval = Quantity(account.interval, Unit.DAYS)
    silence = Quantity(account.days_since_last, Unit.DAYS)
    return fill(text.SIGNALS[item.rule], value=_evidence(item), interval=interval, silence=silence)


def main_reason(account: AccountRisk) -> Text:
    """The signal that weighs most."""
    return reason(account.score.items[0], account)


def reasons(account: AccountRisk) -> Text:
    """Every signal, in order of weight."""
    said = [reason(item, account) for item in account.score.items]
    return Text(fr=" ".join(s.fr for s in said), en=" ".join(s.en for s in said))


def _evidence(item: RulePoints) -> Text:
    if item.rule in ("active_months", "tenure_months"):
        return Text(fr=decimal(int(item.value), "fr"), en=decimal(int(item.value), "en"))
    signed = item.rule != "credit_note_share"
    return Text(
        fr=f"{decimal(100 * item.value, 'fr', sign=signed)}{NBSP}%",
        en=f"{decimal(100 * item.value, 'en', sign=signed)}%",
    )


def _charts(found: Risk, rows: pd.DataFrame) -> list[Block]:
    watched = rows[rows["level"] != text.LEVELS["calm"]]
    scored = rows[rows["exposed"] > 0]
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "points": Column(text.SCORE, Unit.COUNT),
        "exposed": Column(text.EXPOSED, Unit.EUR),
        "reason": Column(text.REASON),
    }
    legend = (("key", shared.KEY_ACCOUNTS), ("others", shared.OTHER_ACCOUNTS))
    days = Quantity(found.horizon_days, Unit.DAYS)
    bars = Chart(
        "exposed",
        fill(text.EXPOSED_TITLE, days=days, day=found.as_of),
        watched.head(SHOWN),
        charts.exposed_bars,
        columns,
        legend,
        opens_account=True,
    )
    scatter = Chart(
        "scores",
        fill(text.SCATTER_TITLE, count=len(scored), day=found.as_of),
        scored.assign(named=_named(scored)),
        partial(charts.score_scatter, alert=ALERT_POINTS),
        columns,
        legend,
        opens_account=True,
    )
    return [block for block in (bars, scatter) if not block.rows.empty]


def _named(rows: pd.DataFrame) -> list[bool]:
    """The most exposed of the alerts; more labels than that would lie on one another."""
    alerts = rows[rows["points"] >= ALERT_POINTS].nlargest(NAMED, "exposed")["account_id"]
    return [account in set(alerts) for account in rows["account_id"]]


def _rows(found: Risk) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "account_id": a.account_id,
                "account_name": a.account_name,
                "role": "key" if a.is_key else "others",
                "is_key": a.is_key,
                "kam": a.kam,
                "points": a.score.points,
                "level": text.LEVELS["alert" if a.score.alert else "watch" if a.score.watch else "calm"],
                "exposed": a.exposed_revenue if a.exposed_revenue is not None else float("nan"),
                "exposed_margin": a.exposed_margin if a.exposed_margin is not None else float("nan"),
                "reason": main_reason(a) if a.score.watch else NOTHING,
                "reasons": reasons(a) if a.score.watch else NOTHING,
                "last_on": a.last_on,
                "next_expected": a.next_expected,
            }
            for a in found.accounts
        ]
    )


def _table(found: Risk, rows: pd.DataFrame) -> list[Block]:
    watched = rows[rows["level"] != text.LEVELS["calm"]]
    columns = {
        "account_name": Column(shared.ACCOUNT),
        "level": Column(text.LEVEL),
        "points": Column(text.SCORE, Unit.COUNT),
        "exposed": Column(text.EXPOSED, Unit.EUR),
        "exposed_margin": Column(text.EXPOSED_MARGIN, Unit.EUR),
        "reasons": Column(text.REASON),
        "last_on": Column(text.LAST_INVOICE, Unit.DATE),
        "next_expected": Column(text.NEXT_EXPECTED, Unit.DATE),
        "is_key": Column(shared.KEY),
        "kam": Column(shared.KAM),
        "account_id": Column(shared.CODE),
    }
    if watched.empty:
        return []
    title = fill(text.TABLE, day=found.as_of)
    return [Table("watched", title, watched[list(columns)], columns, opens_account=True, searchable=True)]


def _notes(found: Risk) -> list[Block]:
    notes: list[Block] = [Note(text.METHOD)]
    if found.season is None:
        notes.append(Note(text.NO_SEASON))
    if found.not_judged:
        notes.append(Note(fill(text.NOT_JUDGED, count=found.not_judged)))
    return notes
