"""How a column writes its numbers: decided from all its values, never cell by cell."""

from dataclasses import dataclass
from typing import Literal, Protocol

import pyarrow as pa


class StoredCells(Protocol):
    """How a workbook stores its cells, besides their text."""

    def all_numbers(self, column: int) -> bool:
        """Whether every cell below the titles is stored as a number."""
        ...

    def which(self, column: int) -> "pa.Array | None":
        """For each row of the sheet, the number stored there; None when the column is not of the sheet."""
        ...

    def formats(self, column: int) -> "pa.Array | None":
        """For each row of the sheet, the number format of its cell; None where none of the file names a currency."""
        ...

    def merged(self) -> frozenset[int]:
        """Columns in which cells are merged over several rows."""
        ...


Mark = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class NumberFacts:
    """What the values of a column look like, counted; `dot_` and `comma_` name the mark."""

    filled: int = 0
    plain_dot: int = 0  # -1234.56 and nothing else in the cell
    plain_comma: int = 0
    dot_last: int = 0  # both marks, the dot after the comma
    comma_last: int = 0
    dot_many: int = 0  # 1.234.567
    comma_many: int = 0
    dot_decimals: int = 0  # one mark that cannot separate thousands: 12.5, 0.123, 1234.567
    comma_decimals: int = 0
    dot_three: int = 0  # one mark and three digits after it: 1.234
    comma_three: int = 0
    percent: int = 0


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How to read a column."""

    mark: Mark = "."
    plain: bool = False  # the cells are digits, sign and mark only
    settled: bool = True  # False: 1.234 could be either, and nothing decides
    percent: bool = False


def style_of(facts: NumberFacts, forced: Mark | None = None, elsewhere: Mark | None = None) -> NumberStyle:
    """The style of a column.

    forced: what the user said; elsewhere: the mark that other columns of the file prove.

    >>> style_of(NumberFacts(filled=2, plain_dot=2, dot_three=1, dot_decimals=1)).mark
    '.'
    >>> style_of(NumberFacts(filled=2, plain_dot=2, dot_three=2)).settled
    False
    """
    percent = facts.percent > 0
    if forced is not None:
        return NumberStyle(forced, _plain(facts, forced), True, percent)
    dot = facts.dot_last + facts.dot_decimals + facts.comma_many
    comma = facts.comma_last + facts.comma_decimals + facts.dot_many
    if dot and comma:
        return NumberStyle("." if dot >= comma else ",", False, False, percent)
    if dot or comma:
        mark: Mark = "." if dot else ","
        return NumberStyle(mark, _plain(facts, mark), True, percent)
    if not (facts.dot_three or facts.comma_three):
        return NumberStyle(elsewhere or ".", facts.plain_dot == facts.filled, True, percent)
    if elsewhere is not None:
        return NumberStyle(elsewhere, _plain(facts, elsewhere), True, percent)
    if facts.dot_three and facts.comma_three:
        return NumberStyle(".", False, False, percent)
    guess: Mark = "," if facts.comma_three else "."
    return NumberStyle(guess, _plain(facts, guess), False, percent)


def proven_mark(facts: NumberFacts) -> Mark | None:
    """The mark that a column proves beyond doubt, for the columns beside it."""
    dot = facts.dot_last + facts.dot_decimals + facts.comma_many
    comma = facts.comma_last + facts.comma_decimals + facts.dot_many
    if bool(dot) == bool(comma):
        return None
    return "." if dot else ","


def _plain(facts: NumberFacts, mark: Mark) -> bool:
    return (facts.plain_dot if mark == "." else facts.plain_comma) == facts.filled
