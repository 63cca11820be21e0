"""Texts of the growth page."""

from kam_analytics.core.text import Text

MORE = Text(
    fr="Les comptes clés font {gap} de plus que les autres comptes : {key} contre {other}.",
    en="Key accounts do {gap} better than the other accounts: {key} against {other}.",
)
LESS = Text(
    fr="Les comptes clés font {gap} de moins que les autres comptes : {key} contre {other}.",
    en="Key accounts do {gap} worse than the other accounts: {key} against {other}.",
)
SAME = Text(
    fr="Les comptes clés évoluent comme les autres comptes : {key} contre {other}.",
    en="Key accounts move like the other accounts: {key} against {other}.",
)
TOTAL_ONLY = Text(
    fr="Le CA évolue de {growth} par rapport à la période de référence.",
    en="Revenue moves by {growth} against the base period.",
)
NO_BASE = Text(
    fr="Aucune facture sur la période de référence ({base}) : la croissance n’est pas définie.",
    en="No invoice in the base period ({base}): growth is not defined.",
)
REFUSED = Text(
    fr="Pas de croissance à montrer : les factures commencent le {first}, après le début de la période de référence"
    " ({base}).",
    en="No growth to show: invoices start on {first}, after the base period begins ({base}).",
)
REFUSED_WHY = Text(
    fr="Comparer {period} à une période incomplète gonflerait la croissance.",
    en="Comparing {period} with an incomplete period would inflate growth.",
)
REFUSED_NEXT = Text(
    fr="Choisissez une période qui commence au plus tôt le {earliest}, ou importez les factures plus anciennes.",
    en="Choose a period that begins on {earliest} at the earliest, or import the older invoices.",
)
REFUSED_WAIT = Text(
    fr="Importez les factures depuis le {base_start} pour comparer ; un an après la première facture, la comparaison"
    " deviendra possible sans elles.",
    en="Import the invoices since {base_start} to compare; one year after the first invoice, the comparison becomes"
    " possible without them.",
)
KEYS, OTHERS = Text(fr="comptes clés", en="key accounts"), Text(fr="autres", en="others")
KEYS_INDEX = Text(fr="Comptes clés, base 100", en="Key accounts, base 100")
OTHERS_INDEX = Text(fr="Autres, base 100", en="Others, base 100")
KEYS_REVENUE = Text(fr="CA des comptes clés", en="Revenue of key accounts")
OTHERS_REVENUE = Text(fr="CA des autres", en="Revenue of the others")
GAP = Text(fr="écart de croissance sur un an", en="gap in growth on a year earlier")
HISTORY = Text(
    fr="CA sur 12 mois glissants, base 100 à fin {first}",
    en="Revenue over rolling 12 months, 100 at the end of {first}",
)
HISTORY_SHORT = Text(
    fr="Pas encore de courbe dans le temps : il faut au moins 13 mois de factures et des comptes clés.",
    en="No curve over time yet: it takes at least 13 months of invoices, and key accounts.",
)
BAND = Text(fr="comptes de même taille, 80 % des tirages", en="accounts of the same size, 80% of draws")
AT_LEAST = Text(fr="au moins {month}", en="at least {month}")
SINCE_LESS = Text(fr="moins vite depuis {month}", en="slower since {month}")
SINCE_MORE = Text(fr="plus vite depuis {month}", en="faster since {month}")
SINCE_LESS_LEAD = Text(
    fr="Ils croissent moins vite que les autres sans interruption depuis {month}.",
    en="They have grown more slowly than the others without a break since {month}.",
)
SINCE_MORE_LEAD = Text(
    fr="Ils croissent plus vite que les autres sans interruption depuis {month}.",
    en="They have grown faster than the others without a break since {month}.",
)
INTERVAL = Text(
    fr="Écart vraisemblable : de {low} à {high} points.",
    en="Plausible gap: from {low} to {high} points.",
)
TOO_FEW = Text(
    fr="Trop peu de comptes clés pour conclure : l’écart est donné sans intervalle.",
    en="Too few key accounts to conclude: the gap comes without an interval.",
)
SUPPORTED = Text(fr="« Deux fois plus vite » : confirmé.", en="“Twice as fast”: supported.")
CONTRADICTED = Text(fr="« Deux fois plus vite » : démenti.", en="“Twice as fast”: contradicted.")
CANNOT_TELL = Text(fr="« Deux fois plus vite » : impossible de conclure.", en="“Twice as fast”: cannot tell.")
SPANS = Text(
    fr="Titre : {period} contre {base}. Courbes : années glissantes.",
    en="Title: {period} against {base}. Lines: rolling years.",
)

