"""Errors a user can act on. Each says what happened, where, and what to do next."""

from dataclasses import dataclass
from typing import ClassVar

from kam_analytics.core.text import Lang, Text


@dataclass(eq=False)
class KamError(Exception):
    """Base class; anything else that escapes is a bug, not a user's problem."""

    what: ClassVar[Text]
    next_step: ClassVar[Text]

    def explain(self, lang: Lang) -> tuple[str, str]:
        """The sentence and the advice, with the facts filled in."""
        facts = {name: fact.in_(lang) if isinstance(fact, Text) else fact for name, fact in vars(self).items()}
        return self.what.in_(lang).format(**facts), self.next_step.in_(lang).format(**facts)

    def message(self) -> Text:
        """Sentence and advice together, in both languages."""
        return Text(fr=" ".join(self.explain("fr")), en=" ".join(self.explain("en")))

    def __str__(self) -> str:
        return " ".join(self.explain("en"))


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
    """An import of a pay plan on which a period was closed: it cannot be taken back."""

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
    """The demonstration was asked for in a store that holds one's own data."""

    imports: int

    what = Text(
        fr="Ce dossier contient vos propres données (imports : {imports}) ; la démonstration ne s’y mélange pas.",
        en="This folder holds your own data (imports: {imports}); the demonstration never mixes with them.",
    )
    next_step = Text(
        fr="Chargez la démonstration dans un autre dossier : --store DOSSIER.",
        en="Load the demonstration into another folder: --store FOLDER.",
    )


@dataclass(eq=False)
class NotAllowed(KamError):
    """The viewer's role does not include this action."""

    action: str

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
    """A file that was asked for cannot be written there."""

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
