"""Texts of the import page and of the definitions page."""

from kam_analytics.core.text import Text

TITLE = Text(fr="Importez un export de votre CRM ou de votre ERP.", en="Import an export of your CRM or ERP.")
TITLE_DEMO = Text(
    fr="Déposez vos fichiers : ils prendront la place de la démonstration.",
    en="Drop your files: they will take the place of the demonstration.",
)
LEAD = Text(
    fr="Excel ou CSV, tel qu’il sort du logiciel. Rien n’est chargé avant votre accord ;"
    " un import se retire à tout moment.",
    en="Excel or CSV, as the software writes it. Nothing is loaded before you agree;"
    " an import can be withdrawn any time.",
)
DEMO_REPLACED = Text(
    fr="Vous voyez la démonstration : votre premier import la retire entièrement, rien ne s’y mélange.",
    en="You are looking at the demonstration: your first import removes all of it, nothing mixes with it.",
)
DEMO_BACK = Text(fr="Revenir à la démonstration", en="Back to the demonstration")
DEMO_BACK_WARNING = Text(
    fr="L’historique de vos imports retirés et les décisions saisies seront effacés.",
    en="The history of your withdrawn imports and the decisions that were entered will be erased.",
)
UPLOAD = Text(
    fr="Glissez vos fichiers dans ce cadre ou choisissez-les : Excel, ODS, CSV, texte (FEC), zip ; 200 Mo par fichier.",
    en="Drag your files into this box or choose them: Excel, ODS, CSV, text (FEC), zip; 200 MB a file.",
)
KIND = Text(fr="Ce fichier contient", en="This file holds")
KIND_UNKNOWN = Text(fr="À choisir…", en="Choose…")
FOUND = Text(fr="Feuille « {sheet} », titres en ligne {row}.", en="Sheet “{sheet}”, titles on row {row}.")
FOUND_ROW = Text(fr="Titres en ligne {row}.", en="Titles on row {row}.")
COLUMNS = Text(fr="Correspondance des colonnes", en="Matching of columns")
NO_COLUMN = Text(fr="– aucune –", en="– none –")
REQUIRED = Text(fr="{label} *", en="{label} *")
REQUIRED_HINT = Text(
    fr="* Colonnes indispensables. Celles qui ont été reconnues sont déjà choisies. Dans un montant ou un nombre,"
    " vous pouvez aussi taper un calcul sur les titres : Quantité * Prix.",
    en="* Columns that are needed. Those that were recognised are already chosen. For an amount or a number you may"
    " also type a calculation over the titles: Quantity * Price.",
)
FIRST_ROWS = Text(fr="Premières lignes, telles qu’elles seront lues", en="First rows, as they will be read")
CELLS = Text(fr="Premières lignes du fichier", en="First rows of the file")
UNLIKE_ANY = Text(
    fr="Ces titres ne ressemblent à aucun fichier connu. Dites ce que le fichier contient, ou retirez-le s’il a été"
    " déposé par erreur.",
    en="These titles resemble no known file. Say what the file holds, or remove it if it was dropped by mistake.",
)
EXAMPLES = Text(fr="{title} · {examples}", en="{title} · {examples}")
ALWAYS = Text(fr="Toujours : {value}", en="Always: {value}")
CONSTANTS = {
    "scope": {
        "kam": Text(fr="chaque KAM", en="each KAM"),
        "account": Text(fr="chaque compte", en="each account"),
        "total": Text(fr="l’entreprise", en="the company"),
    },
    "measure": {
        "revenue": Text(fr="CA", en="revenue"),
        "margin": Text(fr="marge brute", en="gross margin"),
        "quantity": Text(fr="quantité", en="quantity"),
    },
    "period_end": {"next_start": Text(fr="la veille de la suivante", en="the day before the next one")},
}
"""Field → a value that may hold for all rows of a file → how it is named."""
TITLE_ROW = Text(fr="Ligne des titres", en="Row of titles")
ROW = Text(fr="Ligne", en="Row")
IMPORT = Text(fr="Importer", en="Import")
IMPORT_WAITS = Text(
    fr="Répondez aux questions et choisissez les colonnes indispensables pour importer.",
    en="Answer the questions and choose the needed columns to import.",
)
TEMPLATES = Text(fr="Pas d’export ? Partez d’un modèle à remplir", en="No export? Start from a template to fill in")
TEMPLATE_KIND = Text(fr="Données à saisir", en="Data to enter")
TEMPLATE_GET = Text(fr="Télécharger le modèle", en="Download the template")
FROM_INBOX = Text(
    fr="Arrivé dans le dossier surveillé : une réponse est attendue.", en="From the inbox folder: an answer is needed."
)
TO_CONFIRM = Text(fr="Envoyé par {who} : à accepter ou à refuser.", en="Sent by {who}: to be accepted or refused.")
WAITING_ONE = Text(fr="1 fichier attend votre accord ({age})", en="1 file awaits your acceptance ({age})")
WAITING = Text(
    fr="{n} fichiers attendent votre accord, le plus ancien {age}",
    en="{n} files await your acceptance, the oldest {age}",
)
SINCE_TODAY = Text(fr="depuis aujourd’hui", en="since today")
SINCE_DAY = Text(fr="depuis hier", en="since yesterday")
SINCE = Text(fr="depuis {days} jours", en="for {days} days")
ACCEPT, REFUSE = Text(fr="Accepter", en="Accept"), Text(fr="Refuser", en="Refuse")
REFUSAL_REASON = Text(
    fr="Motif du refus, que l’expéditeur lira", en="Reason of the refusal, which the sender will read"
)
REASON_MISSING = Text(
    fr="Écrivez pourquoi ce fichier est refusé : l’expéditeur le lira.",
    en="Write why this file is refused: the sender will read it.",
)
ACCEPTED_SAID = Text(fr="{file}, de {who} : accepté.", en="{file}, from {who}: accepted.")
REFUSED_SAID = Text(fr="{file}, de {who} : refusé.", en="{file}, from {who}: refused.")
YOURS = Text(fr="Vos fichiers envoyés", en="Files you sent")
OUTCOME, DECIDED_BY, REASON = (
    Text(fr="Où il en est", en="Where it is"),
    Text(fr="Décidé par", en="Decided by"),
    Text(fr="Motif", en="Reason"),
)
ON = Text(fr="Le", en="On")
SENT_STATES = {
    "waiting": Text(fr="attend un accord", en="awaits acceptance"),
    "accepted": Text(fr="accepté, import n° {number}", en="accepted, import no. {number}"),
    "withdrawn": Text(fr="accepté puis retiré, import n° {number}", en="accepted, then withdrawn, import no. {number}"),
    "refused": Text(fr="refusé", en="refused"),
}
SENDER = Text(fr="Envoyé par", en="Sent by")
SET_ASIDE = Text(fr="Écarter ce fichier", en="Set this file aside")
SET_ASIDE_WHY = Text(fr="Écarté par {who}.", en="Set aside by {who}.")
SENT = Text(
    fr="{files} : envoyé au directeur commercial et au contrôleur de gestion, qui l’acceptent ou le refusent ;"
    " la suite se lit ici.",
    en="{files}: sent to the commercial director and the controller, who accept or refuse it;"
    " what follows is told here.",
)
INBOX_HINT = Text(
    fr="Les exports déposés dans le dossier {folder} s’importent seuls, avec les réponses déjà données.",
    en="Exports dropped into the folder {folder} import themselves, with the answers given before.",
)
CANCEL = Text(fr="Annuler", en="Cancel")
CANCELLED = Text(fr="Import annulé : rien n’a été chargé.", en="Import cancelled: nothing was loaded.")
INTERRUPTED_ONE = Text(
    fr="L’application s’est arrêtée pendant l’import de {files} : ce fichier n’est pas chargé. Envoyez-le à nouveau.",
    en="The application stopped while {files} was being imported: the file is not loaded. Send it again.",
)
INTERRUPTED = Text(
    fr="L’application s’est arrêtée pendant l’import de {files} : ces fichiers ne sont pas chargés. Envoyez-les à"
    " nouveau.",
    en="The application stopped while {files} were being imported: these files are not loaded. Send them again.",
)
REST = Text(fr="{step} : encore {seconds} s environ", en="{step}: about {seconds} s to go")
WORKING = Text(fr="Import en cours…", en="Importing…")
DONE = Text(fr="Import terminé", en="Import done")

