"""The copies to which a change is applied before it is published, each made when it is first used."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

import duckdb

from kam_analytics.warehouse.loans import Loan
from kam_analytics.warehouse.migrations import migrate
from kam_analytics.warehouse.owner_files import OWNER_FILE, hand_over
from kam_analytics.warehouse.versions import OFFLINE, Connection, State


class Drafts(Mapping[str, Connection]):
    """One open transaction for each part, on a copy of its current version.

    A part is locked and copied when it is first used, so that an import that writes lines keeps nobody from a note.
    Whoever uses several parts uses the ledger first: two changes then never wait for each other.

    parts: those that may be used; any other raises KeyError.
    lock: holds the writers' lock of a part until the stack is closed.
    state: the current state, read after the lock of the part is held.
    """

    def __init__(
        self, folder: Path, parts: tuple[str, ...], lock: Callable[[ExitStack, str], None], state: Callable[[], State]
    ) -> None:
        self._folder, self._parts, self._lock, self._state = folder, parts, lock, state
        self._locks = ExitStack()
        self._open: dict[str, Loan] = {}

    def __getitem__(self, part: str) -> Connection:
        if part not in self._parts:
            raise KeyError(part)
        if part not in self._open:
            self._lock(self._locks, part)
            self._open[part] = self._copied(part)
        return self._open[part].db

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def commit(self) -> dict[str, Path]:
        """Commit and close: the changed copies by part. Their locks stay held."""
        for loan in self._open.values():
            loan.db.execute("COMMIT")
            loan.db.execute("CHECKPOINT")
        for loan in self._open.values():
            loan.close()
        return {part: path_of(self._folder, part) for part in self._open}

    def discard(self) -> None:
        """Leave no copy behind."""
        for part, loan in self._open.items():
            with suppress(duckdb.Error):  # its file is deleted
                loan.close(is_sound=False)
            clear(path_of(self._folder, part))

    def release(self) -> None:
        """Give up the locks."""
        self._locks.close()

    def _copied(self, part: str) -> Loan:
        draft, loan = path_of(self._folder, part), Loan()
        try:
            copied(self._folder, part, self._folder / self._state().file(part))
            loan.use_file(draft, part)
        except BaseException:
            loan.close(is_sound=False)
            clear(draft)
            raise
        loan.db.execute("BEGIN")
        return loan


def copied(folder: Path, part: str, file: Path) -> Path:
    """The draft of a part as a copy of a file."""
    draft = path_of(folder, part)
    clear(draft)
    shutil.copyfile(file, draft)
    draft.chmod(OWNER_FILE)
    return draft


def migrated(folder: Path, part: str, file: Path) -> Path:
    """The draft of a part made from a file of this release or an earlier one."""
    draft = copied(folder, part, file)
    with duckdb.connect(str(draft), config=OFFLINE) as db:
        migrate(db, part)
    return draft


def path_of(folder: Path, part: str) -> Path:
    return folder / f".{part}.draft"


def clear(draft: Path) -> None:
    """Remove a draft and its log: the log of a killed process would be replayed into the next change."""
    draft.unlink(missing_ok=True)
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def rename(draft: Path, final: Path) -> Path:
    """Rename a draft to a name not in use. Raises FileExistsError."""
    os.close(os.open(final, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_FILE))
    try:
        replace(draft, final)
    except BaseException:
        final.unlink(missing_ok=True)
        raise
    return final


def replace(draft: Path, final: Path) -> None:
    """Rename after the bytes are on disk."""
    draft.chmod(OWNER_FILE)
    hand_over(draft, final.parent)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    draft.replace(final)
