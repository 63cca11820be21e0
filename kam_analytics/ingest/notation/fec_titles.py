"""The legal titles of a FEC, recognised however they are written."""

import re
from collections.abc import Sequence

from kam_analytics.ingest.notation.folding import fold

ENOUGH = 6  # legal titles beside the indispensable ones' values: no other export has so many
_LEGAL = {
    "journal": ("journalcode",),
    "journal_name": ("journallib",),
    "number": ("ecriturenum",),
    "day": ("ecrituredate",),
    "account": ("comptenum",),
    "account_name": ("comptelib",),
    "client": ("compauxnum", "compteauxnum"),
    "client_name": ("compauxlib", "compteauxlib"),
    "piece": ("pieceref",),
    "piece_day": ("piecedate",),
    "wording": ("ecriturelib",),
    "debit": ("debit",),
    "credit": ("credit",),
    "amount": ("montant",),
    "side": ("sens",),
    "letter": ("ecriturelet",),
    "letter_day": ("datelet",),
    "valid_day": ("validdate",),
    "paid_day": ("daterglt",),
}
NAMES = {title: name for name, titles in _LEGAL.items() for title in titles}
ORDINARY = ("debit", "credit", "amount", "side")  # titles that any export may have


def separator_of_fec(line: str, separators: Sequence[str]) -> tuple[str, int] | None:
    """The separator and the number of cells of a title line without quotation marks, None when it is no FEC.

    >>> separator_of_fec("JournalCode|EcritureNum|EcritureDate|CompteNum|CompteLib|PieceRef|Debit|Credit\\n", "|;")
    ('|', 8)
    """
    if '"' in line:
        return None
    for separator in separators:
        titles = {bare(t) for t in line.split(separator)}
        if len(titles & (NAMES.keys() - set(ORDINARY))) >= ENOUGH and "comptenum" in titles:
            return separator, len(line.rstrip("\r\n").split(separator))
    return None


def bare(label: str) -> str:
    """A title without case, accents, blanks or signs.

    >>> bare("Écriture_Num"), bare("pieceRef")
    ('ecriturenum', 'pieceref')
    """
    return re.sub(r"[^a-z0-9]", "", fold(label))
