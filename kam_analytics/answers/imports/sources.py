"""Sources that used to deliver files regularly and have stopped."""

from datetime import date

import pandas as pd

from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.access import LATE_SOURCES

LEAST_GAPS = 3  # gaps needed before a rhythm is assumed (arrivals on four days)
_LATE = Text(
    fr="« {file} » n’arrive plus : dernier import le {last}, d’habitude tous les {gap}",
    en="“{file}” has stopped coming: last import on {last}, usually every {gap}",
)


def late_sources(view: View, today: date) -> list[Text]:
    """One sentence for each source that is late by more than twice its usual gap; nothing on the demonstration."""
    if view.demonstration or not view.scope.sees_all:
        return []
    rows = view.rows(LATE_SOURCES, today=today, least_gaps=LEAST_GAPS).to_dict("records")
    return [
        fill(
            _LATE,
            file=str(row["file"]),
            last=pd.Timestamp(row["last_on"]).date(),
            gap=Quantity(float(row["usual_days"]), Unit.DAYS),
        )
        for row in rows
    ]
