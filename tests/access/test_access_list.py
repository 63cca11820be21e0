"""Who has access and why, on the page and on the command line; who left is asked, and ends by confirmation."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest

from kam_analytics.answers.access.people import AccessFacts, blocks, people, refusals
from kam_analytics.answers.page.blocks import Note, Table
from kam_analytics.cli import main
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.metrics.access import ABSENT, PEOPLE
from kam_analytics.metrics.access.rights import Settings
from kam_analytics.warehouse.decisions.people import UnknownPerson, end, stay
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.trail import Event, TrailEntry, entries, record
from tests.application import ACCESS, CONTROLLER, DIRECTOR, everything_sent, kams, opened

TODAY = date(2026, 10, 1)
BOSS = Scope("boss@example.com", Role.DIRECTOR)
LISTS = Settings(
    "accounts", frozenset({"boss@example.com"}), frozenset(), frozenset({"boss@example.com", "alone@example.com"})
)
ROWS = [
    ("M1", "Martin", "martin@example.com", None, None),
    ("K1", "Kane", "Kane@example.com", "M1", None),
    ("K3", "Klein", "klein@example.com", "M1", date(2026, 9, 30)),
    ("K4", "Kern", "double@example.com", None, None),
    ("K5", "Kuhn", "double@example.com", None, None),
    ("K6", "Kray", None, None, None),
]
NAMED = pd.DataFrame(ROWS, columns=["person_id", "name", "login", "manager", "end_on"])
GONE = pd.DataFrame(
    [("K1", "Kane", "Kane@example.com", 1, None, None, 2, "equipe.csv", None)],
    columns=[
        "person_id",
        "name",
        "login",
        "import_id",
        "end_on",
        "decided_end_on",
        "last_import",
        "last_file",
        "last_at",
    ],
)
TRAIL = [
    TrailEntry(datetime(2026, 9, 3, tzinfo=UTC), Event.REFUSED, "x@example.com", {"reason": "unknown"}),
    TrailEntry(datetime(2026, 9, 2, tzinfo=UTC), Event.SIGNED_IN, "kane@example.com", {"role": "kam"}),
    TrailEntry(datetime(2026, 9, 1, tzinfo=UTC), Event.REFUSED, "x@example.com", {"reason": "unknown"}),
    TrailEntry(datetime(2026, 8, 1, tzinfo=UTC), Event.SIGNED_IN, "kane@example.com", {"role": "kam"}),
]
FACTS = AccessFacts(LISTS, NAMED, GONE, TRAIL, TODAY)


@pytest.mark.parametrize(
    ("login", "right", "why", "remark"),
    [
        ("boss@example.com", "director, all pay", "directors", ""),
        ("martin@example.com", "manager", "people file, M1 and a team of 2", ""),
        ("kane@example.com", "KAM", "people file, K1", "not in the last file"),
        ("klein@example.com", "no access", "", "left the company on"),
        ("double@example.com", "no access", "", "login of 2 people"),
        ("alone@example.com", "no access, all pay", "pay_readers", "only"),
        ("", "no access", "", "no login"),
    ],
)
def test_each_login_has_its_right_its_reason_and_what_is_to_be_looked_at(
    login: str, right: str, why: str, remark: str
) -> None:
    rows = people(FACTS)
    (row,) = rows[rows["login"] == login].to_dict("records")
    assert row["right"].en.startswith(right.split(", all pay")[0])
    assert why in row["why"].en
    assert remark in row["remark"].en
    assert bool(row["remark"].en) == bool(remark)
    assert bool(row["remark"].fr) == bool(remark)


def test_the_last_sign_in_and_the_refusals_come_from_the_trail() -> None:
    rows = people(FACTS).set_index("login")
    assert rows.loc["kane@example.com", "last_sign_in"] == date(2026, 9, 2)
    assert rows.loc["martin@example.com", "last_sign_in"] is None
    (refused,) = refusals(TRAIL).to_dict("records")
    assert (refused["login"].en, refused["times"], refused["last"]) == ("x@example.com", 2, date(2026, 9, 3))


def test_the_list_says_who_may_have_left_and_that_nobody_signs_in_locally() -> None:
    local = AccessFacts(Settings("local"), NAMED, GONE, [], TODAY)
    first, second, table = blocks(local)
    assert isinstance(first, Note)
    assert isinstance(second, Note)
    assert isinstance(table, Table)
    assert "local" in first.text.fr
    assert second.text.fr.startswith("1 personne n’est pas dans le dernier fichier d’équipe (equipe.csv)")


TEAM = "Matricule;Nom;Identifiant;Responsable hiérarchique\n"
FIRST = TEAM + "P1;Anne Aubry;anne@example.com;\nP2;Bruno Bell;bruno@example.com;P1\n"
SECOND = TEAM + "P1;Anne Aubry;anne@example.com;\n"


def load(store: Store, folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    report = run_import(store, folder / name, kind="people", scope=BOSS)
    assert report.outcome == "loaded"
    return report.message.en


def read(store: Store, query: Path) -> pd.DataFrame:
    reader = Reader(store)
    try:
        return reader.read(query, BOSS, {})
    finally:
        reader.close()


@pytest.fixture
def dropped(store: Store, tmp_path: Path) -> Store:
    """A team of two whose second file names one."""
    assert "People of the store" not in load(store, tmp_path, "mai.csv", FIRST)
    assert "not in this file: 1." in load(store, tmp_path, "juin.csv", SECOND)
    return store


def end_of(store: Store, person: str) -> date | None:
    rows = read(store, PEOPLE).set_index("person_id")
    day = rows.loc[person, "end_on"]
    return None if pd.isna(day) else pd.Timestamp(day).date()


def test_somebody_whom_the_last_file_drops_is_asked_about_and_stays_until_confirmed(dropped: Store) -> None:
    (absent,) = read(dropped, ABSENT).to_dict("records")
    assert (absent["person_id"], absent["last_file"]) == ("P2", "juin.csv")
    assert end_of(dropped, "P2") is None
    end(dropped, "P2", date(2026, 5, 31), BOSS)
    assert end_of(dropped, "P2") == date(2026, 5, 31)
    end(dropped, "P2", date(2026, 6, 30), BOSS)
    assert end_of(dropped, "P2") == date(2026, 6, 30)
    assert len(read(dropped, PEOPLE)) == 2
    stay(dropped, "P2", BOSS)
    assert end_of(dropped, "P2") is None
    assert [e.event for e in entries(dropped.folder)][:3] == [Event.STAYS, Event.LEFT, Event.LEFT]


def test_a_later_file_that_names_them_again_takes_the_departure_back(dropped: Store, tmp_path: Path) -> None:
    end(dropped, "P2", date(2026, 5, 31), BOSS)
    load(dropped, tmp_path, "juillet.csv", FIRST.replace("Bruno", "B."))
    assert end_of(dropped, "P2") is None
    assert read(dropped, ABSENT).empty


def test_only_a_director_or_controller_confirms_and_only_of_somebody_known(dropped: Store) -> None:
    with pytest.raises(NotAllowed):
        end(dropped, "P2", TODAY, Scope("k", Role.KAM, ("P2",), "P2"))
    with pytest.raises(UnknownPerson):
        end(dropped, "P9", TODAY, BOSS)


def test_the_command_lists_and_confirms(
    dropped: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kam.toml").write_text(ACCESS, "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    record(dropped.folder, Event.REFUSED, "who@example.com", reason="unknown")
    words = ["access", "--store", str(dropped.folder), "--lang", "fr"]
    assert main([*words, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["access"][0]["login"] == "bruno@example.com"
    assert {"anne@example.com", DIRECTOR, CONTROLLER} <= {row["login"] for row in listed["access"]}
    assert listed["perhaps_left"] == [{"person_id": "P2", "name": "Bruno Bell"}]
    assert listed["refused"][0]["login"] == "who@example.com"
    assert main([*words, "--left", "P2", "--on", "2026-05-31"]) == 0
    out = capsys.readouterr().out
    assert "a quitté l’entreprise le 31" in out
    assert "refusé : who@example.com · identifiant inconnu · 1 fois, le" in out
    assert main([*words, "--left", "P9"]) == 2
    assert "Aucun fichier d’équipe actif" in capsys.readouterr().out


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_directors_and_controllers_see_the_list_and_a_kam_does_not(
    own_copy: Path, lang: str, navigation_as_on_a_server: None
) -> None:
    (_, first), (_, second), *_ = kams(own_copy)
    for reader in (DIRECTOR, CONTROLLER):
        at = opened("import_data", reader, part="access", lang=lang)
        logins = at.dataframe[0].value["login"].astype(str).to_list()
        assert {DIRECTOR, CONTROLLER, first, second} <= set(logins)
    at = opened("import_data", first, part="access", lang=lang)
    assert second.encode() not in everything_sent(at)
