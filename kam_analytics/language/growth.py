"""What the growth page says."""

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

FROM_LIST = Text(
    fr="Comptes clés : liste en vigueur le {day}, avant la période de référence (comptes : {count}).",
    en="Key accounts: the list in force on {day}, before the base period (accounts: {count}).",
)
FROM_LAGGED = Text(
    fr="Aucune liste de comptes clés au {day} : à sa place, les {count} plus gros comptes des 12 mois qui"
    " précèdent la période de référence (indicatif).",
    en="No list of key accounts on {day}: in its place, the {count} largest accounts of the 12 months before"
    " the base period (indicative).",
)
FROM_TOP = Text(
    fr="Aucune liste de comptes clés au {day} : à sa place, les {count} plus gros comptes de la période de"
    " référence. Choisis sur leur sommet, ils paraissent ralentir : lecture indicative.",
    en="No list of key accounts on {day}: in its place, the {count} largest accounts of the base period."
    " Picked at their peak, they seem to slow down: indicative only.",
)
CHOSEN_LAGGED = Text(
    fr="Comptes clés retenus : les {count} plus gros comptes des 12 mois qui précèdent la période de référence.",
    en="Key accounts used: the {count} largest accounts of the 12 months before the base period.",
)
CHOSEN_TOP = Text(
    fr="Comptes clés retenus : les {count} plus gros comptes de la période de référence. Choisis sur leur sommet,"
    " ils paraissent ralentir : lecture indicative.",
    en="Key accounts used: the {count} largest accounts of the base period. Picked at their peak, they seem to slow"
    " down: indicative only.",
)
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
MOVERS = Text(
    fr="Plus fortes variations de CA par compte, {period}", en="Largest changes in revenue by account, {period}"
)
TABLE = Text(fr="Comptes : {period} contre {base}", en="Accounts: {period} against {base}")
GROUPS = Text(fr="Trois groupes de comptes", en="Three groups of accounts")
RETENTION = Text(fr="Fidélité du CA et intervalle", en="Retention and interval")
ACCOUNTS = Text(fr="Comptes", en="Accounts")
INTERVAL_METHOD = Text(
    fr="Intervalle à 95 % : jackknife par compte, loi de Student à {df} degrés de liberté"
    " (nombre équivalent de comptes clés − 1). Bruit : sans aucune tendance, le CA conservé hors hausses"
    " serait déjà bien inférieur à 100 %.",
    en="95% interval: jackknife by account, Student’s t with {df} degrees of freedom (effective number of key"
    " accounts − 1). Noise: without any trend, gross retention would already be well below 100%.",
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
    "new": Text(fr="Nouveaux comptes", en="New accounts"),
}
