"""Notes and the question about a file that meets invoices the store holds already."""

from decimal import Decimal

from kam_analytics.core.imports import ImportQuestion
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.ingest.write.compare import Difference
from kam_analytics.language.imports import corrections as words
from kam_analytics.language.sentences import fill, plural

REPLACE, ADD = "replace", "add"
ASK = "ask"  # the answer of the inbox, where nobody is there to decide
CORRECTIONS = "corrections"  # id of the question


def differences(difference: Difference) -> list[Text]:
    """Before loading: lines that are new, loaded before, changed and gone."""
    new = fill(
        plural(difference.new, *words.NEW),
        new=_count(difference.new),
        amount=_money(difference.new_amount),
        same=_count(difference.identical),
    )
    return [new, *_changed(difference), *gone(difference)]


def corrected(difference: Difference, replaces: bool) -> list[Text]:
    """After loading: the changed invoices, and whether their old lines still count."""
    return [*_changed(difference), words.REPLACED if replaces else words.ADDED] if difference.corrects else []


def gone(difference: Difference) -> list[Text]:
    """Lines the same export brought before and this file does not have."""
    if not difference.gone:
        return []
    sentence = plural(difference.gone, *words.GONE)
    return [fill(sentence, count=_count(difference.gone), amount=_money(difference.gone_amount))]


def which_corrections(difference: Difference) -> ImportQuestion:
    """Whether changed invoices replace what was loaded."""
    (changed,) = _changed(difference)
    return ImportQuestion(CORRECTIONS, fill(words.WHICH, changed=changed), (REPLACE, ADD), (words.YES, words.NO))


def _changed(difference: Difference) -> list[Text]:
    if not difference.corrects:
        return []
    count = max(difference.changed, difference.replaced)
    gap = Quantity(float(difference.changed_amount - difference.replaced_amount), Unit.EUR_EXACT)
    return [fill(plural(count, *words.CHANGED), count=_count(count), gap=gap)]


def _count(value: int) -> Quantity:
    return Quantity(float(value), Unit.COUNT)


def _money(value: Decimal) -> Quantity:
    return Quantity(float(value), Unit.EUR_EXACT)