FASTER = Text(
    fr="C’est {ratio} leur croissance.",
    en="That is {ratio} their growth.",
)
BOUGHT = Text(
    fr="Croissance payée en marge : taux de marge brute de {rate}, contre {base_rate} ({change}) ; au taux d’avant,"
    " la marge brute serait plus haute de {forgone}.",
    en="Growth bought with margin: gross margin rate {rate}, against {base_rate} ({change}); at the former rate, gross"
    " margin would be {forgone} higher.",
)
BOUGHT_BY_KEYS = Text(
    fr="Comptes clés, croissance payée en marge : taux de marge brute de {rate}, contre {base_rate} ({change}) ; au"
    " taux d’avant, leur marge brute serait plus haute de {forgone}.",
    en="Key accounts, growth bought with margin: gross margin rate {rate}, against {base_rate} ({change}); at the"
    " former rate, their gross margin would be {forgone} higher.",
)
AMOUNTS_NOTE = Text(fr="{before} → {now}", en="{before} → {now}")
MARGIN_PARTIAL = Text(
    fr="Marge connue sur {covered} du CA : les taux de marge ne parlent que de cette part.",
    en="Margin is known for {covered} of revenue: margin rates speak for that part only.",
)
LIKE_FOR_LIKE = Text(
    fr="Sur les mêmes jours, du {start} au {end} contre du {base_start} au {base_end}, la croissance est de {growth}.",
    en="Over the same days, {start} to {end} against {base_start} to {base_end}, growth is {growth}.",
)
CUT = Text(
    fr="Période en cours, arrêtée au {end}, dernier jour facturé ; la période de référence est arrêtée au même jour"
    " ({base_end}).",
    en="Open period, cut on {end}, the last invoiced day; the base period is cut on the same day ({base_end}).",
)
WORKING_DAYS = Text(
    fr="Mêmes jours de l’année des deux côtés, donc même saison. Jours ouvrés en France : {days} contre {base_days} ;"
    " par jour ouvré, le CA évolue de {growth}.",
    en="Same days of the year on both sides, so the same season. Working days in France: {days} against {base_days};"
    " per working day, revenue moves by {growth}.",
)
CONSTANT_RATES = Text(
    fr="À taux de change constants (moyenne de la période de référence ; {currencies}), le CA évolue de {growth} au"
    " lieu de {reported} : les taux seuls pèsent {effect}.",
    en="At constant exchange rates (mean of the base period; {currencies}), revenue moves by {growth} instead of"
    " {reported}: rates alone weigh {effect}.",
)
UNRATED = Text(
    fr="Sans taux sur la période de référence, donc laissé au taux du jour : {currencies}.",
    en="Without a rate in the base period, so left at the rate of the day: {currencies}.",
)
SHORT = Text(
    fr="Sur moins de 12 mois, « perdu » veut dire « rien facturé sur la période » : un client saisonnier peut y"
    " figurer.",
    en="Over less than 12 months, “lost” means “nothing invoiced in the period”: a seasonal customer may be among"
    " them.",
)
NEW_UNSURE = Text(
    fr="Les factures commencent le {first}, moins de 24 mois avant la période de référence : un client « nouveau » peut"
    " être un client retrouvé.",
    en="Invoices start on {first}, less than 24 months before the base period: a “new” customer may be a returned one.",
)

