"""A file sent by a KAM, on the pages: told everywhere to a director, refused only with a reason, told to the sender."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.ingest import inbox
from kam_analytics.ingest.history import imports
from kam_analytics.ui.frame import inbox as frame_inbox
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, everything_sent, kams, opened

INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2025;C1;1 234,50\n"


@pytest.fixture
def sent(own_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str, str]:
    """The folder, the login of the sender and that of a colleague."""
    monkeypatch.setenv("KAM_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setattr(frame_inbox, "watch", lambda: None)
    (_, sender), (_, other), *_ = kams(own_copy)
    (tmp_path / "mai.csv").write_text(INVOICES, "utf-8")
    inbox.submit(tmp_path / "mai.csv", tmp_path / "inbox", sender)
    return tmp_path / "inbox", sender, other


def badges(at: AppTest) -> str:
    return " ".join(markdown.value for markdown in at.markdown)


def button(at: AppTest, start: str) -> str:
    (key,) = [b.key for b in at.button if b.key and b.key.startswith(start)]
    return key


def test_directors_and_controllers_are_told_on_every_page_and_nobody_else(
    sent: tuple[Path, str, str], navigation_as_on_a_server: None
) -> None:
    _, sender, _ = sent
    assert "1 fichier attend votre accord" in badges(opened("definitions", DIRECTOR))
    assert "1 file awaits your acceptance" in badges(opened("identity", CONTROLLER, lang="en"))
    assert "attend votre accord" not in badges(opened("definitions", sender))


def test_a_refusal_needs_a_reason_which_the_sender_reads_and_a_colleague_does_not(
    sent: tuple[Path, str, str], navigation_as_on_a_server: None
) -> None:
    folder, sender, other = sent
    at = opened("import_data", DIRECTOR)
    at.button(key=button(at, "refuse_")).click().run()
    assert "pourquoi ce fichier est refusé" in at.error[0].value
    assert len(inbox.sent(folder)) == 1
    (field,) = [t for t in at.text_input if t.key and t.key.startswith("reason_")]
    field.set_value("Mauvais mois, merci de refaire").run()
    at.button(key=button(at, "refuse_")).click().run()
    assert inbox.sent(folder) == []
    assert b"Mauvais mois" in everything_sent(opened("import_data", sender))
    assert b"Mauvais mois" not in everything_sent(opened("import_data", other))


def test_accepting_one_file_loads_it_and_names_both(
    sent: tuple[Path, str, str], own_copy: Path, navigation_as_on_a_server: None
) -> None:
    folder, sender, _ = sent
    at = opened("import_data", DIRECTOR)
    at.button(key=button(at, "accept_")).click().run()
    assert inbox.sent(folder) == []
    (done,) = imports(Store(own_copy))
    assert (done.sent_by, done.imported_by) == (sender, DIRECTOR)
    assert "accepté" in at.success[0].value
