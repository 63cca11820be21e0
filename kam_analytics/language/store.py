"""Texts of `check`, `repair` and `erase`."""

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

TO_ERASE = Text(
    fr="À effacer : {imports} import(s), dans les {versions} fichiers du dossier, et {files} fichier(s) déposés. Rien"
    " n’a été modifié ; « --apply » efface, et personne ne pourra revenir en arrière.",
    en="To erase: {imports} import(s), in the {versions} files of the folder, and {files} file(s) of the inbox. Nothing"
    " was changed; `--apply` erases, and nobody can take it back.",
)
ERASED = Text(
    fr="Effacé : {imports} import(s), {files} fichier(s) déposés ; {versions} fichiers réécrits, les anciens supprimés."
    " Redémarrez l’application, qui peut en garder en mémoire ; les sauvegardes ne sont pas touchées.",
    en="Erased: {imports} import(s), {files} file(s) of the inbox; {versions} files rewritten, the old ones deleted."
    " Restart the application, which may still have some in memory; backups are not touched.",
)
ERASED_ALREADY = Text(
    fr="Plus rien à effacer : « {name} » l’est déjà.",
    en="Nothing left to erase: “{name}” is erased already.",
)
PERSON_TO_ERASE = Text(
    fr="À effacer : « {name} », dans les {versions} fichiers du dossier (dont {statements} relevé(s) clôturé(s), qui"
    " gardent leurs montants), et {files} fichier(s) déposés. Rien n’a été modifié ; « --apply » efface, et personne ne"
    " pourra revenir en arrière.",
    en="To erase: “{name}”, in the {versions} files of the folder ({statements} closed statement(s) among it keep their"
    " amounts), and {files} file(s) of the inbox. Nothing was changed; `--apply` erases, and nobody can take it back.",
)
PERSON_ERASED = Text(
    fr="Effacé : « {name} », remplacé par un code neutre ({statements} relevé(s) clôturé(s) gardent leurs montants),"
    " {files} fichier(s) déposés ; {versions} fichiers réécrits, les anciens supprimés. Redémarrez l’application ; les"
    " sauvegardes ne sont pas touchées, et un fichier d’équipe qui nomme encore la personne la ramènerait.",
    en="Erased: “{name}”, replaced by a neutral code ({statements} closed statement(s) keep their amounts), {files}"
    " file(s) of the inbox; {versions} files rewritten, the old ones deleted. Restart the application; backups are not"
    " touched, and a people file that still names the person would bring them back.",
)
