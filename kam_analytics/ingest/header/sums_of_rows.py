"""Rows that are the sum of their neighbours in every column: groups of a pivot, results under them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

Vector = tuple[int, ...]  # the amounts of a row, in ten-thousandths
FEWEST_COLUMNS = 2  # with an amount; a single equal amount proves nothing


@dataclass(frozen=True, slots=True)
class SummedRows:
    """Which rows sum others; `complete` when every row is such a sum or a part of one."""

    parts: dict[int, tuple[int, ...]] = field(default_factory=dict)  # position of a total → its parts
    complete: bool = False


def find(vectors: Sequence[Vector], labelled: frozenset[int] = frozenset()) -> SummedRows:
    """Totals above or below their parts, at any number of levels.

    labelled: positions whose label announces a total; one part is enough for them.

    >>> find([(5, 7), (2, 3), (3, 4)]).parts
    {0: (2, 1)}
    """
    ways = [_Way(labelled), _Way(labelled, single=True)]
    tried = [t for way in ways for t in (_below(vectors, way), _above(vectors, way))]
    certain = [t for t in tried if t.complete and any(len(p) > 1 for p in t.parts.values())]
    return certain[0] if certain else max(tried[:2], key=lambda t: len(t.parts))


def find_among(vectors: Sequence[Vector], candidates: frozenset[int]) -> frozenset[int]:
    """The candidates that sum the rows above or below them, of rows with a single amount.

    >>> sorted(find_among([(5,), (2,), (3,), (9,)], frozenset({0, 3})))
    [0]
    """
    way = _Way(candidates, fewest=1, only=candidates)
    below, above = frozenset(_below(vectors, way).parts), frozenset(_above(vectors, way).parts)
    return below if len(below) >= len(above) else above


@dataclass(frozen=True, slots=True)
class _Way:
    """What counts as a total."""

    labelled: frozenset[int]  # these may sum a single row
    single: bool = False  # a row equal to the one before it is its total
    fewest: int = FEWEST_COLUMNS
    only: frozenset[int] | None = None  # the rows that may be totals

    def turned(self, last: int) -> "_Way":
        """The same for the rows in reverse order."""
        only = None if self.only is None else frozenset(last - i for i in self.only)
        return replace(self, labelled=frozenset(last - i for i in self.labelled), only=only)

    def admits(self, i: int, vector: Vector, parts: int) -> bool:
        """Whether a row that equals the sum of so many others is their total."""
        enough = parts > 1 or (parts == 1 and (self.single or i in self.labelled))
        return enough and (self.only is None or i in self.only) and sum(1 for x in vector if x) >= self.fewest


def _above(vectors: Sequence[Vector], way: _Way) -> SummedRows:
    """Totals that stand before their parts."""
    last = len(vectors) - 1
    turned = _below(vectors[::-1], way.turned(last))
    return replace(turned, parts={last - i: tuple(last - p for p in ps) for i, ps in turned.parts.items()})


def _below(vectors: Sequence[Vector], way: _Way) -> SummedRows:
    """Totals that stand after their parts."""
    roots: list[int] = []
    sums: list[Vector] = [(0,) * len(vectors[0])] if vectors else []
    at: dict[Vector, list[int]] = {s: [0] for s in sums}
    parts: dict[int, tuple[int, ...]] = {}
    for i, vector in enumerate(vectors):
        begins = at.get(_minus(sums[-1], vector))
        begin = begins[-1] if begins else len(roots)
        if way.admits(i, vector, len(roots) - begin):
            parts[i] = tuple(roots[begin:])
            del roots[begin:]
            while len(sums) > begin + 1:
                at[sums.pop()].pop()
        roots.append(i)
        sums.append(_plus(sums[-1], vector))
        at.setdefault(sums[-1], []).append(len(roots))
    if not way.single and way.only is None:
        parts |= _equal_neighbours(vectors, [r for r in roots if r not in parts])
    inside = {p for ps in parts.values() for p in ps}
    return SummedRows(parts, all(i in parts or i in inside for i in range(len(vectors)) if any(vectors[i])))


def _equal_neighbours(vectors: Sequence[Vector], lone: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Groups of one row, if all rows that are left are such pairs."""
    pairs = list(zip(lone[::2], lone[1::2], strict=False))
    paired = len(lone) % 2 == 0 and all(b == a + 1 and vectors[a] == vectors[b] for a, b in pairs)
    return {b: (a,) for a, b in pairs} if paired else {}


def _plus(left: Vector, right: Vector) -> Vector:
    return tuple(a + b for a, b in zip(left, right, strict=True))


def _minus(left: Vector, right: Vector) -> Vector:
    return tuple(a - b for a, b in zip(left, right, strict=True))
