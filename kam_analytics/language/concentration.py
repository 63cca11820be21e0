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
STATISTICS = Text(fr="Indices de concentration", en="Concentration indices")
HISTORY_TOO_SHORT = Text(
    fr="Moins de 12 mois de factures : l’évolution sur 12 mois glissants ne peut pas encore être tracée.",
    en="Less than 12 months of invoices: rolling 12 months cannot be drawn yet.",
)
