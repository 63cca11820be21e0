"""The accounts without a score, each with its reason."""

import pandas as pd

from kam_analytics.answers.page.blocks import Block, Column, Details, Table
from kam_analytics.answers.page.view import counted, written
from kam_analytics.core.units import Unit
from kam_analytics.language import shared
from kam_analytics.language.risk import signals as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.figures import Risk

_COLUMNS = {
    "account_name": Column(shared.ACCOUNT),
    "reason": Column(text.WHY),
    "last_on": Column(text.LAST_INVOICE, Unit.DATE),
    "revenue": Column(text.YEAR_REVENUE, Unit.EUR),
    "account_id": Column(shared.CODE),
}


def unscored(risk: Risk) -> list[Block]:
    """A collapsed section; empty if every account has a score."""
    if not risk.left_out:
        return []
    rows = pd.DataFrame(
        [
            {
                "account_id": a.account_id,
                "account_name": a.account_name,
                "last_on": a.last_on,
                "revenue": a.year_revenue,
            }
            for a in risk.left_out
        ]
    )
    rows["reason"] = written([text.REASONS[a.reason.value] for a in risk.left_out], rows)
    rows = rows.sort_values("last_on", ascending=False)
    table = Table(
        "unscored_accounts",
        fill(text.LEFT_OUT_TABLE, day=risk.as_of),
        rows[list(_COLUMNS)],
        _COLUMNS,
        opens_account=True,
        searchable=True,
    )
    return [Details("unscored", fill(text.LEFT_OUT, count=counted(risk.not_judged)), (table,))]
