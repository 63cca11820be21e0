"""Growth: do key accounts grow faster, by how much, because of what?"""

from kam_analytics.ui.page import screen

with screen("growth") as page:
    page.show("verdict", "numbers")
    page.show("bridge", "movers")
    page.show("groups", "readings", "accounts")
    page.show("reservations")
    page.show("bridges", "retention")