FROM_LIST = Text(
    fr="Comptes clés : liste en vigueur le {day}, au début de la période de référence (comptes : {count}).",
    en="Key accounts: the list in force on {day}, at the start of the base period (accounts: {count}).",
)
FROM_LAGGED = Text(
    fr="Aucune liste de comptes clés au {day} : à sa place, {chosen} des 12 mois qui précèdent la période de référence"
    " (indicatif).",
    en="No list of key accounts on {day}: in its place, {chosen} of the 12 months before the base period (indicative).",
)
FROM_TOP = Text(
    fr="Aucune liste de comptes clés au {day} : à sa place, {chosen} de la période de référence. À choisir les comptes"
    " à leur sommet, ils paraissent ralentir : lecture indicative.",
    en="No list of key accounts on {day}: in its place, {chosen} of the base period. Accounts picked at their peak seem"
    " to slow down: indicative only.",
)
CHOSEN_LAGGED = Text(
    fr="Comptes clés retenus : {chosen} des 12 mois qui précèdent la période de référence.",
    en="Key accounts used: {chosen} of the 12 months before the base period.",
)
CHOSEN_TOP = Text(
    fr="Comptes clés retenus : {chosen} de la période de référence. À choisir les comptes à leur sommet, ils paraissent"
    " ralentir : lecture indicative.",
    en="Key accounts used: {chosen} of the base period. Accounts picked at their peak seem to slow down: indicative"
    " only.",
)
LARGEST = Text(fr="les {count} plus gros comptes", en="the {count} largest accounts")
LARGEST_ONE = Text(fr="le plus gros compte", en="the largest account")
MOST = Text(fr="les {count} comptes qui font 80 % du CA", en="the {count} accounts that make 80% of the revenue")
MOST_ONE = Text(fr="le compte qui fait 80 % du CA", en="the account that makes 80% of the revenue")
NO_LIST = Text(
    fr="Aucune liste de comptes clés au {day} : importez-la (compte, début) pour comparer.",
    en="No list of key accounts on {day}: import it (account, from) to compare.",
)
BASE_PARTIAL = Text(
    fr="Les factures commencent le {first} : la période de référence ({base}) n’est pas couverte en entier.",
    en="Invoices start on {first}: the base period ({base}) is not fully covered.",
)
BRIDGE = Text(
    fr="D’où vient la variation du CA, {base_amount} → {amount}, {period}",
    en="Where the change in revenue comes from, {base_amount} → {amount}, {period}",
)
ROUNDED = Text(
    fr="Montants arrondis : leur somme s’écarte de {difference}.",
    en="Amounts are rounded: their sum is off by {difference}.",
)
MOVERS = Text(
    fr="Plus fortes variations de CA par compte, {period}", en="Largest changes in revenue by account, {period}"
)
TABLE = Text(fr="Comptes : {period} contre {base}", en="Accounts: {period} against {base}")
GROUPS = Text(
    fr="Trois groupes de comptes : {period} contre {base}", en="Three groups of accounts: {period} against {base}"
)
RETENTION = Text(fr="CA conservé, intervalle et méthode", en="Retained revenue, interval and method")
ACCOUNTS = Text(fr="Comptes", en="Accounts")
KEY_COUNT = Text(fr="Comptes clés", en="Key accounts")
GAP, LOW, HIGH = (
    Text(fr="Écart", en="Gap"),
    Text(fr="Écart vraisemblable : de", en="Plausible gap: from"),
    Text(fr="à", en="to"),
)
KEY_GROWTH, OTHER_GROWTH = (
    Text(fr="Leur croissance", en="Their growth"),
    Text(fr="Celle des autres", en="That of the others"),
)
MOVEMENT = Text(fr="Évolution", en="Movement")
REASON = Text(fr="Motif", en="Why key")
REASONS = {
    "volume": Text(fr="Volume", en="Volume"),
    "prestige": Text(fr="Prestige", en="Prestige"),
    "strategy": Text(fr="Stratégie", en="Strategy"),
}
MARGIN_RATE, RATE_CHANGE = Text(fr="Taux de marge", en="Margin rate"), Text(fr="Écart de taux", en="Change of rate")
MARGIN_CHANGE = Text(fr="Écart de marge", en="Margin change")
TOTAL = Text(fr="Ensemble", en="All accounts")

READINGS = Text(fr="La même question, posée autrement", en="The same question, asked differently")
WAY = Text(fr="Comparaison", en="Comparison")
WAYS = {
    "all_others": Text(fr="Comme ci-dessus : autres comptes, nouveaux compris", en="As above: others, new included"),
    "existing": Text(fr="Sans les comptes nouveaux ou retrouvés", en="Without new or returned accounts"),
    "without_largest": Text(fr="Sans le plus gros compte ({name})", en="Without the largest account ({name})"),
    "like_for_like": Text(
        fr="À périmètre constant (comptes des deux périodes)", en="Like for like (accounts of both periods)"
    ),
    "same_size": Text(fr="Contre des comptes de même taille", en="Against accounts of the same size"),
    "constant_rates": Text(fr="À taux de change constants", en="At constant exchange rates"),
    "list_at_end": Text(fr="Avec la liste en vigueur le {day}", en="With the list in force on {day}"),
    "list_today": Text(fr="Avec la liste d’aujourd’hui ({day})", en="With today’s list ({day})"),
}
SAME_SIZE_NOTE = Text(
    fr="Même taille : chaque compte clé est comparé à l’autre compte le plus proche par son CA d’avant la période de"
    " référence (au plus du simple au double) ; comptes clés sans équivalent : {alone}.",
    en="Same size: each key account is compared with the other account nearest in revenue before the base period"
    " (at most half or twice); key accounts without a match: {alone}.",
)
LIKE_FOR_LIKE_NOTE = Text(
    fr="À périmètre constant, les clients perdus et gagnés ne comptent plus : à lire avec le détail de la variation.",
    en="Like for like leaves out lost and gained customers: read it with the detail of the change.",
)

