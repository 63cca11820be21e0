"""At risk: who may leave, how much is exposed, and why?"""

from kam_analytics.ui.page import screen
from kam_analytics.ui.risk import forecast, notes

with screen("at_risk") as page:
    page.show("verdict", "numbers")
    page.show("charts")
    page.show("accounts", "decisions")
    page.show("months", "evidence")
    page.show("unscored", "reservations")
    page.add(notes.draw)
    page.add(forecast.draw_progress)
