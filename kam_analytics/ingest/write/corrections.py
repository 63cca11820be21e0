"""What is said and asked about a file that meets invoices the store knows already."""

from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.write.compare import Difference
from kam_analytics.language.sentences import fill, plural

REPLACE, ADD = "replace", "add"
ASK = "ask"  # the answer of who cannot know: the inbox
CORRECTIONS = "corrections"  # id of the question
_NEW = (
    Text(fr="{new} ligne nouvelle ({amount}), {same} connues.", en="{new} new line ({amount}), {same} known."),
    Text(
        fr="{new} lignes nouvelles ({amount}), {same} connues.",
        en="{new} new lines ({amount}), {same} known.",
    ),
)
_CHANGED = (
    Text(
        fr="{count} ligne d’une facture déjà chargée a changé (écart {gap}).",
        en="{count} line of an invoice already loaded has changed (difference {gap}).",
    ),
    Text(
        fr="{count} lignes de factures déjà chargées ont changé (écart {gap}).",
        en="{count} lines of invoices already loaded have changed (difference {gap}).",
    ),
)
_REPLACED = Text(
    fr="Elles remplacent les anciennes, qui reviendront si cet import est retiré.",
    en="They replace the old ones, which come back if this import is withdrawn.",
)
_ADDED = Text(
    fr="Elles s’ajoutent aux anciennes : si ce fichier les corrige, retirez cet import et répondez « remplacer ».",
    en="They add to the old ones: if this file corrects them, withdraw this import and answer “replace”.",
)
_GONE = (
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


def told(found: Difference) -> list[Text]:
    """Before loading: what is new, known, changed and gone."""
    new = fill(
        plural(found.new, *_NEW), new=_count(found.new), amount=_money(found.new_amount), same=_count(found.identical)
    )
    return [new, *_changed(found), *gone(found)]


def corrected(found: Difference, replaces: bool) -> list[Text]:
    """After loading: the changed invoices, and what became of their old lines."""
    return [*_changed(found), _REPLACED if replaces else _ADDED] if found.corrects else []


def gone(found: Difference) -> list[Text]:
    """Lines the same export brought before and this file does not have."""
    if not found.gone:
        return []
    return [fill(plural(found.gone, *_GONE), count=_count(found.gone), amount=_money(found.gone_amount))]


def which_corrections(found: Difference) -> ImportQuestion:
    """Whether changed invoices replace what was loaded."""
    (sentence,) = _changed(found)
    text = Text(
        fr=f"{sentence.fr} Ce fichier corrige-t-il les anciennes lignes ?",
        en=f"{sentence.en} Does this file correct the old lines?",
    )
    labels = (
        Text(fr="Oui : elles sont remplacées.", en="Yes: they are replaced."),
        Text(fr="Non : ces lignes s’ajoutent aux autres.", en="No: these lines come on top of the others."),
    )
    return ImportQuestion(CORRECTIONS, text, (REPLACE, ADD), labels)


def _changed(found: Difference) -> list[Text]:
    if not found.corrects:
        return []
    count = max(found.changed, found.replaced)
    gap = Quantity(float(found.changed_amount - found.replaced_amount), Unit.EUR_EXACT)
    return [fill(plural(count, *_CHANGED), count=_count(count), gap=gap)]


def _count(value: int) -> Quantity:
    return Quantity(float(value), Unit.COUNT)


def _money(value: Decimal) -> Quantity:
    return Quantity(float(value), Unit.EUR_EXACT)
