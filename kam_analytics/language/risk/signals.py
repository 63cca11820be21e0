"""The signals of the card: name, evidence, what would clear it, source; and the cases that are read otherwise."""

from kam_analytics.core.text import Text

SENTENCES = {
    "order_change": Text(
        fr="Jours de facture sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
        en="Invoice days in 6 months: {value} against the same months a year earlier.",
    ),
    "basket_change": Text(
        fr="Montant par facture sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
        en="Amount per invoice in 6 months: {value} against the same months a year earlier.",
    ),
    "families_given_up": Text(
        fr="Familles qui ne sont plus achetées depuis 6 mois : {families}.",
        en="Families no longer bought for 6 months: {families}.",
    ),
    "margin_change": Text(
        fr="Taux de marge sur 6 mois : {value} par rapport aux mêmes mois un an plus tôt.",
        en="Margin rate over 6 months: {value} against the same months a year earlier.",
    ),
    "contract_deadline": Text(
        fr="Contrat à décider avant le {decide}, sans renouvellement ouvert.",
        en="Contract to be decided by {decide}, no renewal open.",
    ),
    "payment_delay": Text(
        fr="Règle {late} après l’échéance, contre {before} d’habitude.",
        en="Pays {late} after the due date, against {before} usually.",
    ),
    "levels_missed": Text(
        fr="Niveaux perdus de vue depuis 6 mois : {levels}.", en="Levels lost sight of for 6 months: {levels}."
    ),
    "single_contact": Text(
        fr="Un seul interlocuteur en 12 mois : {contact}.", en="One single contact in 12 months: {contact}."
    ),
    "open_incidents": Text(
        fr="Incidents ouverts : {value}, le plus ancien depuis le {since}.",
        en="Open incidents: {value}, the oldest since {since}.",
    ),
    "satisfaction_change": Text(
        fr="Satisfaction : {now}, contre {before} à l’enquête d’avant.",
        en="Satisfaction: {now}, against {before} in the survey before.",
    ),
    "shared": Text(
        fr="Signaux sans données pour ce compte : {count}. Leur poids est réparti sur les autres.",
        en="Signals without data for this account: {count}. Their weight is shared out among the others.",
    ),
}
NOBODY_MET = Text(fr="Aucun contact depuis le {last}, à aucun niveau.", en="No contact since {last}, at any level.")
CONTRACT_OVER = Text(
    fr="Contrat échu le {end}, sans suite connue.", en="Contract ended on {end}, with no known successor."
)
CONTRACT_LATE = Text(
    fr="Préavis passé le {decide}, sans renouvellement ; contrat jusqu’au {end}.",
    en="Notice passed on {decide}, no renewal; contract until {end}.",
)
LEVELS = {
    "executive": Text(fr="direction", en="executive"),
    "buyer": Text(fr="achats", en="buyer"),
    "technical": Text(fr="technique", en="technical"),
}
CLEAR = {
    "order_change": Text(fr="Le retour de commandes plus fréquentes.", en="More frequent orders again."),
    "basket_change": Text(fr="Des commandes plus importantes.", en="Larger orders."),
    "families_given_up": Text(fr="Une commande dans ces familles.", en="An order in these families."),
    "margin_change": Text(fr="Le retour du taux de marge d’avant.", en="The margin rate of before."),
    "contract_deadline": Text(
        fr="Un contrat renouvelé, ou une affaire de renouvellement ouverte.",
        en="A renewed contract, or an open renewal deal.",
    ),
    "payment_delay": Text(fr="Le règlement des factures échues.", en="Payment of the invoices that are due."),
    "levels_missed": Text(fr="Un rendez-vous à ces niveaux.", en="A meeting at these levels."),
    "single_contact": Text(fr="Un deuxième interlocuteur.", en="A second contact."),
    "open_incidents": Text(fr="La clôture des incidents.", en="The incidents closed."),
    "satisfaction_change": Text(
        fr="Une meilleure note à la prochaine enquête.", en="A better score in the next survey."
    ),
}
NAMES = {
    "gap_ratio": Text(fr="Rythme rompu", en="Broken rhythm"),
    "change_on_last_year": Text(fr="Baisse sur un an", en="Decline on last year"),
    "change_on_year": Text(fr="Baisse sur le rythme annuel", en="Decline on the year’s pace"),
    "active_months": Text(fr="Peu de mois d’achat", en="Few months with a purchase"),
    "change_of_products": Text(fr="Moins d’articles", en="Fewer products"),
    "credit_note_share": Text(fr="Avoirs et remises", en="Credit notes and discounts"),
    "tenure_months": Text(fr="Client récent", en="Recent customer"),
    "order_change": Text(fr="Commandes moins fréquentes", en="Fewer orders"),
    "basket_change": Text(fr="Commandes plus petites", en="Smaller orders"),
    "families_given_up": Text(fr="Familles abandonnées", en="Families given up"),
    "margin_change": Text(fr="Marge en baisse", en="Margin erosion"),
    "contract_deadline": Text(fr="Fin de contrat", en="Contract end"),
    "payment_delay": Text(fr="Retard de règlement", en="Late payment"),
    "levels_missed": Text(fr="Niveaux sans contact", en="Levels without contact"),
    "single_contact": Text(fr="Un seul interlocuteur", en="Single contact"),
    "open_incidents": Text(fr="Incidents ouverts", en="Open incidents"),
    "satisfaction_change": Text(fr="Satisfaction en baisse", en="Falling satisfaction"),
}
UNITS = {
    "gap_ratio": Text(fr="silence ÷ intervalle habituel", en="silence ÷ usual interval"),
    "change_on_last_year": Text(fr="variation de 3 mois, en %", en="change of 3 months, in %"),
    "change_on_year": Text(fr="variation de 3 mois, en %", en="change of 3 months, in %"),
    "active_months": Text(fr="mois sur 12", en="months out of 12"),
    "change_of_products": Text(fr="variation de 6 mois, en %", en="change of 6 months, in %"),
    "credit_note_share": Text(fr="part du CA facturé, en %", en="share of invoiced revenue, in %"),
    "tenure_months": Text(fr="mois d’ancienneté", en="months as a customer"),
    "order_change": Text(fr="variation de 6 mois sur un an, en %", en="6 months on last year, in %"),
    "basket_change": Text(fr="variation de 6 mois sur un an, en %", en="6 months on last year, in %"),
    "families_given_up": Text(fr="part des familles, en %", en="share of families, in %"),
    "margin_change": Text(fr="points de CA", en="points of revenue"),
    "contract_deadline": Text(fr="jours pour décider", en="days left to decide"),
    "payment_delay": Text(fr="jours de plus que d’habitude", en="days more than usual"),
    "levels_missed": Text(fr="niveaux sur 3", en="levels out of 3"),
    "single_contact": Text(fr="oui ou non", en="yes or no"),
    "open_incidents": Text(fr="incidents", en="incidents"),
    "satisfaction_change": Text(fr="variation, en % de l’étendue des notes", en="change, in % of the span of scores"),
}
INVOICES = Text(fr="factures", en="invoices")
SOURCES = {
    "families_given_up": Text(fr="factures (familles)", en="invoices (families)"),
    "margin_change": Text(fr="factures (marge)", en="invoices (margin)"),
    "contract_deadline": Text(fr="contrats, opportunités", en="contracts, opportunities"),
    "payment_delay": Text(fr="factures (échéance, règlement)", en="invoices (due, paid)"),
    "levels_missed": Text(fr="interactions", en="interactions"),
    "single_contact": Text(fr="interactions", en="interactions"),
    "open_incidents": Text(fr="incidents", en="incidents"),
    "satisfaction_change": Text(fr="satisfaction", en="satisfaction"),
}
"""Of the signals that are not read from invoice days and amounts alone."""

