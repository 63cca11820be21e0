"""Texts on amounts in other currencies."""

from kam_analytics.core.text import Text

WAITS = Text(
    fr="{n} ligne en {currencies} sans taux de change, hors de tous les chiffres",
    en="{n} line in {currencies} without an exchange rate, outside every figure",
)
WAIT = Text(
    fr="{n} lignes en {currencies} sans taux de change, hors de tous les chiffres",
    en="{n} lines in {currencies} without an exchange rate, outside every figure",
)
