"""A source known already: what changed in its titles is asked about, an unusual total is said, the rest is kept."""

import json

import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.ingest.preview import preview
from kam_analytics.ingest.write.memory import Memory
from tests.ingest.odd_files import table

DIRECTOR = Scope("director", Role.DIRECTOR, (), None, sees_all_pay=True)
TITLES = ("N° facture", "Date facture", "Code client", "Raison sociale", "Montant HT")


def put(store, folder, name, *lines, titles=TITLES, answers=None):
    (folder / name).write_bytes(table(*lines, titles=titles))
    return run_import(store, folder / name, mapping=ColumnMapping(answers=answers or {}), scope=DIRECTOR)


def month(number: int, amount: str):
    return (
        (f"F{number}", f"01/{number:02}/2024", "C1", "Alcyon", amount),
        (f"G{number}", f"28/{number:02}/2024", "C2", "Borel", amount),
    )


def test_a_title_that_changed_is_asked_about_by_its_old_name(store, tmp_path):
    put(store, tmp_path, "1.csv", *month(1, "10,00"))
    renamed = (*TITLES[:4], "CA net")
    report = put(store, tmp_path, "2.csv", *month(2, "20,00"), titles=renamed)
    assert (report.outcome, [q.id for q in report.questions]) == ("ask", ["column:amount"])
    assert report.questions[0].choices[0] == "CA net"
    assert "Montant HT" in report.questions[0].text.fr
    assert "CA net" in report.questions[0].text.fr
    answered = put(store, tmp_path, "2.csv", *month(2, "20,00"), titles=renamed, answers={"column:amount": "CA net"})
    assert (answered.outcome, answered.amount_total) == ("loaded", 40)
    again = put(store, tmp_path, "3.csv", *month(3, "30,00"), titles=renamed)
    assert (again.outcome, again.amount_total) == ("loaded", 60)


def test_an_answer_given_for_the_old_titles_holds_for_the_new_ones(store, tmp_path):
    odd = ("N° facture", "Date facture", "Code client", "Raison sociale", "Zorg")
    put(store, tmp_path, "1.csv", *month(1, "10,00"), titles=odd, answers={"kind": "revenue", "column:amount": "Zorg"})
    wider = (*odd, "Ville")
    lines = tuple((*line, "Lyon") for line in month(2, "20,00"))
    report = put(store, tmp_path, "2.csv", *lines, titles=wider)
    assert (report.outcome, report.amount_total) == ("loaded", 40)


@pytest.mark.parametrize(("amount", "said"), [("100,00", False), ("1000,00", True), ("10,00", True)])
def test_a_total_far_from_the_usual_is_said_before_and_after_loading(store, tmp_path, amount, said):
    for number in (1, 2, 3):
        put(store, tmp_path, f"{number}.csv", *month(number, "100,00"))
    (tmp_path / "4.csv").write_bytes(table(*month(4, amount), titles=TITLES))
    before = preview(tmp_path / "4.csv", memory=Memory(store))
    report = put(store, tmp_path, "4.csv", *month(4, amount))
    assert ("imports précédents" in before.message.fr) is said
    assert ("imports précédents" in report.message.fr) is said


def test_what_was_learnt_is_readable(store, tmp_path):
    odd = (*TITLES[:4], "Zorg")
    put(store, tmp_path, "1.csv", *month(1, "10,00"), titles=odd, answers={"kind": "revenue", "column:amount": "Zorg"})
    learnt = json.loads(Memory(store).as_json())
    assert [(m["kind"], m["mapping"]["answers"]["column:amount"]) for m in learnt] == [("revenue", "Zorg")]


def test_choices_come_best_first_by_words_and_by_values(tmp_path):
    titles = ("zorg", "blip", "frob", "quux")
    lines = tuple((f"{d:02}/03/2024", f"C{d % 7:03}", f"{d * 13},5{d % 10}", "texte libre") for d in range(1, 29))
    (tmp_path / "f.csv").write_bytes(table(*lines, titles=titles))
    seen = inspect(tmp_path / "f.csv", ColumnMapping(kind="revenue"))
    first = {q.id: q.choices[0] for q in seen.questions}
    assert first == {"column:date": "zorg", "column:amount": "frob", "column:account_id": "blip"}
