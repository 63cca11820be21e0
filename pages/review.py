"""Quarterly review: prepared here, told on a stage that fills the screen."""

from kam_analytics.ui.page import screen
from kam_analytics.ui.review.page import review

with screen("review") as page:
    page.add(review)