CASES = {
    "seasonal": Text(
        fr="Saisonnier : hors de sa saison, son silence ne compte pas.",
        en="Seasonal: out of its season, its silence does not count.",
    ),
    "closed": Text(
        fr="Fermeture d’août : ces jours ne comptent pas dans le silence.",
        en="Closed in August: these days do not count as silence.",
    ),
    "ordered": Text(
        fr="Carnet de commandes : {pending} promis à partir du {promised}, le silence ne compte pas.",
        en="Order book: {pending} promised from {promised} on, the silence does not count.",
    ),
    "one_episode": Text(
        fr="Un seul épisode d’achat, arrêté : projet terminé ? Une cause connue lèverait l’alerte.",
        en="One episode of purchases, now over: a finished project? A known cause would lift the alert.",
    ),
}
NEW = Text(fr="Nouveau client : {months} mois.", en="New customer: {months} months.")
CASE = Text(fr="Particularité", en="Particular case")
ONE_MORE = Text(fr="Un autre signal.", en="One more signal.")
MORE = Text(fr="{count} autres signaux.", en="{count} more signals.")
EVERY_REASON = Text(fr="Tous les signaux", en="Every signal")
COVERAGE = Text(fr="Signaux mesurés", en="Signals measured")
COVERED = Text(fr="{measured} sur {all}", en="{measured} of {all}")
ABSENT = Text(
    fr="Signaux absents, faute de fichier ou de colonne : {signals}. Ils ne comptent ni pour ni contre.",
    en="Signals absent for lack of a file or a column: {signals}. They count neither for nor against.",
)
TOO_SHORT = Text(
    fr="Signaux absents, faute d’historique assez long : {signals}. Ils ne comptent ni pour ni contre.",
    en="Signals absent for lack of a long enough history: {signals}. They count neither for nor against.",
)
COMMON = Text(
    fr="Signaux communs à presque tous les comptes, donc sans points : {signals}.",
    en="Signals that nearly every account has, and so without points: {signals}.",
)

