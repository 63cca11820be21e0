"""Text exports: encoding, line ends and separator, decided from the bytes."""

import codecs
import csv
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from kam_analytics.core.text import Text
from kam_analytics.ingest.notation.fec_titles import separator_of_fec
from kam_analytics.ingest.read import printed_tables as printed
from kam_analytics.ingest.read.accents import Accents

SEPARATORS = (";", "\t", "|", ",")  # in order of preference where several fit equally well
_CHUNK = 1 << 22
_SNIFFED = 1 << 18  # characters looked at for the separator
_ROWS = 200
_OTHER_BLANKS = ("\t", "\v", "\f", "\u00a0", "\u202f", "\u2009", "\u200b", "\ufeff")

# é è ê ë à â ç ù û ü î ï ô ö É as each encoding writes them, after a letter
_DOS_ACCENT = re.compile(rb"[A-Za-z][\x82\x8a\x88\x89\x85\x83\x87\x97\x96\x81\x8c\x8b\x93\x94\x90](?=[A-Za-z])")
MIXED = "utf-8 and cp1252"  # by turns in one file
# é à ° … as UTF-8 writes them, after a letter or a blank: pairs of bytes that no other encoding has a use for
_UTF8_ACCENT = re.compile(rb"[A-Za-z ][\xc3][\x80-\xbf]|[\xc2][\xa0\xab\xb0\xbb]|\xe2\x80[\x93-\xa6\xaf]")
_WINDOWS_ACCENT = re.compile(rb"[A-Za-z][\xe0\xe2\xe7-\xeb\xee\xef\xf4\xf6\xf9\xfb\xfc\xc9](?=[A-Za-z])")

