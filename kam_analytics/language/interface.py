"""Texts of the frame around the pages: navigation, filters, export, footer, refusals."""

from kam_analytics.core.text import Text

LANGUAGE = Text(fr="Langue", en="Language")
LANGUAGES = {"fr": "FR", "en": "EN"}

PERIOD = Text(fr="Période", en="Period")
BASE = Text(fr="Période de référence", en="Base period")
AGAINST = {
    "1": Text(fr="Contre un an avant", en="Against a year before"),
    "2": Text(fr="Contre deux ans avant", en="Against two years before"),
}
FROM, TO = Text(fr="Du", en="From"), Text(fr="Au", en="To")
LEVEL = Text(fr="Niveau", en="Level")
LEVELS = {
    "entity": Text(fr="Par entité", en="By entity"),
    "group": Text(fr="Par groupe", en="By group"),
}
PERIMETER = Text(fr="Périmètre des groupes", en="Perimeter of groups")
PERIMETERS = {
    "today": Text(fr="Périmètre actuel", en="Today’s perimeter"),
    "then": Text(fr="Périmètre de l’époque", en="Perimeter of the time"),
}
SEGMENT, ALL_SEGMENTS = Text(fr="Segment", en="Segment"), Text(fr="Tous segments", en="All segments")
REGION, ALL_REGIONS = Text(fr="Région", en="Region"), Text(fr="Toutes régions", en="All regions")
KAM, ALL_KAMS = Text(fr="KAM", en="KAM"), Text(fr="Tous KAM", en="All KAMs")
FAMILY, ALL_FAMILIES = (
    Text(fr="Famille de produits", en="Product family"),
    Text(fr="Toutes familles", en="All families"),
)
ALL_URGENCIES = Text(fr="Tous niveaux de risque", en="All levels of risk")
KEY = Text(fr="Comptes clés retenus", en="Key accounts used")
KEYS = {
    "auto": Text(fr="Clés : automatique", en="Keys: automatic"),
    "listed": Text(fr="Clés : liste datée", en="Keys: dated list"),
    "lagged:20": Text(fr="Clés : 20 premiers un an avant", en="Keys: top 20 a year before"),
    "top:20": Text(fr="Clés : 20 premiers", en="Keys: top 20"),
}
DECIDE = {
    "action": Text(fr="+ Action", en="+ Action"),
    "cause": Text(fr="+ Cause", en="+ Cause"),
}
PART = Text(fr="Partie de la page", en="Part of the page")
PARTS = {
    "accounts": Text(fr="Comptes", en="Accounts"),
    "week": Text(fr="Cette semaine", en="This week"),
    "year": Text(fr="CA et objectifs", en="Revenue and targets"),
    "causes": Text(fr="Pourquoi", en="Why"),
    "proof": Text(fr="Est-ce solide ?", en="How sure is it?"),
    "loss": Text(fr="Et si nous perdions…", en="If we lost…"),
    "results": Text(fr="Résultats", en="Results"),
    "forecast": Text(fr="Atterrissage et coût", en="Year end and cost"),
    "control": Text(fr="Contrôle de la paie", en="Payroll control"),
    "mix": Text(fr="Familles et part", en="Families and share"),
    "business": Text(fr="Affaires et contrats", en="Deals and contracts"),
    "relations": Text(fr="Relation", en="Relations"),
    "lines": Text(fr="Factures", en="Invoices"),
    "act": Text(fr="Actions et causes connues", en="Actions and known causes"),
    "months": Text(fr="Mois par mois", en="Month by month"),
    "statistics": Text(fr="Statistiques", en="Statistics"),
    "files": Text(fr="Fichiers", en="Files"),
    "books": Text(fr="Comptabilité", en="Books"),
    "access": Text(fr="Accès", en="Access"),
    "trail": Text(fr="Journal", en="Audit trail"),
}
VALUES = Text(fr="Agrandir, avec les valeurs en tableau", en="Enlarge, with the values as a table")
SAVE_IMAGE = {
    "Download plot as a PNG": Text(fr="Enregistrer comme image", en="Save as an image"),
    "Preparing image - this may take a few seconds": Text(fr="Image en préparation…", en="Preparing the image…"),
    "Image download succeeded": Text(fr="Image enregistrée", en="Image saved"),
    "Sorry, there was a problem downloading your image!": Text(
        fr="L’image n’a pas pu être enregistrée.", en="The image could not be saved."
    ),
}
"""What Plotly says around the image of a chart, by its own words."""
AS_TABLE = Text(fr="Valeurs", en="Values")
FILTERS = Text(fr="Filtres", en="Filters")
FILTERS_ON = Text(fr="Filtres · {count}", en="Filters · {count}")
CLEAR_FILTERS = Text(fr="Effacer les filtres", en="Clear the filters")
MEASURE = Text(fr="Ce qui est réparti", en="What is shared out")
MEASURES = {"revenue": Text(fr="CA", en="Revenue"), "margin": Text(fr="Marge brute", en="Gross margin")}
ACCOUNT = Text(fr="Compte", en="Account")
CHOOSE = Text(fr="Choisissez…", en="Choose…")
CHOOSE_MARK = Text(fr="Comme d’un clic sur le graphique", en="As by a click on the chart")
CHOOSE_ACCOUNT = Text(fr="Choisissez un compte", en="Choose an account")

