"""Growth: do key accounts grow faster, since when, by how much, because of what?"""

from kam_analytics.ui.page import screen

with screen("growth") as page:
    page.show("verdict", "numbers")
    page.show("history", "movers")
    page.choose(
        accounts=("accounts",),
        causes=("bridge", "bridges"),
        proof=("groups", "readings", "reservations", "retention"),
    )
