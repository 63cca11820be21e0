"""Concentration: on how few accounts does our revenue depend?"""

from kam_analytics.ui.concentration.loss import simulate
from kam_analytics.ui.page import screen

with screen("concentration") as page:
    page.show("verdict", "numbers")
    page.show("ranking", "rolling")
    page.show("accounts", "apart", "by_group", "others")
    page.show("statistics", "crossed", "losses")
    page.add(simulate)
