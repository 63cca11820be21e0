"""Texts of the workbook of lines to correct."""

from kam_analytics.core.text import Text

SHEET = Text(fr="Lignes à corriger", en="Lines to correct")
ROW = Text(fr="Ligne du fichier", en="Row in the file")
RULE = Text(fr="Règle", en="Rule")
REASON = Text(fr="Motif", en="Reason")
NOTE = Text(
    fr="Seules les colonnes importées figurent ici ; coordonnées bancaires, téléphones et adresses"
    " ne sont pas conservés.",
    en="Only the imported columns are here; bank details, phones and addresses are not kept.",
)
