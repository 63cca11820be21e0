"""An upload that was being imported when its process was killed: told once, to whoever sent it, if it is not loaded."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse import uploads
from kam_analytics.warehouse.store import Store
from kam_analytics.warehouse.uploads import FOLDER, importing, take_interrupted
from tests.application import CONTROLLER, DIRECTOR, TIMEOUT

INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2025;C1;1 234,50\n"
KILLED = """
import sys
from pathlib import Path
from kam_analytics.warehouse.uploads import importing
with importing(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]):
    print("begun", flush=True)
    sys.stdin.read()
"""


def begin(folder: Path, who: str, *files: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", KILLED, str(folder), who, *files]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate(timeout=30)


def test_what_a_killed_process_left_is_told_once_and_to_its_sender(tmp_path: Path) -> None:
    process = begin(tmp_path, "a@example.com", "mai.csv", "juin.csv")
    assert take_interrupted(tmp_path, "a@example.com") == []  # it runs
    kill(process)
    assert take_interrupted(tmp_path, "b@example.com") == []
    (upload,) = take_interrupted(tmp_path, "a@example.com")
    assert upload.files == ("mai.csv", "juin.csv")
    assert take_interrupted(tmp_path, "a@example.com") == []
    assert list((tmp_path / FOLDER).iterdir()) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_import_leaves_nothing_whatever_its_end(tmp_path: Path, error: type[BaseException]) -> None:
    def run(end: type[BaseException] | None) -> None:
        with importing(tmp_path, "a", ["mai.csv"]):
            assert len(list((tmp_path / FOLDER).glob("*.json"))) == 1
            assert all(not path.stat().st_mode & 0o077 for path in (tmp_path / FOLDER).iterdir())
            if end is not None:
                raise end

    run(None)
    assert list((tmp_path / FOLDER).iterdir()) == []
    with pytest.raises(error):
        run(error)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_an_import_goes_on_where_no_note_can_be_written(tmp_path: Path) -> None:
    with importing(tmp_path / "none", "a", ["mai.csv"]):
        pass
    assert not (tmp_path / "none").exists()


def test_notes_belong_to_a_store_age_and_go_with_an_erasure(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    kill(begin(folder, "a", "mai.csv"))
    store = Store(folder)  # what stays of another kind is refused as a stranger
    (note,) = (folder / FOLDER).glob("*.json")
    past = time.time() - uploads.LONGEST_KEPT - 1
    os.utime(note, (past, past))
    with importing(folder, "b", ["juin.csv"]):
        assert not note.exists()
        store.rewrite(lambda part, db, states: None, "boss")
        assert list((folder / FOLDER).glob("*.json")) == []


def lead(folder: str, who: str, lang: str) -> None:
    """What the import page says first; run by AppTest as a script of its own."""
    from pathlib import Path
    from types import SimpleNamespace

    from kam_analytics.ui.imports.interrupted import draw_interrupted

    view = SimpleNamespace(scope=SimpleNamespace(viewer=who))
    draw_interrupted(SimpleNamespace(folder=Path(folder), view=view, lang=lang))


def test_the_import_page_names_only_what_is_not_loaded(store: Store, tmp_path: Path) -> None:
    for lang, words in (("fr", ("n’est pas chargé", "à nouveau")), ("en", ("is not loaded", "Send it again"))):
        process = begin(store.folder, DIRECTOR, f"{lang}.csv", "perdu.csv")
        (tmp_path / f"{lang}.csv").write_text(INVOICES.replace("F1", lang), "utf-8")
        scope = Scope(DIRECTOR, Role.DIRECTOR)
        assert run_import(store, tmp_path / f"{lang}.csv", scope=scope).outcome == "loaded"
        kill(process)

        def opened(who: str, lang: str = lang) -> AppTest:
            facts = {"folder": str(store.folder), "who": who, "lang": lang}
            return AppTest.from_function(lead, default_timeout=TIMEOUT, kwargs=facts).run()

        assert not opened(CONTROLLER).warning
        at = opened(DIRECTOR)
        for _ in range(2):  # it stays for the session that was told
            (warning,) = [w.value for w in at.warning]
            assert all(word in warning for word in (*words, "perdu.csv"))
            assert f"{lang}.csv" not in warning
            at.run()
        assert not opened(DIRECTOR).warning


def imported(folder: str) -> None:
    """The button of the import page, with an import that says which notes stand while it runs."""
    from pathlib import Path
    from types import SimpleNamespace

    import streamlit as st

    from kam_analytics.ui.imports import page

    def during(*facts: object) -> list[object]:
        st.text("|".join(path.read_text("utf-8") for path in (Path(folder) / "importing").glob("*.json")))
        return []

    view = SimpleNamespace(scope=SimpleNamespace(viewer="a@example.com"))
    own, sent = (
        SimpleNamespace(request=SimpleNamespace(file=name), arrived=arrived)
        for name, arrived in (("mai.csv", None), ("juin.csv", object()))
    )
    page._imported, before = during, page._imported  # type: ignore[assignment]
    try:
        page._run([own, sent], SimpleNamespace(folder=Path(folder), view=view, lang="fr"))  # type: ignore[list-item, arg-type]
    finally:
        page._imported = before


def test_the_page_notes_what_was_uploaded_and_not_what_lies_in_the_inbox(tmp_path: Path) -> None:
    at = AppTest.from_function(imported, default_timeout=TIMEOUT, kwargs={"folder": str(tmp_path)}).run()
    (note,) = [text.value for text in at.text]
    assert '"a@example.com"' in note
    assert '["mai.csv"]' in note
    assert list((tmp_path / FOLDER).iterdir()) == []
