"""The text of a PDF that the application wrote, page by page, read from its bytes: what a viewer would copy."""

import re
import zlib
from base64 import a85decode

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_FONT = re.compile(rb"/(F[\d+]+) (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>")
_SHOWN = re.compile(rb"/(F[\d+]+) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\) ?Tj", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Letters = dict[int, str]


def pages_of(content: bytes) -> list[str]:
    """The text of each page, in the order of drawing, with every kind of space as one space."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    fonts = {name: _letters(objects, int(number)) for body in objects.values() for name, number in _FONT.findall(body)}
    pages = [_page(objects, body, fonts) for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [same_spaces(page) for page in pages]


def same_spaces(text: str) -> str:
    return " ".join(text.split())


def without_spaces(text: str) -> str:
    """A text for comparison: a page draws a word in pieces, which nothing but their place joins."""
    return "".join(text.split())


def _page(objects: dict[int, bytes], page: bytes, fonts: dict[bytes, Letters]) -> str:
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    stream = _stream(objects[int(contents[1])]) if contents else b""
    letters: Letters = {}
    parts: list[str] = []
    for font, text in _SHOWN.findall(stream):
        if font:
            letters = fonts.get(font, {})
        else:
            parts.append("".join(letters.get(code, chr(code)) for code in _bytes(text)))
    return " ".join(parts)


def _bytes(text: bytes) -> bytes:
    """The bytes of a string of PDF, its escapes resolved."""

    def resolved(match: "re.Match[bytes]") -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else _ESCAPES.get(code, code)

    return _ESCAPE.sub(resolved, text)


def _letters(objects: dict[int, bytes], number: int) -> Letters:
    """Code → letter of a font, from its own table."""
    table = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(number, b""))
    if table is None:
        return {}
    stream = _stream(objects[int(table[1])])
    letters: Letters = {}
    for start, end, first in _RANGE.findall(stream):
        for code in range(int(start, 16), int(end, 16) + 1):
            letters[code] = chr(int(first, 16) + code - int(start, 16))
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        letters |= {int(code, 16): chr(int(letter, 16)) for code, letter in _PAIR.findall(block)}
    return letters


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    data = found[1] if found else b""
    if b"/ASCII85Decode" in body:
        data = a85decode(data.strip().removesuffix(b"~>"))
    return zlib.decompress(data) if b"/FlateDecode" in body else data
