"""How a figure is computed: which query, with which values, and whether its result is the figure itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path

import pandas as pd

from kam_analytics.answers.account.money import everybody
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.page.blocks import Block, Details, Number
from kam_analytics.answers.page.view import View, one_perimeter
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.metrics import Metric
from kam_analytics.core.settings import intercompany_words
from kam_analytics.metrics import growth as growth_package
from kam_analytics.metrics import portfolio as portfolio_package
from kam_analytics.metrics.concentration.figures import FIGURES, INTERCOMPANY
from kam_analytics.metrics.growth.currencies import CURRENCIES
from kam_analytics.metrics.growth.figures import DEFAULT_TOP
from kam_analytics.metrics.portfolio.figures import ACCOUNTS
from kam_analytics.metrics.risk.figures import ACTIVITY
from kam_analytics.metrics.risk.measures.history import months_before
from kam_analytics.warehouse.script import bound, parameters

METRICS = Path(growth_package.__file__).parents[1]
SOURCES = Path(portfolio_package.__file__).parent / "sources.sql"
GROWTH_FIGURES, EXPOSED = METRICS / "growth" / "figures.sql", METRICS / "risk" / "exposed.sql"
ACCOUNT = METRICS / "account"
ACTIVITY_MONTHS = 24
PAY_PAGE = "variable_pay"
QueryParameters = dict[str, object]


@dataclass(frozen=True, slots=True)
class Computation:
    """A figure as anybody can compute it again.

    query: SQL with its values written out. `exact`: its one value is the figure; otherwise it gives the rows from
        which the formula of the metric starts.
    lines: import_id, file, lines: the invoice lines that count, by import.
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
    """`rows`: the queries that bring the rows, by the name under which `figures` reads them; the column is the id."""

    rows: Mapping[str, Path]
    figures: Path
    facts: Callable[[View], QueryParameters]


def _concentrated(view: View) -> QueryParameters:
    return {
        **asdict(view.filters),
        "key_on": view.filters.end,
        "intercompany": intercompany_words(),
    }


def _grown(view: View) -> QueryParameters:
    filters = one_perimeter(view).filters
    source = growth.figures(view).source.value
    size = (filters.key or "").partition(":")[2]
    return {
        **asdict(filters), "key_on": filters.base_start, "source": source, "top": int(size or DEFAULT_TOP),
    }  # fmt: skip


def _exposed(view: View) -> QueryParameters:
    """The card of signals is no SQL: the accounts it watches and the season enter as values."""
    found = risk.figures(view)
    watched = tuple(a.account_id for a in found.watched)
    return {**asdict(view.filters), "as_of": view.filters.end, "watched": watched, "season": found.season}


def _of_account(view: View) -> QueryParameters:
    """The account among all that the viewer sees, one by one."""
    return {**_concentrated(everybody(view)), "account": view.filters.account}


_CONCENTRATION = Recipe({"accounts": ACCOUNTS, "intercompany": INTERCOMPANY}, FIGURES, _concentrated)
_GROWTH = Recipe({"accounts": ACCOUNTS}, GROWTH_FIGURES, _grown)
_CONSTANT = Recipe({"accounts": ACCOUNTS, "currencies": CURRENCIES}, METRICS / "growth" / "constant.sql", _grown)
_ACCOUNT = Recipe(
    {
        "documents": ACCOUNT / "documents.sql",
        "families": ACCOUNT / "families.sql",
        "orders": ACCOUNT / "orders.sql",
        "accounts": ACCOUNTS,
        "intercompany": INTERCOMPANY,
    },
    ACCOUNT / "figures.sql",
    _of_account,
)
_RISK = Recipe({"accounts": ACTIVITY}, EXPOSED, _exposed)
RECIPES: dict[str, Recipe] = {
    "revenue_total": _CONCENTRATION,
    "top_1_share": _CONCENTRATION,
    "top_5_share": _CONCENTRATION,
    "top_10_share": _CONCENTRATION,
    "top_20_share": _CONCENTRATION,
    "key_share": _CONCENTRATION,
    "hhi": _CONCENTRATION,
    "effective_accounts": _CONCENTRATION,
    "accounts_for_50pct": _CONCENTRATION,
    "accounts_for_80pct": _CONCENTRATION,
    "accounts_for_95pct": _CONCENTRATION,
    "gini": _CONCENTRATION,
    "gini_corrected": _CONCENTRATION,
    "revenue_growth": _GROWTH,
    "key_growth": _GROWTH,
    "other_growth": _GROWTH,
    "existing_growth": _GROWTH,
    "constant_growth": _CONSTANT,
    "growth_gap": _GROWTH,
    "nrr": _GROWTH,
    "grr": _GROWTH,
    "logo_retention": _GROWTH,
    "accounts_watched": _RISK,
    "exposed_revenue": _RISK,
    "invoiced": _ACCOUNT,
    "credited": _ACCOUNT,
    "rebated": _ACCOUNT,
    "net": _ACCOUNT,
    "account_margin_rate": _ACCOUNT,
    "account_share": _ACCOUNT,
    "order_book": _ACCOUNT,
}


def computation(view: View, metric: Metric) -> Computation:
    """How the figure of a metric on a page with this view is computed."""
    if metric.page == PAY_PAGE:
        view = pay.year_to_date(view)
    recipe = RECIPES.get(metric.id)
    if recipe is None:
        facts = {**asdict(view.filters), "key_on": view.filters.end, "as_of": view.filters.end}
        query = (METRICS / metric.sql).read_text("utf-8")
        known = {**dict.fromkeys(parameters(query)), **facts}
        return Computation(metric, bound(query, known).strip(), False, _lines(view, metric))
    query = _composed(recipe, metric.id)
    return Computation(metric, bound(query, recipe.facts(view)).strip(), True, _lines(view, metric))


def _composed(recipe: Recipe, figure: str) -> str:
    """One statement: the rows under their names, all figures of the page, the one that was asked for."""
    parts = [*recipe.rows.items(), ("figures", recipe.figures)]
    named = ",\n".join(f"{name} AS (\n{_indented(path)}\n)" for name, path in parts)
    return f"WITH {named}\nSELECT {figure} FROM figures"


def _indented(path: Path) -> str:
    return "\n".join(f"    {line}" if line else line for line in path.read_text("utf-8").strip().splitlines())


def _lines(view: View, metric: Metric) -> pd.DataFrame:
    """The lines that count, by import."""
    filters = view.filters
    if metric.page == "at_risk":
        first = months_before(filters.end, ACTIVITY_MONTHS) + timedelta(days=1)
        filters = replace(filters, start=first, base_start=filters.end, base_end=filters.end, family=None)
    elif metric.page != "growth":
        filters = replace(filters, base_start=filters.start, base_end=filters.end)
    return replace(view, filters=filters).rows(SOURCES)


def numbers(blocks: Iterable[Block]) -> Iterator[Number]:
    """Every figure of a page, those one click away included."""
    for block in blocks:
        if isinstance(block, Details):
            yield from numbers(block.blocks)
        elif isinstance(block, Number):
            yield block


def number_of(metric_id: str, blocks: Sequence[Block]) -> Number | None:
    """The figure of a metric among what a page shows; None where the page does not show it."""
    return next((n for n in numbers(blocks) if n.metric.id == metric_id), None)
