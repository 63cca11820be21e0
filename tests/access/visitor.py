"""A visitor of a team's server: cookies as a browser keeps them, tabs as websockets, clicks on buttons by their key."""

import re
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
MARKDOWN = re.compile("\u2060".encode() + rb"|\\")  # what `escaped` puts into a text
FIRST_RUN = 2  # what `script_finished` says of a run that asks for another one at once


@dataclass
class Visitor:
    """One browser at `https://…/kam/`; `outer` trusts the certificate of this server alone."""

    address: str
    outer: ssl.SSLContext
    page: str = ""
    answers: list[httpx.Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.http = httpx.Client(verify=self.outer, timeout=SECONDS, trust_env=False)

    def go(self, path: str) -> "Tab":
        """Open an address of the application in a new tab."""
        self.page = f"{self.address}{path}"
        self.http.get(f"{self.address}/_stcore/health")
        assert self.http.get(self.page).status_code == 200
        return Tab(self, urlsplit(self.page).path.removeprefix("/kam").strip("/"), urlsplit(self.page).query)

    def sign_in(self, path: str, sub: str, *, denies: bool = False) -> "Tab":
        """Open an address, click "Sign in", choose an account at the provider, and land where the server says."""
        with self.go(path) as tab:
            url = tab.click("sign_in")
        form = self._follow(f"{urlsplit(self.address).scheme}://{urlsplit(self.address).netloc}{url}", self.page)
        answer = self.http.post(form.url, data={"action": "deny"} if denies else {"sub": sub})
        self.answers = []
        landed = self._follow(answer.headers["location"], "")
        return self.go(str(landed.url).removeprefix(self.address))

    def _follow(self, url: str, referrer: str) -> httpx.Response:
        """Follow redirections by hand: each answer is looked at by the tests."""
        while True:
            answer = self.http.get(url, headers={"Referer": referrer} if referrer else {})
            self.answers.append(answer)
            if "location" not in answer.headers:
                return answer
            url = str(answer.url.join(answer.headers["location"]))

    def keep(self, cookies: dict[str, str]) -> None:
        """Have the cookies of another browser."""
        for name, value in cookies.items():
            self.http.cookies.set(name, value, domain=urlsplit(self.address).hostname or "", path="/")

    def cookies(self) -> str:
        """The header that a websocket sends."""
        return "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)


class Tab:
    """One open page; `shown` is everything that the last run sent."""

    def __init__(self, visitor: Visitor, page: str, query: str) -> None:
        outer = urlsplit(visitor.address)
        token = visitor.http.cookies.get("_streamlit_xsrf") or ""
        self._socket: ClientConnection = connect(
            f"wss://{outer.netloc}{outer.path}/_stcore/stream",
            ssl=visitor.outer,
            origin=f"https://{outer.netloc}",
            subprotocols=["streamlit", token],
            additional_headers={"Cookie": visitor.cookies()},
            max_size=None,
            proxy=None,
            legacy=True,
        )
        self._query, self.shown = query, b""
        self._session, self.messages = "", []
        self.run(page_name=page)

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def run(self, **rerun: object) -> None:
        """Run the page once more and read all that it sends."""
        self._send(BackMsg(rerun_script={"query_string": self._query, **rerun}))
        self._read(until="script_finished")

    def click(self, key: str) -> str:
        """Click a button; where it sends the browser, if anywhere."""
        widget = {"id": self.id_of(key), "trigger_value": True}
        self.run(widget_states={"widgets": [widget]})
        return next((m.auth_redirect.url for m in self.messages if m.WhichOneof("type") == "auth_redirect"), "")

    def wait(self) -> float:
        """What a browser does by itself at a page where nobody clicks; after how many seconds."""
        timer = next(m.auto_rerun for m in self.messages if m.WhichOneof("type") == "auto_rerun")
        self.run(fragment_id=timer.fragment_id, is_auto_rerun=True)
        return float(timer.interval)

    def download(self, key: str) -> str:
        """Click a download; the address below which the server then has the file."""
        button = next(e.download_button for e in self.elements("download_button") if key in e.download_button.id)
        request = {
            "request_id": "1",
            "session_id": self._session,
            "deferred_file": {"file_id": button.deferred_file_id},
        }
        self._send(BackMsg(backend_operation_request=request))
        self._read(until="backend_operation_response")
        response = self.messages[-1].backend_operation_response
        assert not response.error_msg, response.error_msg
        return str(response.deferred_file.url)

    def pages(self) -> list[str]:
        """The hashes by which Streamlit names the pages of the navigation."""
        navigation = next(m.navigation for m in reversed(self.messages) if m.WhichOneof("type") == "navigation")
        return [page.page_script_hash for page in navigation.app_pages]

    def id_of(self, key: str) -> str:
        return next(e.button.id for e in self.elements("button") if e.button.id.endswith(f"-{key}"))

    def says(self, text: str) -> bool:
        """Whether the last run sent a text, in Markdown or not."""
        return text.encode() in MARKDOWN.sub(b"", self.shown)

    def elements(self, kind: str) -> list:
        """The elements of one kind that the last run sent."""
        deltas = [m.delta.new_element for m in self.messages if m.WhichOneof("type") == "delta"]
        return [e for e in deltas if e.WhichOneof("type") == kind]

    def _send(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())

    def _read(self, until: str) -> None:
        deadline = time.monotonic() + SECONDS
        self.messages, self.shown = [], b""
        while time.monotonic() < deadline:
            data = self._socket.recv(timeout=SECONDS)
            assert isinstance(data, bytes)
            self.shown += data
            self.messages.append(ForwardMsg.FromString(data))
            last = self.messages[-1]
            if last.WhichOneof("type") == until and not (
                until == "script_finished" and last.script_finished == FIRST_RUN
            ):
                break
            if last.WhichOneof("type") == "new_session":
                self._session = last.new_session.initialize.session_id
        else:
            raise TimeoutError(until)
