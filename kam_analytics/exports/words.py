"""The texts of an export about itself."""

from kam_analytics.core.text import Text

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
DEMONSTRATION = Text(fr="DÉMONSTRATION", en="DEMONSTRATION")
