"""Errors a user can act on. Each says what happened, where, and what to do next."""

from dataclasses import dataclass, fields
from typing import ClassVar

from kam_analytics.core.text import Lang, Text


@dataclass(eq=False)
class KamError(Exception):
    """Base class; anything else that escapes is a bug, not a user's problem."""

    what: ClassVar[Text]
    next_step: ClassVar[Text]

    def explain(self, lang: Lang) -> tuple[str, str]:
        """The sentence and the advice, with the facts filled in."""
        facts = {field.name: _in(getattr(self, field.name), lang) for field in fields(self)}
        return self.what.in_(lang).format(**facts), self.next_step.in_(lang).format(**facts)

    def message(self) -> Text:
        """Sentence and advice together, in both languages."""
        return Text(fr=" ".join(self.explain("fr")), en=" ".join(self.explain("en")))

    def __str__(self) -> str:
        return " ".join(self.explain("en"))


def _in(fact: object, lang: Lang) -> object:
    return fact.in_(lang) if isinstance(fact, Text) else fact


@dataclass(eq=False)
class StoreBusy(KamError):
    """Another process kept the writers' lock for too long."""

    seconds: int

    what = Text(
        fr="Un autre import est en cours depuis plus de {seconds} secondes.",
        en="Another import has been running for more than {seconds} seconds.",
    )
    next_step = Text(
        fr="Attendez qu’il se termine, puis recommencez : rien n’a été modifié.",
        en="Wait until it ends, then try again: nothing was changed.",
    )


@dataclass(eq=False)
class StoreTooNew(KamError):
    """The store was written by a later release of the application."""

    part: str
    found: int
    known: int

    what = Text(
        fr="Les données ({part}) ont été écrites par une version plus récente de l’application"
        " (schéma {found}, connu ici : {known}).",
        en="The data ({part}) were written by a later release of the application"
        " (schema {found}, known here: {known}).",
    )
    next_step = Text(fr="Mettez l’application à jour.", en="Update the application.")


@dataclass(eq=False)
class UnknownImport(KamError):
    """No live import has this number."""

    import_id: int

    what = Text(
        fr="Aucun import actif ne porte le numéro {import_id}.",
        en="No active import has number {import_id}.",
    )
    next_step = Text(
        fr="Consultez la liste des imports, puis choisissez un numéro qui y figure.",
        en="Look at the list of imports and choose a number that is in it.",
    )


@dataclass(eq=False)
class PlanInUse(KamError):
    """An import of a pay plan with a closed period: it cannot be withdrawn."""

    import_id: int

    what = Text(
        fr="L’import {import_id} n’a pas été retiré : une période de paie a été clôturée sur ce plan.",
        en="Import {import_id} was not withdrawn: a pay period was closed on this plan.",
    )
    next_step = Text(
        fr="Importez une nouvelle version du plan : elle vaudra pour les périodes encore ouvertes.",
        en="Import a new version of the plan: it counts for the periods that are still open.",
    )


@dataclass(eq=False)
class OwnDataPresent(KamError):
    """The demonstration was requested in a store that contains real data."""

    imports: int

    what = Text(
        fr="Ce dossier contient ou a contenu vos propres données (imports actifs : {imports}) ; la démonstration ne s’y"
        " mélange pas.",
        en="This folder holds or held your own data (active imports: {imports}); the demonstration never mixes with"
        " them.",
    )
    next_step = Text(
        fr="Chargez la démonstration dans un autre dossier : --store DOSSIER.",
        en="Load the demonstration into another folder: --store FOLDER.",
    )


@dataclass(eq=False)
class NotAllowed(KamError):
    """The viewer's role does not include this action."""

    action: Text

    what = Text(
        fr="Votre rôle ne permet pas cette action : {action}.",
        en="Your role does not allow this: {action}.",
    )
    next_step = Text(
        fr="Demandez au directeur commercial ou au contrôleur de gestion de le faire ou de le confirmer.",
        en="Ask the commercial director or the controller to do or confirm it.",
    )


@dataclass(eq=False)
class CannotWrite(KamError):
    """A file cannot be written to the requested path."""

    path: str

    what = Text(fr="« {path} » ne peut pas être écrit.", en="“{path}” cannot be written.")
    next_step = Text(
        fr="Vérifiez que le dossier existe, que vous pouvez y écrire et que le fichier n’est pas ouvert dans Excel.",
        en="Check that the folder exists, that you may write there and that the file is not open in Excel.",
    )


