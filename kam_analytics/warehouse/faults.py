"""What the disk refuses, in words: errors of the system and of DuckDB become errors a user can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kam_analytics.core.errors import KamError, NoSpace, NoStore, NotReadable, NotWritable, StoreDamaged
from kam_analytics.warehouse import health, versions

FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
OF_THE_FILE = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)
"""What DuckDB raises on a file that is missing, cut or damaged, beside `duckdb.Error` itself for a wrong checksum;
anything else is a bug of a query."""


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Whatever the disk refuses of a store is a KamError."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        explained = explain(error, folder)
        if explained is None:
            raise
        raise explained from error


def explain(error: Exception, folder: Path) -> KamError | None:
    """The error to show instead; None where it is neither the disk nor a damaged file of this store."""
    if not (isinstance(error, (OSError, *OF_THE_FILE)) or type(error) is duckdb.Error):
        return None
    path = str(getattr(error, "filename", None) or folder)
    if _is(error, FULL):
        return NoSpace(path)
    if _is(error, FORBIDDEN):
        closed = [p for p in (Path(path), *versions.numbered(folder)) if p.exists() and not os.access(p, os.R_OK)]
        return NotReadable(str(closed[0])) if closed else NotWritable(path)
    if isinstance(error, FileNotFoundError) or not isinstance(error, OSError):
        return _damage(folder) or _unlocated(error, folder)
    return None


def _is(error: Exception, codes: tuple[int, ...]) -> bool:
    """DuckDB carries no number, only the words the system has for it."""
    if isinstance(error, OSError):
        return error.errno in codes
    return any(os.strerror(code) in str(error) for code in codes)


def _unlocated(error: Exception, folder: Path) -> KamError | None:
    """A wrong checksum that a whole reading does not meet: it lies in an index that only changes use."""
    if "Corrupt database file" not in str(error):
        return None
    return StoreDamaged(str(folder), "*.duckdb", health.CUT_OR_DAMAGED, health.UNLOCATED)


def _damage(folder: Path) -> KamError | None:
    """What a whole reading of the store finds wrong with it."""
    try:
        checkup = health.check(folder)
    except NoStore as error:
        return error
    except (KamError, OSError):
        return None
    return health.damaged(folder, checkup.faults[0]) if checkup.faults else None
