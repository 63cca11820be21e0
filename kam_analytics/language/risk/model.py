"""Texts of the at-risk page when a model is in use: factors, losses, quality of the list."""

from kam_analytics.core.text import Text

FEATURES = {
    "z_p0": Text(fr="commandes attendues d’après son propre rythme", en="orders expected from its own rhythm"),
    "overdue": Text(fr="retard sur ses intervalles passés", en="delay against its past intervals"),
    "active_months": Text(fr="mois d’achat sur 12", en="months with a purchase out of 12"),
    "tr6": Text(fr="CA des 6 derniers mois contre les 6 précédents", en="last 6 months against the 6 before"),
    "tr6n": Text(fr="baisse du CA sur 6 mois", en="decline over 6 months"),
    "tr3n": Text(fr="baisse du CA sur 3 mois", en="decline over 3 months"),
    "yoy12": Text(fr="CA sur 12 mois contre les 12 précédents", en="12 months against the 12 before"),
    "yoy3n": Text(fr="baisse sur les mêmes mois de l’an dernier", en="decline on the same months last year"),
    "products": Text(fr="nombre d’articles achetés", en="number of products bought"),
    "credit_notes": Text(fr="part des avoirs", en="share of credit notes"),
    "size": Text(fr="taille du compte", en="size of the account"),
    "silence": Text(fr="jours depuis la dernière facture", en="days since the last invoice"),
    "ratio": Text(fr="silence rapporté à son intervalle usuel", en="silence against its usual interval"),
    "invoice_days": Text(fr="fréquence de facturation", en="how often it is invoiced"),
    "tenure": Text(fr="ancienneté", en="length of the relationship"),
}
MAIN_FACTOR = Text(fr="Facteur principal : {factor}.", en="Main factor: {factor}.")
ONLY_SIZE = Text(
    fr="Aucun signal particulier : c’est la taille du compte qui pèse.",
    en="No particular signal: it is the size of the account that weighs.",
)
PROBABILITY = {
    "dec50": Text(fr="Probabilité que le CA soit divisé par deux ou plus", en="Probability of losing half or more"),
    "lapse": Text(fr="Probabilité d’un arrêt des achats", en="Probability of no more purchases"),
}
SHORT_PROBABILITY = {
    "dec50": Text(fr="Prob. CA ÷ 2", en="Prob. of half lost"),
    "lapse": Text(fr="Prob. d’arrêt", en="Prob. of no purchase"),
}
EVENT = {
    "dec50": Text(fr="CA divisé par deux ou plus, arrêt compris", en="revenue halved or worse, departures included"),
    "lapse": Text(fr="arrêt des achats", en="no more purchases"),
}
EXPECTED_LOSS = Text(fr="Perte probable", en="Expected loss")
EXPECTED_MARGIN = Text(fr="Perte probable de marge", en="Expected loss of margin")
LOW = Text(fr="Perte, bas de fourchette", en="Loss, low end")
HIGH = Text(fr="Perte, haut de fourchette", en="Loss, high end")
LOSS_LEAD = Text(
    fr="Perte probable, comptes jugés : {loss} d’ici le {until} (de {low} à {high} selon les dates passées), dont"
    " {flagged} sur les comptes signalés.",
    en="Expected loss, accounts judged: {loss} until {until} ({low} to {high} judging by past dates), of which"
    " {flagged} on flagged accounts.",
)
LOSS_LEAD_MARGIN = Text(
    fr="Perte probable, comptes jugés : {loss} d’ici le {until} (de {low} à {high} selon les dates passées), dont"
    " {flagged} sur les comptes signalés ; perte probable de marge : {margin}.",
    en="Expected loss, accounts judged: {loss} until {until} ({low} to {high} judging by past dates), of which"
    " {flagged} on flagged accounts; expected loss of margin: {margin}.",
)
WHAT = Text(fr="Événement prédit sur {days} : {event}.", en="What is foretold over {days}: {event}.")
STAKES = Text(
    fr="Probabilité et CA exposé : les courbes relient les pertes probables égales",
    en="Probability and exposed revenue: curves join equal expected losses",
)
STAKES_TITLE = Text(
    fr="Probabilité et CA exposé, comptes jugés : {count}, situation au {day}",
    en="Probability and exposed revenue, accounts judged: {count}, as of {day}",
)
PENDING = Text(
    fr="Le modèle est en train d’être vérifié sur le passé de l’entreprise ({done} dates sur {total}) :"
    " les probabilités suivront, s’il fait mieux que les règles.",
    en="The model is being checked on the company’s past ({done} of {total} dates): probabilities follow if it does"
    " better than the rules.",
)
SPEAKS = {
    "model": Text(fr="Classement utilisé : le modèle.", en="Ranking in use: the model."),
    "scorecard": Text(fr="Classement utilisé : le score par règles.", en="Ranking in use: the rule score."),
}
FACTORS = Text(fr="Ce qui fait la probabilité, compte par compte", en="What makes the probability, account by account")
FACTORS_TABLE = Text(
    fr="Du compte médian à chaque compte, en logarithme de la cote",
    en="From the median account to each one, in log-odds",
)
MEDIAN = Text(fr="Compte médian", en="Median account")
FIRST_FACTORS = Text(fr="Facteurs qui pèsent le plus", en="Factors that weigh most")
THEIR_SUM = Text(fr="Leur somme", en="Their sum")
OTHER_FACTORS = Text(fr="Autres facteurs", en="Other factors")
LOG_ODDS = Text(fr="Total", en="Total")
FACTORS_HOW = Text(
    fr="Compte médian + facteurs = total ; probabilité = 1 ÷ (1 + exp(−total)). Un facteur positif augmente le risque.",
    en="Median account + factors = total; probability = 1 ÷ (1 + exp(−total)). A positive factor adds to the risk.",
)
RIGHT = Text(fr="Le score a-t-il eu raison ?", en="Was the score right?")
RIGHT_LEAD = Text(
    fr="Sur {lost} comptes perdus ({event}), {caught} signalés parmi les {capacity} premiers, {lead} avant que la perte"
    " soit constatée (médiane) ; {false} autres comptes signalés à tort. Dates jugées : {origins}.",
    en="Of {lost} accounts lost ({event}), {caught} flagged among the first {capacity}, {lead} before the loss was"
    " there (median); {false} other accounts flagged wrongly. Dates judged: {origins}.",
)
RIGHT_NONE = Text(
    fr="Sur {lost} comptes perdus ({event}), aucun signalé parmi les {capacity} premiers avant que la perte soit"
    " constatée ; {false} autres comptes signalés à tort. Dates jugées : {origins}.",
    en="Of {lost} accounts lost ({event}), none flagged among the first {capacity} before the loss was there; {false}"
    " other accounts flagged wrongly. Dates judged: {origins}.",
)
MONEY = Text(
    fr="La liste suit l’argent : ses {capacity} premiers portaient {share} du CA perdu, les {capacity} plus gros"
    " comptes {size}.",
    en="The list follows the money: its first {capacity} held {share} of the revenue lost, the {capacity} largest"
    " accounts {size}.",
)
MONEY_AT_BEST = Text(
    fr="Qui aurait su d’avance aurait nommé {capacity} comptes portant {best} du CA perdu : c’est le maximum possible.",
    en="Whoever had known beforehand would have named {capacity} accounts holding {best} of the revenue lost: that is"
    " the most possible.",
)
NOT_RIGHT = Text(
    fr="Aucune date passée ne peut être jugée : il faut un an de factures, plus l’horizon, et à ces dates au moins"
    " {least} comptes que l’événement a touchés.",
    en="No past date can be judged: it takes a year of invoices, plus the horizon, and on these dates at least {least}"
    " accounts that the event has hit.",
)
FEW = Text(fr="Moins de {least} comptes perdus : pas de chiffre.", en="Fewer than {least} accounts lost: no figure.")
COMPARED = Text(
    fr="Chaque façon de classer ; dates jugées : {origins}, comptes perdus : {events}",
    en="Each way of ranking; dates judged: {origins}, accounts lost: {events}",
)
AUC_SAID = Text(
    fr="Environ {times} fois sur {of}, ce classement place un compte perdu avant un compte conservé (AUC {auc}).",
    en="About {times} times in {of} this ranking puts a lost account before a kept one (AUC {auc}).",
)
CALIBRATED = Text(
    fr="Quand le score annonce {said}, cela arrive dans {came} des cas.",
    en="When the score announces {said}, it happens in {came} of cases.",
)
HOW_COMPARED = Text(
    fr="Premiers de la liste : score × CA exposé, comme sur la page. AUC et 10 % du haut : le score seul, tous comptes."
    " Une fausse alerte est comptée à chaque date où le compte figure sur la liste sans perte ensuite.",
    en="First of the list: score × exposed revenue, as on the page. AUC and first 10%: the score alone, all accounts. A"
    " false alarm counts at each date on which the account is on the list and nothing is lost afterwards.",
)
METHODS = {
    "recency": Text(fr="Date de la dernière facture", en="Date of the last invoice"),
    "recency_ratio": Text(fr="Silence ÷ intervalle usuel", en="Silence ÷ usual interval"),
    "yoy": Text(fr="Baisse sur un an", en="Decline on last year"),
    "scorecard": Text(fr="Score par règles", en="Rule score"),
    "model": Text(fr="Modèle", en="Model"),
}
METHOD = Text(fr="Classement", en="Ranking")
PRECISION = Text(fr="Perdus parmi les {capacity} premiers", en="Lost among the first {capacity}")
RECALL = Text(fr="Part des perdus", en="Share of the lost")
LIFT = Text(fr="10 % du haut : fois le hasard", en="First 10%: times chance")
AUC = Text(fr="AUC", en="AUC")
AUC_LOW, AUC_HIGH = Text(fr="AUC, bas", en="AUC, low"), Text(fr="AUC, haut", en="AUC, high")
BETTER = Text(fr="Mieux que la référence", en="Better than reference")
IN_USE = Text(fr="Utilisé", en="In use")
VERDICTS = {
    True: Text(fr="oui", en="yes"),
    False: Text(fr="non, pas nettement", en="no, not clearly"),
    None: Text(fr="référence", en="reference"),
}
RELIABILITY_TITLE = Text(
    fr="Probabilité annoncée et part réellement perdue, par tranche de comptes ; pointillé : annonce exacte",
    en="Probability announced and share really lost, by slice of accounts; dotted: what was announced",
)
SAID = Text(fr="Annoncé", en="Announced")
CAME = Text(fr="Constaté", en="Observed")
JUDGEMENTS = Text(fr="Jugements", en="Judgements")
ORIGIN = Text(fr="Date jugée", en="Date judged")
EVENTS = Text(fr="Perdus ensuite", en="Lost afterwards")
CAUGHT = Text(fr="Dont sur la liste", en="Of these on the list")
FALSE_ALARMS = Text(fr="Fausses alertes", en="False alarms")
BY_ORIGIN = Text(fr="La liste des {capacity} premiers, date par date", en="The list of the first {capacity}, by date")
OPTIMISM = Text(
    fr="Le choix du classement est fait sur ces mêmes dates : les chiffres le flattent légèrement. Aucune donnée"
    " postérieure à une date n’entre dans le score de cette date.",
    en="The ranking was chosen on these very dates: the figures flatter it slightly. Nothing later than a date"
    " enters the score of that date.",
)
TIMELINE_TITLE = Text(
    fr="Commandes de 12 mois et prochaine attendue : {accounts}",
    en="Orders of 12 months and next one expected: {accounts}",
)
ORDERS = Text(fr="Commande", en="Order")
EXPECTED = Text(fr="Commande attendue", en="Order expected")
TO_DO = Text(fr="À faire", en="To do")
SINCE = Text(fr="Depuis le", en="Since")
MOVED = Text(fr="Depuis 3 mois", en="Over 3 months")
MOVES = {
    "new": Text(fr="nouveau", en="new"),
    "worse": Text(fr="aggravé", en="worse"),
    "same": Text(fr="inchangé", en="unchanged"),
    "better": Text(fr="en mieux", en="better"),
}
FAILED = Text(
    fr="Le modèle n’a pas pu être vérifié sur ces données : le score par règles est utilisé. Le journal de"
    " l’application dit pourquoi.",
    en="The model could not be checked on these data: the rule score is used. The log of the application says why.",
)
UNSCORED = Text(
    fr="À surveiller le {day}, sans score depuis (voir pourquoi plus bas) : {names}.",
    en="To watch on {day}, without a score since (see why below): {names}.",
)
GONE = Text(fr="Ne sont plus à surveiller depuis le {day} : {names}.", en="No longer to watch since {day}: {names}.")
