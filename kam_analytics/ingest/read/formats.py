"""Identifies a file by its bytes, and refuses what must not be opened."""

import gzip
import re
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from kam_analytics.core.text import Text
from kam_analytics.ingest.dialogue.refusals import (
    FileRefused,
    HostileFile,
    OtherFormat,
    Oversized,
    PasswordProtected,
    TooHeavy,
    Undecided,
)
from kam_analytics.ingest.read.child_process import ChildProcess, LimitPassed
from kam_analytics.ingest.read.text_files import encoding_of, utf16_without_mark
from kam_analytics.ingest.read.workbooks import limits_of
from kam_analytics.language.imports import parts_of_file, questions
from kam_analytics.language.imports import refusals as words

PAGES = Path(__file__).with_name("web_pages.py")
Format = Literal["workbook", "text"]

UNPACKED_LIMIT = 3 * 2**30  # bytes; a sheet filled to Excel's last row stays below
RATIO_LIMIT = 500  # unpacked over packed, once the whole is above RATIO_FROM
RATIO_FROM = 200 * 2**20
GZIP_RATIO = 100  # lists of lines shrink ten- to fortyfold
MOST_PARTS = 10_000  # of an archive
_HEAD = 1 << 16

_OTHER = (
    (b"%PDF", words.PDF),
    (b"PAR1", words.PARQUET),
    (b"SQLite format 3", words.SQLITE),
    (b"{\\rtf", words.RICH_TEXT),
    (b"\x00\x01\x00\x00Standard ", words.ACCESS),
    (b"7z\xbc\xaf", words.SEVEN_ZIP),
    (b"Rar!", words.RAR),
    (b"\x89PNG", words.IMAGE),
    (b"\xff\xd8\xff", words.IMAGE),
    (b"GIF8", words.IMAGE),
)
_OTHER_SHEETS = (  # that a spreadsheet program of today still opens
    (re.compile(rb"\x00\x00[\x02\x1a]\x00"), words.LOTUS),
    (re.compile(rb"ID;P|ID;[^\r\n]*[\r\n]+(?:[A-Z]{1,2};[^\r\n]*[\r\n]+)*[CF];"), words.SYLK),
    (re.compile(rb"TABLE\r?\n0,1\r?\n"), words.DIF),
)
_DBASE = (0x03, 0x04, 0x30, 0x31, 0x83, 0x8B, 0xF5)  # first byte; a table's header is a multiple of 32 bytes and one
_SUFFIXES = {
    "xlsx": (".xlsx", ".xlsm", ".xlam"),
    "xlsb": (".xlsb",),
    "xls": (".xls", ".xla"),
    "ods": (".ods",),
}
_RUBBISH = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)")
MOST_CHOICES = 50
_OLD_EXCEL = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_XML_READ = re.compile(
    r"^(\[Content_Types\]\.xml|_rels/.*|docProps/.*|xl/(?!xmlMaps|media|printerSettings).*\.(xml|rels))$"
)


@dataclass(frozen=True, slots=True)
class Identified:
    """A file that may be opened: where its bytes are now, and how to read them."""

    path: Path
    format: Format
    container: str = ""  # xlsx, xlsb, xls or ods
    remarks: tuple[Text, ...] = ()  # what its report must say


