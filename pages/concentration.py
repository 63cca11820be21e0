"""Concentration: on how few accounts does our revenue depend, and is it getting worse?"""

from kam_analytics.ui.concentration.loss import simulate
from kam_analytics.ui.page import screen

with screen("concentration") as page:
    page.show("verdict", "numbers")
    page.show("ranking", "rolling")
    page.choose(
        accounts=("accounts", "apart", "by_group", "others"),
        loss=simulate,
        statistics=("statistics", "crossed", "losses"),
    )
