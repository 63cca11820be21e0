"""Texts on the card of signals as a whole, on special cases, and on accounts without a score."""

from kam_analytics.core.text import Text

SHARED = Text(
    fr="Signaux sans données pour ce compte : {count}. Leur poids est réparti sur les autres.",
    en="Signals without data for this account: {count}. Their weight is shared out among the others.",
)
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
