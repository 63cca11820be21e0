"""Which groups of people may be shown, so that nobody's figure can be derived from them.

A percentage with a known target and a known curve reveals an amount: attainment of others is treated like their pay.
"""

from collections.abc import Collection, Mapping

LEAST = 5  # people whose figure the viewer does not know already


def publishable_groups(groups: Mapping[str, Collection[str]], known_people: Collection[str] = ()) -> frozenset[str]:
    """The groups whose figures may be shown together, largest first when one must be left out.

    Groups may overlap or lie within one another. `known_people`: those whose figure the viewer knows (their own):
    they do not count. A group is published if it, and its difference with every other published group, has at least
    `LEAST` other people or nobody: eight minus a group of five reveals three.

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
    """Whether no small cell of people can be derived from sums and differences of the groups.

    People in exactly the same groups form a cell. Any figure derived from the groups' sums is about whole cells, so
    cells of at least `LEAST` people are safe.
    """
    cells: dict[tuple[bool, ...], int] = {}
    for person in frozenset().union(*groups):
        cell = tuple(person in group for group in groups)
        cells[cell] = cells.get(cell, 0) + 1
    return all(size >= LEAST for size in cells.values())
