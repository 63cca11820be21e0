"""A fault of a disk or a path is said in words, with exit status 2, and never as a traceback."""

import errno
import os
import tempfile
from pathlib import Path

import pytest

from kam_analytics.cli import main
from kam_analytics.core.errors import NoSpace, PathRefused
from kam_analytics.ingest.stage import reading
from kam_analytics.warehouse.faults import explain

LINES = "Date facture;Client;Montant HT\n25/01/2025;Alpha;100,00\n"


@pytest.fixture
def refused(tmp_path, capsys):
    """Runs a command that must be refused; returns its sentence in French and in English."""
    (tmp_path / "ok.csv").write_text(LINES, "utf-8")
    (tmp_path / "file").write_text("x")

    def run(*words: str) -> tuple[str, str]:
        sentences = []
        for lang in ("fr", "en"):
            assert main([*words, "--store", str(tmp_path / "store"), "--lang", lang]) == 2
            sentences.append(capsys.readouterr().out)
        return sentences[0], sentences[1]

    return run


@pytest.mark.parametrize("name", ["missing.csv", "folder"])
@pytest.mark.parametrize("words", [("import",), ("inspect",), ("import", "ok.csv", "--mapping")])
def test_a_file_that_is_not_there_is_named(refused, tmp_path, name, words):
    (tmp_path / "folder").mkdir()
    paths = [str(tmp_path / w) if w.endswith(".csv") else w for w in (*words, name)]
    paths[-1] = str(tmp_path / name)
    french, english = refused(*paths)
    assert f"« {name} » n’existe pas à cet endroit" in french
    assert f"“{name}” is not in that place" in english


def test_a_file_in_the_place_of_a_folder_is_said(refused, tmp_path, monkeypatch):
    monkeypatch.setenv("KAM_INBOX", str(tmp_path / "file"))
    french, english = refused("import", "--inbox")
    assert f"« {tmp_path / 'file'} » ne peut pas servir" in french
    assert "cannot be used: a file stands in its way" in english
    assert main(["import", str(tmp_path / "ok.csv"), "--store", str(tmp_path / "file" / "store")]) == 2


def test_a_missing_folder_for_temporary_files_is_not_taken_for_a_missing_store(refused, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    french, english = refused("inspect", str(tmp_path / "ok.csv"))
    assert str(tmp_path / "nowhere") in french
    assert "does not exist. Check this path" in english


def test_a_full_disk_while_a_file_is_read_does_not_blame_the_file(refused, tmp_path, monkeypatch):
    def full(*parts: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "scratch"))

    monkeypatch.setattr(reading, "identify", full)
    french, english = refused("import", str(tmp_path / "ok.csv"))
    assert "plus de place sur le disque" in french
    assert "No space is left" in english


def test_an_unknown_error_stays_a_bug(tmp_path):
    assert explain(OSError(errno.EDOM, "domain", str(tmp_path)), tmp_path) is None
    assert isinstance(explain(OSError(errno.EIO, "io", str(tmp_path / "a")), tmp_path), PathRefused)
    assert isinstance(explain(OSError(errno.ENOSPC, "full", str(tmp_path)), Path("elsewhere")), NoSpace)
