"""Texts that several pages share."""

from kam_analytics.core.text import Text

KEY_ACCOUNTS = Text(fr="comptes clés", en="key accounts")
OTHER_ACCOUNTS = Text(fr="autres comptes", en="other accounts")
NEW_ACCOUNTS = Text(fr="nouveaux comptes", en="new accounts")
GAINS, LOSSES = Text(fr="hausses", en="gains"), Text(fr="baisses", en="losses")
ACTUAL = Text(fr="réalisé", en="actual")
TARGET = Text(fr="objectif", en="target")
LAST_YEAR = Text(fr="un an plus tôt", en="a year earlier")

FIRST_ACCOUNT = Text(fr="le premier compte", en="the first account")
FIRST_ACCOUNTS = Text(fr="les {count} premiers comptes", en="the first {count} accounts")
ACCOUNT = Text(fr="Compte", en="Account")
CODE = Text(fr="Code", en="Code")
RANK = Text(fr="Rang", en="Rank")
KEY = Text(fr="Compte clé", en="Key account")
SEGMENT = Text(fr="Segment", en="Segment")
KAM = Text(fr="Responsable", en="KAM")
REVENUE = Text(fr="CA", en="Revenue")
BASE_REVENUE = Text(fr="CA de référence", en="Base revenue")
SHARE = Text(fr="Part", en="Share")
CUMULATIVE = Text(fr="Part cumulée", en="Cumulative share")
MARGIN = Text(fr="Marge brute", en="Gross margin")
MARGIN_RATE = Text(fr="Taux de marge brute", en="Gross margin rate")
CHANGE = Text(fr="Variation", en="Change")
GROWTH = Text(fr="Croissance", en="Growth")
CONTRIBUTION = Text(fr="Contribution", en="Contribution")
GROUP = Text(fr="Groupe", en="Group")
MONTH = Text(fr="Mois", en="Month")
DATE = Text(fr="Date", en="Date")
LABELLED = Text(fr="{label} : {value}", en="{label}: {value}")
AND_OTHERS = Text(fr="{names} et {count} autres", en="{names} and {count} others")
YES, NO = Text(fr="oui", en="yes"), Text(fr="non", en="no")

EMPTY = Text(
    fr="Aucune facture avec ces filtres ({period}). Élargissez la période ou retirez un filtre.",
    en="No invoice with these filters ({period}). Widen the period or remove a filter.",
)
NO_DATA = Text(fr="Aucune facture n’est encore importée.", en="No invoice has been imported yet.")
TO_IMPORT = Text(
    fr="Déposez un export de vos factures, ou partez d’un modèle à remplir.",
    en="Drop an export of your invoices, or start from a template to fill in.",
)
SHARES_OF_PORTFOLIO = Text(
    fr="Les parts sont calculées sur votre portefeuille, pas sur toute l’entreprise.",
    en="Shares are of your portfolio, not of the whole company.",
)
DEMONSTRATION = Text(
    fr="Démonstration : données inventées",
    en="Demonstration: invented data",
)

BEYOND_DATA = Text(
    fr="Attention : les factures s’arrêtent le {last}, la période demandée va jusqu’au {end}. Les jours qui manquent"
    " comptent pour zéro.",
    en="Caution: invoices end on {last}, the period goes to {end}. The missing days count as zero.",
)
BEFORE_DATA = Text(
    fr="Attention : les factures commencent le {first}, la période demandée commence le {start}. Les jours qui manquent"
    " comptent pour zéro.",
    en="Caution: invoices begin on {first}, the period begins on {start}. The missing days count as zero.",
)
