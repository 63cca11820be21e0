"""Identifies the viewer: from a local machine or a signed-in login to a `Scope`. An unknown viewer sees nothing."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st
from streamlit.runtime import Runtime, get_instance

from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.metrics.access.rights import folded, scope_of, settings
from kam_analytics.ui.frame.store import folder
from kam_analytics.warehouse.sign_outs import is_over, visit_of
from kam_analytics.warehouse.sign_outs import sign_out as end_sign_in

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PROXY_HEADERS = (
    "x-forwarded", "forwarded", "via", "x-real-ip", "x-original", "x-client-ip", "x-cluster-client-ip", "x-envoy",
    "true-client-ip", "cf-", "x-proxy", "x-auth-request", "remote-user", "x-remote-user",
)  # fmt: skip
"""Prefixes of headers that only an intermediate server adds."""
OUTER_OPTIONS = ("server.baseUrlPath", "server.corsAllowedOrigins", "server.trustedUserHeaders")
DEFAULT_PORTS = {"http": 80, "https": 443}
WATCH_SECONDS = 20  # timers of a hidden tab run once a minute
LOCAL = Scope("local", Role.DIRECTOR, (), None, True)


def is_local() -> bool:
    """Whether this session can only come from this machine: direct, over loopback, on a server for one user."""
    headers = st.context.headers
    if not len(headers) and type(get_instance()) is Runtime:
        return False  # a real session that has just lost its connection
    return (
        is_this_machine(st.get_option("server.address"), headers)
        and is_direct(headers, st.get_option("server.port"), secure=bool(st.get_option("server.sslCertFile")))
        and not serves_others(st.get_option)
    )


def serves_others(option: Callable[[str], object]) -> bool:
    """Whether the configuration names an outer address, a path on a larger site, or other sites that may connect."""
    outer = option("browser.serverAddress")
    if outer and str(outer).strip("[]").lower() not in LOOPBACK:
        return True
    if any(option(name) for name in OUTER_OPTIONS):
        return True
    return not (option("server.enableCORS") and option("server.enableXsrfProtection"))


def is_direct(headers: Mapping[str, str], port: int | None, *, secure: bool) -> bool:
    """Whether the browser called this server directly: the Origin of the request is the server's own address.

    A proxy that rewrites Host leaves the browser's Origin, with another name, port or scheme. A request without an
    Origin comes from no browser, or through a proxy that removed it. No header at all: a page under test.
    """
    if not len(headers):
        return True
    scheme = "https" if secure else "http"
    host, origin = headers.get("Host", ""), urlsplit(headers.get("Origin", ""))
    try:
        reached = urlsplit(f"{scheme}://{host}").port or DEFAULT_PORTS[scheme]
    except ValueError:
        return False
    return origin.scheme == scheme and origin.netloc.lower() == host.lower() and reached == port


def is_this_machine(address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a server on a loopback address was called by a loopback name, without a proxy.

    The name is checked because a foreign page may point a name of its own at this machine.
    """
    host = headers.get("Host") or LOOPBACK[0]
    name = host if host in LOOPBACK else host.rsplit(":", 1)[0].strip("[]")
    proxied = any(header.lower().startswith(PROXY_HEADERS) for header in headers)
    return address in LOOPBACK and name in LOOPBACK and not proxied


def login() -> str | None:
    """The verified e-mail of the signed-in person; None if nobody is signed in or sign-in is not configured."""
    return email() if is_signed_in() and is_verified() else None


def is_signed_in() -> bool:
    """Whether the identity provider has let this visitor in, whoever they are here, and nobody signed out since."""
    return bool(getattr(st.user, "is_logged_in", False)) and not was_signed_in()


def was_signed_in() -> bool:
    """Whether this session's sign-in is over; its websocket goes on saying who was there."""
    return is_over(folder(), st.user.to_dict(), settings().sign_in_hours)


def visit() -> str | None:
    """The sign-in that this session belongs to; None where nobody signs in."""
    return visit_of(st.user.to_dict())


def sign_out() -> None:
    """End this sign-in in every tab and process, then at the provider."""
    own = visit()
    if own is not None:
        end_sign_in(folder(), own)
    st.logout()


@st.fragment(run_every=WATCH_SECONDS)
def watch_sign_in() -> None:
    """Close a page at which nobody clicks soon after the sign-in is over."""
    if was_signed_in():
        st.rerun()


def email() -> str | None:
    """The address that the provider gives of the signed-in person, verified or not."""
    address = st.user.get("email")
    return folded(str(address)) if address else None


def is_verified() -> bool:
    """Whether the provider says that the address is the person's own; without a word, whether kam.toml trusts it."""
    stated = st.user.get("email_verified")
    return stated in (True, "true") or (stated is None and settings().trusts_missing_verification)


def can_sign_in() -> bool:
    """Whether an identity provider is configured (`[auth]` in secrets.toml)."""
    return hasattr(st.user, "is_logged_in") and not is_signed_in()


def is_somebody() -> bool:
    """Whether there is a viewer to look up; otherwise the data are not even opened."""
    mode = settings().mode
    return is_local() if mode == "local" else mode == "accounts" and login() is not None


def identify(people: pd.DataFrame) -> Scope:
    """The scope of this session's viewer.

    people: rows of `access/people.sql`.
    """
    configured = settings()
    if configured.mode == "local":
        return LOCAL if is_local() else NOBODY
    who = login()
    if configured.mode != "accounts" or who is None:
        return NOBODY
    return scope_of(who, configured, people, date.today())


def narrowed(scope: Scope, viewer: str | None, people: set[str]) -> Scope:
    """The part of `scope` that `viewer` would see: narrower or the same, never wider.

    The person's pay is shown only to those who may see all pay.
    """
    allowed = people if scope.sees_all else people & set(scope.person_ids)
    if viewer is None or viewer not in allowed or scope.role in (Role.KAM, Role.NOBODY):
        return scope
    own = viewer if scope.sees_all_pay or viewer == scope.own_id else None
    return Scope(f"{scope.viewer} > {viewer}", Role.KAM, (viewer,), own, False, scope.is_shared)
