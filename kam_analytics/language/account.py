"""Texts of the account sheet."""

from kam_analytics.core.text import Text

LEAD = Text(
    fr="{name} : {revenue} de CA, {period}, {growth} sur un an.",
    en="{name}: {revenue} of revenue, {period}, {growth} on a year earlier.",
)
LEAD_NEW = Text(fr="{name} : {revenue} de CA, {period}.", en="{name}: {revenue} of revenue, {period}.")
RANKED = Text(
    fr="{rank}e compte sur {count} : {share} du CA.",
    en="Account number {rank} of {count}: {share} of revenue.",
)
RANKED_FIRST = Text(
    fr="Premier compte sur {count} : {share} du CA.", en="Largest of {count} accounts: {share} of revenue."
)
RANKED_MINE = Text(
    fr="{rank}e compte sur {count} de votre portefeuille : {share} de son CA.",
    en="Account number {rank} of {count} in your portfolio: {share} of its revenue.",
)
RANKED_FIRST_MINE = Text(
    fr="Premier des {count} comptes de votre portefeuille : {share} de son CA.",
    en="Largest of {count} accounts in your portfolio: {share} of its revenue.",
)
SMALL_SHARE = Text(fr="moins de 0,1 %", en="less than 0.1%")
CARE = Text(fr="Suivi par {kam}.", en="Looked after by {kam}.")
IS_KEY = Text(fr="Compte clé depuis le {day}.", en="Key account since {day}.")
MEMBER = Text(fr="Membre du groupe {group}.", en="Member of group {group}.")
NOT_FOUND = Text(
    fr="Ce compte n’existe pas ou n’est pas dans votre périmètre. Choisissez-en un dans la liste.",
    en="This account does not exist or is not in your scope. Choose one from the list.",
)
CHOOSE = Text(fr="Quel compte voulez-vous voir ?", en="Which account do you want to see?")
LARGEST = Text(fr="Vos comptes, du plus gros au plus petit, {period}", en="Your accounts, largest first, {period}")
BALANCE = Text(
    fr="Facturé {invoiced} − avoirs {credited} − RFA {rebated} = {net} nets.",
    en="Invoiced {invoiced} − credit notes {credited} − rebates {rebated} = {net} net.",
)
AT_STAKE = Text(
    fr="{level} : {exposed} de CA exposé sur {days}.", en="{level}: {exposed} of revenue exposed over {days}."
)
AT_STAKE_UNKNOWN = Text(fr="{level}.", en="{level}.")
TO_DO = Text(fr="À faire : {act}", en="To do: {act}")
PLANNED = Text(fr="Prochaine action, pour le {due} : {act}.", en="Next action, by {due}: {act}.")
PLANNED_LATE = Text(
    fr="Action en retard, elle était pour le {due} : {act}.", en="Action past due, it was for {due}: {act}."
)
RISK = Text(fr="{level}. {reason}", en="{level}. {reason}")
RISK_CALM = Text(
    fr="Aucun signal fort sur la page Comptes à risque.", en="No strong signal on the page of accounts at risk."
)
RISK_EXPOSED = Text(
    fr="{level} : {exposed} de CA exposé sur {days}. {reason}",
    en="{level}: {exposed} of revenue exposed over {days}. {reason}",
)

MONTHS = Text(fr="CA et marge brute par mois, 24 derniers mois", en="Revenue and gross margin by month, last 24 months")
MONTHS_ALONE = Text(fr="CA par mois, 24 derniers mois", en="Revenue by month, last 24 months")
ORDERS = Text(fr="Factures dans le temps, 24 derniers mois", en="Invoices in time, last 24 months")
RHYTHM = Text(
    fr="Commande d’habitude tous les {interval} ; dernière facture le {last}, prochaine attendue vers le {next}.",
    en="Usually orders every {interval}; last invoice on {last}, next expected about {next}.",
)
RHYTHM_LATE = Text(
    fr="Commande d’habitude tous les {interval} ; dernière facture le {last}, suivante attendue vers le {next}.",
    en="Usually orders every {interval}; last invoice on {last}, the next was expected about {next}.",
)
NO_RHYTHM = Text(
    fr="Trop peu de factures pour parler de rythme : il en faut sur trois jours différents.",
    en="Too few invoices to speak of a rhythm: it takes three different days.",
)
EXPECTED = Text(fr="commande attendue", en="order expected")
STANDING = Text(
    fr="Part du CA et rang parmi vos comptes, 12 mois glissants", en="Share of revenue and rank, rolling 12 months"
)
STANDING_MINE = Text(
    fr="Part du CA et rang dans votre portefeuille, 12 mois glissants",
    en="Share of revenue and rank in your portfolio, rolling 12 months",
)
RANKED_AMONG = Text(fr="Comptes classés", en="Accounts ranked")
STANDING_SHORT = Text(
    fr="La part et le rang dans le temps demandent au moins 13 mois de factures.",
    en="Share and rank over time take at least 13 months of invoices.",
)

