"""Text made for paper: columns aligned with blanks, frames of dashes and bars. Rewritten with separators."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

SAMPLED = 400  # lines
AGREEING = 0.9  # share of the lines that divide alike
_RULE = re.compile(r"^[\s|+]*[-=_]{5}[-=_|+\s]*$")
_WIDE, _ANY = re.compile(r"[ \t\u00a0]{2,}"), re.compile(r"[ \t\u00a0]+")
_FIGURE = re.compile(r"^[-+(]?[0-9][0-9.,/:-]*[-)%]?$")


def is_framed(lines: Sequence[str]) -> bool:
    """Whether rules of dashes stand between rows of bars, as lists printed by SAP have them.

    >>> is_framed(["-----------", "|Client|Net|", "-----------", "|Alcyon| 10|"])
    True
    """
    rules = sum(bool(_RULE.match(line)) for line in lines)
    return rules >= 2 and sum(line.lstrip().startswith("|") for line in lines) >= 2


def find_divider(lines: Sequence[str]) -> re.Pattern[str] | None:
    """What divides the columns of a text without separators; None when it is prose.

    >>> find_divider(["id  day  net", "1  19970101  5.00", "2  19970102  7.50"]).pattern == _ANY.pattern
    True
    """
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 3:
        return None
    for divider in (_ANY, _WIDE):
        rows = [divider.split(line) for line in filled]
        width, times = Counter(map(len, rows)).most_common(1)[0]
        if width >= 3 and times >= AGREEING * len(rows) and _mostly_figures([r for r in rows if len(r) == width]):
            return divider
    return None


def blank_out_rules(path: Path) -> None:
    """Make the rules of dashes blank lines: the numbers of the other lines stay."""
    _rewrite(path, lambda line: "" if _RULE.match(line) else line)


def insert_tabs(path: Path, divider: re.Pattern[str]) -> None:
    """Put a tab where the columns divide."""
    _rewrite(path, lambda line: divider.sub("\t", line.strip()))


def _mostly_figures(rows: list[list[str]]) -> bool:
    """At least two columns in three hold numbers or dates below the first row."""
    columns = list(zip(*rows[1:], strict=True))
    typed = sum(sum(bool(_FIGURE.match(c)) for c in column) >= 0.8 * len(column) for column in columns)
    return typed * 3 >= 2 * len(columns)


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    other = path.with_suffix(".printed")
    with path.open(encoding="utf-8", newline="\n") as source, other.open("w", encoding="utf-8", newline="\n") as out:
        for line in source:
            out.write(change(line.rstrip("\r\n")) + "\n")
    other.replace(path)
