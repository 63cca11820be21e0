"""Which column probably fills a field: by the words of its title and by the values under it."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from kam_analytics.core.kinds import KINDS, Field, Kind, Type
from kam_analytics.ingest.header.header import Header
from kam_analytics.ingest.layout.layout import match_columns
from kam_analytics.ingest.notation.dictionary import is_sensitive, titles_of
from kam_analytics.ingest.notation.folding import fold
from kam_analytics.ingest.stage.profile import Shape, shape_of
from kam_analytics.ingest.stage.stage import Stage

LIKELY = 0.75  # score from which a column is worth proposing
WORDS, VALUES = 1.0, 1.0  # weights of the two


@dataclass(frozen=True, slots=True)
class ColumnCandidates:
    """The titled columns of a sheet, each with the shape of its first values."""

    header: Header
    shapes: Mapping[str, Shape]  # title → shape

    def ranked(self, wanted: Field, kind: Kind, taken: frozenset[str] = frozenset()) -> list[tuple[float, str]]:
        """Score and title of every column that may be used, best first; those that fill another field come last."""
        titles = titles_of(kind.id)[wanted.name]
        scored = [
            (WORDS * likeness(label, titles) + VALUES * _fit(shape, wanted), label)
            for label, shape in self.shapes.items()
            if not is_sensitive(label)
        ]
        return sorted(scored, key=lambda s: (s[1] in taken, -s[0]))

    def choices(self, wanted: Field, kind: Kind, taken: frozenset[str]) -> tuple[str, ...]:
        """Every column, best first, for the question that asks for one."""
        return tuple(label for _, label in self.ranked(wanted, kind, taken))

    def likely(self, wanted: Field, kind: Kind, taken: frozenset[str]) -> tuple[str, ...]:
        """The columns worth proposing, best first."""
        return tuple(t for score, t in self.ranked(wanted, kind, taken) if score >= LIKELY and t not in taken)

    def kinds(self) -> tuple[str, ...]:
        """Every kind of file, the likeliest first."""
        return tuple(sorted(KINDS, key=lambda k: -self._explained(KINDS[k])))

    def _explained(self, kind: Kind) -> float:
        """How well the columns fill what a kind requires, plus the titles it knows."""
        columns = match_columns(kind, self.header)
        needed = [f for f in kind.fields if f.required] + [kind.field(group[0]) for group in kind.one_of]
        best = [1.5 if f.name in columns else (self.ranked(f, kind) or [(0.0, "")])[0][0] for f in needed]
        return sum(best) / max(1, len(best)) + len(columns) / max(1, len(self.header.labels))


def columns(stage: Stage, header: Header) -> ColumnCandidates:
    """Look at the first rows of every titled column."""
    named = zip(header.labels, header.positions, strict=True)
    return ColumnCandidates(header, {label: shape_of(stage, i, header.row) for label, i in named})


def likeness(label: str, titles: tuple[str, ...]) -> float:
    """0 to 1: the closest alias, by letters and by words in common.

    >>> likeness("Montnt HT", ("montant ht", "ca")) > likeness("Ville", ("montant ht", "ca"))
    True
    """
    folded = fold(label)
    return max((_closeness(folded, title) for title in titles), default=0.0)


def _closeness(left: str, right: str) -> float:
    ours, theirs = set(left.split()), set(right.split())
    common = len(ours & theirs) / max(1, len(ours | theirs))
    return max(difflib.SequenceMatcher(None, left, right).ratio(), 0.5 + common / 2 if common else 0.0)


def _fit(shape: Shape, wanted: Field) -> float:
    """0 to 1: whether the values could be those of the field."""
    if not shape.filled:
        return 0.0
    codes = shape.whole * min(1.0, 4 * shape.distinct)  # numbers that hardly ever repeat are no codes
    if wanted.type is Type.DATE:
        return shape.dates
    if wanted.type is Type.MONEY:
        return shape.numbers * (0.5 + 0.5 * shape.decimals) if shape.distinct > 0 else 0.0
    if wanted.type in (Type.NUMBER, Type.INTEGER, Type.SHARE):
        return shape.numbers
    if wanted.type is Type.ID:
        return max(codes * (1 - shape.decimals), 0.8 * shape.words) * (1 - shape.dates)
    return shape.words
