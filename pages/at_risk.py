"""At risk: who may leave, how much is exposed, why, and what to do?"""

from kam_analytics.ui.page import screen
from kam_analytics.ui.risk import forecast, notes

with screen("at_risk") as page:
    page.show("verdict", "numbers")
    page.add(notes.draw_confirmation)
    page.show("charts")
    page.choose(
        accounts=("accounts", "decisions"),
        act=(notes.DECISIONS,),
        months=("months",),
        proof=("evidence", "unscored", "reservations"),
    )
    page.add(forecast.draw_progress)
