"""French spaces: a punctuation mark never starts a line, however the sentence was typed."""

import re

from kam_analytics.core.text import Lang, Text
from kam_analytics.language.numbers import NBSP, NNBSP


def typeset(text: Text, lang: Lang) -> str:
    """The sentence in one language, with the spaces of that language."""
    return french(text.fr) if lang == "fr" else text.en


def french(text: str) -> str:
    """Narrow no-break space before ; ! ? and no-break space before : and inside « »."""
    text = re.sub(r" (?=[;!?])", NNBSP, text)
    text = re.sub(r" (?=[:»%€])", NBSP, text)
    return re.sub(r"(?<=«) ", NBSP, text)
