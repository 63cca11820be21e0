"""Variable pay: who has reached what, and what will it pay?"""

from kam_analytics.ui.page import screen
from kam_analytics.ui.pay.control import draw_control
from kam_analytics.ui.pay.what_if import draw_own

with screen("variable_pay") as page:
    page.show("position", "beside")
    page.show("details")
    page.add(draw_own)
    page.add(draw_control)
