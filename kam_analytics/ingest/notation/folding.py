"""Headers and words compared the way people read them: blanks, case and accents do not count."""

import re
import unicodedata

_BLANKS = re.compile(r"[\s\u00a0\u202f\u200b\ufeff_]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'"})
_SIGNS = re.compile(r"[^a-z0-9#%()&/'.+-]+")
_ARROWS = "↑↓*:"


def fold(text: str) -> str:
    """Lower case, no accents, one blank between words; `N° Facture ` and `n°  facture` are the same header.

    >>> fold("  Raison\\u00a0Sociale ")
    'raison sociale'
    >>> fold("Propriétaire de l’opportunité") == fold("PROPRIETAIRE DE L'OPPORTUNITE")
    True
    """
    plain = unicodedata.normalize("NFKD", _BLANKS.sub(" ", text).replace("°", "o ").translate(_APOSTROPHES))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("œ", "oe")
    return " ".join(_SIGNS.sub(" ", letters.strip(_ARROWS + " ")).split())


def trimmed(text: str | None) -> str | None:
    """The text without blanks around it, None when nothing is left."""
    if text is None:
        return None
    return text.strip(" \t\r\n\v\f\u00a0\u202f\u200b\ufeff") or None
