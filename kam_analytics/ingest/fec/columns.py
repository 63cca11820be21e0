"""The columns of a FEC, found by their legal names however they are written."""

from dataclasses import dataclass

from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.notation.fec_titles import ENOUGH, NAMES, ORDINARY, bare


@dataclass(frozen=True, slots=True)
class FecColumns:
    """Position and title of each column of the file, by the names of `fec_titles`."""

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


def find_columns(header: Header) -> FecColumns:
    """The columns of a FEC among the titles of a sheet; the first of a repeated title counts."""
    position: dict[str, int] = {}
    title: dict[str, str] = {}
    for label, at in zip(header.labels, header.positions, strict=True):
        name = NAMES.get(bare(label))
        if name is not None and name not in position:
            position[name], title[name] = at, label
    return FecColumns(position, title)


def is_fec(header: Header) -> bool:
    """Whether the titles are those of the legal accounting file."""
    columns = find_columns(header)
    return not columns.missing and len(columns.position.keys() - set(ORDINARY)) >= ENOUGH
