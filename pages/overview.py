"""Overview: what changed, how fresh the data are, where to look next."""

from kam_analytics.ui.page import screen

with screen("overview") as page:
    page.show("verdict", "numbers")
    page.show("months", "targets")
    page.show("links")
    page.show("freshness")
