"""Why a file cannot be imported, and what to do about it; `{…}` are the values of the refusal."""

from kam_analytics.core.text import Text

FILE_REFUSED = Text(fr="« {file} » n’a pas pu être lu.", en="“{file}” could not be read.")
FILE_REFUSED_NEXT = Text(
    fr="Enregistrez-le à nouveau en .xlsx ou en .csv, puis recommencez.",
    en="Save it again as .xlsx or .csv, then try again.",
)
NO_SUCH_FILE = Text(
    fr="« {file} » n’existe pas à cet endroit, ou est un dossier.", en="“{file}” is not in that place, or is a folder."
)
NO_SUCH_FILE_NEXT = Text(
    fr="Vérifiez le chemin et le nom du fichier, puis recommencez : rien n’a été importé.",
    en="Check the path and the name of the file, then try again: nothing was imported.",
)
PASSWORD_PROTECTED = Text(fr="« {file} » est protégé par un mot de passe.", en="“{file}” is password-protected.")
PASSWORD_PROTECTED_NEXT = Text(
    fr="Ouvrez-le, retirez le mot de passe (Fichier, Informations, Protéger le classeur), puis recommencez.",
    en="Open it, remove the password (File, Info, Protect Workbook), then try again.",
)
HOSTILE_FILE = Text(
    fr="« {file} » contient des déclarations dangereuses ({part}) : il n’a pas été ouvert.",
    en="“{file}” contains dangerous declarations ({part}): it was not opened.",
)
HOSTILE_FILE_NEXT = Text(
    fr="Demandez un nouvel export à la personne qui vous l’a transmis.",
    en="Ask whoever sent it for a new export.",
)
ROWS_IN_MODEL = Text(
    fr="« {file} » : les lignes sont dans le modèle de données du classeur (Power Pivot), que seul Excel lit.",
    en="“{file}”: the rows are in the data model of the workbook (Power Pivot), which only Excel reads.",
)
ROWS_IN_MODEL_NEXT = Text(
    fr="Dans Excel : Données, Connexions existantes, Tables, ouvrez la table des lignes dans une feuille, enregistrez,"
    " puis déposez de nouveau le classeur.",
    en="In Excel: Data, Existing Connections, Tables, open the table of rows in a sheet, save, then drop the workbook"
    " again.",
)
OVERSIZED = Text(
    fr="« {file} » occuperait {megabytes} Mo une fois décompressé : il n’a pas été ouvert.",
    en="“{file}” would take {megabytes} MB once unpacked: it was not opened.",
)
OVERSIZED_NEXT = Text(
    fr="Exportez une période plus courte, ou en .csv.",
    en="Export a shorter period, or as .csv.",
)
TOO_HEAVY = Text(
    fr="« {file} » demande trop de mémoire ou de temps pour sa taille : la lecture a été arrêtée.",
    en="“{file}” takes too much memory or time for its size: reading was stopped.",
)
TOO_HEAVY_NEXT = Text(
    fr="Supprimez les lignes et colonnes vides loin du tableau, ou exportez en .csv, puis recommencez.",
    en="Delete the empty rows and columns far from the table, or export as .csv, then try again.",
)
UNDECIDED = Text(fr="« {file} » contient plusieurs fichiers.", en="“{file}” holds several files.")
UNDECIDED_NEXT = Text(fr="Choisissez celui à importer.", en="Choose the one to import.")
OTHER_FORMAT = Text(
    fr="« {file} » n’est pas un classeur Excel ni un fichier texte : {format}.",
    en="“{file}” is neither an Excel workbook nor a text file: {format}.",
)
OTHER_FORMAT_NEXT = Text(fr="{advice}", en="{advice}")
OPEN_AND_SAVE = Text(
    fr="Ouvrez-le dans Excel ou LibreOffice, enregistrez-le en .xlsx, puis importez ce classeur.",
    en="Open it in Excel or LibreOffice, save it as .xlsx, then import that workbook.",
)
EXPORT_AGAIN = Text(
    fr="Refaites l’export depuis le logiciel d’origine, en .xlsx ou en .csv.",
    en="Export again from the program it comes from, as .xlsx or .csv.",
)
NUMBERS_NEXT = Text(
    fr="Ouvrez-le dans Numbers, exportez-le en Excel ou en CSV, puis importez cet export.",
    en="Open it in Numbers, export it to Excel or CSV, then import that export.",
)
ASK_FOR_TEXT_FEC = Text(
    fr="Demandez au comptable le FEC au format texte (.txt, séparé par des tabulations ou des barres) : tout logiciel"
    " de comptabilité l’exporte aussi sous cette forme.",
    en="Ask the accountant for the FEC as a text file (.txt, separated by tabs or bars): every accounting program"
    " exports that form too.",
)
MAPPING_REFUSED = Text(fr="Correspondance refusée : {why}.", en="Mapping refused: {why}.")
MAPPING_REFUSED_NEXT = Text(
    fr="Corrigez la correspondance, puis recommencez : rien n’a été importé.",
    en="Correct the mapping, then try again: nothing was imported.",
)
CELL_REFUSED = Text(
    fr="« {file} », feuille « {sheet} », cellule {cell} : {why} (« {value} »).",
    en="“{file}”, sheet “{sheet}”, cell {cell}: {why} (“{value}”).",
)
CELL_REFUSED_NEXT = Text(
    fr="Corrigez la cellule, puis recommencez : rien n’a été importé.",
    en="Correct the cell, then try again: nothing was imported.",
)
PLAN_REFUSED = Text(
    fr="« {file} », feuille {sheet}, ligne {row}, colonne {column} (cellule {cell}) : {why}.",
    en="“{file}”, sheet {sheet}, row {row}, column {column} (cell {cell}): {why}.",
)
PLAN_REFUSED_NEXT = Text(
    fr="Complétez ou corrigez le plan à cet endroit, puis recommencez : rien n’a été importé.",
    en="Complete or correct the plan there, then try again: nothing was imported.",
)
PLAN_OF_OTHER_DAYS = Text(
    fr="« {file} » : le plan « {plan} » est déjà approuvé pour d’autres dates.",
    en="“{file}”: plan “{plan}” is approved for other days already.",
)
PLAN_OF_OTHER_DAYS_NEXT = Text(
    fr="Donnez un autre identifiant au plan de la nouvelle période, puis recommencez : rien n’a été importé.",
    en="Give the plan of the new period another id, then try again: nothing was imported.",
)
PLAN_BREAKS_CLOSED = Text(
    fr="« {file} » : le plan « {plan} » a des périodes clôturées, {why} : rien n’a été importé.",
    en="“{file}”: plan “{plan}” has closed periods, {why}: nothing was imported.",
)
PLAN_FIXED = Text(
    fr="« {file} » : la version {version} du plan « {plan} » est approuvée et ne change plus.",
    en="“{file}”: version {version} of plan “{plan}” is approved and no longer changes.",
)
PLAN_FIXED_NEXT = Text(
    fr="Augmentez le numéro de version dans la feuille plan, puis recommencez : rien n’a été importé.",
    en="Raise the version number in the sheet plan, then try again: nothing was imported.",
)
NOT_BY_CLIENT = Text(
    fr="« {file} » est un FEC, mais le CA par client ne peut pas en être déduit : la part de la classe 70 qui"
    " revient à un client et un seul n’est que de {share}. Le reste : {why} CA par mois (total {total}) :"
    " {months}.",
    en="“{file}” is a FEC, but revenue by client cannot be derived from it: only {share} of class 70 belongs"
    " to exactly one client. The rest: {why} Revenue by month (total {total}): {months}.",
)
NOT_BY_CLIENT_NEXT = Text(
    fr="Importez plutôt les factures de la gestion commerciale, ou importez ce fichier comme « CA publié par la"
    " comptabilité » (type de contenu : books) pour le rapprochement.",
    en="Import the invoices of the sales system instead, or import this file as “Revenue published by finance”"
    " (kind books) to reconcile with it.",
)
NO_REVENUE = Text(
    fr="« {file} » est un FEC, mais il ne contient aucune ligne de CA (comptes 70) lisible.",
    en="“{file}” is a FEC, but it holds no readable revenue line (accounts 70).",
)
NO_REVENUE_NEXT = Text(
    fr="Vérifiez qu’il s’agit de l’exercice entier, avec le journal des ventes.",
    en="Check that it is the whole year, with the sales journal.",
)
NOT_A_FEC = Text(
    fr="« {file} » n’a pas les colonnes d’un FEC : il manque {columns}.",
    en="“{file}” does not have the columns of a FEC: {columns} missing.",
)
NOT_A_FEC_NEXT = Text(
    fr="Demandez au comptable le fichier des écritures comptables, tel que le logiciel l’exporte.",
    en="Ask the accountant for the FEC as the software exports it.",
)

