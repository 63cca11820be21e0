"""What became of the accounts in alert three months earlier."""

from collections.abc import Sequence

import pandas as pd

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.answers.page.view import View, counted
from kam_analytics.answers.risk.notes import notes
from kam_analytics.answers.risk.page import RiskContent
from kam_analytics.charts import review as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language import review as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.figures import AccountRisk


def outcomes(now: View, content: RiskContent) -> tuple[Text, Sequence[Chart], Sequence[Text]]:
    """The message, the revenue at stake by outcome, and the reservation about causes. now: where notes are read."""
    alerts = content.before.alerts
    if not alerts:
        return text.OUTCOMES_NONE, (), ()
    acted = frozenset(notes(now).query("kind in ('action', 'decision')")["account_id"].astype(str))
    became = [_outcome(alert, content, acted) for alert in alerts]
    facts = {"count": len(alerts), "lost": became.count("lost"), "open": became.count("open")}
    message = fill(text.OUTCOMES_MESSAGE, **{name: counted(n) for name, n in facts.items()})
    columns = {
        "outcome": Column(text.OUTCOME),
        "accounts": Column(text.ACCOUNTS, Unit.COUNT),
        "exposed": Column(text.EXPOSED, Unit.EUR),
    }
    title = fill(text.OUTCOMES_CHART, day=content.before.as_of)
    chart = Chart("outcomes", title, _rows(alerts, became), charts.amounts_by_outcome, columns)
    return message, (chart,), (text.NO_PROOF,) if "recovered" in became else ()


def _outcome(alert: AccountRisk, content: RiskContent, acted: frozenset[str]) -> str:
    """lost: no invoice since; open: still watched; recovered or false alarm: neither, with or without an action."""
    now = {account.account_id: account for account in content.risk.accounts}.get(alert.account_id)
    if now is None or now.last_on <= alert.as_of:
        return "lost"
    if now.score.watch:
        return "open"
    return "recovered" if alert.account_id in acted else "false_alarm"


def _rows(alerts: Sequence[AccountRisk], became: Sequence[str]) -> pd.DataFrame:
    """One row per outcome that occurs: outcome (Text), role, accounts, exposed (EUR, at the time of the alert)."""
    exposed = [alert.exposed_revenue or 0.0 for alert in alerts]
    rows = [
        (text.OUTCOMES_OF[outcome], role, became.count(outcome), _sum(exposed, became, outcome))
        for outcome, role in ROLES.items()
        if outcome in became
    ]
    return pd.DataFrame(rows, columns=["outcome", "role", "accounts", "exposed"])


def _sum(exposed: Sequence[float], became: Sequence[str], outcome: str) -> float:
    return sum(money for money, other in zip(exposed, became, strict=True) if other == outcome)


ROLES = {"lost": "loss", "open": "neutral", "recovered": "gain", "false_alarm": "others"}
