"""Every declared metric: importing the pages declares them all."""

from kam_analytics.answers.pages import PAGES
from kam_analytics.core.metrics import REGISTRY, Metric


def every_metric() -> tuple[Metric, ...]:
    """The metrics in the order of the pages that show them."""
    order = list(PAGES)
    return tuple(sorted(REGISTRY.values(), key=lambda metric: order.index(metric.page)))
