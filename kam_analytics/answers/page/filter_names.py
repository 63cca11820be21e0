"""The filters that are on, by name: titles and workbooks say which part of the revenue they are about."""

from collections.abc import Sequence

import pandas as pd

from kam_analytics.answers.page.view import View
from kam_analytics.core.text import Text
from kam_analytics.language.titles import few
from kam_analytics.metrics.portfolio.figures import CHOICES

MOST_NAMED = 2  # of one filter, in a title
LISTS = {"kam": ("kam", "payee")}  # filter → where its values are listed, if it is not under its own name


def chosen_names(view: View, filters: Sequence[str]) -> dict[str, list[str]]:
    """Filter → the names of its values that are on, in the order of the list; only filters that are on."""
    on = {name: set(values) for name in filters if (values := getattr(view.filters, name))}
    if not on:
        return {}
    choices = view.rows(CHOICES)
    named = {name: _names(choices, name, values) for name, values in on.items()}
    return {name: labels for name, labels in named.items() if labels}


def _names(choices: pd.DataFrame, name: str, values: set[str]) -> list[str]:
    rows = choices[choices["filter"].isin(LISTS.get(name, (name,))) & choices["value"].isin(values)]
    return rows.drop_duplicates("value").sort_values("label")["label"].astype(str).tolist()


def subject(view: View, filters: Sequence[str]) -> Text | None:
    """`Industrie, Claire Vasseur et 3 autres`; None without a filter."""
    named = [few(labels, MOST_NAMED) for labels in chosen_names(view, filters).values()]
    return Text(fr=", ".join(n.fr for n in named), en=", ".join(n.en for n in named)) if named else None
