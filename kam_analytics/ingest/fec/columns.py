"""The columns of a FEC, found by their legal names however they are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.ingest.header.header import Header
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
_NAMES = {title: name for name, titles in _LEGAL.items() for title in titles}
_ORDINARY = ("debit", "credit", "amount", "side")  # titles that any export may have


@dataclass(frozen=True, slots=True)
class Columns:
    """Position and title of each column that was found, by the names above."""

    position: dict[str, int]
    title: dict[str, str]

    @property
    def amounts(self) -> tuple[str, ...]:
        """The columns that make the amount of a line: debit and credit, or one amount and its side."""
        return ("debit", "credit") if {"debit", "credit"} <= self.position.keys() else ("amount",)

    @property
    def missing(self) -> tuple[str, ...]:
        """Legal titles without which no revenue can be read."""
        lacking = [_OFFICIAL[n] for n in ("account", "day") if n not in self.position]
        pairs = [p for p in (("debit", "credit"), ("amount", "side")) if set(p) <= self.position.keys()]
        return (*lacking, *([] if pairs else ["Debit", "Credit"]))


_OFFICIAL = {"account": "CompteNum", "day": "EcritureDate"}


def find(header: Header) -> Columns:
    """The columns of a FEC among the titles of a sheet; the first of a repeated title counts."""
    position: dict[str, int] = {}
    title: dict[str, str] = {}
    for label, at in zip(header.labels, header.positions, strict=True):
        name = _NAMES.get(bare(label))
        if name is not None and name not in position:
            position[name], title[name] = at, label
    return Columns(position, title)


def is_fec(header: Header) -> bool:
    """Whether the titles are those of the legal accounting file."""
    found = find(header)
    return not found.missing and len(found.position.keys() - set(_ORDINARY)) >= ENOUGH


def separator_of_fec(line: str, separators: Sequence[str]) -> tuple[str, int] | None:
    """The separator and the number of cells of a title line without quotation marks, None when it is no FEC.

    >>> separator_of_fec("JournalCode|EcritureNum|EcritureDate|CompteNum|CompteLib|PieceRef|Debit|Credit\\n", "|;")
    ('|', 8)
    """
    if '"' in line:
        return None
    for separator in separators:
        titles = {bare(t) for t in line.split(separator)}
        if len(titles & (_NAMES.keys() - set(_ORDINARY))) >= ENOUGH and "comptenum" in titles:
            return separator, len(line.rstrip("\r\n").split(separator))
    return None


def bare(label: str) -> str:
    """A title without case, accents, blanks or signs.

    >>> bare("Écriture_Num"), bare("pieceRef")
    ('ecriturenum', 'pieceref')
    """
    return re.sub(r"[^a-z0-9]", "", fold(label))
