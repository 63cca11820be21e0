"""What is wrong with a pay plan, in words; `figures` are the numbers that show it: low, high, value."""

from decimal import Decimal

from kam_analytics.core.text import Lang, Text
from kam_analytics.plans.plan import PlanProblem, Problem

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
    PlanProblem.NOT_SAID: Text(
        fr="la cellule est vide et rien d’autre ne le dit (mots admis : {component})",
        en="the cell is empty and nothing else says it (known words: {component})",
    ),
    PlanProblem.SHARE_OUT_OF_BOUNDS: Text(
        fr="{value} n’est pas entre {low} et {high} ; 100 % s’écrit 1",
        en="{value} is not between {low} and {high}; 100% is written 1",
    ),
    PlanProblem.SHARE_NOT_POSITIVE: Text(
        fr="il faut plus de {low} et au plus {high}, non {value} ; 100 % s’écrit 1",
        en="more than {low} and at most {high} is needed, not {value}; 100% is written 1",
    ),
    PlanProblem.NEGATIVE_AMOUNT: Text(fr="{low} est négatif", en="{low} is negative"),
    PlanProblem.UNKNOWN_MEASURE: Text(
        fr="aucune mesure ne s’appelle {component}", en="no measure is called {component}"
    ),
    PlanProblem.DAYS_REVERSED: Text(fr="la fin vient avant le début", en="the end comes before the beginning"),
    PlanProblem.OUTSIDE_PLAN: Text(
        fr="« {component} » n’est sur le plan aucun de ses jours", en="“{component}” is on the plan on none of its days"
    ),
    PlanProblem.UNKNOWN_MONTH: Text(fr="{low} n’est pas un mois de 1 à 12", en="{low} is no month from 1 to 12"),
    PlanProblem.MONTH_TWICE: Text(fr="le mois {low} est écrit deux fois", en="month {low} is written twice"),
    PlanProblem.OTHER_CURRENCY: Text(
        fr="les montants sont en {component} ; un plan dans une autre devise ne se calcule pas",
        en="amounts are in {component}; a plan in another currency cannot be computed",
    ),
    PlanProblem.TWO_RULES: Text(
        fr="« {component} » est payée de deux façons ; gardez la courbe, les tranches ou la grille",
        en="“{component}” is paid in two ways; keep the curve, the tiers or the grid",
    ),
    PlanProblem.CLIFF_NOT_FIRST: Text(
        fr="un seuil est le premier point de la courbe ; celui-ci n’est pas le premier",
        en="a cliff is the first point of the curve; this is not the first",
    ),
    PlanProblem.MIXED_TIERS: Text(
        fr="les tranches d’une composante disent plusieurs choses ({component})",
        en="the tiers of one component say several things ({component})",
    ),
    PlanProblem.MODIFIER_WITHOUT_CONDITION: Text(
        fr="« {component} » n’a aucune condition", en="“{component}” has no condition"
    ),
    PlanProblem.DUPLICATE_MODIFIER: Text(
        fr="la modulation « {component} » est écrite deux fois", en="modifier “{component}” is written twice"
    ),
    PlanProblem.CAP_WITHOUT_INCENTIVE: Text(
        fr="ce plafond est une part de la variable cible, et le plan n’a que des commissions ; videz la cellule",
        en="this cap is a share of the target incentive, and the plan has commissions only; empty the cell",
    ),
    PlanProblem.CAP_ON_COMMISSION: Text(
        fr="un plafond est une part de la variable cible ; une commission n’en a pas",
        en="a cap is a share of the target incentive; a commission has none",
    ),
    PlanProblem.NOT_ON_PLAN: Text(
        fr="« {component} » n’est pas sur le plan ; écrivez la personne comme dans la feuille assignment",
        en="“{component}” is not on the plan; write the person as in the sheet assignment",
    ),
}


_AWAITED_SCORE = Text(
    fr="La modulation « {modifier} » lit « {name} » : ce n’est ni une mesure ni une composante, elle attend une note de"
    " ce nom (fichier « Objectifs notés »).",
    en="Modifier “{modifier}” reads “{name}”: it is no measure and no component, a score of that name is awaited (file"
    " “Judged objectives”).",
)
_AWAITED_INCENTIVE = Text(
    fr="Le plan « {plan} » n’a pas de variable cible : celle de chaque personne compte (fichier de l’équipe"
    " commerciale) ; sans elle, rien n’est payé.",
    en="Plan “{plan}” has no target incentive: each person’s own counts (sales team file); without it, nothing is"
    " paid.",
)


_OVERRULED = Text(
    fr="La variable cible écrite pour « {component} » ({said} €) n’est pas celle que son poids donne du total"
    " ({due} €) : c’est le poids qui compte.",
    en="The target incentive written for “{component}” (€{said}) is not what its weight makes of the total (€{due}):"
    " the weight counts.",
)


def overruled_incentive(component: str, amount: Decimal, due: Decimal) -> Text:
    """The amount of a component differs from the one its weight implies."""
    french = _OVERRULED.fr.format(component=component, said=_figure(amount, "fr"), due=_figure(due, "fr"))
    return Text(fr=french, en=_OVERRULED.en.format(component=component, said=amount, due=due))


def awaited_score(modifier: str, name: str) -> Text:
    """A condition on a name that only a file of scores can provide."""
    facts = {"modifier": modifier, "name": name}
    return Text(fr=_AWAITED_SCORE.fr.format(**facts), en=_AWAITED_SCORE.en.format(**facts))


def awaited_incentive(plan: str) -> Text:
    """A plan whose people must have their own target incentive."""
    return Text(fr=_AWAITED_INCENTIVE.fr.format(plan=plan), en=_AWAITED_INCENTIVE.en.format(plan=plan))


def problem_text(problem: Problem) -> Text:
    """The problem with its component and figures, in both languages."""
    sentence = PROBLEMS[problem.problem]
    return Text(fr=_filled(sentence.fr, problem, "fr"), en=_filled(sentence.en, problem, "en"))


def _filled(template: str, problem: Problem, lang: Lang) -> str:
    figures = [_figure(f, lang) for f in problem.figures] + ["", "", ""]
    return template.format(component=problem.component or "", low=figures[0], high=figures[1], value=figures[2])


def _figure(value: Decimal, lang: Lang) -> str:
    text = f"{value.normalize() + Decimal(0):f}"
    return text.replace(".", ",") if lang == "fr" else text