@dataclass(eq=False)
class NoFile(KamError):
    """An import without a file to import."""

    what = Text(fr="Aucun fichier n’a été donné.", en="No file was given.")
    next_step = Text(
        fr="Nommez un ou plusieurs fichiers, ou ajoutez --inbox pour lire le dossier d’arrivée.",
        en="Name one or more files, or add --inbox to read the inbox folder.",
    )


@dataclass(eq=False)
class NoStore(KamError):
    """The folder is missing, or contains no store."""

    folder: str

    what = Text(fr="Il n’y a pas de données dans « {folder} ».", en="There is no store in “{folder}”.")
    next_step = Text(
        fr="Vérifiez le nom du dossier (--store, KAM_STORE). S’il est juste et encore vide, commencez par « import »"
        " ou « demo », qui y créent les données.",
        en="Check the name of the folder (--store, KAM_STORE). If it is right and still empty, begin with `import` or"
        " `demo`, which create a store there.",
    )


@dataclass(eq=False)
class FolderInUse(KamError):
    """The folder for a new store contains something else."""

    folder: str
    file: str

    what = Text(
        fr="« {folder} » contient autre chose que des données de l’application (« {file} ») : rien n’y a été créé.",
        en="“{folder}” holds something other than a store (“{file}”): nothing was created there.",
    )
    next_step = Text(
        fr="Donnez un dossier vide, ou le nom d’un dossier qui n’existe pas encore (--store, KAM_STORE).",
        en="Name an empty folder, or one that does not exist yet (--store, KAM_STORE).",
    )


@dataclass(eq=False)
class StoreDamaged(KamError):
    """A file of the store is missing, cut or damaged. `remedy` names the file to copy back, if there is one."""

    folder: str
    file: str
    problem: Text
    remedy: Text

    what = Text(
        fr="Les données de « {folder} » sont abîmées : {file} {problem}.",
        en="The data in “{folder}” are damaged: {file} {problem}.",
    )
    next_step = Text(fr="Rien n’a été modifié. {remedy}", en="Nothing was changed. {remedy}")


@dataclass(eq=False)
class NoSpace(KamError):
    """The disk is full, or a quota or a file size limit is reached."""

    path: str

    what = Text(
        fr="Il n’y a plus de place sur le disque pour « {path} ».", en="No space is left on the disk for “{path}”."
    )
    next_step = Text(
        fr="Libérez de la place, puis recommencez : les données sont restées telles qu’elles étaient.",
        en="Free some space, then try again: the data are as they were before.",
    )


@dataclass(eq=False)
class NotWritable(KamError):
    """The disk or its permissions forbid writing."""

    path: str

    what = Text(
        fr="L’application n’a pas le droit d’écrire dans « {path} ».",
        en="The application may not write to “{path}”.",
    )
    next_step = Text(
        fr="Donnez ce droit au compte de la machine qui fait tourner l’application, ou montez le disque en écriture,"
        " puis recommencez : rien n’a été modifié.",
        en="Give that right to the account of the machine that runs the application, or mount the disk for writing,"
        " then try again: nothing was changed.",
    )


@dataclass(eq=False)
class NotReadable(KamError):
    """The files belong to another account of the machine."""

    path: str

    what = Text(
        fr="L’application n’a pas le droit de lire « {path} ».",
        en="The application may not read “{path}”.",
    )
    next_step = Text(
        fr="Lancez la commande depuis le compte de la machine auquel ce chemin appartient, ou rendez-le au compte qui"
        " fait tourner l’application (après une restauration, par exemple).",
        en="Run the command as the account of the machine that owns that path, or give it back to the account that runs"
        " the application (after a restore, for example).",
    )


@dataclass(eq=False)
class PathRefused(KamError):
    """The system cannot use a path: it is missing, a file stands for a folder, the disk does not answer."""

    path: str
    reason: Text

    what = Text(fr="« {path} » {reason}.", en="“{path}” {reason}.")
    next_step = Text(
        fr="Vérifiez ce chemin et le réglage qui le nomme (--store, KAM_STORE, KAM_INBOX, TMPDIR), puis recommencez.",
        en="Check this path and the setting that names it (--store, KAM_STORE, KAM_INBOX, TMPDIR), then try again.",
    )
