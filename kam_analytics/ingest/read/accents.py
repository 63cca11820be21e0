"""Accents that an earlier program damaged: restored where that is sure, said where it is not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kam_analytics.core.text import Text
from kam_analytics.language.imports import parts_of_file as words
from kam_analytics.language.sentences import fill

# the bytes 80 to BF as Windows shows them: what follows the first byte of a UTF-8 letter taken for a Windows text
_FOLLOWING = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u0081\u008d\u008f\u0090\u009d\u00a0-\u00bf"
_DAMAGED = re.compile(f"[ÂÃ][{_FOLLOWING}]|â[€‚][{_FOLLOWING}]")
_FIRST = ("Ã", "Â", "â€", "â‚")
_LOST = "\ufffd"
_CELL = re.compile(r"[^;,|\t\r\n\"]*")


@dataclass
class Accents:
    """What the text of a file went through; examples are the cells around the first damage."""

    mixed: bool = False
    damaged: str = ""
    lost: str = ""

    def restored(self, text: str) -> str:
        """The text with `Ã©` as `é`; what cannot be restored is remembered."""
        if _LOST in text and not self.lost:
            self.lost = _cell_around(text, text.index(_LOST))
        if not any(sign in text for sign in _FIRST) or not (first := _DAMAGED.search(text)):
            return text
        self.damaged = self.damaged or _cell_around(text, first.start())
        return _DAMAGED.sub(_letter, text)

    def remarks(self) -> Iterator[Text]:
        """What the report says of it."""
        if self.mixed:
            yield words.MIXED_ENCODINGS
        if self.damaged:
            yield fill(words.REPAIRED_ACCENTS, damaged=self.damaged, repaired=_DAMAGED.sub(_letter, self.damaged))
        if self.lost:
            yield fill(words.LOST_ACCENTS, damaged=self.lost)


def _letter(pair: re.Match[str]) -> str:
    raw = b"".join(c.encode("cp1252") if c not in "\x81\x8d\x8f\x90\x9d" else c.encode("latin-1") for c in pair[0])
    return raw.decode("utf-8", "replace") if len(raw) > 1 else pair[0]


def _cell_around(text: str, at: int) -> str:
    start = max(text.rfind(sign, 0, at) for sign in ';,|\t\n\r"') + 1
    cell = _CELL.match(text, start)
    return cell[0].strip()[:60] if cell else ""
