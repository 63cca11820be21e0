"""Words of Streamlit that none of its settings changes: names of buttons for screen readers, menus, hints in fields."""

from kam_analytics.core.text import Text

_NO_ANSWER = Text(
    fr="Le serveur ne répond pas. La page revient d’elle-même dès qu’il répond.",
    en="The server does not answer. The page comes back by itself as soon as it does.",
)
PLATFORM = {
    "Skip to main content": Text(fr="Aller au contenu", en="Skip to main content"),
    "Choose an option": Text(fr="Choisir", en="Choose an option"),
    "Choose options": Text(fr="Choisir", en="Choose options"),
    "No results": Text(fr="Aucun résultat", en="No results"),
    "No options to select": Text(fr="Rien à choisir", en="No options to select"),
    "Open": Text(fr="Ouvrir la liste", en="Open"),
    "Close": Text(fr="Fermer", en="Close"),
    "Clear value": Text(fr="Effacer", en="Clear value"),
    "Clear all": Text(fr="Tout effacer", en="Clear all"),
    "Clear entry": Text(fr="Effacer", en="Clear entry"),
    "Main menu": Text(fr="Menu", en="Main menu"),
    "Help": Text(fr="Aide", en="Help"),
    "Help for": Text(fr="Aide :", en="Help for"),
    "file upload": Text(fr="Fichiers à importer", en="Files to import"),
    "Error:": Text(fr="Erreur :", en="Error:"),
    "files are not allowed.": Text(fr="Ce type de fichier n’est pas lu.", en="Files of this type are not read."),
    "Upload": Text(fr="Choisir des fichiers", en="Choose files"),
    "Search": Text(fr="Rechercher", en="Search"),
    "Close Search": Text(fr="Fermer la recherche", en="Close Search"),
    "Show/hide columns": Text(fr="Choisir les colonnes", en="Show/hide columns"),
    "Download as CSV": Text(fr="Télécharger en CSV", en="Download as CSV"),
    "Fullscreen": Text(fr="Plein écran", en="Fullscreen"),
    "Close fullscreen": Text(fr="Quitter le plein écran", en="Close fullscreen"),
    "Dataframe column menu": Text(fr="Menu de la colonne", en="Dataframe column menu"),
    "Sort ascending": Text(fr="Trier par ordre croissant", en="Sort ascending"),
    "Sort descending": Text(fr="Trier par ordre décroissant", en="Sort descending"),
    "Statistics": Text(fr="Statistiques", en="Statistics"),
    "Format": Text(fr="Format", en="Format"),
    "Autosize": Text(fr="Ajuster la largeur", en="Autosize"),
    "Pin column": Text(fr="Figer la colonne", en="Pin column"),
    "Unpin column": Text(fr="Libérer la colonne", en="Unpin column"),
    "Hide column": Text(fr="Masquer la colonne", en="Hide column"),
    "Copy column name": Text(fr="Copier le nom de la colonne", en="Copy column name"),
    "Next month": Text(fr="Mois suivant", en="Next month"),
    "Previous month": Text(fr="Mois précédent", en="Previous month"),
    "Increment": Text(fr="Augmenter", en="Increment"),
    "Decrement": Text(fr="Diminuer", en="Decrement"),
    "Remove": Text(fr="Retirer", en="Remove"),
    "more": Text(fr="autres", en="more"),
    "B": Text(fr="o", en="B"),
    "KB": Text(fr="ko", en="KB"),
    "MB": Text(fr="Mo", en="MB"),
    "GB": Text(fr="Go", en="GB"),
    "Page not found": Text(fr="Page introuvable", en="Page not found"),
    "The page that you have requested does not seem to exist. Running the app's main page.": Text(
        fr="Cette adresse ne mène à aucune page : voici la vue d’ensemble.",
        en="This address leads to no page: here is the overview.",
    ),
    "Connection error": Text(fr="Connexion interrompue", en="Connection lost"),
    "Connection failed with status": _NO_ANSWER,
    "Connection timed out.": _NO_ANSWER,
}
"""By the words of the platform; what it puts after them, such as the title of a table, stays."""
OPENINGS = ("Help for", "Remove")
"""Those that stand before a name without a colon."""
ANYWHERE = ("Skip to main content", *list(PLATFORM)[-5:])
"""Those put into the language of the page wherever they stand: they are no name that a company could have given."""
COUNTED = ("more", "B", "KB", "MB", "GB")
"""Those that stand after a number."""
