"""Blocks of collapsed sections are built when they are opened or exported, not before."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from kam_analytics.answers.page.blocks import Block


class Later(Sequence[Block]):
    """The blocks that `make` returns, built once, on first access."""

    def __init__(self, make: Callable[[], Sequence[Block]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> tuple[Block, ...]:
        return tuple(self._make())

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Block]: ...
    def __getitem__(self, at: int | slice) -> Block | Sequence[Block]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)

    def __iter__(self) -> Iterator[Block]:
        return iter(self._made)
