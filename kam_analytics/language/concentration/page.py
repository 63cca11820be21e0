"""Texts of the concentration page."""

from kam_analytics.core.text import Text

TOP_TEN = Text(
    fr="Vos 10 premiers comptes représentent {share} {of_what}{of}.",
    en="Your 10 largest accounts make {share} {of_what}{of}.",
)
TOP_TEN_CHANGED = Text(
    fr="Vos 10 premiers comptes représentent {share} {of_what}{of} ({change}) ; le premier, {first} ({first_change}).",
    en="Your 10 largest accounts make {share} {of_what}{of} ({change}); the largest, {first} ({first_change}).",
)
OF_COMPANY = Text(fr="", en="")
OF_PORTFOLIO = Text(fr=" de votre portefeuille", en=" of your portfolio")
FEW = Text(
    fr="{your} repose sur {count} comptes ; le premier en représente {share}.",
    en="{your} rests on {count} accounts; the largest makes {share} of it.",
)
ONE = Text(
    fr="{your} repose sur un seul compte.",
    en="{your} rests on a single account.",
)
OF_THE = {"revenue": Text(fr="du CA", en="of revenue"), "margin": Text(fr="de la marge brute", en="of gross margin")}
IN_THE = {"revenue": Text(fr="le CA", en="revenue"), "margin": Text(fr="la marge brute", en="gross margin")}
YOUR = {"revenue": Text(fr="Votre CA", en="Your revenue"), "margin": Text(fr="Votre marge", en="Your margin")}
EFFECTIVE = {
    "revenue": Text(
        fr="Votre CA est aussi concentré que s’il venait de {effective} clients de même taille.",
        en="Your revenue is as concentrated as if it came from {effective} accounts of equal size.",
    ),
    "margin": Text(
        fr="Votre marge est aussi concentrée que si elle venait de {effective} clients de même taille.",
        en="Your margin is as concentrated as if it came from {effective} accounts of equal size.",
    ),
}
EFFECTIVE_ONE = {
    "revenue": Text(
        fr="Votre CA est aussi concentré que s’il venait d’un seul client.",
        en="Your revenue is as concentrated as if it came from a single account.",
    ),
    "margin": Text(
        fr="Votre marge est aussi concentrée que si elle venait d’un seul client.",
        en="Your margin is as concentrated as if it came from a single account.",
    ),
}
NO_MARGIN = Text(
    fr="Aucune marge n’est connue sur cette période. Importez des factures avec une colonne de marge ou de coût,"
    " ou revenez au CA.",
    en="No margin is known in this period. Import invoices with a margin or cost column, or go back to revenue.",
)
MORE_DEPENDENT = Text(
    fr="La dépendance augmente ; principaux comptes en cause : {names}.",
    en="Dependence is rising; main accounts behind it: {names}.",
)
LESS_DEPENDENT = Text(
    fr="La dépendance diminue ; principaux comptes en cause : {names}.",
    en="Dependence is falling; main accounts behind it: {names}.",
)
AS_DEPENDENT = Text(
    fr="Dans l’ensemble, la dépendance est stable par rapport à la période de référence.",
    en="Overall, dependence is stable against the base period.",
)
CAUSES = Text(fr="D’où vient la variation de l’indice de concentration", en="What moved the concentration index")
HHI_POINTS = Text(fr="Points d’indice (HHI × 10 000)", en="Index points (HHI × 10,000)")
RANKING = Text(fr="{what} par compte et part du total, {period}", en="{what} by account and share of total, {period}")
ROLLING = Text(
    fr="Part des premiers comptes d’aujourd’hui dans {what}, 12 mois glissants",
    en="Share of today’s largest accounts in {what}, rolling 12 months",
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
    fr="Les plus gros comptes, un par un : {period} sans chacun d’eux",
    en="The largest accounts, one at a time: {period} without each of them",
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

OTHERS_OPENED = Text(fr="Autres comptes ({count})", en="Other accounts ({count})")
APART = Text(fr="Comptes hors des parts ({count})", en="Accounts outside the shares ({count})")
WHY_APART = Text(fr="Pourquoi", en="Why")
APART_OWN = Text(fr="société de votre groupe", en="company of your own group")
APART_NOT_POSITIVE = Text(fr="avoirs au moins égaux aux factures", en="credit notes at least equal to invoices")
INTERCOMPANY = Text(
    fr="Intragroupe, hors des parts : {count} ({amount}), d’après le segment ou le secteur du compte.",
    en="Companies of your own group, outside the shares: {count} ({amount}), from the segment or sector.",
)
MISPLACED = Text(
    fr="Ces avoirs pèsent {share} du total : vérifiez s’ils ne sont pas saisis sur un autre compte que leurs factures.",
    en="These credit notes weigh {share} of the total: check that they are booked on the account of their invoices.",
)
UNKNOWN_MARGIN = Text(
    fr="Comptes sans marge connue, hors des parts : {count}.",
    en="Accounts without a known margin, outside the shares: {count}.",
)
HALF = Text(fr="{count} clients font la moitié {of_what}.", en="{count} accounts make half {of_what}.")
HALF_ONE = Text(fr="Un seul client fait la moitié {of_what}.", en="A single account makes half {of_what}.")
LORENZ = Text(
    fr="Part {of_what} que font les plus petits comptes, {count} comptes",
    en="Share {of_what} made by the smallest accounts, {count} accounts",
)
SHARE_OF_ACCOUNTS = Text(fr="Part des comptes, du plus petit au plus grand", en="Share of accounts, smallest first")
SHARE_HELD = Text(fr="Part {of_what}", en="Share {of_what}")
EQUAL = Text(fr="comptes de même taille", en="accounts of equal size")
PLAIN = Text(fr="{value}", en="{value}")
FROM_ON = Text(fr="≥ {value}", en="≥ {value}")
OUT_OF = Text(fr="{count} comptes sur {total}", en="{count} of {total} accounts")
ACCOUNTS = Text(fr="{count} comptes", en="{count} accounts")
ACCOUNTS_ONE = Text(fr="{count} compte", en="{count} account")
THRESHOLDS = Text(
    fr="Repères d’usage : {count} comptes atteignent {share} {of_what}",
    en="Usual marks: {count} accounts reach {share} {of_what}",
)
THRESHOLDS_ONE = Text(
    fr="Repères d’usage : {count} compte atteint {share} {of_what}",
    en="Usual marks: {count} account reaches {share} {of_what}",
)
THRESHOLDS_TABLE = Text(fr="Repères et ce qui est mesuré", en="Marks, and what is measured")
THRESHOLDS_NOTE = Text(
    fr="Ce sont des usages, pas des règles de droit : l’état de dépendance économique s’apprécie sur un faisceau"
    " d’indices et n’est pas un pourcentage ; les seuils HHI du droit de la concurrence visent des marchés, pas un"
    " portefeuille. Tous se règlent dans kam.toml, partie [thresholds].",
    en="These are habits, not rules of law: economic dependence is judged on a body of evidence and is no percentage;"
    " the HHI thresholds of competition law are about markets, not portfolios. All are set in kam.toml, part"
    " [thresholds].",
)
MARK, LIMIT = Text(fr="Repère", en="Mark"), Text(fr="Seuil", en="Threshold")
MEASURED, REACHED = Text(fr="Mesuré", en="Measured"), Text(fr="Atteint", en="Reached")
LIMIT_SOURCE = Text(fr="Source", en="Source")
MARKS = {
    "major": (
        Text(fr="Client majeur", en="Major customer"),
        Text(
            fr="IFRS 8, § 34 (comptes publiés) ; un groupe = un client",
            en="IFRS 8, para. 34 (published accounts); a group is one",
        ),
    ),
    "top_1": (
        Text(fr="Premier compte", en="Largest account"),
        Text(
            fr="Acheteurs français : alerte de dépendance, 22 à 30 %",
            en="French purchasers: dependence alert, 22 to 30%",
        ),
    ),
    "top_3": (
        Text(fr="3 premiers comptes", en="3 largest accounts"),
        Text(fr="Usage des évaluations et reprises d’entreprise", en="Habit of company valuations and takeovers"),
    ),
    "top_5": (
        Text(fr="5 premiers comptes", en="5 largest accounts"),
        Text(fr="Réglage de la maison, sans source publiée", en="House setting, no published source"),
    ),
    "hhi_watch": (
        Text(fr="Indice HHI, à suivre", en="HHI, to watch"),
        Text(
            fr="Comme 10 clients de même taille ; repère de lecture", en="As 10 accounts of equal size; a reading mark"
        ),
    ),
    "hhi_high": (
        Text(fr="Indice HHI, élevé", en="HHI, high"),
        Text(
            fr="Comme 5,6 clients de même taille ; repère de lecture",
            en="As 5.6 accounts of equal size; a reading mark",
        ),
    ),
    "turnover": (
        Text(fr="Clients pour qui vos ventes pèsent", en="Customers to whom your sales weigh"),
        Text(
            fr="Réglage de la maison : CA ÷ CA annuel du client lui-même",
            en="House setting: revenue ÷ the customer’s own yearly turnover",
        ),
    ),
    "wallet": (
        Text(fr="Clients qui dépendent de vous", en="Customers who depend on you"),
        Text(
            fr="Réglage de la maison : CA ÷ potentiel annuel du compte",
            en="House setting: revenue ÷ yearly potential of the account",
        ),
    ),
}
