"""A team's server on loopback: an OpenID Connect provider, nginx with TLS as docs/server.md says, two processes."""

import ipaddress
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse.decisions.people import end
from kam_analytics.warehouse.store import Store
from tests.access.visitor import Visitor
from tests.application import ROOT
from tests.browser.conftest import Server, start, stop

BASE = "/kam"
SECRET = "c" * 48
ADMINISTRATOR = Scope("boss@example.com", Role.DIRECTOR)
SETTINGS = """[access]
mode = "accounts"
directors = ["boss@example.com", "chief@example.com"]
controllers = ["controle@example.com"]
pay_readers = ["chief@example.com"]
sign_in_hours = 8
"""
ACCOUNTS = {
    "director": {"email": "boss@example.com"},
    "director with pay": {"email": "chief@example.com"},
    "controller": {"email": "Controle@Example.com"},
    "manager": {"email": "helene.marchais@example.com"},
    "kam": {"email": "Claire.Vasseur@example.com"},
    "other kam": {"email": "karim.benhaddou@example.com"},
    "unknown": {"email": "somebody@example.com"},
    "left": {"email": "julien.casteran@example.com"},
    "shared": {"email": "twice@example.com"},
    "unverified": {"email": "boss@example.com", "email_verified": False},
    "without address": {},
}


@dataclass
class Team:
    """What runs: the outer address, the certificate it is trusted by, both processes, the store."""

    address: str
    outer: ssl.SSLContext
    processes: list[Server]
    store: Path

    def visitor(self) -> Visitor:
        return Visitor(self.address, self.outer)


@contextmanager
def team(demonstration: Path, folder: Path, nginx: str, processes: int = 2) -> Iterator[Team]:
    """Everything from its start to its end; each process is ended by its handle."""
    store = folder / "store"
    shutil.copytree(demonstration, store, ignore=shutil.ignore_patterns("trail"))
    change_people(Store(store))
    (folder / "kam.toml").write_text(SETTINGS, "utf-8")
    provider, outer = free_port(), free_port()
    write_secrets(folder, provider, outer)
    with ExitStack() as stack:
        run(stack, provider_command(provider), provider, {**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"})
        servers = [start_one(store, folder, f"app{n}", outer) for n in range(processes)]
        for server in servers:
            stack.callback(stop, server)
        ports = [server.url.rsplit(":", 1)[1].split("/")[0] for server in servers]
        (folder / "nginx.conf").write_text(nginx_conf(folder, outer, ports), "utf-8")
        run(stack, [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")], outer, dict(os.environ))
        trusted = ssl.create_default_context(cafile=str(folder / "kam.pem"))
        yield Team(f"https://127.0.0.1:{outer}{BASE}", trusted, servers, store)


def start_one(store: Path, folder: Path, name: str, outer: int) -> Server:
    settings = {
        "KAM_CONFIG": str(folder / "kam.toml"),
        "HOME": str(folder),  # where Streamlit looks for .streamlit/secrets.toml
        "STREAMLIT_SERVER_BASE_URL_PATH": BASE.strip("/"),
        "STREAMLIT_BROWSER_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_BROWSER_SERVER_PORT": str(outer),
        "NO_PROXY": "127.0.0.1",
    }
    return start(store, folder / f"{name}.log", BASE, KAM_INBOX="", **settings)


def change_people(store: Store) -> None:
    """One person has left, and two share a login."""
    end(store, "K08", date.today() - timedelta(days=1), ADMINISTRATOR)
    share = "UPDATE people SET login = 'twice@example.com' WHERE person_id IN ('K06', 'K07')"
    store.change(("ledger",), lambda dbs: dbs["ledger"].execute(share))


def provider_command(port: int) -> list[str]:
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port)]
    for sub, stated in ACCOUNTS.items():
        verified = {"email_verified": True} if stated else {}
        command += ["--user-claims", json.dumps({"sub": sub, **verified, **stated})]
    return command


def write_secrets(folder: Path, provider: int, outer: int) -> None:
    """The file of docs/server.md, with the addresses of this machine."""
    (text,) = blocks("toml")
    values = {
        "redirect_uri": f"https://127.0.0.1:{outer}{BASE}/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "kam",
        "client_secret": "s" * 32,
        "server_metadata_url": f"http://127.0.0.1:{provider}/.well-known/openid-configuration",
    }
    for name, value in values.items():
        text, count = re.subn(rf'(?m)^{name} = ".*?"', f'{name} = "{value}"', text)
        assert count == 1, name
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, "utf-8")
    (folder / ".streamlit" / "secrets.toml").chmod(0o600)


def nginx_conf(folder: Path, outer: int, ports: list[str]) -> str:
    """The block of docs/server.md: other ports, a certificate of its own, below a path."""
    certificate(folder)
    (block,) = blocks("nginx")
    changes = {
        "server 127.0.0.1:8501; server 127.0.0.1:8502;": " ".join(f"server 127.0.0.1:{port};" for port in ports),
        "listen 443 ssl": f"listen 127.0.0.1:{outer} ssl",
        "/var/log/nginx/kam.log": f"{folder}/access.log",
        "/etc/ssl/kam.pem": f"{folder}/kam.pem",
        "/etc/ssl/private/kam.key": f"{folder}/kam.key",
        "location / {": f"location {BASE}/ {{",
        "Host $host;": "Host $http_host;",  # with its port
    }
    for before, after in changes.items():
        assert before in block, before
        block = block.replace(before, after)
    paths = "".join(f"{kind}_temp_path {folder}/{kind}; " for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        f"daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ client_body_temp_path {folder}/body; {paths}\n{block}}}\n"
    )


def blocks(language: str) -> list[str]:
    """The blocks of one language in docs/server.md."""
    text = (ROOT / "docs" / "server.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def certificate(folder: Path) -> None:
    """A certificate of 127.0.0.1 for a day."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "kam.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "kam.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def run(stack: ExitStack, command: list[str], port: int, environment: dict[str, str]) -> None:
    """Start a process, wait until its port answers, and end it with the stack."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait, 10)
    stack.callback(process.terminate)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, command
        time.sleep(0.1)
    raise TimeoutError(command)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
