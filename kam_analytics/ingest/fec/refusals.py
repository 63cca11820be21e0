"""Why the revenue of a FEC cannot be told by client."""

from dataclasses import dataclass

from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.refusals import FileRefused


@dataclass(eq=False)
class NotByClient(FileRefused):
    """Less than half of class 70 belongs to exactly one client."""

    share_fr: str
    share_en: str
    why_fr: str
    why_en: str
    months_fr: str
    months_en: str
    total_fr: str
    total_en: str

    what = Text(
        fr="« {file} » est un FEC, mais le CA par client ne peut pas en être déduit : la part de la classe 70 qui"
        " revient à un client et un seul n’est que de {share_fr}. Le reste : {why_fr} CA par mois (total {total_fr}) :"
        " {months_fr}.",
        en="“{file}” is a FEC, but revenue by client cannot be derived from it: only {share_en} of class 70 belongs"
        " to exactly one client. The rest: {why_en} Revenue by month (total {total_en}): {months_en}.",
    )
    next_step = Text(
        fr="Importez plutôt les factures de la gestion commerciale, ou importez ce fichier comme « CA publié par la"
        " comptabilité » (type de contenu : books) pour le rapprochement.",
        en="Import the invoices of the sales system instead, or import this file as “Revenue published by finance”"
        " (kind books) to reconcile with it.",
    )


@dataclass(eq=False)
class NoRevenue(FileRefused):
    """A FEC without a class 70 line that could be read."""

    what = Text(
        fr="« {file} » est un FEC, mais il ne contient aucune ligne de CA (comptes 70) lisible.",
        en="“{file}” is a FEC, but it holds no readable revenue line (accounts 70).",
    )
    next_step = Text(
        fr="Vérifiez qu’il s’agit de l’exercice entier, avec le journal des ventes.",
        en="Check that it is the whole year, with the sales journal.",
    )


@dataclass(eq=False)
class NotAFec(FileRefused):
    """The file was said to be a FEC and lacks its columns."""

    columns: str

    what = Text(
        fr="« {file} » n’a pas les colonnes d’un FEC : il manque {columns}.",
        en="“{file}” does not have the columns of a FEC: {columns} missing.",
    )
    next_step = Text(
        fr="Demandez au comptable le fichier des écritures comptables, tel que le logiciel l’exporte.",
        en="Ask the accountant for the FEC as the software exports it.",
    )
