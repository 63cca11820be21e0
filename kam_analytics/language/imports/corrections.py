"""Texts on a file that contains invoices already in the store."""

from kam_analytics.core.text import Text

NEW = (
    Text(fr="{new} ligne nouvelle ({amount}), {same} connues.", en="{new} new line ({amount}), {same} known."),
    Text(
        fr="{new} lignes nouvelles ({amount}), {same} connues.",
        en="{new} new lines ({amount}), {same} known.",
    ),
)
CHANGED = (
    Text(
        fr="{count} ligne d’une facture déjà chargée a changé (écart {gap}).",
        en="{count} line of an invoice already loaded has changed (difference {gap}).",
    ),
    Text(
        fr="{count} lignes de factures déjà chargées ont changé (écart {gap}).",
        en="{count} lines of invoices already loaded have changed (difference {gap}).",
    ),
)
REPLACED = Text(
    fr="Elles remplacent les anciennes, qui reviendront si cet import est retiré.",
    en="They replace the old ones, which come back if this import is withdrawn.",
)
ADDED = Text(
    fr="Elles s’ajoutent aux anciennes : si ce fichier les corrige, retirez cet import et répondez « remplacer ».",
    en="They add to the old ones: if this file corrects them, withdraw this import and answer “replace”.",
)
GONE = (
    Text(
        fr="{count} ligne déjà chargée de cette période ({amount}) ne figure pas dans le fichier : elle reste comptée.",
        en="{count} line loaded before for this period ({amount}) is not in the file: it still counts.",
    ),
    Text(
        fr="{count} lignes déjà chargées de cette période ({amount}) ne figurent pas dans le fichier : elles restent"
        " comptées.",
        en="{count} lines loaded before for this period ({amount}) are not in the file: they still count.",
    ),
)
WHICH = Text(
    fr="{changed} Ce fichier corrige-t-il les anciennes lignes ?",
    en="{changed} Does this file correct the old lines?",
)
YES = Text(fr="Oui : elles sont remplacées.", en="Yes: they are replaced.")
NO = Text(fr="Non : ces lignes s’ajoutent aux autres.", en="No: these lines come on top of the others.")
