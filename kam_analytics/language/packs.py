"""Texts of the packs of a review: decks, workbooks, PDF, messages, and why one was refused."""

from kam_analytics.core.text import Text

START = Text(fr="Départ", en="Start")
BELOW_ZERO = Text(fr="Sous zéro", en="Below zero")
LABELS = Text(fr="Étiquettes", en="Labels")
LOW, HIGH = Text(fr="bas", en="low"), Text(fr="haut", en="high")
CHART_DATA = Text(fr="Données du graphique", en="Data of the chart")
STATE = Text(fr="État des données n°", en="State of the data no.")
MORE_ROWS = Text(
    fr="… et {count} autres lignes, dans le classeur de la revue",
    en="… and {count} more rows, in the workbook of the review",
)
LINE = Text(fr="{label} : {value}", en="{label}: {value}")

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
