"""Disk errors in plain words: errors of the system and of DuckDB become errors a user can act on."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from kam_analytics.core.errors import KamError, NoSpace, NoStore, NotReadable, NotWritable, PathRefused, StoreDamaged
from kam_analytics.core.text import Text
from kam_analytics.warehouse import health, versions

FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_FOLDER = Text(
    fr="ne peut pas servir : un fichier tient la place d’un dossier",
    en="cannot be used: a file stands in its way",
)
REASONS = {
    errno.ENOENT: Text(fr="n’existe pas", en="does not exist"),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: Text(fr="est un dossier, pas un fichier", en="is a folder, not a file"),
    errno.ENAMETOOLONG: Text(fr="a un nom trop long", en="has too long a name"),
    errno.EIO: Text(fr="ne répond pas : le disque est en défaut", en="does not answer: the disk is faulty"),
    errno.EMFILE: Text(fr="ne s’ouvre pas : trop de fichiers sont ouverts", en="does not open: too many are open"),
}
OF_THE_FILE = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)
"""What DuckDB raises for a file that is missing, cut or damaged, besides `duckdb.Error` itself for a wrong checksum;
anything else is a bug in a query.
"""


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """Turn any disk error of a store into a KamError."""
    try:
        yield
    except (OSError, duckdb.Error) as error:
        explained = explain(error, folder)
        if explained is None:
            raise
        raise explained from error


def explain(error: Exception, folder: Path) -> KamError | None:
    """The error to show instead; None if it is neither the disk nor a damaged file of this store."""
    if not (isinstance(error, (OSError, *OF_THE_FILE)) or type(error) is duckdb.Error):
        return None
    path = str(getattr(error, "filename", None) or folder)
    if _is(error, FULL):
        return NoSpace(path)
    if _is(error, FORBIDDEN):
        closed = _closed(Path(path), folder)
        return NotReadable(str(closed)) if closed else NotWritable(path)
    if isinstance(error, OSError) and not (isinstance(error, FileNotFoundError) and Path(path).parent == folder):
        return PathRefused(path, REASONS[error.errno]) if error.errno in REASONS else None
    return _damage(folder) or _unlocated(error, folder)


def _closed(path: Path, folder: Path) -> Path | None:
    """What this account may not read: a folder on the way to the file, the store's own, the file itself, a version."""
    for shut in (*reversed(path.parents), folder):
        if os.path.isdir(shut) and not os.access(shut, os.X_OK | (os.R_OK if shut == folder else 0)):
            return shut
    files = (path, *versions.numbered(folder))
    return next((file for file in files if file.exists() and not os.access(file, os.R_OK)), None)


def _is(error: Exception, codes: tuple[int, ...]) -> bool:
    """DuckDB gives no error number, only the system's message."""
    if isinstance(error, OSError):
        return error.errno in codes
    return any(os.strerror(code) in str(error) for code in codes)


def _unlocated(error: Exception, folder: Path) -> KamError | None:
    """A wrong checksum that a full read does not meet: it is in an index used only by changes."""
    if "Corrupt database file" not in str(error):
        return None
    return StoreDamaged(str(folder), "*.duckdb", health.CUT_OR_DAMAGED, health.UNLOCATED)


def _damage(folder: Path) -> KamError | None:
    """The damage found by a full read of the store."""
    try:
        checkup = health.check(folder)
    except NoStore as error:
        return error
    except (KamError, OSError):
        return None
    return health.damaged(folder, checkup.faults[0]) if checkup.faults else None
