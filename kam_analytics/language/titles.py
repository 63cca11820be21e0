"""What a sentence is about, before the sentence; the first of many names."""

from collections.abc import Sequence

from kam_analytics.core.text import Text
from kam_analytics.language.sentences import fill, names
from kam_analytics.language.shared import AND_OTHERS, LABELLED


def few(items: Sequence[str], most: int) -> Text:
    """All names if one more than `most` at most, else the first ones and the number of the others."""
    if len(items) <= most + 1:
        return names(items)
    return fill(AND_OTHERS, names=", ".join(items[:most]), count=len(items) - most)


def introduced(subject: Text, sentence: Text) -> Text:
    """`Industrie : votre CA…`; a name or an acronym at the head of the sentence keeps its capital."""
    return fill(LABELLED, label=subject, value=Text(fr=_continued(sentence.fr), en=_continued(sentence.en)))


def _continued(sentence: str) -> str:
    first = sentence.split(" ", 1)[0].split("’", 1)[0]
    return sentence[0].lower() + sentence[1:] if first in OPENERS else sentence


OPENERS = frozenset(
    (  # noqa: SIM905
        "Votre Vos Le La Les L D Un Une Il Ils Aucun Aucune Sur De Des Du Au Aux En Sans Trop Tous Toutes Comptes"
        " Your The A An It They No None Of On In At Without Too All Flagged Revenue"
    ).split()
)
"""Words that have a capital only because they begin a sentence."""