VIEWER = Text(fr="Voir comme", en="View as")
PRESENT = Text(fr="Écran partagé : sans rémunération", en="Shared screen: no pay")
PRESENTING = Text(
    fr="Écran partagé : aucune rémunération n’est envoyée à ce navigateur.",
    en="Shared screen: no pay is sent to this browser.",
)
ROLES = {
    "local": Text(fr="Poste local", en="This machine"),
    "director": Text(fr="Directeur", en="Director"),
    "controller": Text(fr="Contrôleur", en="Controller"),
    "manager": Text(fr="Responsable", en="Manager"),
    "kam": Text(fr="KAM", en="KAM"),
    "nobody": Text(fr="Aucun accès", en="No access"),
}
MYSELF = Text(fr="Moi ({role})", en="Myself ({role})")
VIEWING_AS = Text(
    fr="Vous voyez ce que voit {name}. Revenez à votre vue par le menu « Voir comme ».",
    en="You see what {name} sees. Return to your own view through “View as”.",
)

EXPORT = Text(fr="Exporter", en="Export")
EXPORT_BOOK = Text(fr="Toute la page (Excel)", en="The whole page (Excel)")
EXPORT_BOOK_HELP = Text(
    fr="Phrase, chiffres, tableaux et graphiques, avec leurs définitions.",
    en="Sentence, numbers, tables and charts, with their definitions.",
)
EXPORT_ONE = Text(fr="Un graphique ou un tableau", en="One chart or table")
EXPORT_FRENCH = Text(fr="CSV français (;)", en="French CSV (;)")
EXPORT_INTERNATIONAL = Text(fr="CSV international (,)", en="International CSV (,)")
EXPORT_SLIDE = Text(fr="Diapositive PowerPoint", en="PowerPoint slide")
EXPORT_WITHOUT_PAY = Text(
    fr="Les rémunérations affichées sont laissées de côté.", en="The pay on the screen is left out."
)
EXPORT_WITH_PAY = Text(
    fr="Excel et CSV contiennent les rémunérations affichées ; une diapositive n’en contient jamais.",
    en="Excel and CSV hold the pay on the screen; a slide never does.",
)
MORE_ROWS = Text(
    fr="Les {shown} premières lignes sur {total} ; la recherche et l’export portent sur toutes.",
    en="The first {shown} rows of {total}; search and export cover all of them.",
)
SEARCH = Text(fr="Rechercher", en="Search")
NO_MATCH = Text(fr="Aucune ligne ne contient « {wanted} ».", en="No row holds “{wanted}”.")
ROWS = Text(fr="{count} lignes sur {total}", en="{count} of {total} rows")
OPENS_ACCOUNT = Text(fr="Clic : ouvrir la fiche du compte", en="Click: open the account")
OPENS_REST = Text(fr="Clic : ouvrir leur liste", en="Click: open their list")
NARROWS = {
    "period": Text(fr="Clic : ne garder que cette période", en="Click: keep only this period"),
    "kam": Text(fr="Clic : ne garder que cette personne", en="Click: keep only this person"),
}
"""What a click on a mark of a chart does, by the filter that it sets."""
SEARCHES = {
    "lines": Text(fr="Clic : voir ses lignes de facture", en="Click: see its invoice lines"),
    "accounts": Text(fr="Clic : voir ces comptes", en="Click: see these accounts"),
}
"""What a click on a mark of a chart does, by the table that it searches."""
BACK_TO = Text(fr="Retour : {page}", en="Back: {page}")
SEEN = Text(fr="Vus en dernier :", en="Seen last:")
NO_SHEET = Text(
    fr="Ce compte n’a pas de fiche dans votre périmètre.",
    en="This account has no sheet in your scope.",
)
FOOTER = Text(fr="Situation au {day}, import n° {number}.", en="As of {day}, import no. {number}.")
FOOTER_DAY = Text(fr="Situation au {day}.", en="As of {day}.")
COMPARED = Text(fr="sur un an", en="on a year earlier")
UNDEFINED = Text(fr="n.d.", en="n/a")
FORMULA = Text(fr="Formule : {formula}", en="Formula: {formula}")

