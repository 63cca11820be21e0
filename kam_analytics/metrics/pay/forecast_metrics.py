"""The figures of the year-end forecast of pay, each declared once."""

from collections.abc import Sequence
from decimal import Decimal

from kam_analytics.core.metrics import Better, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.pay.forecast.year_end import REVENUE, YearEndForecast
from kam_analytics.metrics.pay.metrics import SOURCE

PAGE, SQL = "variable_pay", "pay/credited_months.sql"


@metric(
    page=PAGE,
    name=Text(fr="Taux d’atteinte fin d’année", en="Year-end attainment"),
    definition=Text(
        fr="Estimation médiane du CA en fin d’exercice ÷ objectif de l’exercice, KAM estimés ensemble.",
        en="Median forecast of revenue at year end ÷ target of the year, over the KAMs that have a forecast.",
    ),
    formula="Σ P50(R) / Σ T",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def year_end_attainment(figures: Sequence[YearEndForecast]) -> float | None:
    targets = [s.target for o in figures if (s := o.year.standing(REVENUE)) is not None and s.target is not None]
    total = float(sum(targets, Decimal(0)))
    return sum(o.result(REVENUE) or 0.0 for o in figures) / total if total > 0 else None


@metric(
    page=PAGE,
    name=Text(fr="Variable attendue fin d’année", en="Expected year-end pay"),
    definition=Text(
        fr="Moyenne de ce que paient toutes les issues possibles de l’exercice (en euros), et non ce que paie l’issue"
        " moyenne.",
        en="Mean of what all possible outcomes of the year pay (in euros), not what the mean outcome pays.",
    ),
    formula="Σ E[f(a)] · V · w",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def projected_pay(figures: Sequence[YearEndForecast]) -> float | None:
    return sum(o.payout.mean for o in figures) if figures else None


@metric(
    page=PAGE,
    name=Text(fr="Budget de variable", en="Budget of variable pay"),
    definition=Text(
        fr="Ce que paierait l’exercice entier si chaque objectif était exactement atteint (en euros), pour les KAM"
        " estimés.",
        en="What the whole year would pay if every target were exactly reached (in euros), for the KAMs that have a"
        " forecast.",
    ),
    formula="Σ V · w · f(1)",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def pay_budget(figures: Sequence[YearEndForecast]) -> float | None:
    return float(sum((o.year.at_target for o in figures), Decimal(0))) if figures else None


@metric(
    page=PAGE,
    name=Text(fr="Chance d’atteindre l’objectif", en="Chance to reach the target"),
    definition=Text(
        fr="Issues possibles de l’exercice où le taux d’atteinte du CA est d’au moins 100 % ÷ toutes les issues,"
        " pondérées par leur probabilité ; une seule personne.",
        en="Possible outcomes of the year in which revenue attainment is at least 100% ÷ all outcomes, weighted by"
        " their probability; one person alone.",
    ),
    formula="P(a ≥ 1)",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def chance_of_target(figures: Sequence[YearEndForecast]) -> float | None:
    return figures[0].chance_of_target if len(figures) == 1 else None
