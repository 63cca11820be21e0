"""The container file of docs/server.md, as far as it can be tried without an engine: its files, its commands."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.access.team import blocks
from tests.application import ROOT
from tests.browser.conftest import start, stop

SECRET = ("secrets.toml", "store", "inbox", ".env", ".git")


def instructions(name: str) -> list[str]:
    """What follows each instruction of one name."""
    (text,) = blocks("dockerfile")
    return re.findall(rf"(?m)^{name} (.*)$", text)


def copied() -> list[tuple[Path, str]]:
    """Each file or folder that is copied, and where to."""
    pairs = []
    for line in instructions("COPY"):
        *sources, target = line.split()
        for source in sources:
            paths = sorted(ROOT.glob(source.removesuffix("/")))
            assert paths, source
            pairs += [(path, target) for path in paths]
    return pairs


def command(name: str) -> list[str]:
    """The words of CMD or of the health check."""
    (line,) = instructions(name)
    return list(map(str, json.loads(line[line.index("[") :])))


def test_the_program_is_copied_and_neither_data_nor_secrets() -> None:
    names = {path.relative_to(ROOT).as_posix() for path, _ in copied()}
    assert {"app.py", "requirements-server.txt", "kam_analytics", "pages", "static"} <= names
    assert not {".", "data", ".streamlit"} & names
    for path, _ in copied():
        assert not [p for p in (path, *path.rglob("*")) if p.name in SECRET]


def test_it_is_not_run_by_root_and_installs_what_is_pinned() -> None:
    (text,) = blocks("dockerfile")
    assert instructions("USER") == ["kam"]
    assert text.index("\nUSER ") < text.index("\nCMD ")
    assert "--require-hashes -r requirements-server.txt" in text
    assert json.loads(instructions("VOLUME")[0]) == ["/srv/kam/store", "/srv/kam/inbox"]


@pytest.mark.slow
def test_what_is_copied_starts_by_its_command_and_is_healthy_by_its_own_check(tmp_path: Path) -> None:
    root = tmp_path / "app"
    for path, target in copied():
        place = root / target if target.endswith("/") else root
        place.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, place / target, dirs_exist_ok=True)  # with its bytecode: nothing is compiled again
        else:
            shutil.copy2(path, place)
    (tmp_path / "kam.toml").write_text('[access]\nmode = "accounts"\n', "utf-8")
    words = [word.replace("8501", "{port}").replace("0.0.0.0", "127.0.0.1") for word in command("CMD")]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "KAM_CONFIG": str(tmp_path / "kam.toml"), "KAM_INBOX": ""}
    server = start(tmp_path / "store", tmp_path / "log.txt", command=words, root=root, **settings)
    try:
        port = server.url.rsplit(":", 1)[1]
        check = [sys.executable, *(word.replace("8501", port) for word in command("HEALTHCHECK")[1:])]
        assert subprocess.run(check, capture_output=True, timeout=60).returncode == 0
        (tmp_path / "kam.toml").write_text("[access", "utf-8")
        assert subprocess.run(check, capture_output=True, timeout=60).returncode == 1
        if (status := Path(f"/proc/{server.process.pid}/status")).exists():
            assert "Umask:\t0077" in status.read_text("utf-8")
    finally:
        stop(server)