def identify(path: Path, scratch: Path, file: str, member: str | None = None, inside: bool = False) -> Identified:
    """Identify the file; what must be unpacked goes to `scratch`.

    member: the file wanted of an archive that holds several; inside: the file comes out of an archive itself.
    Raises FileRefused, and Undecided when an archive holds several files and none is named.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head[:2] == b"\x1f\x8b" and not inside:
        unpacked = _unpack_gzip(path, scratch, file)
        return identify(unpacked, scratch, file.removesuffix(".gz"), member, inside=True)
    if head[:4] == b"PK\x03\x04":
        return _zip(path, scratch, file, member, inside)
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _workbook(path, scratch, _ole(path, file))
    if _is_page(head):
        return _page(path, scratch, file)
    _refuse_other(head, path, file)
    return Identified(path, "text")


def _workbook(path: Path, scratch: Path, container: str) -> Identified:
    """A workbook under a name with the right extension, which its reader relies on."""
    if path.suffix.lower() in _SUFFIXES[container]:
        return Identified(path, "workbook", container)
    named = scratch / f"workbook.{container}"
    shutil.copyfile(path, named)
    return Identified(named, "workbook", container)


def _page(path: Path, scratch: Path, file: str) -> Identified:
    """A web page that holds a table, read by a child process as workbooks are."""
    target = scratch / "page.csv"
    try:
        child = ChildProcess(PAGES, path, limits_of(path.stat().st_size))
        answer = child.ask(encoding=encoding_of(path), to=str(target))
    except LimitPassed as error:
        raise TooHeavy(file) from error
    child.close()
    if not answer["written"]:
        raise OtherFormat(file, words.HTML_PAGE)
    return Identified(target, "text", remarks=tuple(parts_of_file.describe(answer)))


def _unpack_gzip(path: Path, scratch: Path, file: str) -> Path:
    target, packed_size = scratch / "unpacked", path.stat().st_size
    try:
        with gzip.open(path, "rb") as packed, target.open("wb") as out:
            while chunk := packed.read(1 << 20):
                out.write(chunk)
                if out.tell() > UNPACKED_LIMIT or out.tell() > max(RATIO_FROM, GZIP_RATIO * packed_size):
                    raise Oversized(file, out.tell() >> 20)
    except (OSError, EOFError) as error:
        raise FileRefused(file) from error
    return target


def _zip(path: Path, scratch: Path, file: str, member: str | None, inside: bool) -> Identified:
    try:
        _refuse_many_parts(path, file)
        with zipfile.ZipFile(path) as archive:
            _refuse_oversized(archive, file)
            container = _container(archive, file)
            if container:
                return _workbook(path, scratch, container)
            if inside:
                raise OtherFormat(file, words.NESTED_ARCHIVE)
            unpacked = _unpack_member(archive, scratch, file, member)
        return identify(unpacked, scratch, file, inside=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise FileRefused(file) from error


def _refuse_many_parts(path: Path, file: str) -> None:
    """The count in the archive's last record, before its table of contents is read."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _HEAD))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(tail[at + 10 : at + 12], "little") > MOST_PARTS:
        raise Oversized(file, path.stat().st_size >> 20)


def _unpack_member(archive: zipfile.ZipFile, scratch: Path, file: str, wanted: str | None) -> Path:
    """The one file of an archive, or the one that is wanted, unpacked; the names of its folders are not followed."""
    listed = [i for i in archive.infolist() if not i.is_dir() and not _RUBBISH.search(i.filename) and i.file_size]
    if not listed:
        raise OtherFormat(file, words.EMPTY_ARCHIVE)
    chosen = next((i for i in listed if i.filename == wanted), None)
    if chosen is None and len(listed) > 1:
        raise Undecided(file, questions.which_member([i.filename for i in listed[:MOST_CHOICES]]))
    chosen = chosen or listed[0]
    target = scratch / f"member{PurePosixPath(chosen.filename).suffix}"
    with archive.open(chosen) as packed, target.open("wb") as out:
        shutil.copyfileobj(packed, out, 1 << 20)
    return target


def _container(archive: zipfile.ZipFile, file: str) -> str:
    """xlsx, xlsb or ods; empty for an archive of files."""
    names = set(archive.namelist())
    if any(i.flag_bits & 1 for i in archive.infolist()):
        raise PasswordProtected(file)
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype"):
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise PasswordProtected(file)
        _refuse_declarations(archive, ("content.xml", "styles.xml", "meta.xml"), file)
        return "ods"
    if any(n.startswith("xl/") for n in names):
        _refuse_declarations(archive, tuple(n for n in names if _XML_READ.match(n)), file)
        return "xlsx"
    if "Index/Document.iwa" in names or "Index.zip" in names:
        raise OtherFormat(file, words.NUMBERS_DOCUMENT, words.NUMBERS_NEXT)
    if any(n.startswith("word/") for n in names):
        raise OtherFormat(file, words.WORD_DOCUMENT)
    if any(n.startswith("ppt/") for n in names):
        raise OtherFormat(file, words.PRESENTATION)
    return ""


