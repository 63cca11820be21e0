"""Access fails closed: who is found sees their own, who is not sees nothing, and no cache mixes two viewers."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.metrics.access.rights import Settings, scope_of, settings
from kam_analytics.ui.frame.access import LOCAL, is_direct, is_this_machine, narrowed, serves_others
from kam_analytics.ui.frame.address import code_of
from kam_analytics.ui.frame.data import reading
from kam_analytics.ui.frame.store import open_store
from tests.application import CONTROLLER, DIRECTOR, STRANGER, everything_sent, kams, opened

TODAY = date(2026, 10, 1)
PEOPLE = pd.DataFrame(
    [
        ("D1", "Dumas", "dumas@example.com", None, None),
        ("M1", "Martin", "Martin@Example.com", "D1", None),
        ("K1", "Kane", "kane@example.com", "M1", None),
        ("K2", "Koch", "koch@example.com", "M1", None),
        ("K3", "Klein", "klein@example.com", "M1", date(2026, 9, 30)),
        ("K4", "Kern", "double@example.com", None, None),
        ("K5", "Kuhn", "double@example.com", None, None),
        ("K6", "Kray", None, None, None),
    ],
    columns=["person_id", "name", "login", "manager", "end_on"],
)
LISTS = Settings(
    "accounts", frozenset({"boss@example.com"}), frozenset({"books@example.com"}), frozenset({"boss@example.com"})
)


def who(login: str) -> Scope:
    return scope_of(login, LISTS, PEOPLE, TODAY)


def test_a_director_sees_everything_and_pay_only_if_listed_for_it() -> None:
    assert who("boss@example.com") == Scope("boss@example.com", Role.DIRECTOR, (), None, True)
    assert who("books@example.com") == Scope("books@example.com", Role.CONTROLLER, (), None, False)


def test_a_kam_sees_their_own_accounts_and_their_own_pay() -> None:
    assert who("kane@example.com") == Scope("kane@example.com", Role.KAM, ("K1",), "K1", False)


def test_a_manager_sees_the_team_below_but_only_their_own_pay() -> None:
    assert who("martin@example.com") == Scope("martin@example.com", Role.MANAGER, ("K1", "K2", "K3", "M1"), "M1", False)
    assert set(who("dumas@example.com").person_ids) == {"D1", "M1", "K1", "K2", "K3"}


@pytest.mark.parametrize("login", ["nobody@example.com", "", "klein@example.com", "double@example.com"])
def test_the_unknown_the_departed_and_the_ambiguous_see_nothing(login: str) -> None:
    assert who(login) is NOBODY


def test_a_circle_of_managers_ends() -> None:
    circle = PEOPLE.assign(manager=["M1", "D1", None, None, None, None, None, None])
    assert set(scope_of("dumas@example.com", LISTS, circle, TODAY).person_ids) == {"D1", "M1"}


def test_a_missing_or_broken_configuration_lets_nobody_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KAM_ACCESS", raising=False)
    (tmp_path / "broken.toml").write_text("[access\nmode = ")
    assert settings(tmp_path / "missing.toml").mode == "none"
    assert settings(tmp_path / "broken.toml").mode == "none"


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("0.0.0.0", {}),
        (None, {}),
        ("192.168.1.10", {}),
        ("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}),
        ("127.0.0.1", {"Host": "kam.example.com"}),
        ("127.0.0.1", {"Host": "kam.example.com:8501"}),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "X-Forwarded-Proto": "https"}),
        ("127.0.0.1", {"Host": "127.0.0.1:8501", "cf-connecting-ip": "10.0.0.7"}),
    ],
)
def test_local_use_ends_where_another_machine_could_come_in(address: str | None, headers: dict[str, str]) -> None:
    assert not is_this_machine(address, headers)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501", "localhost", "::1"])
def test_local_use_is_open_on_this_machine(host: str) -> None:
    assert is_this_machine("127.0.0.1", {"Host": host})


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8501", None),
        ("127.0.0.1:8501", "null"),
        ("127.0.0.1:8501", "http://kam.test"),
        ("127.0.0.1:8501", "https://127.0.0.1"),
        ("127.0.0.1:8501", "http://127.0.0.1:8080"),
        ("127.0.0.1:8501", "https://127.0.0.1:8501"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("127.0.0.1", "http://127.0.0.1"),
        ("localhost:8501", "http://127.0.0.1:8501"),
        ("127.0.0.1:port", "http://127.0.0.1:port"),
    ],
)
def test_an_origin_that_is_not_this_very_server_ends_local_use(host: str, origin: str | None) -> None:
    assert not is_direct({"Host": host, **({"Origin": origin} if origin else {})}, 8501, secure=False)


@pytest.mark.parametrize(
    ("host", "port", "secure"),
    [
        ("127.0.0.1:8501", 8501, False),
        ("localhost:8502", 8502, False),
        ("[::1]:8501", 8501, False),
        ("127.0.0.1:8501", 8501, True),
        ("localhost", 80, False),
        ("localhost", 443, True),
    ],
)
def test_a_browser_that_calls_the_server_itself_is_direct(host: str, port: int, secure: bool) -> None:
    origin = f"{'https' if secure else 'http'}://{host}"
    assert is_direct({"Host": host, "Origin": origin}, port, secure=secure)


USUAL = {"browser.serverAddress": "localhost", "server.enableCORS": True, "server.enableXsrfProtection": True}


@pytest.mark.parametrize(
    "more",
    [
        {"browser.serverAddress": "kam.test"},
        {"server.baseUrlPath": "kam"},
        {"server.enableCORS": False},
        {"server.enableXsrfProtection": False},
        {"server.corsAllowedOrigins": ["https://kam.test"]},
        {"server.trustedUserHeaders": {"X-User": "email"}},
    ],
    ids=str,
)
def test_settings_that_only_a_server_needs_end_local_use(more: dict[str, object]) -> None:
    assert serves_others({**USUAL, **more}.get)
    assert not serves_others(USUAL.get)
    assert not serves_others({**USUAL, "browser.serverAddress": "127.0.0.1"}.get)


@given(
    role=st.sampled_from(list(Role)),
    ids=st.sets(st.sampled_from(["K1", "K2", "K3"])),
    own=st.sampled_from([None, "K1"]),
    pay=st.booleans(),
    viewer=st.sampled_from([None, "K1", "K2", "K3", "K9", ""]),
)
def test_viewing_as_somebody_else_never_shows_more(
    role: Role, ids: set[str], own: str | None, pay: bool, viewer: str | None
) -> None:
    before = Scope("v", role, tuple(sorted(ids)), own, pay)
    after = narrowed(before, viewer, {"K1", "K2", "K3"})
    assert before.sees_all or set(after.person_ids) <= set(before.person_ids)
    assert before.sees_all or not after.sees_all
    assert before.sees_all_pay or not after.sees_all_pay
    assert after.own_id is None or after.own_id == before.own_id or before.sees_all_pay


def test_a_director_without_the_right_to_pay_sees_none_by_viewing_as_a_kam() -> None:
    assert narrowed(Scope("d", Role.DIRECTOR), "K1", {"K1"}).own_id is None
    assert narrowed(LOCAL, "K1", {"K1"}).own_id == "K1"


def test_no_name_of_a_person_or_a_customer_stands_in_the_address() -> None:
    assert code_of("account", "C00907", "Alcyon SA") == "C00907"
    for key in ("account", "kam", "viewer"):
        code = code_of(key, "Alcyon SA", "Alcyon SA")
        assert len(code) == 12
        assert code == code_of(key, "Alcyon SA", "Alcyon SA") != code_of(key, "Borel", "Borel")
    assert code_of("segment", "Industrie", "Industrie") == "Industrie"


def accounts_on(at: AppTest) -> set[str]:
    return set(at.dataframe[0].value["account_id"])


def test_the_next_viewer_never_gets_the_previous_viewers_rows(portal: Path) -> None:
    """The cache is shared by every session of the process: its key must carry the viewer."""
    (_, first), (_, second), *_ = kams(portal)
    director, one, other = (opened("concentration", login) for login in (DIRECTOR, first, second))
    assert accounts_on(one) < accounts_on(director)
    assert accounts_on(other) < accounts_on(director)
    assert not accounts_on(one) & accounts_on(other)
    assert accounts_on(opened("concentration", DIRECTOR)) == accounts_on(director)


def test_the_cached_read_is_one_entry_for_each_viewer(portal: Path) -> None:
    from kam_analytics.metrics.account import metrics as declared

    sql = Path(declared.__file__).with_name("choices.sql")
    read = reading(portal, open_store(str(portal)).state())
    counts = [len(read(sql, scope, ())) for scope in (LOCAL, Scope("a", Role.KAM, ("K01",), "K01"), NOBODY, LOCAL)]
    assert counts[0] == counts[3] > counts[1] > counts[2] == 0


def test_a_kam_cannot_widen_the_view_through_the_address(portal: Path) -> None:
    (mine, login), (other, _), *_ = kams(portal)
    own = accounts_on(opened("concentration", login))
    assert accounts_on(opened("concentration", login, viewer=other, kam=other)) == own
    assert accounts_on(opened("concentration", DIRECTOR, viewer=mine)) == own


def test_a_kam_cannot_open_somebody_elses_account(portal: Path) -> None:
    (_, login), (_, other), *_ = kams(portal)
    foreign = opened("concentration", other).dataframe[0].value.iloc[0]
    at = opened("account", login, account=str(foreign["account_id"]))
    assert not any(str(foreign["account_id"]) in table.value.to_string() for table in at.dataframe)
    assert not at.metric
    assert str(foreign["account_name"]).encode() not in everything_sent(at)


def test_a_stranger_is_told_politely_and_gets_nothing(portal: Path) -> None:
    at = opened("concentration", STRANGER)
    assert "pas encore accès" in at.title[0].value
    assert len(at.get("plotly_chart")) + len(at.dataframe) + len(at.metric) + len(at.selectbox) == 0


def test_an_unverified_address_is_nobody(portal: Path) -> None:
    at = opened("concentration", DIRECTOR, verified=False)
    assert not at.dataframe


def test_the_controller_sees_attainments_but_no_amount_of_pay(portal: Path) -> None:
    at = opened("variable_pay", CONTROLLER)
    assert at.title
    assert all("payout" not in table.value for table in at.dataframe)
