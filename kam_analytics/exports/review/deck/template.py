"""The company's own presentation, opened for filling; a file that cannot be one is refused in words."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.exc import PackageNotFoundError

from kam_analytics.exports.review.errors import BadTemplate
from kam_analytics.language import packs as words

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
CONTENT_TYPES, MAIN = "[Content_Types].xml", "presentationml.presentation.main+xml"
LARGEST = 500_000_000  # bytes of an opened template


def open_template(content: bytes) -> Any:
    """The presentation in the bytes of a file. Raises BadTemplate."""
    _check(content)
    try:
        return Presentation(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError, EOFError, OSError) as error:
        raise BadTemplate(words.CUT_FILE) from error


def _check(content: bytes) -> None:
    if not content:
        raise BadTemplate(words.EMPTY_FILE)
    if content.startswith(OLD_OR_LOCKED):
        raise BadTemplate(words.LOCKED_FILE)
    if not content.startswith(b"PK"):
        raise BadTemplate(words.NOT_A_DECK)
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise BadTemplate(words.HUGE_FILE)
            types = archive.read(CONTENT_TYPES).decode("utf-8", "replace")
            if archive.testzip() is not None:
                raise BadTemplate(words.CUT_FILE)
    except BadZipFile as error:
        raise BadTemplate(words.CUT_FILE) from error
    except KeyError as error:
        raise BadTemplate(words.NOT_A_DECK) from error
    for problem in _problems(types):
        raise BadTemplate(problem)


def _problems(types: str) -> Iterator[Any]:
    """What the declared content says against the file, by its main part."""
    if "macroEnabled.main+xml" in types:
        yield words.MACRO_FILE
    elif "presentationml.template.main+xml" in types:
        yield words.POTX_FILE
    elif MAIN not in types:
        yield words.NOT_A_DECK
