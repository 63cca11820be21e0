"""The texts of an export about itself."""

from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit

SUMMARY = Text(fr="Synthèse", en="Summary")
DEFINITIONS = Text(fr="Définitions", en="Definitions")
INDICATOR = Text(fr="Indicateur", en="Metric")
VALUE = Text(fr="Valeur", en="Value")
CHANGE = Text(fr="Variation sur un an", en="Change on a year earlier")
REMARK = Text(fr="Remarque", en="Remark")
DEFINITION = Text(fr="Définition", en="Definition")
FORMULA = Text(fr="Formule", en="Formula")
SOURCE = Text(fr="Source", en="Source")
PAGE = Text(fr="Page", en="Page")
VIEWER = Text(fr="Exporté par", en="Exported by")
AS_OF = Text(fr="Situation au", en="As of")
IMPORT = Text(fr="Import n°", en="Import no.")
WITH_PAY = Text(
    fr="Ce classeur contient des rémunérations : ne le transmettez qu’à ceux qui peuvent les voir.",
    en="This workbook holds pay: pass it on only to those who may see it.",
)
WITHOUT_PAY = Text(
    fr="Les rémunérations que la page montre sont laissées de côté.", en="The pay that the page shows is left out."
)
POINTS = Text(fr="pt", en="pp")
UNITS = {
    Unit.EUR: Text(fr="€", en="€"),
    Unit.EUR_EXACT: Text(fr="€", en="€"),
    Unit.SHARE: Text(fr="%", en="%"),
    Unit.GROWTH: Text(fr="%", en="%"),
    Unit.POINTS: Text(fr="pts", en="pp"),
    Unit.DAYS: Text(fr="jours", en="days"),
}
"""Of the titles of columns where cells have no format."""
_FRENCH = "à au aux avec ce ces dans de des du en entre et la le les ou où par pour qui sa selon ses son sur un une"
_ENGLISH = "a and at by for from in its of on or per the to which with"
LITTLE = frozenset(f"{_FRENCH} {_ENGLISH}".split())
"""Words that a shortened title must not end with."""
DEMONSTRATION = Text(fr="DÉMONSTRATION", en="DEMONSTRATION")
