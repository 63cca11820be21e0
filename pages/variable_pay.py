"""Variable pay: who has reached what, what will it cost, is every statement right?"""

from kam_analytics.ui.page import screen
from kam_analytics.ui.pay.control import CONTROL
from kam_analytics.ui.pay.what_if import STATEMENT, WHAT_IF

with screen("variable_pay") as page:
    page.show("position")
    page.choose(
        results=("results", STATEMENT),
        forecast=(WHAT_IF, "forecast"),
        control=("objectives", CONTROL),
    )