csv.field_size_limit(1 << 24)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A text file as UTF-8 on the disk, and how its lines divide."""

    path: Path
    encoding: str
    separator: str
    width: int  # columns of the usual row
    lines: int  # physical lines
    plain_blanks: bool = False  # the only blanks are spaces: no tabs, no no-break spaces
    remarks: tuple[Text, ...] = ()  # what its report must say
    quoted: bool = True  # a quotation mark may enclose a cell; in an accounting file it is only a character
    overlong: bool = False  # some line of an accounting file has more cells than its titles, be they blank


def prepare_text(path: Path, scratch: Path) -> TextTable:
    """Recode to UTF-8 where needed and find the separator.

    Encoding: byte order mark, then UTF-16 by its zero bytes, then strict UTF-8, else cp850 where its accents
    stand inside words, UTF-8 and cp1252 by turns where both occur, ISO 8859-15 where only its euro sign occurs, cp1252.
    """
    encoding = encoding_of(path)
    target = scratch / "text.csv"
    accents = Accents(mixed=encoding == MIXED)
    plain_blanks = _recode(path, target, encoding, accents)
    with target.open(encoding="utf-8", newline="") as stream:
        sample = stream.read(_SNIFFED)
    if len(sample) == _SNIFFED:
        sample = sample[: sample.rfind("\n") + 1] or sample
    legal = separator_of_fec(sample[: sample.find("\n") + 1], SEPARATORS)
    separator, width = legal or find_separator(_printed(sample, target))
    lines, separators = _count_lines(target, separator if legal else None)
    return TextTable(
        path=target,
        encoding=encoding,
        separator=separator,
        width=width,
        lines=lines,
        plain_blanks=plain_blanks and separator != "\t",
        remarks=tuple(accents.remarks()),
        quoted=legal is None,
        overlong=legal is not None and separators > lines * (width - 1),
    )


def _printed(sample: str, target: Path) -> str:
    """The sample of a text made for paper once `target` has separators; any other sample unchanged."""
    lines = sample.splitlines()[: printed.SAMPLED]
    if printed.is_framed(lines):
        printed.blank_out_rules(target)
        return "\n".join(line for line in lines if line.lstrip().startswith("|"))
    divider = printed.find_divider(lines) if find_separator(sample)[1] < 2 else None
    if divider is None:
        return sample
    printed.insert_tabs(target, divider)
    return "\n".join(divider.sub("\t", line.strip()) for line in lines)


def find_separator(sample: str) -> tuple[str, int]:
    """The separator under which most rows have the same number of cells, and that number.

    >>> find_separator("a;b\\n1,5;2,5\\n")
    (';', 2)
    """
    best = (0.0, 0, ",", 1)
    for rank, separator in enumerate(SEPARATORS):
        widths = [len(row) for row in _rows(sample, separator) if any(row)]
        if not widths or max(widths) < 2:
            continue
        usual, times = Counter(w for w in widths if w > 1).most_common(1)[0]
        best = max(best, (round(times / len(widths), 2), -rank, separator, usual))
    return best[2], best[3]


def _rows(sample: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(sample), delimiter=separator):
            rows.append(row)
            if len(rows) == _ROWS:
                break
    except csv.Error:
        return []
    return rows


def encoding_of(path: Path) -> str:
    """The encoding of a text file, from its bytes."""
    with path.open("rb") as stream:
        head = stream.read(4096)
        if head.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        if unmarked := utf16_without_mark(head):
            return unmarked
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        euro, low, mixed, chunk = False, False, False, b""
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", True)
            return "utf-8"
        except UnicodeDecodeError as error:
            if _is_cp850(chunk[max(0, error.start - 64) : error.start + _SNIFFED]):
                return "cp850"
            stream.seek(0)
        while chunk := stream.read(_CHUNK):
            euro = euro or 0xA4 in chunk
            low = low or any(b in chunk for b in (0x80, 0x92, 0x93, 0x94, 0x85, 0x96))
            mixed = mixed or _has_utf8_accent(chunk)
    if mixed:
        return MIXED
    return "iso8859-15" if euro and not low else "cp1252"


def _has_utf8_accent(chunk: bytes) -> bool:
    """Whether some letter is written as UTF-8 does; the first bytes, rare elsewhere, are looked for first."""
    first = b"\xc3" in chunk or b"\xc2" in chunk or (b"\xe2" in chunk and b"\xe2\x80" in chunk)
    return first and _UTF8_ACCENT.search(chunk) is not None


def utf16_without_mark(head: bytes) -> str | None:
    """The byte order of UTF-16 that has no mark: every other byte of western text is zero.

    >>> utf16_without_mark("Client;Montant".encode("utf-16-be"))
    'utf-16-be'
    """
    low, high = head[1::2].count(0), head[::2].count(0)
    if max(low, high) <= len(head) // 4 or min(low, high) * 8 > max(low, high):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _is_cp850(sample: bytes) -> bool:
    """Whether the accents inside words are those of DOS, the encoding of older French programs."""
    return len(_DOS_ACCENT.findall(sample)) > len(_WINDOWS_ACCENT.findall(sample))


def _recode(path: Path, target: Path, encoding: str, accents: Accents) -> bool:
    """UTF-8 without mark and without zero bytes; carriage returns alone, or doubled, become plain line ends.

    Accents that an earlier program damaged are restored where they can be.

    Returns whether the only blanks inside are spaces.
    """
    decoder = codecs.getincrementaldecoder("utf-8" if encoding == MIXED else encoding)(errors=_on_error(encoding))
    plain = True
    with path.open("rb") as source, target.open("wb") as out:
        chunk = source.read(_CHUNK)
        old_mac, pending = b"\r" in chunk and b"\n" not in chunk, ""
        while chunk:
            text = pending + decoder.decode(chunk)
            if not old_mac:  # CR CR LF, also where a chunk ends inside it
                whole = text.rstrip("\r")
                text, pending = whole.replace("\r\r\n", "\r\n"), text[len(whole) :]
            if "\0" in text:
                text = text.replace("\0", "")
            text = accents.restored(text)
            plain = plain and not any(blank in text for blank in _OTHER_BLANKS)
            out.write((text.replace("\r", "\n") if old_mac else text).encode("utf-8"))
            chunk = source.read(_CHUNK)
        out.write((pending + decoder.decode(b"", True)).encode("utf-8"))
    return plain


def _count_lines(path: Path, separator: str | None) -> tuple[int, int]:
    """Physical lines, and separators in all of them; no separators without one to count."""
    lines, separators, last = 0, 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
            separators += chunk.count(separator.encode()) if separator else 0
            last = chunk[-1:]
    return lines + (last != b"\n"), separators


def _latin(error: UnicodeError) -> tuple[str, int]:
    """The five bytes cp1252 leaves undefined are read as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that is no UTF-8 is read as Windows wrote it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "kam_cp1252"), error.end


def _on_error(encoding: str) -> str:
    return {"cp1252": "kam_cp1252", MIXED: "kam_windows"}.get(encoding, "replace")


codecs.register_error("kam_cp1252", _latin)
codecs.register_error("kam_windows", _windows)
