"""What a part of a page holds beside answers: forms and simulations, for the viewers they are for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kam_analytics.answers.page.blocks import Block
from kam_analytics.ui.frame.frame import Frame

Draw = Callable[[Frame], Sequence[Block] | None]


def everyone(_: Frame) -> bool:
    return True


@dataclass(frozen=True)
class Form:
    """A drawing that is no answer. draw: draws it and returns the blocks to export; is_for: whether a view has it.

    writes: whether it changes the store, which nobody does from a frozen view.
    """

    draw: Draw
    is_for: Callable[[Frame], bool] = everyone
    writes: bool = False

    def is_offered(self, frame: Frame) -> bool:
        return self.is_for(frame) and not (self.writes and frame.is_frozen)