OUTCOMES = {
    "loaded": Text(fr="{file} : chargé.", en="{file}: loaded."),
    "ask": Text(fr="{file} : une réponse est attendue.", en="{file}: an answer is needed."),
    "empty": Text(fr="{file} : rien à importer.", en="{file}: nothing to import."),
    "refused": Text(fr="{file} : refusé.", en="{file}: refused."),
    "already loaded": Text(fr="{file} : déjà chargé.", en="{file}: already loaded."),
}
READ = Text(fr="Lignes lues", en="Rows read")
LOADED = Text(fr="Chargées", en="Loaded")
KNOWN = Text(fr="Déjà connues", en="Already known")
SKIPPED = Text(fr="Laissées de côté", en="Left out")
TO_CORRECT = Text(fr="À corriger", en="To correct")
AMOUNT = Text(fr="Montant chargé", en="Amount loaded")
BALANCE = Text(
    fr="{read} lues = {loaded} chargées + {repeated} déjà connues + {skipped} laissées de côté + {bad} à corriger.",
    en="{read} read = {loaded} loaded + {repeated} already known + {skipped} left out + {bad} to correct.",
)
CELL = Text(fr="Colonne", en="Column")
VALUE = Text(fr="Valeur", en="Value")
WHY = Text(fr="Motif", en="Reason")
DOWNLOAD_BAD = Text(fr="Lignes à corriger", en="Lines to correct")
FIRST_BAD = Text(fr="Premières lignes à corriger", en="First lines to correct")
SEE_RESULT = Text(fr="Voir le résultat", en="See the result")

