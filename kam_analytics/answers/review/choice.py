"""What a team chose for a review: its slides in their order, the state that it is pinned to."""

from collections.abc import Iterable
from typing import Any

from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.slide import Slide
from kam_analytics.metrics.records import records
from kam_analytics.metrics.review.figures import ORDER, REVIEWS


def status(view: View, quarter: str) -> dict[str, Any]:
    """The row of `reviews.sql` of a quarter; empty where its review was neither frozen nor closed."""
    return next((row for row in records(view.rows(REVIEWS)) if row["quarter"] == quarter), {})


def arranged(view: View, slides: Iterable[Slide]) -> tuple[tuple[Slide, ...], frozenset[str]]:
    """The slides in the team's order, new ones last, and the ids of those that it hides."""
    order = records(view.rows(ORDER))
    places = {str(row["slide"]): int(row["place"]) for row in order}
    hidden = frozenset(str(row["slide"]) for row in order if row["hidden"])
    return tuple(sorted(slides, key=lambda slide: places.get(slide.id, len(places)))), hidden


def chosen(view: View, slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """The slides in the team's order, without those hidden for today."""
    ordered, hidden = arranged(view, slides)
    return tuple(slide for slide in ordered if slide.id not in hidden)
