"""The inbox: a thread that watches a folder, and the files that need a user's answer."""

import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from kam_analytics.core.errors import KamError
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.text import Lang, Text
from kam_analytics.ingest import inbox
from kam_analytics.language.imports import page as words
from kam_analytics.language.sentences import fill
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame.store import ROOT, folder
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, record

LOG = logging.getLogger("kam_analytics")
EVERY = 60.0  # seconds between two checks of the folder


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file of the inbox, used where the page expects an upload."""

    waiting: inbox.Waiting
    mark: inbox.Mark

    @property
    def name(self) -> str:
        return self.waiting.name

    @property
    def file_id(self) -> str:
        return "inbox-{}-{}-{}".format(*self.mark)

    def getbuffer(self) -> bytes:
        return self.waiting.path.read_bytes()

    def origin(self, lang: Lang) -> str:
        """Source and sender of the file."""
        who = self.waiting.dropped_by
        return typeset(words.TO_CONFIRM, lang).format(who=who) if who else typeset(words.FROM_INBOX, lang)


def displayed_path(watched: Path) -> str:
    """The folder as displayed to users."""
    return str(watched.relative_to(ROOT)) if watched.is_relative_to(ROOT) else str(watched)


def waiting() -> list[InboxFile]:
    """Files that need an answer or a confirmation."""
    watched = inbox.place()
    return [InboxFile(w, inbox.mark_of(w.path)) for w in inbox.waiting(watched)] if watched else []


def settle(file: InboxFile, report: ImportReport, who: str) -> None:
    """Move a file away once it is imported or refused; that somebody's file was accepted is noted.

    who: the login of the viewer.
    """
    watched, sender = inbox.place(), file.waiting.dropped_by
    if sender is not None and report.outcome == "refused":
        refuse(file, who, f"{report.message.fr} / {report.message.en}")
    elif watched:
        inbox.settle(file.waiting.path, watched, report, file.mark)
        if sender is not None and report.outcome != "ask":
            record(folder(), Event.CONFIRMED, who, file=file.name, sender=sender)


def refuse(file: InboxFile, who: str, reason: str) -> None:
    """Refuse a file that somebody sent: they read the reason, the trail does not."""
    watched, sender = inbox.place(), file.waiting.dropped_by
    if watched and sender is not None and file.waiting.path.exists():
        inbox.refuse(file.waiting, watched, who, reason)
        record(folder(), Event.SET_ASIDE, who, file=file.name, sender=sender)


def notice() -> Text | None:
    """How many files somebody sent wait for a decision, and since when; None if none does."""
    watched = inbox.place()
    files = inbox.sent(watched) if watched else []
    if not files:
        return None
    days = (datetime.now(UTC).date() - files[0].at.date()).days
    recent = (words.SINCE_TODAY, words.SINCE_DAY)
    age = recent[days] if 0 <= days < len(recent) else fill(words.SINCE, days=days)
    return fill(words.WAITING_ONE if len(files) == 1 else words.WAITING, n=len(files), age=age)


def of_sender(who: str) -> tuple[list[inbox.Waiting], list[inbox.Refusal]]:
    """The files of one sender that wait, and those that were refused."""
    watched = inbox.place()
    if watched is None:
        return [], []
    return [file for file in inbox.sent(watched) if file.dropped_by == who], inbox.refusals(watched, who)


def submit(path: Path, who: str) -> bool:
    """Store a file for somebody who may import it; False if no folder is watched."""
    watched = inbox.place()
    if watched:
        inbox.submit(path, watched, who)
        record(folder(), Event.SENT, who, file=path.name)
    return watched is not None


def watch() -> None:
    """Start the thread that imports what arrives, once for each process."""
    watched = inbox.place()
    if watched:
        _watching(str(folder()), str(watched))


@st.cache_resource(show_spinner=False)
def _watching(store: str, watched: str) -> threading.Thread:
    thread = threading.Thread(target=_loop, args=(Path(store), Path(watched)), name="kam-inbox", daemon=True)
    thread.start()
    return thread


def _loop(store: Path, watched: Path) -> None:
    """Check, import, wait. Errors are logged and the file is tried again at the next check."""
    marks: set[inbox.Mark] = set()
    pause, state = threading.Event(), 0
    while True:
        try:
            opened = Store(store, create=False)
            if (now := opened.state().number) != state:
                state = now  # an answer may have been given: files with questions are tried again
                marks.clear()
            inbox.run_inbox(opened, watched, examined=marks)
        except KamError as error:
            LOG.warning("inbox: %s", type(error).__name__)
        except Exception:  # keep checking the folder, whatever happened
            LOG.exception("inbox")
        pause.wait(EVERY)
