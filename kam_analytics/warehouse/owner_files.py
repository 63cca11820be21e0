"""Files beside the store that only the account which runs the application may read."""

import time
from pathlib import Path

OWNER_FILE, OWNER_FOLDER = 0o600, 0o700


def remove_older(folder: Path, seconds: float) -> None:
    """Delete the files that were last written longer ago than that. Raises OSError."""
    oldest = time.time() - seconds
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
