"""Texts of the variable pay page."""

from kam_analytics.core.text import Text

NO_TARGETS = Text(
    fr="Aucun objectif terminé entre le {start} et le {end}.",
    en="No target ended between {start} and {end}.",
)
TO_TARGETS = Text(
    fr="Importez vos objectifs ; un modèle à remplir y est proposé.",
    en="Import your targets; a template to fill in is offered there.",
)
ONE_PERSON = Text(
    fr="{name} : {attainment} de l’objectif de CA, situation au {day}.",
    en="{name}: {attainment} of the revenue target, as of {day}.",
)
ONE_CHOSEN = Text(
    fr="{attainment} de l’objectif de CA, situation au {day}.",
    en="{attainment} of the revenue target, as of {day}.",
)
TEAM = Text(
    fr="{reached} KAM sur {total} sont à leur objectif de CA, situation au {day}.",
    en="{reached} of {total} KAMs are at their revenue target, as of {day}.",
)
TEAM_ONE = Text(
    fr="Un KAM sur {total} est à son objectif de CA, situation au {day}.",
    en="One of {total} KAMs is at their revenue target, as of {day}.",
)
TEAM_NONE = Text(
    fr="Aucun des {total} KAM n’est à son objectif de CA, situation au {day}.",
    en="None of the {total} KAMs is at their revenue target, as of {day}.",
)
COST = Text(
    fr="Variable depuis le {start} : {cost}, contre {budget} à 100 % des objectifs.",
    en="Estimated variable pay since {start}: {cost}, against {budget} at 100% of targets.",
)
CONVENTION = Text(
    fr="Estimé, période ouverte : périodes terminées seulement ; taux d’atteinte cumulé, arrondi à 4 décimales"
    " avant le seuil ; montants arrondis au centime.",
    en="Estimated, open period: ended periods only; cumulated attainment, rounded to 4 decimals before the"
    " threshold; amounts rounded to the cent.",
)
RATE_OF = Text(fr="{name} {rate}", en="{name} {rate}")
NO_PLAN = Text(
    fr="Les taux d’atteinte sont donnés sans montants : aucun plan approuvé pour cette période,"
    " ou rémunération masquée sur cet écran.",
    en="Attainments are given without amounts: no approved plan for this period, or pay hidden on this screen.",
)
PLAN_PROBLEM = Text(
    fr="Le plan « {plan} » ne peut pas être calculé : {problem}. Corrigez le classeur et importez-le de nouveau.",
    en="Plan “{plan}” cannot be computed: {problem}. Correct the workbook and import it again.",
)
BULLETS = Text(
    fr="Taux d’atteinte du CA par KAM, du {start} au {end}",
    en="Revenue attainment by KAM, {start} to {end}",
)
CURVE = Text(
    fr="« {component} » : % de la part cible payé selon le taux d’atteinte",
    en="“{component}”: % of its target share paid by attainment",
)
STATEMENT = Text(fr="Variable par composante", en="Variable pay by component")
TARGETS = Text(fr="Objectifs terminés et résultats", en="Ended targets and results")
NAME = Text(fr="Nom", en="Name")
COMPONENT = Text(fr="Composante", en="Component")
MEASURE = Text(fr="Mesure", en="Measure")
WEIGHT = Text(fr="Poids", en="Weight")
TARGET = Text(fr="Objectif", en="Target")
ACTUAL = Text(fr="Réalisé", en="Actual")
ATTAINMENT = Text(fr="Taux d’atteinte", en="Attainment")
THRESHOLD, CAP = Text(fr="Seuil", en="Threshold"), Text(fr="Plafond", en="Cap")
PAYOUT = Text(fr="Variable à ce jour", en="Pay to date")
START, END = Text(fr="Du", en="From"), Text(fr="Au", en="To")
SENT = Text(fr="Communiqué le", en="Sent on")
ACKNOWLEDGED = Text(fr="Accusé de réception le", en="Acknowledged on")
SCOPE = Text(fr="Périmètre", en="Scope")
MEASURES = {
    "revenue": Text(fr="CA", en="Revenue"),
    "margin": Text(fr="Marge brute", en="Gross margin"),
    "key_growth": Text(fr="Croissance des comptes clés", en="Key-account growth"),
    "manual_score": Text(fr="Objectif noté", en="Judged objective"),
}
SCOPES = {
    "kam": Text(fr="KAM", en="KAM"),
    "account": Text(fr="Compte", en="Account"),
    "total": Text(fr="Entreprise", en="Company"),
}
PROBLEMS = {
    "weights_not_100": Text(fr="la somme des poids n’est pas 100 %", en="the weights do not add up to 100%"),
    "gap_between_tiers": Text(fr="il manque une tranche", en="there is a gap between tiers"),
    "open_end_unspecified": Text(
        fr="rien ne dit ce qui est payé au-delà du dernier point", en="nothing says what is paid beyond the last point"
    ),
}
OTHER_PROBLEM = Text(fr="sa description est incomplète", en="its description is incomplete")
