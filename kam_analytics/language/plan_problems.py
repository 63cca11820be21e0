"""What is wrong with a pay plan, in words; `figures` are the numbers that show it."""

from decimal import Decimal

from kam_analytics.core.plans import PlanProblem, Problem
from kam_analytics.core.text import Lang, Text

PROBLEMS: dict[PlanProblem, Text] = {
    PlanProblem.NO_COMPONENT: Text(fr="le plan n’a aucune composante", en="the plan has no component"),
    PlanProblem.DUPLICATE_COMPONENT: Text(
        fr="la composante « {component} » est écrite deux fois", en="component “{component}” is written twice"
    ),
    PlanProblem.WEIGHTS_NOT_100: Text(
        fr="la somme des poids fait {low} et non 1 (100 %)", en="the weights add up to {low}, not 1 (100%)"
    ),
    PlanProblem.NEGATIVE_WEIGHT: Text(fr="le poids {low} est négatif", en="weight {low} is negative"),
    PlanProblem.COMMISSION_WITH_WEIGHT: Text(
        fr="une commission a un poids de 0, non de {low}", en="a commission has weight 0, not {low}"
    ),
    PlanProblem.TOO_FEW_POINTS: Text(
        fr="la composante « {component} » n’a ni courbe d’au moins deux points, ni tranches, ni grille",
        en="component “{component}” has neither a curve of two points or more, nor tiers, nor a grid",
    ),
    PlanProblem.POINTS_NOT_ASCENDING: Text(
        fr="le point {high} ne vient pas après {low}", en="point {high} does not come after {low}"
    ),
    PlanProblem.EMPTY_TABLE: Text(fr="aucune tranche n’est donnée", en="no tier is given"),
    PlanProblem.EMPTY_TIER: Text(
        fr="la tranche de {low} à {high} est vide", en="the tier from {low} to {high} is empty"
    ),
    PlanProblem.GAP_BETWEEN_TIERS: Text(
        fr="rien n’est dit entre {low} et {high}", en="nothing is said between {low} and {high}"
    ),
    PlanProblem.OVERLAPPING_TIERS: Text(
        fr="deux tranches se recouvrent de {low} à {high}", en="two tiers overlap from {low} to {high}"
    ),
    PlanProblem.OPEN_END_UNSPECIFIED: Text(
        fr="rien ne dit ce qui est payé au-delà de {low}", en="nothing says what is paid beyond {low}"
    ),
    PlanProblem.OPEN_TIER_NOT_LAST: Text(
        fr="la tranche qui commence à {low} n’a pas de fin et n’est pas la dernière",
        en="the tier from {low} has no end and is not the last",
    ),
    PlanProblem.OPEN_TIER_CANNOT_INTERPOLATE: Text(
        fr="la tranche qui commence à {low} n’a pas de fin : on ne peut pas l’interpoler",
        en="the tier from {low} has no end: it cannot be interpolated",
    ),
    PlanProblem.STEP_TABLE_NEEDS_ATTAINMENT: Text(
        fr="des paliers se lisent sur un taux d’atteinte (attainment)", en="steps are read on an attainment"
    ),
    PlanProblem.UNKNOWN_COMPONENT: Text(fr="« {component} » n’existe pas", en="“{component}” does not exist"),
    PlanProblem.UNKNOWN_PLAN: Text(fr="le plan « {component} » n’existe pas", en="plan “{component}” does not exist"),
    PlanProblem.DUPLICATE_PLAN: Text(
        fr="le plan « {component} » est écrit deux fois", en="plan “{component}” is written twice"
    ),
    PlanProblem.DUPLICATE_PAYEE: Text(
        fr="« {component} » est deux fois sur le plan : une seule ligne par personne, avec une part",
        en="“{component}” is on the plan twice: one row per person, with one share",
    ),
    PlanProblem.TIER_WITHOUT_VALUE: Text(
        fr="la tranche ne dit pas ce qu’elle paie", en="the tier does not say what it pays"
    ),
    PlanProblem.MODIFIER_WITHOUT_VALUE: Text(
        fr="il manque la valeur de « {component} »", en="the value of “{component}” is missing"
    ),
    PlanProblem.SURFACE_CELL_MISSING: Text(
        fr="il manque la case qui commence à {low} et {high}", en="the cell from {low} and {high} is missing"
    ),
    PlanProblem.SURFACE_CELL_TWICE: Text(
        fr="la case qui commence à {low} et {high} est écrite deux fois",
        en="the cell from {low} and {high} is written twice",
    ),
    PlanProblem.PHASING_NOT_100: Text(
        fr="les douze mois de « {component} » font {low} et non 1 (100 %)",
        en="the twelve months of “{component}” add up to {low}, not 1 (100%)",
    ),
}


def problem_text(problem: Problem) -> Text:
    """The problem with its component and figures, in both languages."""
    said = PROBLEMS[problem.problem]
    return Text(fr=_filled(said.fr, problem, "fr"), en=_filled(said.en, problem, "en"))


def _filled(template: str, problem: Problem, lang: Lang) -> str:
    figures = [_figure(f, lang) for f in problem.figures] + ["", ""]
    return template.format(component=problem.component or "", low=figures[0], high=figures[1])


def _figure(value: Decimal, lang: Lang) -> str:
    text = f"{value.normalize() + Decimal(0):f}"
    return text.replace(".", ",") if lang == "fr" else text
