"""Quarterly review: one message a slide, in the order in which the quarter is told."""

from kam_analytics.answers.review.page import SLIDES
from kam_analytics.ui.page import screen

with screen("review") as page:
    for slide in SLIDES:
        page.show(slide)
