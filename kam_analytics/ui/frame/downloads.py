"""Downloads: made on the click, and delivered only to the sign-in that made them.

Streamlit serves a file to whoever has its address. Here each file is noted with who made it, and `middleware` asks.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Literal

import streamlit as st

from kam_analytics.core.text import Text
from kam_analytics.language.typography import typeset
from kam_analytics.ui.frame import access
from kam_analytics.ui.frame.frame import Frame
from kam_analytics.ui.frame.markdown import escaped
from kam_analytics.ui.frame.trail import noted

LIFE_SECONDS = 300  # between the click and the end of what the browser asks
_made: OrderedDict[tuple[bytes, str], float] = OrderedDict()  # content and sign-in → when; the oldest first
_lock = threading.Lock()


def download(
    frame: Frame,
    label: Text,
    name: str,
    mime: str,
    make: Callable[[], bytes | str],
    *,
    key: str,
    figures: Sequence[str] = (),
    help: Text | None = None,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """A button that makes a file and hands it to this viewer.

    figures: what the file exports, by id, for the trail; without them nothing is noted there.
    """
    made = noted(frame.folder, frame.view.scope, frame.page, figures, make) if figures else make
    st.download_button(
        escaped(typeset(label, frame.lang)),
        data=_owned(made, access.visit()),
        file_name=name,
        mime=mime,
        on_click="ignore",
        help=None if help is None else typeset(help, frame.lang),
        key=key,
        width=width,
    )


def may_fetch(content: bytes, visit: str | None) -> bool:
    """Whether this sign-in made a file of this content, within the last minutes."""
    if visit is None:
        return False
    with _lock:
        at = _made.get((_digest(content), visit))
    return at is not None and time.monotonic() - at < LIFE_SECONDS


def _owned(make: Callable[[], bytes | str], visit: str | None) -> Callable[[], bytes]:
    """`make`, whose content is noted as made by `visit`. Streamlit calls it outside of the session."""

    def owned() -> bytes:
        made = make()
        content = made.encode() if isinstance(made, str) else made
        if visit is not None:
            _note(content, visit)
        return content

    return owned


def _note(content: bytes, visit: str) -> None:
    now, made = time.monotonic(), (_digest(content), visit)
    with _lock:
        _made[made] = now
        _made.move_to_end(made)
        while _made and now - next(iter(_made.values())) > LIFE_SECONDS:
            _made.popitem(last=False)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=32).digest()
