"""Web pages that programs call Excel exports: their tables as one text file.

Run as a script it serves a parent that watches it (see `child_process`): it imports nothing of this package.
"""

import csv
import email
import email.policy
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

MOST_CELLS = 2_000  # of one row
MOST_ROWS = 100_000  # that one cell may span
MOST_TITLES = 6  # of a table that is not read, to name it by

Row = list[str]
_NUMBER = re.compile(r"^[-+(]?[€$£]? ?\d[\d .,'’\u00a0\u202f]*[€$£%)-]?$")
_DAY = re.compile(r"^(\d{4}-\d\d?-\d\d?|\d\d?[/.-]\d\d?[/.-]\d{2,4})\b")
_DECIMALS = re.compile(r"\d[.,]\d{1,2}\D*$")
_MONEY_TITLE = re.compile(
    r"montant|amount|total|prix|price|revenue|chiffre|solde|marge|margin|^c\.?a\b|quantit|qt", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass
class _Spans:
    """Cells of a table that reach into the rows below: column → rows left, and the text they give."""

    rows: dict[int, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def fill(self, row: Row) -> None:
        """Put the cells that reach this far where the next cell of the row would stand."""
        while self.rows.get(len(row), 0) > 0 and len(row) < MOST_CELLS:
            at = len(row)
            row.append(self.texts[at])
            self.rows[at] -= 1


@dataclass
class _Table:
    rows: list[Row] = field(default_factory=list)
    spans: _Spans = field(default_factory=_Spans)

    def repeats(self, at: int, text: str) -> bool:
        """Whether a cell stands for each row it spans: an amount is of all of them together."""
        title = self.rows[0][at] if self.rows and at < len(self.rows[0]) else ""
        return not _DECIMALS.search(text) and not (_NUMBER.match(text) and _MONEY_TITLE.search(title))


class _Tables(HTMLParser):
    """Collects the rows of every table; those of a table inside a table are its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[list[Row]] = []
        self.hidden: set[int] = set()  # identity of the rows that a browser does not show
        self._open: list[_Table] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append(_Table())
        elif tag == "tr" and self._open:
            self._end_row()
            self._open[-1].rows.append([])
            if _HIDDEN.search(dict(attrs).get("style") or ""):
                self.hidden.add(id(self._open[-1].rows[-1]))
        elif tag in ("td", "th") and self._open and self._open[-1].rows:
            self._end_cell()
            size = dict(attrs)
            self._cell = []
            self._span = (_size(size.get("colspan"), MOST_CELLS), _size(size.get("rowspan"), MOST_ROWS))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
        if tag == "table" and self._open:
            self.done.append(self._open.pop().rows)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()
        self.done += [table.rows for table in self._open]

    def _end_cell(self) -> None:
        """A title over several columns stands in its first one, as in a workbook; a cell over several rows in each."""
        if self._cell is not None and self._open and self._open[-1].rows:
            table, row = self._open[-1], self._open[-1].rows[-1]
            table.spans.fill(row)
            text = " ".join("".join(self._cell).split())
            across, down = self._span
            below = text if table.repeats(len(row), text) else ""
            for k in range(min(across, MOST_CELLS - len(row))):
                table.spans.rows[len(row)] = down - 1
                table.spans.texts[len(row)] = below if k == 0 else ""
                row.append(text if k == 0 else "")
        self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._open and self._open[-1].rows:
            self._open[-1].spans.fill(self._open[-1].rows[-1])


def _size(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdigit() and int(text) > 0 else 1


def tables_of_page(path: Path, encoding: str, target: Path) -> dict[str, Any]:
    """Write the largest table of the page, with those that continue it, as a text file.

    Returns whether there is one, how many tables it is made of, how many of its rows a browser hides, and the rows
    and first titles of each table that was left out. A `charset` the page declares wins over `encoding`.
    """
    parser = _Tables()
    for page in _pages(path.read_bytes(), encoding):
        parser.feed(page)
    parser.close()
    listed = [[row for row in table if any(row)] for table in parser.done]
    groups = _joined([table for table in listed if table])
    best = max(groups, key=lambda g: len(g[1]), default=(0, []))
    width = max((len(r) for r in best[1]), default=0)
    if len(best[1]) < 2 or width < 2:
        return {"written": False}
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([*r, *[""] * (width - len(r))] for r in best[1])
    others = [rows for group in groups if group is not best and _is_list(rows := group[1])]
    titles = [{"rows": len(rows) - 1, "titles": [t for t in rows[0] if t][:MOST_TITLES]} for rows in others]
    hidden = sum(id(row) in parser.hidden for row in best[1])
    return {"written": True, "tables": best[0], "hidden": hidden, "others": titles}


def _joined(tables: Sequence[list[Row]]) -> list[tuple[int, list[Row]]]:
    """How many tables each list is made of, and its rows: with the same titles again, or without any of its own."""
    groups: list[tuple[int, list[Row]]] = []
    for table in tables:
        for k, (count, rows) in enumerate(groups):
            if _folded(table[0]) == _folded(rows[0]) and len(table[0]) > 1:
                groups[k] = (count + 1, [*rows, *table[1:]])
                break
            if _continues(rows, table):
                groups[k] = (count + 1, [*rows, *table])
                break
        else:
            groups.append((1, table))
    return groups


def _continues(rows: list[Row], table: list[Row]) -> bool:
    """Whether the first row of a table is no title but a further line below `rows`."""
    if len(rows[0]) != len(table[0]) or len(rows[0]) < 2 or "number" not in _types(table[0]):
        return False
    if len(rows) == 1:
        return "number" not in _types(rows[0])  # titles in a table of their own
    return all(a == b for a, b in zip(_types(rows[1]), _types(table[0]), strict=False) if a and b)


def _types(row: Row) -> list[str]:
    return ["day" if _DAY.match(c) else "number" if _NUMBER.match(c) else "text" if c else "" for c in row]


def _is_list(rows: list[Row]) -> bool:
    """Whether a table holds lines with numbers, and is no frame of the page's layout."""
    return len(rows) > 1 and len(rows[0]) > 1 and any("number" in _types(row) for row in rows[1:])


def _folded(row: Row) -> list[str]:
    return [" ".join(c.lower().split()) for c in row]


def _pages(data: bytes, encoding: str) -> list[str]:
    """The text of the page; of a web archive, the text of each page inside."""
    if not data.lstrip()[:4096].lower().startswith((b"mime-version:", b"from:", b"content-type:")):
        return [data.decode(_declared(data) or encoding, "replace")]
    parts = email.message_from_bytes(data, policy=email.policy.default).walk()
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    bodies = [(part.get_payload(decode=True), part.get_content_charset()) for part in pages]
    return [b.decode(_declared(b) or c or "cp1252", "replace") for b, c in bodies if isinstance(b, bytes)]


def _declared(data: bytes) -> str | None:
    """The encoding a page names in its head, where Python knows it."""
    head = data[:4096].decode("latin-1").lower()
    for name in ("utf-8", "windows-1252", "iso-8859-15", "iso-8859-1", "utf-16"):
        if f"charset={name}" in head.replace('"', "").replace("'", ""):
            return "cp1252" if name == "iso-8859-1" else name
    return None


def main() -> None:
    """Serve until standard input ends."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer = tables_of_page(Path(sys.argv[1]), request["encoding"], Path(request["to"]))
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
