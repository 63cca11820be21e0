"""What will be believed of a file is shown before it loads: on the page, by `inspect` and in the report."""

import json
from datetime import date

from streamlit.testing.v1 import AppTest

from kam_analytics.cli import main
from kam_analytics.core.import_profile import ImportProfile, ProfileRow
from kam_analytics.ingest.preview import preview
from kam_analytics.ingest.write.memory import Memory
from tests.ingest.loading import load

TEXT = (
    "N° facture;Date facture;Client;Montant HT;Type de pièce;Statut;Devise\n"
    "F1;15/01/2025;Alpha;1000,00;Facture;Payée;EUR\n"
    "F2;20/02/2025;Beta;500,00;Facture;Validée;EUR\n"
    "F3;21/02/2025;Beta;70,00;Facture;Annulée;EUR\n"
    "AV1;25/02/2025;Alpha;200,00;Avoir;Payée;EUR\n"
    "F4;26/02/2025;Gamma;abc;Facture;Payée;EUR\n"
)


def listed(rows: tuple[ProfileRow, ...]) -> list[tuple[str, int, float | None]]:
    return [(r.name, r.rows, None if r.amount is None else float(r.amount)) for r in rows]


def test_the_profile_says_what_will_be_believed(store, tmp_path):
    found = load(store, tmp_path, TEXT).profile
    assert (found.total, found.accounts) == (1300, 2)
    assert (found.first, found.last) == (date(2025, 1, 15), date(2025, 2, 25))
    assert listed(found.months) == [("2025-01", 1, 1000), ("2025-02", 2, 300)]
    assert listed(found.documents) == [("invoice", 2, 1500), ("credit_note", 1, -200)]
    assert listed(found.states) == [("Payée", 3, 800), ("Annulée", 1, 70), ("Validée", 1, 500)]
    assert listed(found.currencies) == [("EUR", 3, 1300)]
    assert listed(found.largest) == [("Alpha", 2, 800), ("Beta", 1, 500)]
    assert listed(found.left_out) == [("cancelled", 1, 70), ("quarantine", 1, None)]


def test_inspect_and_preview_show_the_same_before_anything_loads(store, tmp_path, capsys):
    (tmp_path / "export.csv").write_text(TEXT, "utf-8")
    assert main(["inspect", str(tmp_path / "export.csv"), "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)["profile"]
    shown = preview(tmp_path / "export.csv", memory=Memory(store)).profile
    loaded = load(store, tmp_path, TEXT).profile
    assert shown == loaded
    assert (seen["total"], seen["largest"][0]["name"], seen["last"]) == (1300, "Alpha", "2025-02-25")
    assert [row["name"] for row in seen["left_out"]] == ["cancelled", "quarantine"]


def test_inspect_asks_what_import_asks(tmp_path, capsys):
    titles = "N° facture;Date facture;Client;Montant HT\n"
    asked = {
        "credit_number:A": titles + "".join(f"{n};15/01/2025;Alpha;100\n" for n in ("F1", "F2", "A1")),
        "currency": titles + "F1;15/01/2025;Alpha;100 USD\n",
        "state:Gelée": "Date facture;Client;Montant HT;Statut\n15/01/2025;Alpha;100;Payée\n15/01/2025;B;9;Gelée\n",
        "kind": "Nom;Prénom\nDurand;Anne\nPetit;Luc\n",
    }
    for question, text in asked.items():
        (tmp_path / "f.csv").write_text(text, "utf-8")
        main(["inspect", str(tmp_path / "f.csv"), "--json"])
        assert [q["id"] for q in json.loads(capsys.readouterr().out)["questions"]] == [question]


def _page() -> None:
    from kam_analytics.ui.imports.profile import draw_profile
    from tests.ingest.test_claims_profile import EXAMPLE

    draw_profile(EXAMPLE, "fr", "one")


EXAMPLE = ImportProfile(
    total=1300,
    first=date(2025, 1, 15),
    last=date(2025, 2, 25),
    accounts=2,
    months=(ProfileRow("2025-01", 1, 1000),),
    documents=(ProfileRow("credit_note", 1, -200),),
    left_out=(ProfileRow("cancelled", 1, 70), ProfileRow("quarantine", 1, None)),
)


def test_the_page_shows_a_sentence_and_two_tables():
    app = AppTest.from_function(_page).run()
    assert not app.exception
    (caption,) = [c.value for c in app.caption]
    assert "2 comptes" in caption
    months, parts = (t.value for t in app.dataframe)
    assert months["amount"].tolist() == [1000]
    assert [str(n) for n in parts["name"]] == ["avoirs", "lignes annulées", "lignes à corriger"]


# --- the next export of the same source


def export(month: int, amounts: list[str], *, accounts: int = 3, state: str = "Payée") -> str:
    rows = [f"M{month}-{i};15/{month:02d}/2025;C{i % accounts};{a};{state}" for i, a in enumerate(amounts)]
    return "\n".join(["N° facture;Date facture;Code client;Montant HT;Statut", *rows])


def test_an_export_like_the_last_one_is_no_question(store, tmp_path):
    load(store, tmp_path, export(1, ["1000,00", "2000,00"]))
    assert load(store, tmp_path, export(2, ["900,00", "7000,00"])).outcome == "loaded"


def test_a_total_a_thousand_times_smaller_is_asked_once(store, tmp_path):
    load(store, tmp_path, export(1, ["1000,00", "2000,00"]))
    smaller = export(2, ["1,10", "2,20"])
    (question,) = load(store, tmp_path, smaller).questions
    assert (question.id, question.choices) == ("profile", ("expected",))
    assert "€1.65 on average, against €1,500.00" in question.text.en
    assert load(store, tmp_path, smaller, {"answers": {"profile": "expected"}}).outcome == "loaded"
    assert load(store, tmp_path, export(3, ["1000,00"])).outcome == "ask"  # the answer held for that file only


def test_twice_the_accounts_in_as_many_days_is_asked(store, tmp_path):
    load(store, tmp_path, export(1, ["10,00"] * 40, accounts=20))
    (question,) = load(store, tmp_path, export(2, ["10,00"] * 40, accounts=40)).questions
    assert "It has 40 accounts, against 20 last time." in question.text.en


def test_a_new_status_is_asked(store, tmp_path):
    load(store, tmp_path, export(1, ["1000,00"]))
    (question,) = load(store, tmp_path, export(2, ["1000,00"], state="Validée")).questions
    assert "New (status): Validée." in question.text.en
    assert preview(tmp_path / "export.csv", memory=Memory(store)).questions == (question,)
