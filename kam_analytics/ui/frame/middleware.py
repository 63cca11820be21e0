"""What stands before Streamlit: health, and where people sign in cookies, the way back to a link, downloads.

Streamlit's own routes know no sign-in: they hand out a file to whoever has its address, forget which page somebody
wanted before signing in, and set cookies for thirty days.
"""

import re
from collections.abc import Mapping
from json import loads
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import auth_util
from streamlit.runtime import get_instance
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from kam_analytics.metrics.access.rights import settings
from kam_analytics.ui.frame import health
from kam_analytics.ui.frame.downloads import may_fetch
from kam_analytics.ui.frame.store import folder
from kam_analytics.warehouse.sign_outs import HOUR, is_over, visit_of

RETURN_COOKIE, RETURN_SECONDS = "kam_return", 900
LONGEST_ADDRESS = 3000  # characters; browsers keep 4096 in a cookie
SIGN_IN, CALLBACK, MEDIA = "auth/login", "oauth2callback", "media"
_ADDRESS = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
_LIFE = re.compile(r"(?i)\bmax-age=(\d+)")


class SignInMiddleware:
    """Stands before every request; a websocket passes, since each run of a page asks by itself who is there."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, and mend the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        place = request.url.path.removeprefix(_base()).strip("/")
        if place == health.HEALTH:
            await (await health.answer())(scope, receive, send)
            return
        if place.startswith(f"{MEDIA}/") and not may_download(request.cookies, PurePosixPath(place).stem):
            await Response(status_code=404)(scope, receive, send)
            return

        async def mended(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mend(MutableHeaders(scope=message), place, request)
            await send(message)

        await self.app(scope, receive, mended)


def may_download(cookies: Mapping[str, str], file_id: str) -> bool:
    """Whether a file of Streamlit's media folder is for this browser. Pictures of a page are for everybody."""
    file = get_instance().media_file_mgr.read_file(file_id)
    configured = settings()
    if file is None or file.kind is not MediaFileKind.DOWNLOADABLE or configured.mode == "local":
        return True
    person = claims(cookies)
    return may_fetch(file.content, visit_of(person)) and not is_over(folder(), person, configured.sign_in_hours)


def claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the identity provider said of whoever has these cookies; empty where they were not signed here."""
    secret = get_cookie_secret()

    def value_of(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))

    content = auth_util.get_cookie_with_chunks(value_of, USER_COOKIE_NAME)
    return loads(content) if content else {}


def way_back(referrer: str, public: str, base: str) -> str | None:
    """The address within the application from which somebody went to sign in; None for any other one.

    public: an address of this application, as browsers see it; base: the path below which it lies.
    """
    came, own = urlsplit(referrer), urlsplit(public)
    address = came.path + (f"?{came.query}" if came.query else "")
    within = (came.scheme, came.netloc) == (own.scheme, own.netloc) and came.path.startswith(f"{base}/")
    return address if within and len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address) else None


def _mend(headers: MutableHeaders, place: str, request: Request) -> None:
    if headers.get("content-type", "").startswith("text/html"):
        headers["Referrer-Policy"] = "same-origin"  # addresses hold filters; and the way back is read from it
    if place == SIGN_IN and (address := way_back(request.headers.get("referer", ""), _public(), _base())):
        _append_return(headers, quote(address, safe=""), RETURN_SECONDS)
    if place == CALLBACK and (stored := request.cookies.get(RETURN_COOKIE)):
        address = unquote(stored)
        if "location" in headers and _ADDRESS.fullmatch(address) and address.startswith(f"{_base()}/"):
            headers["location"] = address
        _append_return(headers, "", 0)
    cookies = headers.getlist("set-cookie")
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", mended_cookie(cookie, settings().sign_in_hours, _public()))


def mended_cookie(cookie: str, hours: int, public: str) -> str:
    """A cookie of a sign-in lives as long as the sign-in; behind TLS every cookie is for TLS alone."""
    if cookie.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME)):
        cookie = _LIFE.sub(lambda life: f"Max-Age={min(int(life[1]), hours * HOUR)}", cookie)
    is_secure = any(part.strip().lower() == "secure" for part in cookie.split(";"))
    return f"{cookie}; Secure" if public.startswith("https://") and not is_secure else cookie


def _append_return(headers: MutableHeaders, value: str, seconds: int) -> None:
    path = _base() or "/"
    headers.append("set-cookie", f"{RETURN_COOKIE}={value}; HttpOnly; Max-Age={seconds}; Path={path}; SameSite=lax")


def _base() -> str:
    """The path below which the application lies, `/kam`; empty for the root."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def _public() -> str:
    """The address to which the provider sends people back; empty where nobody can sign in."""
    section = auth_util.get_secrets_auth_section()
    return str(section.get("redirect_uri") or "") if section else ""


MIDDLEWARE = (Middleware(SignInMiddleware),)
