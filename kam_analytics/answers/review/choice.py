"""The slides that a team chose, in its order."""

from collections.abc import Iterable

from kam_analytics.answers.page.view import View
from kam_analytics.answers.review.slide import Slide
from kam_analytics.metrics.records import records
from kam_analytics.metrics.review.figures import ORDER


def chosen(view: View, slides: Iterable[Slide]) -> tuple[Slide, ...]:
    """The slides without those hidden for today; new ones stand last."""
    order = records(view.rows(ORDER))
    hidden = {str(row["slide"]) for row in order if row["hidden"]}
    places = {str(row["slide"]): int(row["place"]) for row in order}
    visible = [slide for slide in slides if slide.id not in hidden]
    return tuple(sorted(visible, key=lambda slide: places.get(slide.id, len(places))))
