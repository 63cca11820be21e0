"""Web pages that programs call Excel exports: their largest table as a text file.

Run as a script it serves a parent that watches it (see `child_process`): it imports nothing of this package.
"""

import csv
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

MOST_CELLS = 2_000  # of one row


class _Tables(HTMLParser):
    """Collects the rows of every table; those of a table inside a table are its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._cell, self._span = [], min(int(span) if span.isdigit() else 1, MOST_CELLS)
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._open:
            self.done.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()
        self.done += self._open

    def _end_cell(self) -> None:
        """A spanned title stands in its first column, as in a workbook."""
        if self._cell is not None and self._open and self._open[-1]:
            row = self._open[-1][-1]
            row.append(" ".join("".join(self._cell).split()))
            row.extend([""] * min(self._span - 1, MOST_CELLS - len(row)))
        self._cell = None


def largest_table(path: Path, encoding: str, target: Path) -> bool:
    """Write the rows of the page's largest table as a text file; False when the page has none.

    A `charset` the page declares wins over `encoding`.
    """
    data = path.read_bytes()
    parser = _Tables()
    parser.feed(data.decode(_declared(data) or encoding, "replace"))
    parser.close()
    rows = max(parser.done, key=len, default=[])
    width = max((len(r) for r in rows), default=0)
    if len(rows) < 2 or width < 2:
        return False
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerows([*r, *[""] * (width - len(r))] for r in rows)
    return True


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
        written = largest_table(Path(sys.argv[1]), request["encoding"], Path(request["to"]))
        print(json.dumps({"written": written}), flush=True)


if __name__ == "__main__":
    main()
