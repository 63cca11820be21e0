"""Erasing a person: no byte of the folder has their name, login or code, and the figures are those of before."""

import json
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from kam_analytics.cli import main
from kam_analytics.ingest import inbox, person_erasure
from kam_analytics.ingest.person_erasure import FilesWaiting, Spellings, StatementsClosed
from kam_analytics.warehouse import trail
from kam_analytics.warehouse.decisions.people import UnknownPerson
from kam_analytics.warehouse.store import Store
from tests.ingest.loading import load, total
from tests.warehouse.test_erasure import places_of

ID, NAME, LOGIN = "ZQ71X", "Éloïse Quibersac", "eloise.q@example.com"
PEOPLE = f"""Matricule;Nom;Login;Manager;Date d'entrée;Variable cible
{ID};{NAME};{LOGIN};;01/01/2020;12000
ZQ72X;Paul Martin;paul@example.com;{ID};13/01/2020;9000
"""
SALES = "\n".join(
    [
        "N° facture;Date facture;Code client;Raison sociale;Montant HT;Commercial",
        *(
            f"F{i};{i % 28 + 1:02d}/03/2025;C{i};Alcyon {i};{100 + i},50;{who}"
            for i, who in enumerate([NAME, "QUIBERSAC Eloise", ID, "Paul Martin"] * 8)
        ),
    ]
)
WORDS = (ID, NAME, LOGIN, "QUIBERSAC", "Quibersac")


