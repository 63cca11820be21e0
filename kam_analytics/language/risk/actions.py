"""What to do about a signal, as a sales manager would say it."""

from kam_analytics.core.text import Text

BUYER = Text(fr="l’acheteur", en="the buyer")
WITHHELD = Text(fr="nom non affiché", en="name not displayed")
CALL = Text(fr="Appeler {who} pour la prochaine commande.", en="Call {who} about the next order.")
CALL_LATE = Text(
    fr="Appeler {who} : la commande attendue le {expected} a {late} de retard.",
    en="Call {who}: the order expected on {expected} is {late} late.",
)
CALL_PASSED = Text(
    fr="Appeler {who} : une commande était attendue le {expected}.",
    en="Call {who}: an order was expected on {expected}.",
)
CALL_EXPECTED = Text(
    fr="Appeler {who} avant le {expected}, jour de la prochaine commande attendue.",
    en="Call {who} before {expected}, when the next order is expected.",
)
ASK = Text(fr="Demander à {who} : {question}", en="Ask {who}: {question}")
FEWER_ORDERS = Text(fr="pourquoi les commandes s’espacent ?", en="why do orders come less often?")
SMALLER_ORDERS = Text(
    fr="pourquoi des commandes plus petites (prix, stock, concurrent) ?",
    en="why smaller orders (price, stock, competitor)?",
)
FEWER_PRODUCTS = Text(
    fr="quels articles n’achète-t-il plus chez nous, et où ?", en="which products no longer bought here, and where?"
)
FEWER_MONTHS = Text(
    fr="un calendrier de commandes ou un contrat-cadre conviendrait-il ?",
    en="would a schedule of orders or a framework contract suit?",
)
SECOND_CONTACT = Text(fr="un deuxième interlocuteur.", en="a second contact.")
LOWER_SCORE = Text(fr="ce qui a déçu depuis l’enquête d’avant.", en="what has disappointed since the survey before.")
NEW_CUSTOMER = Text(fr="les premières commandes donnent-elles satisfaction ?", en="are the first orders satisfactory?")
PAYMENT = Text(
    fr="qu’est-ce qui bloque le règlement ? Prévenir la comptabilité.",
    en="what holds up payment? Tell accounting.",
)
WIN_BACK = Text(
    fr="Voir {who} : qu’est-ce qui a changé ? Il manque {amount} de CA sur 3 mois.",
    en="See {who}: what has changed? {amount} of revenue is missing over 3 months.",
)
OFFER = Text(fr="Faire à {who} une offre sur : {families}.", en="Make {who} an offer on: {families}.")
CONTRACT_OPEN = Text(
    fr="Ouvrir le renouvellement du contrat : à décider avant le {decide}.",
    en="Open the renewal of the contract: to be decided by {decide}.",
)
CONTRACT_LATE = Text(
    fr="Négocier la suite du contrat sans attendre : préavis passé le {decide}, fin le {end}.",
    en="Negotiate what follows the contract now: notice passed on {decide}, end on {end}.",
)
CONTRACT_OVER = Text(
    fr="Proposer un nouveau contrat : le précédent est échu depuis le {end}.",
    en="Offer a new contract: the former one ended on {end}.",
)
INCIDENTS = Text(
    fr="Clore d’abord les incidents, ouverts depuis le {since}, puis parler de commandes.",
    en="Close the incidents first, open since {since}, then speak of orders.",
)
RENEW = Text(
    fr="Prendre rendez-vous aux niveaux perdus de vue ; dernier contact le {last}.",
    en="Make an appointment at the levels lost sight of; last contact on {last}.",
)
CREDITS = Text(
    fr="Chercher avec la qualité et l’administration des ventes d’où viennent les avoirs.",
    en="Find out with quality and order management where the credit notes come from.",
)
MARGIN = Text(
    fr="Revoir prix et conditions avant la prochaine commande.", en="Review price and terms before the next order."
)
PROMISED = Text(
    fr="En commande : {pending}, livraison à partir du {promised}.",
    en="On order: {pending}, delivery from {promised}.",
)
PROMISED_LATE = Text(
    fr="En commande : {pending}, promis le {promised}, date passée.",
    en="On order: {pending}, promised for {promised} (past).",
)