HISTORY = Text(fr="Imports", en="Imports")
NO_HISTORY = Text(fr="Aucun import pour l’instant.", en="No import yet.")
NUMBER = Text(fr="N°", en="No.")
FILE = Text(fr="Fichier", en="File")
CONTENT = Text(fr="Contenu", en="Content")
WHEN = Text(fr="Importé le", en="Imported on")
WHO = Text(fr="Par", en="By")
FIRST_DAY, LAST_DAY = Text(fr="Du", en="From"), Text(fr="Au", en="To")
STATE = Text(fr="État", en="State")
STATES = {
    "live": Text(fr="actif", en="active"),
    "withdrawn": Text(fr="retiré", en="withdrawn"),
    "erased": Text(fr="effacé", en="erased"),
}

WITHDRAW = Text(fr="Retirer un import", en="Withdraw an import")
WHICH = Text(fr="Import à retirer", en="Import to withdraw")
CHOOSE = Text(fr="Choisissez un import", en="Choose an import")
WITHDRAW_CHANGE = Text(
    fr="Si vous retirez l’import n° {number} ({file}), {leaving} lignes cessent de compter et {returning} reviennent.",
    en="If you withdraw import no. {number} ({file}), {leaving} rows stop counting and {returning} come back.",
)
REVENUE = Text(fr="CA total", en="Total revenue")
LINES = Text(fr="Lignes de facture", en="Invoice lines")
ACCOUNTS = Text(fr="Comptes", en="Accounts")
MONTHS = Text(fr="Mois touchés", en="Months touched")
CONFIRM = Text(fr="Confirmer le retrait", en="Confirm the withdrawal")
WITHDRAWN = Text(fr="L’import n° {number} est retiré.", en="Import no. {number} is withdrawn.")

DEFINITIONS_TITLE = Text(
    fr="{count} indicateurs, chacun avec sa définition et sa formule.",
    en="{count} metrics, each with its definition and formula.",
)
METRIC = Text(fr="Indicateur", en="Metric")
DEFINITION = Text(fr="Définition", en="Definition")
FORMULA = Text(fr="Formule", en="Formula")
UNIT = Text(fr="Unité", en="Unit")
SOURCE = Text(fr="Source", en="Source")
EXAMPLE = Text(fr="Chez vous, 12 derniers mois", en="Yours, last 12 months")
NONE_FOUND = Text(fr="Aucun indicateur ne correspond.", en="No metric matches.")
UNITS = {
    "eur": Text(fr="euros", en="euros"),
    "eur_exact": Text(fr="euros, au centime", en="euros, to the cent"),
    "share": Text(fr="%", en="%"),
    "growth": Text(fr="%", en="%"),
    "points": Text(fr="points", en="points"),
    "count": Text(fr="nombre", en="number"),
    "days": Text(fr="jours", en="days"),
    "times": Text(fr="fois", en="times"),
    "signed": Text(fr="points", en="points"),
    "index": Text(fr="indice", en="index"),
    "date": Text(fr="date", en="date"),
    "month": Text(fr="mois", en="month"),
}
