"""Files that only the account which runs the application may read, and that stay its own whoever writes them."""

import os
import stat
import time
from pathlib import Path

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700


def remove_older(folder: Path, seconds: float) -> None:
    """Delete the files that were last written longer ago than that. Raises OSError."""
    oldest = time.time() - seconds
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def hand_over(path: Path, folder: Path) -> None:
    """Give a file that root wrote to the account of the folder: the application has to read and replace it.

    A link is passed over: that account could have put it there for root to give away what it names. Raises OSError.
    """
    if _is_root() and (owner := folder.stat()).st_uid != 0 and _is_plain(path.lstat()):
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def hand_over_all(folder: Path) -> None:
    """The same for everything in a folder, if there is one. Raises OSError."""
    if _is_root() and folder.is_dir():
        for path in folder.rglob("*"):
            hand_over(path, folder)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _is_plain(facts: os.stat_result) -> bool:
    """A folder, or a file of one name, that is still root's."""
    is_file = stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1
    return facts.st_uid == 0 and (is_file or stat.S_ISDIR(facts.st_mode))
