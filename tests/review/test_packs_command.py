"""`review`: one file or one pack for each person, each within that person's rights; nothing half-written."""

import email
import json
from email.policy import default
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from kam_analytics.answers.account.page import choices
from kam_analytics.cli import main, review_batch
from kam_analytics.cli.review_batch import scope_for
from kam_analytics.core.scope import without_pay
from kam_analytics.exports.review.errors import EmptyPack
from kam_analytics.exports.review.mail import slug
from kam_analytics.exports.review.printed_text import pages_of
from kam_analytics.metrics.access import PEOPLE
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.review.test_slides import BASE, QUARTER
from tests.third_party import kam


def told(store: Path, capsys, *words: str) -> tuple[int, dict]:
    """Status and JSON of a command, whatever became of it."""
    status = main(["review", *words, "--json", "--store", str(store)])
    return status, json.loads(capsys.readouterr().out)


def texts_in(content: bytes) -> str:
    """Every byte of text in an archive, with what is in the archives within it."""
    with ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return "".join(texts_in(p) if is_zipfile(BytesIO(p)) else unescape(p.decode("utf-8", "ignore")) for p in parts)


@pytest.fixture(scope="module")
def everything(demonstration):
    return facts.view(Store(demonstration), **QUARTER, **BASE)


@pytest.mark.parametrize("ending", ["pptx", "xlsx", "pdf"])
def test_one_file_in_the_format_of_its_ending(demonstration, tmp_path, ending):
    file = tmp_path / f"revue.{ending}"
    answer = kam(demonstration, "review", "--quarter", "2026Q3", "--out", str(file), "--lang", "fr")
    assert (answer["quarter"], answer["bytes"]) == ("2026Q3", file.stat().st_size)
    assert [p.name for p in tmp_path.iterdir()] == [file.name]
    mark = "DÉMONSTRATION"
    content = file.read_bytes()
    assert mark in (" ".join(pages_of(content)) if ending == "pdf" else texts_in(content))


def test_without_a_quarter_it_is_the_last_whole_one(demonstration, tmp_path):
    assert kam(demonstration, "review", "--out", str(tmp_path / "a.xlsx"))["quarter"] == "2026Q3"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--quarter", "2031Q1", "--out", "a.pptx"), "2026Q3"),
        (("--quarter", "2026T3", "--out", "a.pptx"), "2026Q3"),
        (("--out", "a.docx"), ".pptx"),
        (("--out", "a.pdf", "--template", "none.pptx"), "présentation"),
        (("--out", "a.pptx", "--template", "none.pptx"), "none.pptx"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_no_file(
    demonstration, tmp_path, capsys, monkeypatch, words, part
):
    monkeypatch.chdir(tmp_path)
    status, answer = told(demonstration, capsys, *words, "--lang", "fr")
    assert (status, answer["outcome"]) == (2, "refused")
    assert part in answer["message"]
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_file_stays_where_the_new_one_is_refused(demonstration, tmp_path, capsys):
    file, template = tmp_path / "a.pptx", tmp_path / "t.pptx"
    file.write_bytes(b"earlier")
    template.write_bytes(b"")
    status, _ = told(demonstration, capsys, "--out", str(file), "--template", str(template))
    assert status == 2
    assert file.read_bytes() == b"earlier"


@pytest.fixture(scope="module")
def packs_of_kams(demonstration, tmp_path_factory):
    """Packs of two of the eight: each takes seconds."""
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(review_batch, "_caretakers", lambda _: {"K01", "K02"})
        return folder, kam(demonstration, "review", "--for", "each-kam", "--out", str(folder), "--lang", "fr")


def test_each_kam_gets_a_pack_and_a_draft_that_carries_it(everything, packs_of_kams):
    folder, answer = packs_of_kams
    logins = dict(zip(everything.rows(PEOPLE)["person_id"], everything.rows(PEOPLE)["login"], strict=True))
    assert answer["written"] == len(answer["packs"]) == 2
    for one in answer["packs"]:
        assert one["to"] == logins[one["id"]]
        draft = email.message_from_bytes(Path(one["mail"]).read_bytes(), policy=default)
        assert draft["To"] == one["to"]
        assert "T3" in draft["Subject"]
        (attached,) = draft.iter_attachments()
        assert attached.get_filename() == Path(one["file"]).name
        assert attached.get_payload(decode=True) == Path(one["file"]).read_bytes()
    assert len(list(folder.iterdir())) == 4


def test_no_account_of_another_kam_and_no_pay_in_the_bytes_of_a_pack(demonstration, everything, packs_of_kams):
    _, answer = packs_of_kams
    names = set(choices(everything).values())
    for one in answer["packs"]:
        scope = scope_for("x", (one["id"],))
        assert scope == without_pay(scope)
        own = set(choices(facts.view(Store(demonstration), scope, **QUARTER, **BASE)).values())
        content = texts_in(Path(one["file"]).read_bytes())
        foreign = [name for name in names - own if name in content and not any(name in mine for mine in own)]
        assert foreign == []
        others = [other["name"] for other in answer["packs"] if other["id"] != one["id"]]
        assert not [name for name in others if name in content]
        assert "objectif de CA depuis" not in content


def test_packs_of_accounts_name_no_other_account(everything, demonstration, tmp_path):
    answer = kam(demonstration, "review", "--for", "account", "--most", "2", "--format", "xlsx", "--out", str(tmp_path))
    names = set(choices(everything).values())
    assert answer["written"] == 2
    for one in answer["packs"]:
        content = texts_in(Path(one["file"]).read_bytes())
        assert one["name"].split(" & ")[0] in content
        assert not [n for n in names - {one["name"]} if n in content and n not in one["name"]]


def test_a_team_gets_what_its_manager_may_see(demonstration, tmp_path):
    (one,) = kam(demonstration, "review", "--for", "team", "--out", str(tmp_path))["packs"]
    assert one["id"] == "D01"
    assert Path(one["file"]).exists()


def test_one_refused_pack_does_not_stop_the_others(demonstration, tmp_path, capsys, monkeypatch):
    usual = review_batch.whole

    def without_one(view, now):
        if view.scope.person_ids == ("K02",):
            raise EmptyPack
        return usual(view, now)

    monkeypatch.setattr(review_batch, "whole", without_one)
    monkeypatch.setattr(review_batch, "_caretakers", lambda _: {"K01", "K02"})
    status, answer = told(demonstration, capsys, "--for", "kam", "--format", "xlsx", "--out", str(tmp_path))
    outcomes = {one["id"]: one["outcome"] for one in answer["packs"]}
    assert status == 2
    assert (outcomes.pop("K02"), set(outcomes.values())) == ("refused", {"written"})
    assert len(list(tmp_path.glob("*.xlsx"))) == 1
    assert not list(tmp_path.glob("*karim*"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Société Générale d’Équipement", "societe-generale-d-equipement"),
        ("CON", "con"),
        ("a/b\\c:d*e?<f>|.", "a-b-c-d-e-f"),
        ("..\n..", ""),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_name_becomes_part_of_a_file_name_that_every_system_takes(name, safe):
    assert slug(name) == safe
