"""What the concentration page says."""

from kam_analytics.core.text import Text

TOP_TEN = Text(
    fr="Vos 10 premiers comptes représentent {share} du CA{of}.",
    en="Your 10 largest accounts make {share} of revenue{of}.",
)
TOP_TEN_CHANGED = Text(
    fr="Vos 10 premiers comptes représentent {share} du CA{of}, {change} par rapport à la période de référence.",
    en="Your 10 largest accounts make {share} of revenue{of}, {change} against the base period.",
)
OF_COMPANY = Text(fr="", en="")
OF_PORTFOLIO = Text(fr=" de votre portefeuille", en=" of your portfolio")
FEW = Text(
    fr="Votre CA repose sur {count} comptes ; le premier en représente {share}.",
    en="Your revenue rests on {count} accounts; the largest makes {share} of it.",
)
ONE = Text(
    fr="Votre CA repose sur un seul compte.",
    en="Your revenue rests on a single account.",
)
EFFECTIVE = Text(
    fr="Votre CA est aussi concentré que s’il venait de {effective} clients de même taille.",
    en="Your revenue is as concentrated as if it came from {effective} accounts of equal size.",
)
EFFECTIVE_ONE = Text(
    fr="Votre CA est aussi concentré que s’il venait d’un seul client.",
    en="Your revenue is as concentrated as if it came from a single account.",
)
MORE_DEPENDENT = Text(
    fr="La dépendance augmente ; principaux comptes en cause : {names}.",
    en="Dependence is rising; main accounts behind it: {names}.",
)
LESS_DEPENDENT = Text(
    fr="La dépendance diminue ; principaux comptes en cause : {names}.",
    en="Dependence is falling; main accounts behind it: {names}.",
)
CAUSES = Text(fr="D’où vient la variation de l’indice de concentration", en="What moved the concentration index")
HHI_POINTS = Text(fr="Points d’indice (HHI × 10 000)", en="Index points (HHI × 10,000)")
RANKING = Text(fr="CA par compte et part du total, {period}", en="Revenue by account and share of total, {period}")
ROLLING = Text(
    fr="Part des 10 premiers comptes dans le CA, 12 mois glissants",
    en="Share of the 10 largest accounts in revenue, rolling 12 months",
)
OTHERS = Text(fr="Autres ({count})", en="Others ({count})")
TABLE = Text(fr="Comptes, {period}", en="Accounts, {period}")
UNASSIGNED = Text(
    fr="Sans client identifié : {amount} (lignes : {lines}), hors de toutes les parts. CA facturé au total : {total}.",
    en="No customer named: {amount} (lines: {lines}), outside every share. Invoiced in total: {total}.",
)
EXCLUDED = Text(
    fr="Comptes au CA net nul ou négatif, hors des parts : {count} ({amount}).",
    en="Accounts with zero or negative net revenue, outside the shares: {count} ({amount}).",
)
BY_GROUP = Text(
    fr="En regroupant les entités d’un même groupe, les 10 premiers représentent {share}.",
    en="Counting the entities of a group as one, the 10 largest make {share}.",
)
LOSSES = Text(
    fr="Et si nous perdions un compte ? CA et marge de la période sans lui",
    en="What if we lost an account? Revenue and margin of the period without it",
)
LARGEST_TOGETHER = Text(fr="Les {count} premiers ensemble", en="The {count} largest together")
LOST_REVENUE = Text(fr="CA perdu", en="Lost revenue")
LOST_SHARE = Text(fr="Part du CA", en="Share of revenue")
LOST_MARGIN = Text(fr="Marge perdue", en="Lost margin")
LOST_MARGIN_SHARE = Text(fr="Part de la marge", en="Share of margin")
TOP_TEN_AFTER = Text(fr="10 premiers, sans lui", en="10 largest, without it")
EFFECTIVE_AFTER = Text(fr="Clients équivalents, sans lui", en="Effective accounts, without it")
MONTHS = Text(fr="Mois de nouveaux clients pour compenser", en="Months of new accounts to make up")
LOSSES_NOTE = Text(
    fr="Mois pour compenser : CA perdu ÷ CA mensuel des clients gagnés sur la période. Classés par marge perdue"
    " quand elle est connue : le premier compte par le CA n’est pas toujours le plus dangereux.",
    en="Months to make up: lost revenue ÷ monthly revenue of the accounts won in the period. In order of lost margin"
    " where it is known: the largest account by revenue is not always the most dangerous.",
)
STATISTICS = Text(fr="Indices de concentration", en="Concentration indices")
HISTORY_TOO_SHORT = Text(
    fr="Moins de 12 mois de factures : l’évolution sur 12 mois glissants ne peut pas encore être tracée.",
    en="Less than 12 months of invoices: rolling 12 months cannot be drawn yet.",
)