def _refuse_oversized(archive: zipfile.ZipFile, file: str) -> None:
    unpacked = sum(i.file_size for i in archive.infolist())
    packed = max(1, sum(i.compress_size for i in archive.infolist()))
    if unpacked > UNPACKED_LIMIT or (unpacked > RATIO_FROM and unpacked / packed > RATIO_LIMIT):
        raise Oversized(file, unpacked >> 20)


def _refuse_declarations(archive: zipfile.ZipFile, parts: tuple[str, ...], file: str) -> None:
    """Refuse a document type or entities before the first element of any part that the reader parses."""
    for part in parts:
        if part not in archive.NameToInfo:
            continue
        with archive.open(part) as stream:
            head = stream.read(_HEAD)
        text = head.decode("utf-16", "ignore") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head.decode("latin-1")
        root = re.search(r"<[A-Za-z]", text)
        if "<!DOCTYPE" in text[: root.start() if root else None] or "<!ENTITY" in text:
            raise HostileFile(file, part)


def _ole(path: Path, file: str) -> str:
    """An OLE container: the names of its streams are in UTF-16."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise PasswordProtected(file)
    if "WordDocument".encode("utf-16-le") in data:
        raise OtherFormat(file, words.WORD_DOCUMENT)
    return "xls"


def _is_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
    if start.startswith((b"mime-version:", b"from: <saved")) and b"content-type: text/html" in start:
        return True  # a web archive (MHTML), which Excel writes as .xls or .mht
    return start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")) or b"<html" in start[:512]


def _refuse_other(head: bytes, path: Path, file: str) -> None:
    for magic, name in _OTHER:
        if head.startswith(magic):
            raise OtherFormat(file, name)
    for beginning, name in _OTHER_SHEETS:
        if beginning.match(head):
            raise OtherFormat(file, name, words.OPEN_AND_SAVE)
    _refuse_xml(head, file)
    if _is_dbase(head):
        raise OtherFormat(file, words.DBASE, words.OPEN_AND_SAVE)
    if path.suffix.lower() == ".json" and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        raise OtherFormat(file, words.JSON_FILE, words.EXPORT_AGAIN)
    if head[:2] in _OLD_EXCEL and head[2:4] in (b"\x04\x00", b"\x06\x00", b"\x08\x00"):
        raise OtherFormat(file, words.OLD_EXCEL)
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff") or utf16_without_mark(head[:4096]) is not None
    if not wide and _binary(head):
        raise OtherFormat(file, words.BINARY_FILE)
    if path.suffix.lower() in (".xls", ".xlsx", ".xlsb") and not re.search(
        rb"[\t;,|].*[\r\n].*[\t;,|]", head, re.DOTALL
    ):
        raise OtherFormat(file, words.PLAIN_TEXT)


def _refuse_xml(head: bytes, file: str) -> None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:8192].replace(b"\0", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise OtherFormat(file, words.SPREADSHEET_XML, words.OPEN_AND_SAVE)
    if b"<journalcode>" in start or (b"<comptabilite" in start and b"<exercice" in start):
        raise OtherFormat(file, words.FEC_AS_XML, words.ASK_FOR_TEXT_FEC)
    if b"opendocument:xmlns:office" in start:
        raise OtherFormat(file, words.FLAT_OPENDOCUMENT, words.OPEN_AND_SAVE)
    if start.startswith((b"<?xml", b"\xff\xfe<?xml", b"\xfe\xff<?xml")):
        raise OtherFormat(file, words.XML_DOCUMENT, words.EXPORT_AGAIN)


def _is_dbase(head: bytes) -> bool:
    """Whether a file starts as a dBase table: its version, a month and a day, a header of whole field descriptions."""
    if len(head) < 65 or head[0] not in _DBASE or not (1 <= head[2] <= 12 and 1 <= head[3] <= 31):
        return False
    size = int.from_bytes(head[8:10], "little")
    return size >= 65 and ((size < len(head) and head[size - 1] == 0x0D) or size % 32 in (1, 8))


def _binary(head: bytes) -> bool:
    """More than one control character in ten: no text of any encoding looks like this."""
    control = sum(1 for b in head[:8192] if b < 32 and b not in (9, 10, 11, 12, 13))
    return control * 10 > len(head[:8192])
