"""How a figure is computed: the query, its values, and whether its result is the figure itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pandas as pd

from kam_analytics.answers.account.money import everybody
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.page.blocks import Block, Details, Number
from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.metrics import Metric
from kam_analytics.core.settings import intercompany_words
from kam_analytics.core.text import Lang, Text
from kam_analytics.language.numbers import write
from kam_analytics.language.sentences import written
from kam_analytics.metrics import growth as growth_package
from kam_analytics.metrics import portfolio as portfolio_package
from kam_analytics.metrics.concentration.figures import INTERCOMPANY
from kam_analytics.metrics.growth.currencies import CURRENCIES
from kam_analytics.metrics.growth.figures import KEY
from kam_analytics.metrics.portfolio.figures import ACCOUNTS
from kam_analytics.metrics.risk.figures import ACTIVITY
from kam_analytics.warehouse.script import bound, parameters

METRICS = Path(growth_package.__file__).parents[1]
SOURCES = Path(portfolio_package.__file__).parent / "sources.sql"
ACCOUNT = METRICS / "account"
LANGS: tuple[Lang, Lang] = ("fr", "en")
QueryParameters = dict[str, object]


@dataclass(frozen=True, slots=True)
class Computation:
    """A figure in a form that anyone can recompute.

    query: SQL with its values written out. `exact`: its one value is the figure; otherwise it returns the rows from
        which the formula of the metric starts.
    lines: import_id, file, lines: the invoice lines counted, by import.
    """

    metric: Metric
    query: str
    exact: bool
    lines: pd.DataFrame

    @property
    def counted(self) -> int:
        return int(self.lines["lines"].sum())


@dataclass(frozen=True, slots=True)
class Recipe:
    """Inputs of a query of figures. rows: the queries it reads, by their name in it; facts: its parameters."""

    rows: Mapping[str, Path]
    facts: Callable[[View], QueryParameters]


def _concentrated(view: View) -> QueryParameters:
    return {
        **asdict(view.filters),
        "key_on": view.filters.end,
        "intercompany": intercompany_words(),
    }


def _grown(view: View) -> QueryParameters:
    filters = one_perimeter(view).filters
    grown = growth.figures(view)
    return {
        **asdict(filters),
        "key_on": filters.base_start,
        "source": grown.source.value,
        "top": len(grown.of(KEY)),
    }


def _exposed(view: View) -> QueryParameters:
    """The score is not computed in SQL: the watched accounts and the season are passed as values."""
    assessed = risk.figures(view)
    watched = tuple(a.account_id for a in assessed.watched)
    return {**asdict(view.filters), "as_of": view.filters.end, "watched": watched, "season": assessed.season}


def _of_account(view: View) -> QueryParameters:
    """The account among all accounts the viewer may see, one by one."""
    return {**_concentrated(everybody(view)), "account": view.filters.account}


_CONCENTRATION_ROWS = {"accounts": ACCOUNTS, "intercompany": INTERCOMPANY}
_DOCUMENTS = {name: ACCOUNT / f"{name}.sql" for name in ("documents", "families", "orders")}
RECIPES: dict[str, Recipe] = {
    "concentration/figures.sql": Recipe(_CONCENTRATION_ROWS, _concentrated),
    "growth/figures.sql": Recipe({"accounts": ACCOUNTS}, _grown),
    "growth/constant.sql": Recipe({"accounts": ACCOUNTS, "currencies": CURRENCIES}, _grown),
    "risk/exposed.sql": Recipe({"accounts": ACTIVITY}, _exposed),
    "account/figures.sql": Recipe({**_DOCUMENTS, **_CONCENTRATION_ROWS}, _of_account),
}
"""The inputs of each `Metric.query`."""


def computation(view: View, metric: Metric) -> Computation:
    """How the figure of a metric is computed on a page with this view."""
    page = PAGES[metric.page]
    view = page.figures_view(view)
    lines = replace(view, filters=page.counted_lines(view.filters)).rows(SOURCES)
    if metric.query is None:
        parameters_of_view = {**asdict(view.filters), "key_on": view.filters.end, "as_of": view.filters.end}
        rows = (METRICS / metric.sql).read_text("utf-8")
        every_parameter = {**dict.fromkeys(parameters(rows)), **parameters_of_view}
        return Computation(metric, bound(rows, every_parameter).strip(), False, lines)
    recipe = RECIPES[metric.query]
    query = _composed(recipe.rows, METRICS / metric.query, metric.id)
    return Computation(metric, bound(query, recipe.facts(view)).strip(), True, lines)


def _composed(rows: Mapping[str, Path], figures: Path, column: str) -> str:
    """One statement: the row queries under their names, all figures of the page, and the figure explained."""
    named = ",\n".join(f"{name} AS (\n{_indented(path)}\n)" for name, path in [*rows.items(), ("figures", figures)])
    return f"WITH {named}\nSELECT {column} FROM figures"


def _indented(path: Path) -> str:
    return "\n".join(f"    {line}" if line else line for line in path.read_text("utf-8").strip().splitlines())


def worked_example(number: Number) -> Text | None:
    """The formula of a figure with its numbers put in; None where its declaration gives none."""
    metric, parts = number.metric, number.value.parts
    if metric.worked is None or number.value.value is None or not parts:
        return None
    result = written(number.value)
    fr, en = (metric.worked.form.format(*(write(part, lang) for part in parts)) for lang in LANGS)
    return Text(fr=f"{fr} = {result.fr}", en=f"{en} = {result.en}")


def numbers(blocks: Iterable[Block]) -> Iterator[Number]:
    """Every figure of a page, including those in collapsed sections."""
    for block in blocks:
        if isinstance(block, Details):
            yield from numbers(block.blocks)
        elif isinstance(block, Number):
            yield block


def number_of(metric_id: str, blocks: Sequence[Block]) -> Number | None:
    """The figure of a metric among the blocks of a page; None if the page does not show it."""
    return next((n for n in numbers(blocks) if n.metric.id == metric_id), None)
