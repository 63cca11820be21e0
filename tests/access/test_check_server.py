"""`check --server` names what is wrong with a configuration by file and line, and says who would see what."""

import json
from pathlib import Path

import pytest

from kam_analytics.cli import configuration, main
from kam_analytics.core.settings import CONFIG
from kam_analytics.metrics.access import rights
from kam_analytics.metrics.access.rights import settings
from tests.ingest.loading import load

SETTINGS = '[access]\nmode = "accounts"\ndirectors = ["Boss@example.com"]\ncontrollers = []\npay_readers = []\n'
SECRETS = f"""[auth]
redirect_uri = "https://kam.example.com/oauth2callback"
cookie_secret = "{"s" * 40}"
client_id = "kam"
client_secret = "hidden value"
server_metadata_url = "https://login.example.com/.well-known/openid-configuration"
client_kwargs = {{ prompt = "login" }}
"""
PEOPLE = (
    "Matricule;Nom;Identifiant;Responsable;Fin\n"
    "K1;Kane;kane@example.com;M1;\n"
    "M1;Martin;martin@example.com;;\n"
    "K2;Koch;twice@example.com;;\n"
    "K3;Klein;twice@example.com;;\n"
    "K4;Kern;kern@example.com;;31/01/2020\n"
)
COLUMNS = {"person_id": "Matricule", "name": "Nom", "login": "Identifiant", "manager": "Responsable", "end_on": "Fin"}


@pytest.fixture
def checked(store, tmp_path, monkeypatch, capsys):
    """Runs the check over two files in both languages; returns its status, and the answer in English."""
    monkeypatch.setattr(rights, "SIGN_IN_PACKAGES", ("json",))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))

    def run(text: str = SETTINGS, secrets: str = SECRETS, mode: int = 0o600) -> tuple[int, dict]:
        (tmp_path / "kam.toml").write_text(text, "utf-8")
        (tmp_path / ".streamlit").mkdir(exist_ok=True)
        (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets, "utf-8")
        (tmp_path / ".streamlit" / "secrets.toml").chmod(mode)
        words = ["check", "--server", "--store", str(store.folder), "--json"]
        status = main([*words, "--lang", "fr"])
        french = json.loads(capsys.readouterr().out)
        assert main([*words, "--lang", "en"]) == status
        english = json.loads(capsys.readouterr().out)
        assert "hidden value" not in json.dumps([french, english])
        assert [p["line"] for p in french["problems"]] == [p["line"] for p in english["problems"]]
        return status, english

    return run


def test_who_would_see_what_is_said(checked, store, tmp_path):
    load(store, tmp_path, PEOPLE, {"columns": COLUMNS}, name="people.csv", kind="people")
    status, answer = checked(SETTINGS.replace("pay_readers = []", 'pay_readers = ["kane@example.com"]'))
    assert {a["login"]: a["role"] for a in answer["access"]} == {
        "boss@example.com": "director",
        "kane@example.com": "kam",
        "kern@example.com": "nobody",
        "martin@example.com": "manager",
        "twice@example.com": "nobody",
    }
    seen = {a["login"]: a["sees"] for a in answer["access"]}
    assert seen["boss@example.com"] == "director: everything; no pay"
    assert seen["kane@example.com"].endswith("everybody's pay")
    assert seen["martin@example.com"] == "manager: their team (2 people); their own pay"
    assert seen["kern@example.com"] == "nothing: has left the company"
    assert (status, [p["problem"] for p in answer["problems"]]) == (
        2,
        ["the login “twice@example.com” belongs to 2 people: none of them would get in"],
    )


def test_a_right_configuration_has_status_0(checked):
    status, answer = checked()
    assert (status, answer["outcome"], answer["problems"]) == (0, "ready", [])


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[access\nmode = "accounts"\n', 1, "is not readable TOML"),
        (SETTINGS.replace('"accounts"', '"acounts"'), 2, "“mode” must be one of local, accounts"),
        (SETTINGS.replace('"accounts"', '"local"'), 2, "a server needs mode"),
        (SETTINGS.replace('["Boss@example.com"]', '"boss@example.com"'), 3, "“directors” must be a list of texts"),
        (SETTINGS.replace("controllers = []", "controllers = [1]"), 4, "“controllers” must be a list of texts"),
        (SETTINGS + 'controler = ["a@example.com"]\n', 6, "no key “controler” (perhaps “controllers”)"),
        (SETTINGS + "[acess]\nmode = 1\n", 6, "no section [acess] (perhaps “access”)"),
        (SETTINGS + "[year]\n# July\nfirst_month = 13\n", 8, "“first_month” must be a month, 1 to 12"),
        (SETTINGS + "[thresholds]\ntop_1_alert = 25\n", 7, "“top_1_alert” must be a number above 0, 1 at most"),
        (SETTINGS.replace('["Boss@example.com"]', "[]"), 3, "nobody could import"),
        (SETTINGS.replace("pay_readers = []", 'pay_readers = ["x@example.com"]'), 5, "“pay_readers” names"),
    ],
)
def test_each_fault_of_the_settings_is_named_by_line(checked, tmp_path, text, line, problem):
    status, answer = checked(text)
    first = answer["problems"][0]
    assert (status, first["line"], first["file"]) == (2, line, str(tmp_path / "kam.toml"))
    assert problem in first["problem"]


@pytest.mark.parametrize(
    ("secrets", "mode", "line", "problem"),
    [
        ("", 0o600, None, "the section [auth] is missing"),
        (SECRETS.replace('client_id = "kam"\n', ""), 0o600, 1, "“client_id” is missing or empty"),
        (SECRETS.replace("client_id =", "clientid ="), 0o600, 4, "no key “clientid” (perhaps “client_id”)"),
        (SECRETS.replace("s" * 40, "short"), 0o600, 3, "fewer than 32 characters"),
        (SECRETS.replace("/oauth2callback", "/"), 0o600, 2, "must end in /oauth2callback"),
        (SECRETS, 0o644, None, "other accounts of the machine can read this file"),
    ],
)
def test_each_fault_of_the_secrets_is_named_and_no_value_is(checked, secrets, mode, line, problem):
    status, answer = checked(secrets=secrets, mode=mode)
    first = answer["problems"][0]
    assert (status, first["line"], Path(first["file"]).name) == (2, line, "secrets.toml")
    assert problem in first["problem"]


def test_a_missing_package_is_said(checked, monkeypatch):
    monkeypatch.setattr(rights, "SIGN_IN_PACKAGES", ("no_such_package",))
    status, answer = checked()
    assert (status, answer["problems"][0]["file"]) == (2, "requirements-server.txt")


def test_the_settings_that_come_with_the_application_are_the_known_ones():
    problems = [f.problem.en for f in configuration.of_settings(CONFIG)]
    assert len(problems) == 2  # it is the configuration of one person on this machine
    assert "a server needs" in problems[0]
    assert "nobody could import" in problems[1]


def test_a_list_that_is_a_text_makes_no_letter_a_director(tmp_path):
    (tmp_path / "kam.toml").write_text('[access]\nmode = "accounts"\ndirectors = "ab"\ncontrollers = [1, "C"]\n')
    read = settings(tmp_path / "kam.toml")
    assert (read.directors, read.controllers) == (frozenset(), {"c"})