CARD = Text(fr="Comment le score est fait", en="How the score is made")
CARD_TABLE = Text(
    fr="Barème des signaux : à surveiller dès {watch} points, alerte dès {alert}",
    en="The card of signals: to watch from {watch} points on, alert from {alert}",
)
MEASURED = Text(fr="Mesurés", en="Measured")
WITH_POINTS = Text(fr="Avec points", en="With points")
POINTS = Text(fr="Points", en="Points")
POINTS_TABLE = Text(fr="Score de risque, signal par signal : {points}", en="Risk score, signal by signal: {points}")
TOTAL = Text(fr="Score", en="Score")

LEFT_OUT = Text(fr="Comptes sans score : {count}", en="Accounts without a score: {count}")
LEFT_OUT_TABLE = Text(
    fr="Comptes sans score et pourquoi, situation au {day}", en="Accounts without a score and why, as of {day}"
)
REASONS = {
    "part": Text(
        fr="Groupe partagé avec d’autres KAM : jugé entier ou pas du tout, voir par entité",
        en="Group shared with other KAM: judged whole or not at all, see by entity",
    ),
    "own": Text(fr="Société de votre groupe", en="Company of your own group"),
    "gone": Text(
        fr="Rien facturé depuis un an : compte perdu ou projet terminé",
        en="Nothing invoiced for a year: lost account or finished project",
    ),
    "new": Text(fr="Nouveau client : moins de 60 jours", en="New customer: less than 60 days"),
    "negative": Text(
        fr="CA net nul ou négatif sur 12 mois : les avoirs l’emportent",
        en="Net revenue zero or negative over 12 months: credit notes outweigh",
    ),
    "one_off": Text(
        fr="Moins de 3 jours de facture en 12 mois : achat ponctuel, ou commandes qui manquent",
        en="Fewer than 3 invoice days in 12 months: one-off buyer, or orders that are missing",
    ),
    "small": Text(fr="CA inférieur à 1/20 000 du total", en="Revenue below 1/20,000 of the total"),
}
WHY = Text(fr="Pourquoi", en="Why")
LAST_INVOICE = Text(fr="Dernière facture", en="Last invoice")
YEAR_REVENUE = Text(fr="CA sur 12 mois", en="Revenue over 12 months")

TABLE = Text(
    fr="Chaque signal seul, jugé aux mêmes dates passées", en="Each signal by itself, judged at the same past dates"
)
SIGNAL, UNIT = Text(fr="Signal", en="Signal"), Text(fr="Mesure", en="Measure")
THRESHOLD = Text(fr="Seuil : points", en="Threshold: points")
SOURCE, JUDGED = Text(fr="Source", en="Source"), Text(fr="Jugements", en="Judgements")
VERDICT = Text(fr="Ce que dit le passé", en="What the past says")
ON = Text(fr="Part des comptes", en="Share of accounts")
PRECISION = Text(fr="Perdus parmi eux", en="Lost among them")
RECALL = Text(fr="Part des perdus", en="Share of the lost")
LIFT = Text(fr="Fois le hasard", en="Times chance")
AUC = Text(fr="AUC seul", en="AUC alone")
AUC_LOW, AUC_HIGH = Text(fr="AUC, bas", en="AUC, low"), Text(fr="AUC, haut", en="AUC, high")
USEFUL = Text(fr="utile", en="useful")
CHANCE = Text(fr="pas mieux que le hasard", en="no better than chance")
WRONG = Text(fr="à contresens", en="points the wrong way")
NEVER = Text(fr="jamais vu", en="never seen")
ALWAYS = Text(fr="commun à presque tous", en="common to nearly all")
NO_DATA = Text(fr="absent : aucune donnée aux dates jugées", en="absent: no data at the dates judged")
FEW = Text(fr="absent : trop peu d’événements ({events})", en="absent: too few events ({events})")
HOW = Text(
    fr="Part des comptes : jugements où le signal donne des points. Sans données pour {least} comptes perdus, aucun"
    " chiffre. « Utile » : l’intervalle de l’AUC est au-dessus de 0,5. Un signal peut peser dans le score sans"
    " preuve : ses points sont alors un choix, pas une mesure.",
    en="Share of accounts: judgements where the signal gives points. Without data on {least} accounts lost, no figure."
    " “Useful”: the interval of the AUC lies above 0.5. A signal may weigh in the score without proof: its points are"
    " then a choice, not a measurement.",
)
