"""Why a workbook of pay plans is refused, cell by cell."""

from kam_analytics.core.text import Text

KIND = Text(fr="Plans de rémunération variable", en="Variable pay plans")
EDITOR = Text(fr="application", en="application")
MISSING = Text(fr="valeur obligatoire absente", en="missing value")
UNREADABLE = Text(fr="valeur illisible", en="unreadable value")
NOT_WHOLE = Text(fr="un nombre entier est attendu", en="a whole number is needed")
AMBIGUOUS = Text(
    fr="ce texte peut se lire avec des milliers ou avec des décimales ; saisissez un nombre",
    en="this text can be read with thousands or with decimals; type a number",
)
ADMITTED_WORDS = Text(fr="mots admis\u00a0: {words}", en="known words: {words}")
MISSING_SHEET = Text(fr="feuille absente\u00a0: {sheet}", en="missing sheet: {sheet}")
MISSING_COLUMN = Text(
    fr="feuille «\u00a0{sheet}\u00a0», colonne absente\u00a0: {column}",
    en="sheet “{sheet}”, missing column: {column}",
)
