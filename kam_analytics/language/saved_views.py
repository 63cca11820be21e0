"""Texts of saved and frozen views."""

from kam_analytics.core.text import Text

VIEWS = Text(fr="Vues", en="Views")
NONE_YET = Text(
    fr="Enregistrez les filtres de cette page sous un nom pour les retrouver d’un clic.",
    en="Save the filters of this page under a name to come back to them with a click.",
)
OF_TEAM, OF_MINE = Text(fr="De l’équipe", en="The team’s"), Text(fr="Les miennes", en="Mine")
NAME = Text(fr="Nom de la vue", en="Name of the view")
SHARE = Text(fr="Pour toute l’équipe", en="For the whole team")
FREEZE = Text(fr="Figer sur les données d’aujourd’hui", en="Freeze to the data of today")
SAVE = Text(fr="Enregistrer", en="Save")
REMOVE = Text(fr="Retirer la vue « {name} »", en="Remove the view “{name}”")
FROZEN = Text(
    fr="Vue figée « {name} » : données telles qu’au {day}.", en="Frozen view “{name}”: data as they were on {day}."
)
NEWER = Text(fr="{said} Il y en a de plus récentes.", en="{said} There are newer ones.")
LOST = Text(
    fr="L’état figé de la vue « {name} » n’est plus lisible par cette version : données actuelles.",
    en="This release can no longer read the frozen state of the view “{name}”: current data.",
)
FROZEN_CHIP = Text(fr="Données figées", en="Frozen data")
TO_TODAY = Text(fr="Voir les données actuelles", en="See current data")