BRIDGES = Text(
    fr="D’où vient la variation, groupe par groupe ; prix, volume et produits",
    en="Where the change comes from, group by group; price, volume and products",
)
FROM_BASE = Text(fr="Du CA de référence au CA de la période", en="From base revenue to revenue")
CAUSE = Text(fr="Cause", en="Cause")
OPENING, CLOSING = (
    Text(fr="CA de la période de référence", en="Base revenue"),
    Text(fr="CA de la période", en="Revenue"),
)
STAYED = Text(
    fr="Hausses et baisses des clients des deux périodes : prix, volume, produits",
    en="Ups and downs of customers of both periods: price, volume, products",
)
EFFECTS = {
    "price": Text(fr="Prix", en="Price"),
    "volume": Text(fr="Volume", en="Volume"),
    "mix": Text(fr="Composition des achats (mix)", en="Mix of products"),
    "started": Text(fr="Produits nouveaux pour le client", en="Products new to the customer"),
    "stopped": Text(fr="Produits que le client n’achète plus", en="Products the customer stopped buying"),
    "unmeasured": Text(fr="Sans quantité ou sans produit", en="Without quantity or product"),
}
EFFECTS_TOTAL = Text(fr="Hausses et baisses, ensemble", en="Ups and downs together")
EFFECTS_NOTE = Text(
    fr="Prix = (prix moyen − prix de référence) × quantité de la période, avoirs compris ; volume = quantité gagnée"
    " × prix moyen de référence du client ; composition = le reste, exact. Les quantités d’un même client sont"
    " additionnées : volume et composition supposent une unité commune, le prix non.",
    en="Price = (mean price − base price) × quantity of the period, credit notes included; volume = quantity gained ×"
    " the customer’s mean base price; mix = the rest, exact. Quantities of one customer are added up: volume and mix"
    " suppose one common unit, price does not.",
)
NO_QUANTITIES = Text(
    fr="Aucun produit n’a de quantité sur les deux périodes : prix et volume ne peuvent pas être séparés. Importez les"
    " factures avec produit et quantité.",
    en="No product has a quantity in both periods: price and volume cannot be told apart. Import invoices with product"
    " and quantity.",
)
INTERVAL_METHOD = Text(
    fr="Intervalle à 95 % : jackknife par compte, loi de Student à {df} degrés de liberté"
    " (nombre équivalent de comptes clés − 1). « Deux fois plus vite » : même méthode, sur la croissance des comptes"
    " clés moins deux fois celle des autres.",
    en="95% interval: jackknife by account, Student’s t with {df} degrees of freedom (effective number of key"
    " accounts − 1). “Twice as fast”: same method, on key growth minus twice the growth of the others.",
)
NAMES_OF_RATES = Text(
    fr="En anglais : NRR pour le CA conservé, hausses comprises ; GRR hors hausses ; logo retention pour les clients"
    " conservés.",
    en="Retained revenue with increases is NRR, without them GRR; retained customers are logo retention.",
)
NOISE = Text(
    fr="Sans aucune tendance, le seul hasard des commandes ramènerait déjà le CA conservé hors hausses vers {floor} : à"
    " comparer à ce plancher, jamais à 100 % ni à des taux d’abonnement.",
    en="Without any trend, the mere chance of orders would already bring retention without increases to about {floor}:"
    " compare with this floor, never with 100% or with subscription rates.",
)
RETENTION_GROUPS = Text(fr="CA et clients conservés, par groupe", en="Retained revenue and customers, by group")
KEPT_UP, KEPT, LOGOS = (
    Text(fr="CA conservé, hausses comprises", en="Revenue kept, increases included"),
    Text(fr="CA conservé, hors hausses", en="Revenue kept, without increases"),
    Text(fr="Clients conservés", en="Customers kept"),
)
HINDSIGHT = Text(
    fr="Avec la liste en vigueur le {day} (comptes : {count}), l’écart serait de {gap} : {key} contre {other}."
    " Une liste choisie après coup flatte d’ordinaire : un compte qui progresse a plus de chances de devenir clé.",
    en="With the list in force on {day} (accounts: {count}), the gap would be {gap}: {key} against {other}."
    " A list chosen afterwards usually flatters: an account that grows is more likely to become key.",
)
UNDEFINED = Text(fr="n.d.", en="n/a")
CAUSES = {
    "new": Text(fr="Nouveaux", en="New"),
    "returned": Text(fr="Retrouvés", en="Returned"),
    "up": Text(fr="En hausse", en="Up"),
    "down": Text(fr="En baisse", en="Down"),
    "lost": Text(fr="Perdus", en="Lost"),
    "total": Text(fr="Variation", en="Change"),
}
GROUP_NAMES = {
    "key": Text(fr="Comptes clés", en="Key accounts"),
    "other": Text(fr="Autres comptes existants", en="Other existing accounts"),
    "new": Text(fr="Comptes nouveaux ou retrouvés", en="New or returned accounts"),
}