LINES = Text(fr="Lignes de facture, {period}", en="Invoice lines, {period}")
LINES_CUT = Text(
    fr="Les {shown} lignes les plus récentes sur {total}. Réduisez la période pour voir les autres.",
    en="The {shown} most recent lines of {total}. Narrow the period to see the others.",
)
NET = Text(fr="Du facturé au CA net, {period}", en="From invoiced to net revenue, {period}")
LINE_COUNT = Text(fr="Lignes", en="Lines")
NET_TOTAL = Text(fr="CA net", en="Net revenue")

FAMILIES = Text(fr="Familles achetées, {period}", en="Families bought, {period}")
FAMILY_BARS = Text(fr="CA par famille, {period}", en="Revenue by family, {period}")
STOPPED = Text(fr="Familles qui ne sont plus achetées depuis 12 mois", en="Families no longer bought for 12 months")
NOT_BOUGHT = Text(
    fr="Familles non achetées, que des comptes comparables achètent",
    en="Families never bought that similar accounts buy",
)
NOT_BOUGHT_NOTE = Text(
    fr="Comptes comparables : {peers} du même segment, sur 12 mois. Le potentiel est une piste, pas une prévision :"
    " dans un essai sur les articles d’un grossiste, une proposition sur dix environ était achetée dans les six mois."
    " Il n’est dit qu’avec au moins 10 acheteurs comparables de taille voisine (du tiers au triple).",
    en="Similar accounts: {peers} of the same segment, over 12 months. The potential is a lead, no forecast: in a trial"
    " on a wholesaler’s articles about one suggestion in ten was bought within six months. It is only said with at"
    " least 10 similar buyers of about the same size (a third to three times).",
)
NOT_BOUGHT_MINE = Text(
    fr="Comparaison limitée aux comptes de votre portefeuille.", en="Compared with the accounts of your portfolio only."
)
NO_FAMILIES = Text(
    fr="Les lignes importées n’ont pas de famille de produits. Ajoutez la colonne « Famille » à l’export des factures"
    " pour voir ce qui est acheté, arrêté et jamais acheté.",
    en="The imported lines have no product family. Add the “Family” column to the invoice export to see what is bought,"
    " stopped and never bought.",
)
FAMILY = Text(fr="Famille", en="Family")
NO_FAMILY = Text(fr="sans famille", en="no family")
STOPPED_MARK = Text(fr="arrêté", en="stopped")
BEFORE = Text(fr="période de référence :", en="base period:")
BASE_PERIOD = Text(fr="période de référence", en="base period")
LAST_BOUGHT = Text(fr="Dernier achat", en="Last bought")
BROUGHT = Text(fr="CA des 12 mois avant l’arrêt", en="Revenue in the 12 months before")
PEER_BUYERS = Text(fr="Acheteurs comparables", en="Similar buyers")
PEER_SHARE = Text(fr="Part des comptes comparables", en="Share of similar accounts")
POTENTIAL, LOW, HIGH = (
    Text(fr="Potentiel annuel indicatif", en="Indicative yearly potential"),
    Text(fr="De", en="From"),
    Text(fr="À", en="To"),
)

