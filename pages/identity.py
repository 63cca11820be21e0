"""Accounts and groups: which accounts are one, who belongs to which group, what was decided."""

from kam_analytics.ui.identity.page import draw_lead, draw_recodings, draw_tabs
from kam_analytics.ui.page import screen

with screen("identity") as page:
    page.add(draw_lead)
    page.add(draw_recodings)
    page.add(draw_tabs)
