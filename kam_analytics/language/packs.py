"""Texts of the packs of a review: decks, workbooks, PDF, messages, and why one was refused."""

from kam_analytics.core.text import Text

START = Text(fr="Départ", en="Start")
BELOW_ZERO = Text(fr="Sous zéro", en="Below zero")
LABELS = Text(fr="Étiquettes", en="Labels")
LOW, HIGH = Text(fr="bas", en="low"), Text(fr="haut", en="high")
CHART_DATA = Text(fr="Données du graphique", en="Data of the chart")
STATE = Text(fr="État des données n°", en="State of the data no.")
MORE_ROWS = Text(
    fr="… et {count} autres lignes, dans le classeur Excel",
    en="… and {count} more rows, in the Excel workbook",
)
AS_OF = Text(fr="Situation au {day}", en="As of {day}")

NOT_A_DECK = Text(
    fr="ce n’est pas une présentation PowerPoint (.pptx)", en="it is not a PowerPoint presentation (.pptx)"
)
EMPTY_FILE = Text(fr="le fichier est vide", en="the file is empty")
CUT_FILE = Text(fr="le fichier est abîmé ou incomplet", en="the file is damaged or incomplete")
LOCKED_FILE = Text(
    fr="il est protégé par un mot de passe, ou enregistré dans l’ancien format .ppt",
    en="it is protected by a password, or saved in the old .ppt format",
)
POTX_FILE = Text(
    fr="c’est un modèle .potx, et non une présentation .pptx",
    en="it is a .potx template, not a .pptx presentation",
)
MACRO_FILE = Text(fr="il contient des macros", en="it contains macros")
HUGE_FILE = Text(fr="une fois ouvert, il serait trop gros", en="once opened, it would be too large")
NO_LAYOUT = Text(fr="il n’a aucune disposition de diapositive", en="it has no slide layout")

DEMONSTRATION = Text(fr="DÉMONSTRATION : données inventées", en="DEMONSTRATION: invented data")

YEAR = Text(
    fr="{revenue} de CA en douze mois, {growth} en un an.",
    en="{revenue} of revenue in twelve months, {growth} in a year.",
)
YEAR_ALONE = Text(fr="{revenue} de CA en douze mois.", en="{revenue} of revenue in twelve months.")
MONTHS = Text(fr="Mois", en="Months")
MONTHS_CHART = Text(
    fr="CA par mois, à côté du même mois un an plus tôt", en="Revenue by month, beside the same month a year earlier"
)
SIGNALS = Text(fr="Signaux", en="Signals")
ACTIONS_NAME = Text(fr="Actions", en="Actions")
NO_ACTION = Text(fr="Aucune action n’est ouverte sur ce compte.", en="No action is open on this account.")
ONE_ACTION = Text(fr="{count} action ouverte, dont {late} en retard.", en="{count} open action, {late} of them late.")
ACTIONS = Text(fr="{count} actions ouvertes, dont {late} en retard.", en="{count} open actions, {late} of them late.")

MAIL_SUBJECT = Text(fr="{title} {period} : {name}", en="{title} {period}: {name}")
MAIL_BODY = Text(
    fr="Bonjour,\n\nVous trouverez ci-joint le dossier de la revue {period} : {name}.\n\nIl a été calculé sur les"
    " données arrêtées au {day} et ne contient que ce que vous pouvez voir.\n",
    en="Hello,\n\nPlease find attached the pack of the review {period}: {name}.\n\nIt was computed from the data as of"
    " {day} and contains only what you may see.\n",
)
WHOLE = Text(fr="Ensemble", en="Whole company")
WRITTEN = Text(fr="{file}", en="{file}")
PACK_LINE = Text(fr="{name} : {result}", en="{name}: {result}")
PACKS_DONE = Text(fr="{done} dossiers écrits sur {total}.", en="{done} of {total} packs written.")
FILE_NAME = Text(fr="revue", en="review")
NOT_THERE = Text(fr="le fichier « {file} » ne peut pas être lu", en="the file “{file}” cannot be read")
NOT_FOR_FORMAT = Text(
    fr="un modèle ne sert qu’à une présentation, et « {file} » n’en est pas une",
    en="a template serves for a presentation only, and “{file}” is none",
)
