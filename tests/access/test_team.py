"""A team signs in: a real identity provider, nginx with TLS below a path, two processes on one store."""

import shutil
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, entries
from tests.access.team import Team, team
from tests.access.visitor import Tab
from tests.application import in_ci

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin:/opt/homebrew/bin")
LINK = "/concentration?lang=en&period=last_year"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def running(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    if NGINX is None:
        if in_ci():
            pytest.fail("no nginx: the tests of a team's server must run here")
        pytest.skip("no nginx (apt-get install nginx-light)")
    with team(demonstration, tmp_path_factory.mktemp("team"), NGINX) as server:
        yield server


ROLES = {
    "director": ("Director", "boss@example.com"),
    "director with pay": ("Director", "chief@example.com"),
    "controller": ("Controller", "controle@example.com"),
    "manager": ("Manager", "helene.marchais@example.com"),
    "kam": ("KAM", "claire.vasseur@example.com"),
}
REFUSALS = {
    "unknown": "is neither in the list",
    "left": "has an end date",
    "shared": "several people",
    "unverified": "was verified",
    "without address": "Ask the administrator to allow",
}


@pytest.mark.parametrize("account", [*ROLES, *REFUSALS])
def test_each_person_has_the_right_role_or_the_right_sentence(running: Team, account: str) -> None:
    with running.visitor().sign_in(LINK, account) as tab:
        assert tab.id_of("sign_out")
        if account in ROLES:
            role, login = ROLES[account]
            assert tab.says(role)
            assert tab.says(login)
            assert tab.elements("metric")
        else:
            assert tab.says(REFUSALS[account])
            assert not tab.elements("metric")
    event = Event.SIGNED_IN if account in ROLES else Event.REFUSED
    assert entries(running.store)[0].event is event


def test_a_copied_link_survives_signing_in_and_cookies_are_for_tls_alone(running: Team) -> None:
    visitor = running.visitor()
    with visitor.sign_in(LINK, "kam") as tab:
        assert visitor.page == f"{running.address}{LINK}"
        assert tab.says("claire.vasseur@example.com")
        assert tab.says("Concentration")
    set_here = [c for a in visitor.answers for c in a.headers.get_list("set-cookie")]
    lives = {}
    for line in set_here:
        cookie = next(iter(SimpleCookie(line).values()))
        assert cookie["secure"], cookie.key
        lives[cookie.key] = int(cookie["max-age"] or 0)
    assert lives["_streamlit_user"] == lives["_streamlit_user_tokens"] == 8 * 3600
    assert lives["kam_return"] == 0


def test_what_the_platform_looks_for_from_a_link_is_not_in_the_log_of_the_proxy(running: Team) -> None:
    visitor, log = running.visitor(), running.store.with_name("access.log")
    answers = [visitor.http.get(f"{running.address}/concentration{path}") for path in ("/_stcore/health", "")]
    assert [answer.status_code for answer in answers] == [404, 200]
    logged = log.read_text("utf-8")
    assert "/concentration HTTP" in logged
    assert "/concentration/_stcore" not in logged


def test_who_refuses_at_the_provider_is_back_at_the_link(running: Team) -> None:
    visitor = running.visitor()
    with visitor.sign_in(LINK, "kam", denies=True) as tab:
        assert visitor.page == f"{running.address}{LINK}"
        assert tab.says("Sign in to see your accounts.")


def test_signing_out_ends_every_tab_within_a_minute_and_the_cookie_with_it(running: Team) -> None:
    visitor = running.visitor()
    elsewhere = running.visitor()
    with visitor.sign_in(LINK, "kam") as first, visitor.go(LINK) as second, elsewhere.sign_in(LINK, "kam") as other:
        stolen = dict(visitor.http.cookies)
        assert first.click("sign_out").endswith("/auth/logout")
        assert second.wait() <= 60
        second.run()
        assert second.says("Your sign-in has ended.")
        assert not second.says("claire.vasseur@example.com")
        other.run()
        assert other.says("claire.vasseur@example.com")  # another sign-in of the same person
    replaying = running.visitor()
    replaying.keep(stolen)
    with replaying.go(LINK) as tab:
        assert tab.says("Your sign-in has ended.")


def test_a_download_is_for_the_sign_in_that_made_it(running: Team) -> None:
    owner, neighbour, nobody = running.visitor(), running.visitor(), running.visitor()
    with owner.sign_in(LINK, "kam") as tab:
        for visitor in (neighbour, nobody):  # of the same process: the other one has no such file
            visitor.keep({"kam": owner.http.cookies["kam"]})
        neighbour.sign_in(LINK, "other kam")
        url = f"{running.address}{tab.download('_export_')}"
        assert [v.http.get(url).status_code for v in (neighbour, nobody, owner)] == [404, 404, 200]
        tab.run()
        tab.click("sign_out")
        assert owner.http.get(url).status_code == 404


def figures(tab: Tab) -> list[tuple[str, str]]:
    return [(e.metric.label, e.metric.body) for e in tab.elements("metric")]


def test_one_process_killed_loses_nothing(running: Team) -> None:
    """Last: from here on there is one process."""
    visitor = running.visitor()
    with visitor.sign_in(LINK, "kam") as tab:
        before = figures(tab)
    state, earlier = Store(running.store).state(), entries(running.store)
    running.processes[0].process.kill()
    running.processes[0].process.wait(10)
    start = time.monotonic()
    for name in ("director", "kam"):
        with running.visitor().sign_in(LINK, name) as tab:
            assert tab.says(ROLES[name][1])
    with visitor.go(LINK) as tab:
        assert tab.says("claire.vasseur@example.com")
        assert figures(tab) == before != []
    assert time.monotonic() - start < 60
    assert Store(running.store).state() == state
    now = entries(running.store)
    assert now[-len(earlier) :] == earlier
    assert len(now) - len(earlier) in (2, 3)  # the visitor may have been at the process that is left
