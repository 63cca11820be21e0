"""What the account sheet says."""

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
CARE = Text(fr="Suivi par {kam}.", en="Looked after by {kam}.")
IS_KEY = Text(fr="Compte clé depuis le {day}.", en="Key account since {day}.")
MEMBER = Text(fr="Membre du groupe {group}.", en="Member of group {group}.")
NOT_FOUND = Text(
    fr="Ce compte n’existe pas ou n’est pas dans votre périmètre. Choisissez-en un dans la liste.",
    en="This account does not exist or is not in your scope. Choose one from the list.",
)
CHOOSE = Text(
    fr="Choisissez un compte dans la liste, ou cliquez sur une barre d’une autre page.",
    en="Choose an account from the list, or click a bar on another page.",
)
MONTHS = Text(fr="CA par mois, 36 derniers mois", en="Revenue by month, last 36 months")
ORDERS = Text(fr="Factures dans le temps, 24 derniers mois", en="Invoices in time, last 24 months")
RHYTHM = Text(
    fr="Commande d’habitude tous les {interval} ; dernière facture le {last}.",
    en="Usually orders every {interval}; last invoice on {last}.",
)
EXPECTED = Text(fr="commande attendue", en="order expected")
LINES = Text(fr="Lignes de facture, {period}", en="Invoice lines, {period}")
LINES_CUT = Text(
    fr="Les {shown} lignes les plus récentes sur {total}. Réduisez la période pour voir les autres.",
    en="The {shown} most recent lines of {total}. Narrow the period to see the others.",
)
FAMILIES = Text(fr="Familles de produits, {period}", en="Product families, {period}")
FAMILY = Text(fr="Famille", en="Family")
CONTRACTS = Text(fr="Contrats", en="Contracts")
OPPORTUNITIES = Text(fr="Opportunités ouvertes", en="Open opportunities")
INTERACTIONS = Text(fr="Derniers échanges", en="Latest interactions")
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
INVOICE_NO = Text(fr="N° de facture", en="Invoice number")
DOCUMENT = Text(fr="Pièce", en="Document")
PRODUCT = Text(fr="Article", en="Product")
QUANTITY = Text(fr="Quantité", en="Quantity")
AMOUNT = Text(fr="Montant HT", en="Amount excl. VAT")
SOURCE = Text(fr="Fichier et ligne", en="File and row")
LAST_BOUGHT = Text(fr="Dernier achat", en="Last bought")
END_DATE = Text(fr="Fin", en="End")
STAGE = Text(fr="Étape", en="Stage")
NAME = Text(fr="Nom", en="Name")
CLOSE = Text(fr="Clôture prévue", en="Expected close")
TYPE = Text(fr="Type", en="Type")
LEVEL = Text(fr="Niveau", en="Level")
CONTACT = Text(fr="Contact", en="Contact")
VALUE = Text(fr="Valeur annuelle", en="Annual value")
RENEWAL = Text(fr="Tacite reconduction", en="Automatic renewal")
