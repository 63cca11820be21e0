"""Texts of the variable pay page for a KAM and for a director: next step, forecast, team, cost."""

from kam_analytics.core.text import Text

NEXT_YEAR_END = Text(
    fr="Au rythme actuel, il vous manque {missing} de {measure} d’ici au {end} pour gagner {gain} de plus.",
    en="At the current pace you need {missing} more {measure} by {end} to earn {gain} more.",
)
NEXT_UNLIKELY = Text(
    fr="Le prochain palier est hors de portée d’ici au {end}, à moins d’une chance sur dix : il manquerait {missing} de"
    " {measure} pour gagner {gain} de plus.",
    en="The next step is out of reach by {end}, at less than one chance in ten: it would take {missing} more {measure}"
    " to earn {gain} more.",
)
NEXT_OVER = Text(
    fr="Il a manqué {missing} de {measure} pour gagner {gain} de plus.",
    en="It was {missing} of {measure} short of earning {gain} more.",
)
KEY_GROWTH_PAYS = Text(
    fr="« {component} » : {reached} aujourd’hui ; à partir de {needed}, {gain} de plus.",
    en="“{component}”: {reached} today; from {needed} on, {gain} more.",
)
NEXT_TO_DATE = Text(
    fr="Sur les périodes terminées, il vous manque {missing} de {measure} pour gagner {gain} de plus.",
    en="On the ended periods you need {missing} more {measure} to earn {gain} more.",
)
AT_THE_TOP = Text(
    fr="CA et marge ne peuvent plus rien vous rapporter de plus : vos composantes sont au maximum du plan.",
    en="Revenue and margin can earn you nothing more: your components are at the most the plan pays.",
)
NOT_MEASURED = Text(
    fr="Il manque un objectif ou un résultat : ce qu’il faut pour gagner plus n’est pas calculable ({components}).",
    en="A target or a result is missing: what it takes to earn more cannot be computed ({components}).",
)
NO_AMOUNTS = Text(
    fr="Votre plan ne paie ni CA ni marge : voyez dans le tableau où en sont vos composantes.",
    en="Your plan pays neither revenue nor margin: see in the table where your components stand.",
)
STANDING = Text(
    fr="{attainment} de l’objectif de CA, {pay} de variable, situation au {day}.",
    en="{attainment} of the revenue target, {pay} of variable pay, as of {day}.",
)
IN_SENTENCE = {
    "revenue": Text(fr="CA", en="revenue"),
    "margin": Text(fr="marge brute", en="gross margin"),
}
ENDED_AT = Text(
    fr="{reached} KAM sur {total} ont fini l’année à leur objectif de CA.",
    en="{reached} of {total} KAMs ended the year at their revenue target.",
)
ENDED_AT_ONE = Text(
    fr="Un seul KAM sur {total} a fini l’année à son objectif de CA.",
    en="One of {total} KAMs ended the year at their revenue target.",
)
ENDED_AT_NONE = Text(
    fr="Aucun des {total} KAM n’a fini l’année à son objectif de CA.",
    en="None of the {total} KAMs ended the year at their revenue target.",
)
ENDING = Text(
    fr="Sur {total} KAM estimés, {reached} finiraient l’année à leur objectif de CA.",
    en="Of {total} KAMs with a forecast, {reached} would end the year at their revenue target.",
)
ENDING_ONE = Text(
    fr="Sur {total} KAM estimés, un seul finirait l’année à son objectif de CA.",
    en="Of {total} KAMs with a forecast, one would end the year at their revenue target.",
)
ENDING_NONE = Text(
    fr="Sur {total} KAM estimés, aucun ne finirait l’année à son objectif de CA.",
    en="Of {total} KAMs with a forecast, none would end the year at their revenue target.",
)
PROJECTED = Text(
    fr="Leur variable attendue en fin d’année : {projected}, contre {budget} de budget à 100 % des objectifs.",
    en="Their variable pay expected at year end: {projected}, against a budget of {budget} at 100% of targets.",
)
PROJECTED_ONE = Text(
    fr="Variable attendue en fin d’année : {projected}, contre {budget} de budget à 100 % des objectifs.",
    en="Variable pay expected at year end: {projected}, against a budget of {budget} at 100% of targets.",
)
LEFT_OUT = Text(
    fr="Sans estimation fin d’année, donc hors de ce total : {names} ({reason}).",
    en="Without a year-end forecast, so outside this total: {names} ({reason}).",
)
NO_FORECAST = Text(fr="Pas d’estimation fin d’année : {reason}.", en="No year-end forecast: {reason}.")
REASONS = {
    "no_target": Text(fr="pas d’objectif de CA sur l’exercice", en="no revenue target over the year"),
    "no_year_before": Text(fr="pas d’année précédente complète", en="no complete previous year"),
    "too_few_errors": Text(fr="trop peu de passé pour mesurer l’erreur", en="too little past to measure the error"),
}
RANGE = Text(
    fr="fourchette probable : {low} à {high}",
    en="probable range: {low} to {high}",
)
BY_STATE = {
    "paid": Text(fr="{amount} versés", en="{amount} paid"),
    "closed": Text(fr="{amount} acquis", en="{amount} earned"),
    "open": Text(fr="{amount} estimés", en="{amount} estimated"),
}
BESIDE = Text(
    fr="+ {amount} sans estimation : {names}",
    en="+ {amount} without a forecast: {names}",
)
CORRECTED = Text(
    fr="Taux retenu par la paie après correction : {rates}. Les taux de cette page sont ceux des factures.",
    en="Attainment that pay uses after a correction: {rates}. The attainments of this page are those of the invoices.",
)
BUDGET = Text(fr="budget à 100 % : {budget}", en="budget at 100%: {budget}")
QUALITY = Text(
    fr="Rejouée {tests} fois sur le passé avec ce qui était connu alors, l’estimation fin d’année du CA s’est trompée"
    " de {error} en moyenne ; le résultat est tombé dans la fourchette {coverage} du temps (visé : 80 %).",
    en="Replayed {tests} times on the past with what was known then, the year-end revenue forecast was off by"
    " {error} on average; the result fell inside the range {coverage} of the time (aim: 80%).",
)
NO_QUALITY = Text(
    fr="L’estimation fin d’année n’a pas pu être rejouée sur le passé : il faut deux années et plusieurs trimestres"
    " de factures.",
    en="The year-end forecast could not be replayed on the past: it takes two years and several quarters of invoices.",
)
DEALS_COUNTED = Text(
    fr="Les opportunités ouvertes ({count}, {weighted} pondérés) s’ajoutent : sur le passé, l’erreur est de {used} avec"
    " elles et de {other} sans.",
    en="Open opportunities ({count}, {weighted} weighted) are added: on the past the error is {used} with them and"
    " {other} without.",
)
DEALS_LEFT = Text(
    fr="Les opportunités ouvertes ({count}, {weighted} pondérés) ne s’ajoutent pas : sur le passé, l’erreur est de"
    " {used} sans elles et de {other} avec ; la saison de l’an dernier les contient déjà.",
    en="Open opportunities ({count}, {weighted} weighted) are not added: on the past the error is {used} without them"
    " and {other} with them; last year’s season already holds them.",
)
METHOD = Text(
    fr="CA connu + mois restants (mêmes mois l’an dernier × évolution depuis le début de la période, avec les écarts"
    " constatés dans le passé). Chaque issue passe dans le plan : la variable attendue est leur moyenne. Croissance des"
    " comptes clés et objectifs notés restent à leur niveau du jour ; les autres montants suivent le CA. Ce qui reste"
    " tombe dans les périodes de paie comme l’an dernier. P10, P50, P90 : une issue sur dix est plus basse, une sur"
    " deux, neuf sur dix ; chance : d’atteindre l’objectif de CA.",
    en="Known revenue + months to go (same months last year × change since the start of the period, with the errors"
    " seen in the past). Each outcome goes through the plan: the expected pay is their mean. Key-account growth and"
    " judged objectives stay at today’s level; other amounts follow revenue. What is left falls in the pay periods as"
    " it did last year. P10, P50, P90: one outcome in ten is lower, one in two, nine in ten; chance: of reaching the"
    " revenue target.",
)
FORECAST = Text(fr="Estimation fin d’année : méthode et fiabilité", en="Year-end forecast: method and reliability")
OUTCOMES = Text(fr="Estimation fin d’année", en="Year-end forecast")
YEAR_END = Text(fr="Fin d’année", en="Year end")
LOW, MIDDLE, HIGH = (
    Text(fr="Variable P10", en="Pay P10"),
    Text(fr="Variable P50", en="Pay P50"),
    Text(fr="Variable P90", en="Pay P90"),
)
LOW_ATTAINMENT, MIDDLE_ATTAINMENT, HIGH_ATTAINMENT = (
    Text(fr="Taux P10", en="Attainment P10"),
    Text(fr="Taux P50", en="Attainment P50"),
    Text(fr="Taux P90", en="Attainment P90"),
)
CHANCE = Text(fr="Chance", en="Chance")
CHANCE_OF_NOTHING = Text(fr="Risque de zéro", en="Risk of zero")
EXPECTED = Text(fr="Variable attendue", en="Expected pay")
AT_TARGET = Text(fr="À 100 %", en="At 100%")
MISSING = Text(fr="Manque", en="Missing")
GAIN = Text(fr="Gain", en="Gain")
COMPONENTS = Text(
    fr="Taux d’atteinte par composante, du {start} au {end}",
    en="Attainment by component, {start} to {end}",
)
BY_COMPONENT = Text(fr="Votre variable par composante", en="Your variable pay by component")
ACTUAL, FORECAST_WORD = Text(fr="réalisé", en="actual"), Text(fr="fin d’année", en="year end")
TODAY, THEN = Text(fr="aujourd’hui", en="today"), Text(fr="fin d’année", en="year end")
TEAM = Text(fr="L’équipe, par taux d’atteinte", en="The team, by attainment")
CHOSEN = Text(fr="Taux d’atteinte et variable", en="Attainment and variable pay")
TRIED = Text(fr="votre essai", en="your trial")
HANGS_ON = Text(fr="Premier client", en="Largest customer")
HANGS = Text(fr="Part qui en dépend", en="Share hanging on it")
HANGING = Text(
    fr="Sans le compte {account}, votre variable estimée baisserait de {share}.",
    en="Without account {account} your estimated variable pay would be {share} lower.",
)
DETAIL = Text(fr="Détail par composante", en="Detail by component")
COST = Text(fr="Coût du plan et répartition", en="Cost of the plan and distribution")
SCENARIOS = Text(fr="Coût du plan si les résultats changent", en="Cost of the plan if results change")
RESULTS = Text(fr="Résultats de l’exercice", en="Results of the year")
COST_OF = Text(fr="Coût attendu", en="Expected cost")
AGAINST = Text(fr="Part du budget", en="Share of the budget")
DISTRIBUTION = Text(
    fr="Répartition des KAM selon la variable attendue (% de la variable à 100 %)",
    en="KAMs by expected pay (% of pay at 100%)",
)
ATTAINED_WITHHELD = Text(
    fr="De moins de trois personnes, un total dirait l’atteinte de chacune : il n’est pas montré.",
    en="Of fewer than three people, a total would tell the attainment of each: it is not shown.",
)
ATTAINED_CHART = Text(
    fr="Nombre de KAM par atteinte de l’objectif de CA, du {start} au {end}",
    en="Number of KAMs by attainment of the revenue target, {start} to {end}",
)
ATTAINED = Text(fr="Atteinte", en="Attainment")
NOBODY_NAMED = Text(
    fr="Écran partagé : ni noms, ni montants, ni objectifs d’une personne. Arrêtez le partage pour les retrouver.",
    en="Shared screen: no names, no amounts and no targets of a person. Stop presenting to get them back.",
)
BAND = Text(fr="Tranche", en="Band")
KAMS = Text(fr="KAM", en="KAMs")
BELOW, FROM_TO, ABOVE = (
    Text(fr="moins de {high}", en="below {high}"),
    Text(fr="{low} à {high}", en="{low} to {high}"),
    Text(fr="{low} et plus", en="{low} and more"),
)
MIX_UNKNOWN = Text(
    fr="Part fixe et part variable : non calculées, aucun salaire fixe n’est importé (colonne facultative du fichier de"
    " l’équipe).",
    en="Pay mix: not computed, no fixed pay is imported (an optional column of the team file).",
)
MIX_TITLE = Text(fr="Part fixe et part variable", en="Pay mix")
MIX = Text(
    fr="La variable pèse {target} de la rémunération à 100 % des objectifs et {expected} de celle qui est attendue"
    " ({count} personnes sur {total} ont un salaire fixe importé).",
    en="Variable pay is {target} of pay at 100% of targets and {expected} of the pay expected (fixed pay is imported"
    " for {count} of {total} people).",
)
MIX_ONE = Text(
    fr="La variable pèse {target} de la rémunération à 100 % des objectifs et {expected} de celle qui est attendue.",
    en="Variable pay is {target} of pay at 100% of targets and {expected} of the pay expected.",
)
FIXED = Text(fr="Salaire fixe annuel", en="Annual fixed pay")
PART_AT_TARGET = Text(fr="Part variable à 100 %", en="Variable share at 100%")
PART_EXPECTED = Text(fr="Part variable attendue", en="Variable share expected")
KEY_GROWTH = Text(
    fr="La croissance des comptes clés est-elle payée ?",
    en="Is growth with key accounts what is paid for?",
)
KEY_CHART = Text(
    fr="Croissance des comptes clés et variable attendue (% de la variable à 100 %), un point par KAM",
    en="Key-account growth and expected pay (% of pay at 100%), one dot per KAM",
)
KEY_PAIRS = Text(
    fr="Sur {pairs} paires de KAM, dans {same} celui dont les comptes clés progressent le plus touche aussi la plus"
    " forte part de sa variable.",
    en="Of {pairs} pairs of KAMs, in {same} the one whose key accounts grow more also gets the larger part of their"
    " variable pay.",
)
KEY_VERDICTS = {
    None: Text(fr="Trop peu de KAM ({people}) pour conclure.", en="Too few KAMs ({people}) to conclude."),
    True: Text(fr="Le lien dépasse ce que ferait le hasard.", en="The link is beyond chance."),
    False: Text(fr="Le hasard suffit à l’expliquer.", en="Chance is enough to explain it."),
}
KEY_NOTHING = Text(
    fr="Aucun objectif de croissance des comptes clés : la question reste sans réponse.",
    en="No target on key-account growth: the question stays open.",
)
GROWTH = Text(fr="Croissance des comptes clés", en="Key-account growth")
PAID = Text(fr="Part de la variable à 100 %", en="Share of pay at 100%")
OWN_ELSEWHERE = Text(
    fr="Votre propre variable n’est pas mêlée à l’équipe : choisissez votre nom dans le menu « Voir comme ».",
    en="Your own variable pay is not mixed with the team: choose your name in the menu “View as”.",
)
PEERS = Text(
    fr="Taux d’atteinte moyen du CA des autres KAM ({least} au moins) à fin de trimestre, le {day} : environ {mean} ;"
    " le vôtre ce jour-là : {own}.",
    en="Average revenue attainment of the other KAMs ({least} at least) at the end of the quarter, {day}: about {mean};"
    " yours that day: {own}.",
)
PEERS_HIDDEN = Text(
    fr="Pas de comparaison avec les autres KAM : il en faut au moins {least}, sinon chacun se reconnaîtrait.",
    en="No comparison with other KAMs: it takes at least {least}, or each could be recognised.",
)
ENDED = Text(fr="Objectifs terminés et résultats", en="Ended targets and results")
