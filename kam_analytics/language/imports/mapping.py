"""Why a mapping supplied with a file cannot be applied."""

from kam_analytics.core.text import Text

UNREADABLE_JSON = Text(fr="JSON illisible, ligne {line}", en="unreadable JSON, line {line}")
NO_OBJECT = Text(fr="un objet JSON est attendu", en="a JSON object is expected")
UNKNOWN_KEY = Text(fr="clé inconnue : {key}", en="unknown key: {key}")
UNKNOWN_KIND = Text(fr="type de fichier inconnu : {kind}", en="unknown kind: {kind}")
DATE_ORDER = Text(fr="date_order vaut dmy, mdy ou ymd", en="date_order is dmy, mdy or ymd")
DECIMAL_MARK = Text(fr="decimal vaut « . » ou « , »", en="decimal is “.” or “,”")
PERIOD_END = Text(fr="period_end vaut next_start", en="period_end is next_start")
HEADER_ROW = Text(fr="header_row est un numéro de ligne", en="header_row is a row number")
NO_TEXT = Text(fr="{name} est un texte", en="{name} is a text")
NO_TEXTS = Text(fr="{key} est un objet de textes", en="{key} is an object of texts")
NO_NUMBER = Text(fr="unit est un nombre", en="unit is a number")
UNPIVOT = Text(fr="unpivot attend columns et into", en="unpivot wants columns and into")
UNKNOWN_COLUMN = Text(
    fr="colonne inconnue pour ce type de fichier : {column}",
    en="unknown column for this kind: {column}",
)
SENSITIVE_COLUMN = Text(
    fr="la colonne « {column} » contient des données personnelles ou bancaires, jamais enregistrées",
    en="column “{column}” holds personal or bank data, which are never stored",
)
UNREADABLE_CONDITION = Text(
    fr="condition illisible près de « {near} »",
    en="unreadable condition near “{near}”",
)
NO_COLUMN = Text(fr="colonne introuvable : {columns}", en="column not found: {columns}")
NO_SHEET = Text(fr="feuille introuvable\u00a0: {sheet}", en="sheet not found: {sheet}")
