"""Texts of the heat map of months: each account against its own normal."""

from kam_analytics.core.text import Text

MAP = Text(
    fr="Mois par mois, chaque compte par rapport à sa normale",
    en="Month by month, each account against its own normal",
)
TITLE = Text(
    fr="CA mensuel par rapport à la normale du compte, {months} derniers mois clos : {accounts}",
    en="Monthly revenue against the account’s own normal, last {months} closed months: {accounts}",
)
ABOVE = Text(fr="au-dessus de sa normale", en="above its normal")
BELOW = Text(fr="en dessous de sa normale", en="below its normal")
NORMAL_CELL = Text(
    fr="{name}, {month} : {revenue} ; d’habitude {normal}, à {usual} près.",
    en="{name}, {month}: {revenue}; usually {normal}, give or take {usual}.",
)
QUIET_CELL = Text(
    fr="{name}, {month} : {revenue} ; ce compte n’achète presque rien à cette saison.",
    en="{name}, {month}: {revenue}; this account buys next to nothing in this season.",
)
NEW_CELL = Text(
    fr="{name}, {month} : {revenue} ; trop récent pour une normale.",
    en="{name}, {month}: {revenue}; too recent to have a normal.",
)
HOW = Text(
    fr="Normale : moyenne des mêmes mois des {years} années précédentes, ou de celles que l’historique couvre. Sans"
    " couleur : dans l’écart habituel du compte d’un mois à l’autre, ou hors saison. Le pourcentage est ce qui dépasse"
    " cet écart, rapporté à la normale.",
    en="Normal: mean of the same months of the {years} years before, or of those the history covers. No colour: within"
    " the account’s usual spread from month to month, or out of season. The percentage is what exceeds that spread,"
    " against normal.",
)
MONTH = Text(fr="Mois", en="Month")
REVENUE = Text(fr="CA", en="Revenue")
NORMAL = Text(fr="Normale", en="Normal")
CHANGE = Text(fr="Écart au-delà de l’habitude", en="Change beyond the usual")
