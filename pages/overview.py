"""Overview: what changed and where to look next; for a KAM, their accounts and what to do this week."""

from kam_analytics.ui.page import screen
from kam_analytics.ui.risk import notes

with screen("overview") as page:
    page.show("verdict", "numbers")
    page.add(notes.draw_confirmation)
    page.choose(
        week=("week",),
        accounts=("accounts",),
        act=(notes.OWN_DECISIONS,),
        year=("months", "targets", "links"),
    )
    page.show("freshness")
