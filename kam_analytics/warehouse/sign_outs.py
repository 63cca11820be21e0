"""Sign-ins that have ended, for every process on a store: an empty file each, in the folder `signed_out/`."""

import logging
import os
import time
from collections.abc import Mapping
from hashlib import blake2s
from json import dumps
from pathlib import Path
from typing import Any

from kam_analytics.warehouse import versions
from kam_analytics.warehouse.owner_files import OWNER_FILE, OWNER_FOLDER, remove_older

FOLDER = "signed_out"
CLAIMS = ("iss", "sub", "iat", "nonce", "email")
LONGEST_HOURS = 24 * 31  # no cookie of a sign-in is taken for longer
HOUR = 3600
LOG = logging.getLogger("kam_analytics")


def visit_of(claims: Mapping[str, Any]) -> str | None:
    """A digest that all tabs of one sign-in share and no other sign-in has; None if nobody is signed in.

    claims: of the identity provider, as the cookie and `st.user` hold them.
    """
    if not claims.get("is_logged_in"):
        return None
    return blake2s(dumps([claims.get(name) for name in CLAIMS]).encode(), digest_size=16).hexdigest()


def is_over(store: Path, claims: Mapping[str, Any], hours: int) -> bool:
    """Whether somebody signed out of this sign-in, in whichever tab and process, or it is older than `hours`."""
    visit, issued = visit_of(claims), claims.get("iat")
    if isinstance(issued, int | float) and issued + hours * HOUR < time.time():
        return True
    return visit is not None and (store / FOLDER / visit).exists()


def sign_out(store: Path, visit: str) -> None:
    """End a sign-in. What cannot be written is said in the log: the cookie goes all the same."""
    if versions.is_missing(store):
        return
    folder = store / FOLDER
    try:
        folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        os.close(os.open(folder / visit, os.O_CREAT | os.O_WRONLY, OWNER_FILE))
        remove_older(folder, LONGEST_HOURS * HOUR)  # what no cookie can bring back
    except OSError as error:
        LOG.warning("sign-out not written: %s", type(error).__name__)
