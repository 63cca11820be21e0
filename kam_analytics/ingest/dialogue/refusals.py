"""Why a file cannot be imported: each refusal names the cause and what to do."""

from dataclasses import dataclass

from kam_analytics.core.errors import KamError
from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.warehouse.decisions.plan_versions import KEEP_CLOSED


@dataclass(eq=False)
class FileRefused(KamError):
    """Base of everything that makes a file unusable as it stands."""

    file: str

    what = Text(fr="« {file} » n’a pas pu être lu.", en="“{file}” could not be read.")
    next_step = Text(
        fr="Enregistrez-le à nouveau en .xlsx ou en .csv, puis recommencez.",
        en="Save it again as .xlsx or .csv, then try again.",
    )


@dataclass(eq=False)
class PasswordProtected(FileRefused):
    """The workbook is encrypted."""

    what = Text(fr="« {file} » est protégé par un mot de passe.", en="“{file}” is password-protected.")
    next_step = Text(
        fr="Ouvrez-le, retirez le mot de passe (Fichier, Informations, Protéger le classeur), puis recommencez.",
        en="Open it, remove the password (File, Info, Protect Workbook), then try again.",
    )


@dataclass(eq=False)
class HostileFile(FileRefused):
    """A part of the workbook declares a document type or entities, which no spreadsheet program writes."""

    part: str

    what = Text(
        fr="« {file} » contient des déclarations dangereuses ({part}) : il n’a pas été ouvert.",
        en="“{file}” contains dangerous declarations ({part}): it was not opened.",
    )
    next_step = Text(
        fr="Demandez un nouvel export à la personne qui vous l’a transmis.",
        en="Ask whoever sent it for a new export.",
    )


@dataclass(eq=False)
class Oversized(FileRefused):
    """The archive unfolds to far more than a list of lines needs."""

    megabytes: int

    what = Text(
        fr="« {file} » occuperait {megabytes} Mo une fois décompressé : il n’a pas été ouvert.",
        en="“{file}” would take {megabytes} MB once unpacked: it was not opened.",
    )
    next_step = Text(
        fr="Exportez une période plus courte, ou en .csv.",
        en="Export a shorter period, or as .csv.",
    )


@dataclass(eq=False)
class TooHeavy(FileRefused):
    """Reading it took more time or memory than a workbook of its size needs; the reading was stopped."""

    what = Text(
        fr="« {file} » demande trop de mémoire ou de temps pour sa taille : la lecture a été arrêtée.",
        en="“{file}” takes too much memory or time for its size: reading was stopped.",
    )
    next_step = Text(
        fr="Supprimez les lignes et colonnes vides loin du tableau, ou exportez en .csv, puis recommencez.",
        en="Delete the empty rows and columns far from the table, or export as .csv, then try again.",
    )


@dataclass(eq=False)
class Undecided(FileRefused):
    """A question stands before the file can be opened at all."""

    question: ImportQuestion

    what = Text(fr="« {file} » contient plusieurs fichiers.", en="“{file}” holds several files.")
    next_step = Text(fr="Choisissez celui à importer.", en="Choose the one to import.")


@dataclass(eq=False)
class OtherFormat(FileRefused):
    """The bytes are of a format that holds no table, or one that is too old to be read."""

    format_fr: str
    format_en: str

    what = Text(
        fr="« {file} » n’est pas un classeur Excel ni un fichier texte : {format_fr}.",
        en="“{file}” is neither an Excel workbook nor a text file: {format_en}.",
    )


@dataclass(eq=False)
class MappingRefused(FileRefused):
    """The mapping given with the file cannot be followed."""

    why_fr: str
    why_en: str

    what = Text(fr="Correspondance refusée : {why_fr}.", en="Mapping refused: {why_en}.")
    next_step = Text(
        fr="Corrigez la correspondance, puis recommencez : rien n’a été importé.",
        en="Correct the mapping, then try again: nothing was imported.",
    )


@dataclass(eq=False)
class CellRefused(FileRefused):
    """A cell of a workbook that must be right as a whole cannot be read."""

    sheet: str
    cell: str
    value: str
    why_fr: str
    why_en: str

    what = Text(
        fr="« {file} », feuille « {sheet} », cellule {cell} : {why_fr} (« {value} »).",
        en="“{file}”, sheet “{sheet}”, cell {cell}: {why_en} (“{value}”).",
    )
    next_step = Text(
        fr="Corrigez la cellule, puis recommencez : rien n’a été importé.",
        en="Correct the cell, then try again: nothing was imported.",
    )


@dataclass(eq=False)
class PlanRefused(FileRefused):
    """A pay plan that would have to be guessed, with the cell that shows it."""

    sheet: str
    row: int
    column: str
    cell: str
    why_fr: str
    why_en: str

    what = Text(
        fr="« {file} », feuille {sheet}, ligne {row}, colonne {column} (cellule {cell}) : {why_fr}.",
        en="“{file}”, sheet {sheet}, row {row}, column {column} (cell {cell}): {why_en}.",
    )
    next_step = Text(
        fr="Complétez ou corrigez le plan à cet endroit, puis recommencez : rien n’a été importé.",
        en="Complete or correct the plan there, then try again: nothing was imported.",
    )


@dataclass(eq=False)
class PlanOfOtherDays(FileRefused):
    """A new version of a plan for other days: the periods of the version before would be gone."""

    plan: str

    what = Text(
        fr="« {file} » : le plan « {plan} » est déjà approuvé pour d’autres dates.",
        en="“{file}”: plan “{plan}” is approved for other days already.",
    )
    next_step = Text(
        fr="Donnez un autre identifiant au plan de la nouvelle période, puis recommencez : rien n’a été importé.",
        en="Give the plan of the new period another id, then try again: nothing was imported.",
    )


@dataclass(eq=False)
class PlanBreaksClosed(FileRefused):
    """A new version that periods closed under the plan cannot live with: pay would be lost or paid twice."""

    plan: str
    why_fr: str
    why_en: str

    what = Text(
        fr="« {file} » : le plan « {plan} » a des périodes clôturées, {why_fr} : rien n’a été importé.",
        en="“{file}”: plan “{plan}” has closed periods, {why_en}: nothing was imported.",
    )
    next_step = KEEP_CLOSED


@dataclass(eq=False)
class PlanFixed(FileRefused):
    """A version of a pay plan that was approved and now comes with other rows."""

    plan: str
    version: str

    what = Text(
        fr="« {file} » : la version {version} du plan « {plan} » est approuvée et ne change plus.",
        en="“{file}”: version {version} of plan “{plan}” is approved and no longer changes.",
    )
    next_step = Text(
        fr="Augmentez le numéro de version dans la feuille plan, puis recommencez : rien n’a été importé.",
        en="Raise the version number in the sheet plan, then try again: nothing was imported.",
    )