PDF = Text(fr="un PDF", en="a PDF")
PARQUET = Text(fr="un fichier Parquet", en="a Parquet file")
SQLITE = Text(fr="une base SQLite", en="an SQLite database")
SEVEN_ZIP = Text(fr="une archive 7z", en="a 7z archive")
RAR = Text(fr="une archive RAR", en="a RAR archive")
IMAGE = Text(fr="une image", en="an image")
HTML_PAGE = Text(fr="une page HTML", en="an HTML page")
NESTED_ARCHIVE = Text(fr="une archive dans une archive", en="an archive inside an archive")
EMPTY_ARCHIVE = Text(fr="une archive vide", en="an empty archive")
WORD_DOCUMENT = Text(fr="un document Word", en="a Word document")
PRESENTATION = Text(fr="une présentation PowerPoint", en="a PowerPoint presentation")
SPREADSHEET_XML = Text(fr="un classeur XML d’Excel 2003", en="an Excel 2003 XML spreadsheet")
FEC_AS_XML = Text(fr="un FEC au format XML", en="a FEC in its XML form")
FLAT_OPENDOCUMENT = Text(fr="un classeur OpenDocument à plat (.fods)", en="a flat OpenDocument spreadsheet (.fods)")
DBASE = Text(fr="une table dBase (.dbf)", en="a dBase table (.dbf)")
LOTUS = Text(fr="un classeur Lotus 1-2-3 ou Quattro Pro", en="a Lotus 1-2-3 or Quattro Pro spreadsheet")
ACCESS = Text(fr="une base Access", en="an Access database")
RICH_TEXT = Text(fr="un document RTF", en="an RTF document")
JSON_FILE = Text(fr="un fichier JSON", en="a JSON file")
NUMBERS_DOCUMENT = Text(fr="un classeur Numbers d’Apple", en="an Apple Numbers spreadsheet")
SYLK = Text(fr="un fichier SYLK", en="a SYLK file")
DIF = Text(fr="un fichier DIF", en="a DIF file")
XML_DOCUMENT = Text(fr="un document XML", en="an XML document")
OLD_EXCEL = Text(fr="un classeur d’une très ancienne version d’Excel", en="a workbook of a very old Excel")
BINARY_FILE = Text(fr="un fichier binaire", en="a binary file")
PLAIN_TEXT = Text(fr="un simple texte, malgré son nom", en="plain text, whatever its name says")
