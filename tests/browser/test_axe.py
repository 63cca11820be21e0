"""axe-core on every page, in both themes: no serious and no critical finding."""

import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from kam_analytics.answers.pages import PAGES
from tests.application import ROOT, in_ci
from tests.browser.conftest import Server, visit

pytestmark = pytest.mark.browser
PACKAGE, SCRIPT = "axe-core@4.14.1", "package/axe.min.js"
FOLDER = ROOT / "artifacts" / "axe"
FINDINGS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(rule => ['serious', 'critical'].includes(rule.impact))
    .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html.slice(0, 120)).join(' | '))"""


@pytest.fixture(scope="session")
def axe() -> Path:
    """The script, fetched once by npm and left beside the other traces of tests; it is no part of the application."""
    script = FOLDER / SCRIPT
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / ".lock"):
        if not script.exists():
            _fetch()
    return script


def _fetch() -> None:
    npm = shutil.which("npm")
    packed = npm and subprocess.run([npm, "pack", PACKAGE], cwd=FOLDER, capture_output=True, timeout=120, check=False)
    if not packed or packed.returncode:
        assert not in_ci(), f"{PACKAGE} cannot be fetched"
        pytest.skip(f"{PACKAGE} cannot be fetched: no npm, or no registry")
    with tarfile.open(next(FOLDER.glob("*.tgz"))) as archive:
        archive.extract(SCRIPT, FOLDER, filter="data")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_or_critical_finding(browser: Any, server: Server, axe: Path, theme: str) -> None:
    found = visit(browser, server.url)
    found.page.emulate_media(color_scheme=theme)
    findings: dict[str, list[str]] = {}
    for page in PAGES:
        found.go(f"{server.url}/{'' if page == 'overview' else page}")
        found.page.add_script_tag(path=str(axe))
        findings[page] = found.page.evaluate(FINDINGS)
    assert {page: rules for page, rules in findings.items() if rules} == {}
    found.page.context.close()