CONTRACTS = Text(fr="Contrats", en="Contracts")
CONTRACT = Text(fr="Contrat", en="Contract")
START_DATE, END_DATE = Text(fr="Début", en="Start"), Text(fr="Fin", en="End")
NOTICE, STATE = Text(fr="Préavis au plus tard", en="Notice by"), Text(fr="Situation", en="State")
WINDOWS = {
    "ended": Text(fr="Terminé", en="Ended"),
    "passed": Text(fr="Délai de préavis dépassé", en="Notice date passed"),
    "renewed": Text(fr="Délai de préavis dépassé : reconduit", en="Notice date passed: renewed"),
    "soon": Text(fr="À décider dans {days}", en="To be decided in {days}"),
    "later": Text(fr="En cours", en="Running"),
}
OPPORTUNITIES = Text(fr="Opportunités ouvertes", en="Open opportunities")
PIPELINE = Text(
    fr="{amount} d’opportunités ouvertes, {weighted} pondérées par leur probabilité.",
    en="{amount} of open opportunities, {weighted} weighted by probability.",
)
PIPELINE_UNWEIGHTED = Text(
    fr="{amount} d’opportunités ouvertes, sans probabilité connue.",
    en="{amount} of open opportunities, without a known probability.",
)
PIPELINE_LATE = Text(
    fr="Date de clôture déjà passée pour {amount} : à mettre à jour dans le CRM.",
    en="Close date already past for {amount}: to be updated in the CRM.",
)
PROBABILITY, WEIGHTED = Text(fr="Probabilité", en="Probability"), Text(fr="Montant pondéré", en="Weighted amount")
OWNER = Text(fr="Responsable", en="Owner")
ORDER_BOOK = Text(fr="Carnet de commandes", en="Order book")
ORDER_BOOK_NOTE = Text(
    fr="{open} restent à livrer ; {late} auraient déjà dû l’être.",
    en="{open} remain to be delivered; {late} should have been already.",
)
ORDER_BOOK_ON_TIME = Text(
    fr="{open} restent à livrer ; aucune date promise n’est dépassée.",
    en="{open} remain to be delivered; no promised date is past.",
)
ORDERED, PROMISED, OPEN = (
    Text(fr="Commandé le", en="Ordered on"),
    Text(fr="Promis le", en="Promised on"),
    Text(fr="Reste à livrer", en="Open amount"),
)
CONTACTS = Text(fr="Derniers contacts par niveau", en="Latest contacts by level")
PEOPLE, TIMES = Text(fr="Interlocuteurs connus", en="People known"), Text(fr="Échanges en 12 mois", en="In 12 months")
LAST_MET, SINCE = Text(fr="Dernier échange", en="Last met"), Text(fr="Il y a", en="Ago")
ONE_PERSON = Text(
    fr="Un seul interlocuteur connu : si cette personne part, le lien part avec elle.",
    en="One known contact only: if that person leaves, so does the relation.",
)
NO_EXECUTIVE = Text(fr="Aucun interlocuteur connu à la direction.", en="No known contact at executive level.")
INTERACTIONS = Text(fr="Derniers échanges", en="Latest interactions")
CARETAKERS = Text(fr="Qui suit ce compte, et depuis quand", en="Who looks after this account, since when")
PERSON, ROLE = Text(fr="Personne", en="Person"), Text(fr="Rôle", en="Role")
SHARE = Text(fr="Part", en="Share")
FROM, TO = Text(fr="Du", en="From"), Text(fr="Au", en="To")
KEY_HISTORY = Text(fr="Statut de compte clé", en="Key account status")
REASON = Text(fr="Motif", en="Reason")
REASONS = {
    "volume": Text(fr="volume", en="volume"),
    "prestige": Text(fr="prestige", en="prestige"),
    "strategy": Text(fr="stratégie", en="strategy"),
}
TARGETS = Text(fr="Objectifs du compte", en="Targets of the account")
TARGET_PERIOD = Text(fr="Période", en="Period")
RUNNING, DONE = Text(fr="en cours", en="open"), Text(fr="terminée", en="ended")

NOT_IMPORTED = Text(
    fr="{part} : rien n’est importé. Déposez un fichier « {kind} » sur la page Import.",
    en="{part}: nothing is imported. Drop a file of “{kind}” on the Import page.",
)
NONE_HERE = Text(fr="Rien pour ce compte : {parts}.", en="Nothing for this account: {parts}.")
CLASSES = {
    "invoice": Text(fr="Facturé", en="Invoiced"),
    "credit_note": Text(fr="Avoirs", en="Credit notes"),
    "return": Text(fr="Retours", en="Returns"),
    "rebate": Text(fr="RFA", en="Rebates"),
}
LEVELS = {
    "buyer": Text(fr="Achats", en="Buyer"),
    "executive": Text(fr="Direction", en="Executive"),
    "technical": Text(fr="Technique", en="Technical"),
}
LEVEL_UNKNOWN = Text(fr="Niveau non précisé", en="Level not given")
INVOICE_NO = Text(fr="N° de facture", en="Invoice number")
DOCUMENT = Text(fr="Pièce", en="Document")
PRODUCT = Text(fr="Article", en="Product")
QUANTITY = Text(fr="Quantité", en="Quantity")
AMOUNT = Text(fr="Montant HT", en="Amount excl. VAT")
FILE, ROW, IMPORT = Text(fr="Fichier", en="File"), Text(fr="Ligne du fichier", en="Row"), Text(fr="Import", en="Import")
STAGE = Text(fr="Étape", en="Stage")
NAME = Text(fr="Nom", en="Name")
CLOSE = Text(fr="Clôture prévue", en="Expected close")
TYPE = Text(fr="Type", en="Type")
LEVEL = Text(fr="Niveau", en="Level")
CONTACT = Text(fr="Contact", en="Contact")
VALUE = Text(fr="Valeur annuelle", en="Annual value")
RENEWAL = Text(fr="Tacite reconduction", en="Automatic renewal")


def rank(value: float) -> Text:
    """`1er`, `23e`; `no. 23`. NaN has no rank."""
    if value != value:
        return Text(fr="–", en="–")
    place = round(value)
    return Text(fr="1er" if place == 1 else f"{place}e", en=f"no. {place}")
