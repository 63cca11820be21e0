"""What the at-risk page says once a model speaks: what weighs, what was lost, whether the list was right."""

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
    "dec50": Text(fr="Probabilité de perdre la moitié du CA", en="Probability of losing half the revenue"),
    "lapse": Text(fr="Probabilité de ne plus rien facturer", en="Probability of no more invoices"),
}
EVENT = {
    "dec50": Text(fr="baisse de moitié ou départ", en="halved or gone"),
    "lapse": Text(fr="plus aucune facture", en="no invoice any more"),
}
EXPECTED_LOSS = Text(fr="Perte probable", en="Expected loss")
EXPECTED_MARGIN = Text(fr="En marge", en="In margin")
SHORT_PROBABILITY = Text(fr="Probabilité", en="Probability")
LOW, HIGH = Text(fr="Basse", en="Low"), Text(fr="Haute", en="High")
LOSS_LEAD = Text(
    fr="Perte probable : {loss} d’ici le {until} (de {low} à {high} selon les dates passées).",
    en="Expected loss: {loss} until {until} ({low} to {high} judging by past dates).",
)
LOSS_LEAD_MARGIN = Text(
    fr="Perte probable : {loss} d’ici le {until} (de {low} à {high} selon les dates passées), soit {margin} de marge.",
    en="Expected loss: {loss} until {until} ({low} to {high} judging by past dates), that is {margin} of margin.",
)
LOSS_TITLE = Text(
    fr="Perte probable sur {days} et principale raison, situation au {day}",
    en="Expected loss over {days} and main reason, as of {day}",
)
LOSS_TABLE = Text(fr="Comptes par perte probable, situation au {day}", en="Accounts by expected loss, as of {day}")
STAKES = Text(
    fr="Probabilité et CA exposé : les courbes relient les pertes probables égales",
    en="Probability and exposed revenue: curves join equal expected losses",
)
STAKES_TITLE = Text(
    fr="Probabilité et CA exposé, {count} comptes, situation au {day}",
    en="Probability and exposed revenue, {count} accounts, as of {day}",
)
PENDING = Text(
    fr="Le modèle est en train d’être vérifié sur le passé de l’entreprise ({done} dates sur {total}) :"
    " les probabilités suivront, s’il fait mieux que les règles.",
    en="The model is being checked on the company’s past ({done} of {total} dates): probabilities follow if it does"
    " better than the rules.",
)
SPEAKS = {
    "model": Text(fr="Ce qui parle : le modèle.", en="What speaks: the model."),
    "scorecard": Text(fr="Ce qui parle : le score par règles.", en="What speaks: the rule score."),
}
RIGHT = Text(fr="Le score a-t-il eu raison ?", en="Was the score right?")
RIGHT_LEAD = Text(
    fr="Sur {lost} comptes touchés ({event}) aux {origins} dates jugées, {caught} figuraient parmi les {capacity}"
    " premiers de la liste, {lead} avant que la perte soit constatée (médiane) ; {false} comptes listés n’ont pas été"
    " touchés.",
    en="Of {lost} accounts that were hit ({event}) at the {origins} dates judged, {caught} were among the first"
    " {capacity} of the list, {lead} before the loss was established (median); {false} listed accounts were not hit.",
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
    fr="Aucune date passée ne peut encore être jugée : il faut un an de factures, plus l’horizon.",
    en="No past date can be judged yet: it takes a year of invoices, plus the horizon.",
)
FEW = Text(fr="Moins de 10 comptes touchés : pas de chiffre.", en="Fewer than 10 accounts hit: no figure.")
COMPARED = Text(
    fr="Chaque façon de classer, jugée aux {origins} dates passées ({events} comptes touchés)",
    en="Each way of ranking, judged at the {origins} past dates ({events} accounts hit)",
)
METHODS = {
    "recency": Text(fr="Date de la dernière facture", en="Date of the last invoice"),
    "recency_ratio": Text(fr="Silence ÷ intervalle usuel", en="Silence ÷ usual interval"),
    "yoy": Text(fr="Baisse sur un an", en="Decline on last year"),
    "scorecard": Text(fr="Score par règles", en="Rule score"),
    "model": Text(fr="Modèle", en="Model"),
}
METHOD = Text(fr="Classement", en="Ranking")
PRECISION = Text(fr="Touchés parmi les {capacity} premiers", en="Hit among the first {capacity}")
RECALL = Text(fr="Part des touchés qu’ils contiennent", en="Share of the hit they hold")
LIFT = Text(fr="Fois plus qu’au hasard (premiers 10 %)", en="Times better than chance (first 10%)")
AUC = Text(fr="AUC", en="AUC")
AUC_LOW, AUC_HIGH = Text(fr="AUC basse", en="AUC low"), Text(fr="AUC haute", en="AUC high")
BETTER = Text(fr="Mieux que la date de dernière facture", en="Better than the last invoice date")
IN_USE = Text(fr="Utilisé", en="In use")
VERDICTS = {
    True: Text(fr="oui", en="yes"),
    False: Text(fr="non, pas nettement", en="no, not clearly"),
    None: Text(fr="c’est la référence", en="this is the reference"),
}
RELIABILITY_TITLE = Text(
    fr="Probabilité annoncée et part réellement touchée, par tranche de comptes",
    en="Probability announced and share really hit, by slice of accounts",
)
SAID = Text(fr="Annoncé", en="Announced")
CAME = Text(fr="Constaté", en="Observed")
JUDGEMENTS = Text(fr="Jugements", en="Judgements")
ORIGIN = Text(fr="Date jugée", en="Date judged")
EVENTS = Text(fr="Touchés ensuite", en="Hit afterwards")
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
    fr="Commandes des 12 derniers mois et prochaine commande attendue, {count} premiers comptes",
    en="Orders of the last 12 months and next one expected, first {count} accounts",
)
ORDERS = Text(fr="Commande", en="Order")
EXPECTED = Text(fr="Commande attendue", en="Order expected")
CLEARS = Text(fr="Ce qui lèverait le signal", en="What would clear it")
SINCE = Text(fr="Depuis le", en="Since")
CLEAR = {
    "gap_ratio": Text(fr="Une commande.", en="One order."),
    "change_on_last_year": Text(fr="{amount} de CA de plus sur 3 mois.", en="{amount} more revenue over 3 months."),
    "change_on_year": Text(fr="{amount} de CA de plus sur 3 mois.", en="{amount} more revenue over 3 months."),
    "active_months": Text(fr="Des achats plus réguliers.", en="More regular purchases."),
    "change_of_products": Text(fr="Le retour d’articles abandonnés.", en="Products given up bought again."),
    "credit_note_share": Text(fr="Moins d’avoirs et de remises.", en="Fewer credit notes and discounts."),
    "tenure_months": Text(fr="Un an d’ancienneté.", en="A full year as a customer."),
}
MOVED = Text(fr="Depuis 3 mois", en="Since 3 months")
MOVES = {
    "new": Text(fr="nouveau", en="new"),
    "worse": Text(fr="aggravé", en="worse"),
    "same": Text(fr="inchangé", en="unchanged"),
    "better": Text(fr="en mieux", en="better"),
}
GONE = Text(fr="Sortis de la liste depuis le {day} : {names}.", en="Off the list since {day}: {names}.")
AND_OTHERS = Text(fr="{names} et {count} autres", en="{names} and {count} others")