def cells(folder: Path) -> str:
    """Every row of every version as text: compressed cells are not met by their bytes."""
    texts = []
    for path in folder.glob("*.duckdb"):
        with duckdb.connect(str(path), read_only=True) as db:
            for (table,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                texts += [str(row) for row in db.execute(f'FROM "{table}"').fetchall()]
    return "\n".join(texts)


@pytest.fixture
def loaded(store: Store, tmp_path: Path) -> Store:
    """People, their pay, invoices in three spellings, and what people typed."""
    assert load(store, tmp_path, PEOPLE, name="equipe.csv", kind="people").outcome == "loaded"
    assert load(store, tmp_path, SALES, name="ventes Quibersac Éloïse.csv").outcome == "loaded"
    note = """INSERT INTO account_note (note_id, account, kind, said, owner, said_at, said_by)
              VALUES (1, 'C1', 'action', 'Vu avec Eloïse  QUIBERSAC, puis Paul', $id, now(), $login)"""
    store.change(("workspace",), lambda dbs: dbs["workspace"].execute(note, {"id": ID, "login": LOGIN}))
    for path in tmp_path.glob("*.csv"):
        path.unlink()
    trail.record(store.folder, trail.Event.LEFT, LOGIN, person=ID, day="2025-01-31")
    trail.record_rights(store.folder, {LOGIN: "kam"})
    return store


def close_statement(store: Store) -> None:
    text = json.dumps({"inputs": {"person_id": ID, "name": NAME}, "due": "1200.00"}, ensure_ascii=False)
    facts = {"id": ID, "text": text, "sha": sha256(text.encode()).hexdigest()}
    query = "INSERT INTO pay_statement VALUES ('P', DATE '2025-01-01', $id, $text, $sha)"
    store.change(("pay",), lambda dbs: dbs["pay"].execute(query, facts))


def by_kam(store: Store) -> list[tuple[object, ...]]:
    """Revenue and lines by person: the names apart, what a page shows."""
    with store.connect() as db:
        return db.execute(
            """SELECT sum(amount), sum(lines) FROM (
                 SELECT CASE WHEN kam = 'Paul Martin' THEN 1 ELSE 0 END AS other, * FROM ledger.revenue_month
               ) GROUP BY other ORDER BY other"""
        ).fetchall()


def test_no_byte_has_the_person_and_the_figures_stay(loaded: Store, tmp_path: Path) -> None:
    before, amount = by_kam(loaded), total(loaded)
    assert all(places_of(word, tmp_path) for word in (ID, NAME, LOGIN, "QUIBERSAC"))
    assert all(word in cells(loaded.folder) for word in (ID, NAME, LOGIN))
    person_erasure.erase(loaded.folder, ID, "boss", None, statements=False)
    assert {word: places_of(word, tmp_path) for word in WORDS} == {word: [] for word in WORDS}
    rows = cells(loaded.folder)
    assert "Paul Martin" in rows
    assert [word for word in WORDS if word in rows] == []
    assert (by_kam(loaded), total(loaded)) == (before, amount)
    with loaded.connect() as db:
        (row,) = db.execute("SELECT person_id, name, login FROM ledger.people WHERE name <> 'Paul Martin'").fetchall()
        kams = db.execute("SELECT DISTINCT kam FROM ledger.line ORDER BY 1").fetchall()
        (manager,) = db.execute("SELECT manager FROM ledger.people WHERE name = 'Paul Martin'").fetchone()
        said, owner = db.execute("SELECT said, owner FROM workspace.account_note").fetchone()
        pay = db.execute("SELECT person_id FROM pay.people_pay").fetchall()
    code = row[0]
    assert row == (code, code, None)
    assert kams == [(code,), ("Paul Martin",)]
    assert (manager, owner, said) == (code, code, f"Vu avec {code}, puis Paul")
    assert pay == [("ZQ72X",)]
    (erased, left) = trail.entries(loaded.folder)[0], trail.entries(loaded.folder)[-1]
    assert (erased.event, erased.facts) == (trail.Event.ERASED, {"erased": "person"})
    assert trail.Event.LEFT in {e.event for e in trail.entries(loaded.folder)}
    assert left.who != LOGIN


def test_closed_statements_are_kept_unless_they_are_named_and_stay_intact(loaded: Store, tmp_path: Path) -> None:
    close_statement(loaded)
    with pytest.raises(StatementsClosed):
        person_erasure.erase(loaded.folder, ID, "boss", None, statements=False)
    assert places_of(NAME, tmp_path)
    person_erasure.erase(loaded.folder, ID, "boss", None, statements=True)
    assert {word: places_of(word, tmp_path) for word in WORDS} == {word: [] for word in WORDS}
    with loaded.connect() as db:
        person, text, digest = db.execute("SELECT person_id, document, sha256 FROM pay.pay_statement").fetchone()
    assert sha256(text.encode()).hexdigest() == digest
    assert json.loads(text) == {"inputs": {"person_id": person, "name": person}, "due": "1200.00"}


def test_files_that_name_them_leave_the_inbox_and_those_that_wait_are_told(loaded: Store, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    for place in (inbox.DONE, inbox.REFUSED, inbox.TO_CONFIRM):
        (folder / place).mkdir(parents=True)
    (folder / inbox.DONE / "a.csv").write_bytes("Nom\nQUIBERSAC Éloïse\n".encode("cp1252"))
    (folder / inbox.DONE / "b.csv").write_text("Nom\nPaul Martin\n", "utf-8")
    (folder / inbox.REFUSED / "c.csv").write_text("x", "utf-8")
    (folder / inbox.REFUSED / "c.csv.json").write_text(json.dumps({"sender": LOGIN}), "utf-8")
    (folder / inbox.TO_CONFIRM / f"{LOGIN}__d.csv").write_text("x", "utf-8")
    with pytest.raises(FilesWaiting, match="1 file"):
        person_erasure.erase(loaded.folder, ID, "boss", folder, statements=False)
    (folder / inbox.TO_CONFIRM / f"{LOGIN}__d.csv").unlink()
    person_erasure.erase(loaded.folder, ID, "boss", folder, statements=False)
    assert [p.name for p in (folder / inbox.DONE).iterdir()] == ["b.csv"]
    assert not (folder / inbox.REFUSED / "c.csv.json").exists()


def test_the_command_proposes_then_erases_then_knows_nobody(loaded: Store, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["erase", "--person", ID, "--store", str(loaded.folder), "--json", "--lang", "fr"]
    assert main(command) == 3
    assert json.loads(capsys.readouterr().out)["outcome"] == "proposed"
    assert places_of(NAME, loaded.folder)
    assert main([*command, "--apply"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "erased"
    assert main([*command, "--apply"]) == 2
    with pytest.raises(UnknownPerson):
        person_erasure.plan(loaded.folder, ID, None)


def test_names_are_met_in_any_turn_and_only_whole() -> None:
    spellings = Spellings("K1", ("Éloïse Quibersac",), ("K1", "Martin"))
    for text in ("ELOISE QUIBERSAC", "Quibersac  Éloïse", "Quibersac, Eloïse"):
        assert spellings.replaced(f"vu {text}.", "X") == "vu X."
    for text in ("Quibersac", "Éloïse Quibersacq", "Martin SA", "K12"):
        assert spellings.replaced(text, "X") == text
    assert spellings.replaced("Martin", "X") == "X"
