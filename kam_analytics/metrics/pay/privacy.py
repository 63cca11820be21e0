"""Which groups of people may be spoken of, so that nobody's figure can be worked out from them.

A percentage with a known target and a known curve is an amount: attainment of others is treated like their pay.
"""

from collections.abc import Collection, Mapping

LEAST = 5  # people whose figure the viewer does not know already


def publishable_groups(groups: Mapping[str, Collection[str]], known_people: Collection[str] = ()) -> frozenset[str]:
    """The groups whose figures may be shown together, largest first where one has to go.

    Groups may overlap or lie within one another. `known_people`: whose figure the viewer has anyway (their own): they
    hide nobody. A group is told when it, and what is left of it and of every other told group once one is taken from
    the other, holds at least `LEAST` other people or nobody: eight minus a group of five reveals three.

    >>> sorted(publishable_groups({"all": "abcdefgh", "north": "abcde"}))
    ['all']
    >>> sorted(publishable_groups({"all": "abcdefghij", "north": "abcde"}))
    ['all', 'north']
    """
    others = {name: frozenset(people) - frozenset(known_people) for name, people in groups.items()}
    published: dict[str, frozenset[str]] = {}
    for name in sorted(others, key=lambda n: (-len(others[n]), n)):
        if others[name] and _safe([*published.values(), others[name]]):
            published[name] = others[name]
    return frozenset(published)


def _safe(groups: list[frozenset[str]]) -> bool:
    """Whether no cell that sums and differences of the groups can single out is small.

    Two people are told apart by the groups that hold them; those whom the same groups hold form a cell. Any figure
    worked out from the groups' sums is about whole cells, so cells of `LEAST` people are enough.
    """
    cells: dict[tuple[bool, ...], int] = {}
    for person in frozenset().union(*groups):
        cell = tuple(person in group for group in groups)
        cells[cell] = cells.get(cell, 0) + 1
    return all(size >= LEAST for size in cells.values())