LOADING_DEMO = Text(
    fr="Premier démarrage : import de la démonstration (17 fichiers d’une entreprise inventée)…",
    en="First start: importing the demonstration (17 files of an invented company)…",
)
INVITE_LINK = Text(fr="Déposer mes propres fichiers", en="Drop my own files")

DENIED_TITLE = Text(
    fr="Vous n’avez pas encore accès à cette application.", en="You have no access to this application yet."
)
DENIED = Text(
    fr="Votre identifiant ({login}) n’est ni dans la liste des accès ni dans le fichier de l’équipe commerciale."
    " Demandez à votre directeur commercial ou à l’administrateur de l’y ajouter.",
    en="Your login ({login}) is neither in the list of accesses nor in the sales team file."
    " Ask your commercial director or the administrator to add it.",
)
DENIED_ANONYMOUS = Text(
    fr="Personne n’est identifié. Demandez à l’administrateur d’activer la connexion, ou l’usage local sur ce poste.",
    en="Nobody is signed in. Ask the administrator to switch on sign-in, or local use on this machine.",
)
DENIED_UNVERIFIED = Text(
    fr="Vous êtes connecté, mais votre fournisseur d’identité ne dit pas que l’adresse {login} a été vérifiée."
    " Faites-la vérifier auprès de lui, puis déconnectez-vous et reconnectez-vous.",
    en="You are signed in, but your identity provider does not say that the address {login} was verified. Have it"
    " verified there, then sign out and in again.",
)
DENIED_WITHOUT_ADDRESS = Text(
    fr="Vous êtes connecté, mais votre fournisseur d’identité ne donne pas votre adresse e-mail. Demandez à"
    " l’administrateur d’autoriser la portée « email », puis déconnectez-vous et reconnectez-vous.",
    en="You are signed in, but your identity provider does not give your e-mail address. Ask the administrator to allow"
    " the scope “email”, then sign out and in again.",
)
DENIED_LEFT = Text(
    fr="Votre identifiant ({login}) a une date de fin dans le fichier de l’équipe commerciale. Si c’est une erreur,"
    " demandez à votre directeur commercial de la corriger.",
    en="Your login ({login}) has an end date in the sales team file. If that is wrong, ask your commercial director to"
    " correct it.",
)
DENIED_SHARED = Text(
    fr="Votre identifiant ({login}) est celui de plusieurs personnes dans le fichier de l’équipe commerciale : aucune"
    " n’entre tant qu’il n’en désigne pas une seule. Demandez à votre directeur commercial de le corriger.",
    en="Your login ({login}) belongs to several people in the sales team file: none of them gets in until it names one"
    " alone. Ask your commercial director to correct it.",
)
DENIED_LOCAL = Text(
    fr="L’accès local n’est ouvert que depuis ce poste, sans serveur intermédiaire."
    " Pour plusieurs personnes, l’administrateur passe l’accès en mode « accounts » dans kam.toml.",
    en="Local access is open only on this machine itself, with no server in between."
    " For several people, the administrator sets the access mode to “accounts” in kam.toml.",
)
DENIED_REASONS = {
    "unverified": DENIED_UNVERIFIED,
    "no_address": DENIED_WITHOUT_ADDRESS,
    "shared": DENIED_SHARED,
    "left": DENIED_LEFT,
    "unknown": DENIED,
}
"""Why a signed-in visitor sees nothing."""
SIGN_IN = Text(fr="Se connecter", en="Sign in")
SIGN_OUT = Text(fr="Se déconnecter", en="Sign out")
SIGN_IN_OVER = Text(fr="Votre connexion a pris fin.", en="Your sign-in has ended.")
SIGN_IN_TITLE = Text(fr="Connectez-vous pour voir vos comptes.", en="Sign in to see your accounts.")

BUG = Text(
    fr="Une erreur est survenue de notre côté. Donnez la référence {reference} à l’administrateur : le détail est"
    " dans le journal.",
    en="Something went wrong on our side. Give reference {reference} to the administrator: the detail is in the log.",
)
