"""Lines of a FEC that a separator or a line break inside a wording made too long or too short, put together again.

A FEC has no quotation marks: a tab in a wording moves every cell after it, and an amount may then stand where
another is expected. The lines of the right length say what each column holds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kam_analytics.ingest.notation.fec_titles import NAMES, bare

Record = tuple[int, list[str]]  # physical line it begins on, cells
UNSURE = "?"  # in the cell beyond the titles: the line could not be put together

_WORDINGS = ("journal_name", "account_name", "client_name", "piece", "wording", "letter")
_COMPARED = ("journal", "journal_name", "account", "account_name", "client", "client_name")
_DAY = re.compile(r"(19|20)\d\d-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])|\d\d/\d\d/\d{4}")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")


@dataclass
class FecLines:
    """What the lines of the right length hold, by position of the column."""

    titles: list[str]
    types: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    texts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    mended: int = 0
    unsure: int = 0

    def __post_init__(self) -> None:
        names = {i: NAMES.get(bare(title)) for i, title in enumerate(self.titles)}
        self._wordings = [i for i, name in names.items() if name in _WORDINGS]
        self._compared = [i for i, name in names.items() if name in _COMPARED]

    @property
    def width(self) -> int:
        return len(self.titles)

    def learn(self, row: list[str]) -> None:
        """Look at a line that may be of the right length."""
        if len(row) != self.width:
            return
        for i, text in enumerate(row):
            self.types[i].add(_type(text))
        for i in self._compared:
            self.texts[i].add(row[i])

    def mend(self, records: Iterable[Record]) -> Iterator[Record]:
        """The lines, each with as many cells as there are titles where that is sure."""
        before: Record | None = None
        for number, row in records:
            if before is not None:
                if joined := self._joined(before[1], row):
                    yield before[0], joined
                    before = None
                    continue
                yield before
            before = (number, row) if len(row) < self.width else None
            if before is None:
                yield number, self._narrowed(row) if len(row) > self.width and self.types else row
        if before is not None:
            yield before

    def _joined(self, first: list[str], second: list[str]) -> list[str] | None:
        """Two short lines that are one with a line break in a wording."""
        if len(first) + len(second) - 1 != self.width or len(first) - 1 not in self._wordings:
            return None
        row = [*first[:-1], f"{first[-1]} {second[0]}".strip(), *second[1:]]
        if self._faults(row):
            return None
        self.mended += 1
        return row

    def _narrowed(self, row: list[str]) -> list[str]:
        """A long line with the cells of one wording put together; as it is where it fits, or nothing is sure."""
        extra, plain = len(row) - self.width, row[: self.width]
        candidates = [] if any(row[self.width :]) else [plain]
        candidates += [
            [*row[:i], " ".join(c for c in row[i : i + extra + 1] if c), *row[i + extra + 1 :]] for i in self._wordings
        ]
        fitting = [c for c in candidates if not self._faults(c)] or ([] if self._faults(plain) else [plain])
        best = max((self._familiar(c) for c in fitting), default=0)
        sure = [c for c in fitting if self._familiar(c) == best]
        if not sure or any(self._meaning(c) != self._meaning(sure[0]) for c in sure):
            self.unsure += 1
            return [*plain, " ".join(c for c in row[self.width :] if c) or UNSURE]
        self.mended += sure[0] != plain
        return sure[0]

    def _faults(self, row: list[str]) -> int:
        return sum(_type(text) not in self.types[i] for i, text in enumerate(row))

    def _familiar(self, row: list[str]) -> int:
        """How many codes and names of a line other lines have too."""
        return sum(row[i] in self.texts[i] for i in self._compared)

    def _meaning(self, row: list[str]) -> list[str]:
        """The cells that decide amounts, days and clients: all but the wordings."""
        return [text for i, text in enumerate(row) if i not in self._wordings]


def _type(text: str) -> str:
    bare_text = text.strip()
    if not bare_text:
        return "blank"
    if _DAY.fullmatch(bare_text):
        return "day"
    return "number" if _NUMBER.fullmatch(bare_text) else "text"
