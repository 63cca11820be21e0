"""Texts of `check` and `repair`."""

from kam_analytics.core.text import Text

WHOLE = Text(
    fr="L’état {number} de « {folder} » est entier : toutes ses parties ont été lues.",
    en="State {number} of “{folder}” is whole: every part of it was read.",
)
PROPOSED = Text(
    fr="Le dernier état entier est {good}. Rien n’a été modifié ; « repair --apply » y revient et garde une copie du"
    " fichier current.json actuel.",
    en="The last whole state is {good}. Nothing was changed; `repair --apply` goes back to it and keeps a copy of the"
    " present current.json.",
)
REPAIRED = Text(
    fr="{good} est l’état courant. Aucun fichier n’a été supprimé ; copie de l’ancien current.json : {copy}.",
    en="{good} is the current state. No file was removed; copy of the former current.json: {copy}.",
)
