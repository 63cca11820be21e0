"""The filters that are on, by name: titles and workbooks say which part of the revenue they are about."""

from collections.abc import Sequence

from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.language.titles import few
from kam_analytics.metrics.portfolio.figures import CHOICES

MOST_NAMED = 2  # of one filter, in a title


def chosen_names(view: View, filters: Sequence[str]) -> dict[str, list[str]]:
    """Filter → the names of its values that are on, in the order of the list; only filters that are on."""
    on = {name: set(values) for name in filters if (values := getattr(view.filters, name))}
    if not on:
        return {}
    choices = view.rows(CHOICES)
    named = {name: choices[(choices["filter"] == name) & choices["value"].isin(on[name])]["label"] for name in on}
    return {name: labels.astype(str).tolist() for name, labels in named.items() if len(labels)}


def subject(view: View, filters: Sequence[str]) -> Text | None:
    """`Industrie, Claire Vasseur et 3 autres`; None without a filter."""
    named = [few(labels, MOST_NAMED) for labels in chosen_names(view, filters).values()]
    return Text(fr=", ".join(n.fr for n in named), en=", ".join(n.en for n in named)) if named else None
