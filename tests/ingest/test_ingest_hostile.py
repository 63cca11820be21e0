"""Files made to harm: each is refused in words within five seconds and half a gigabyte."""

import gzip
import io
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.inspection import inspect
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.ingest.read import child_process as guarded
from kam_analytics.ingest.read import workbooks
from kam_analytics.ingest.read.child_process import ChildProcess, LimitPassed, Limits
from tests.ingest.loading import quickest
from tests.ingest.odd_files import LINES, TITLES, workbook

pytestmark = pytest.mark.slow

resource = pytest.importorskip("resource", reason="memory is measured as Unix does")

SECONDS, RESIDENT = 5.0, 500 * 1024  # kilobytes
HONEST = workbook(("Ventes", [TITLES, *LINES]))
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEAD = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def changed(part: str, content: str | bytes) -> bytes:
    """An honest workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HONEST)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


def cells(*references: str) -> str:
    """A sheet with a number in each of these cells."""
    rows = "".join(f'<row r="{"".join(filter(str.isdigit, r))}"><c r="{r}"><v>1</v></c></row>' for r in references)
    return f'{HEAD}<dimension ref="{references[0]}:{references[-1]}"/><sheetData>{rows}</sheetData></worksheet>'


def laughs() -> str:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "ha">{entities}]><sst><si><t>&a9;</t></si></sst>'


def external() -> str:
    return '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>'


def bad_checksum() -> bytes:
    """One byte of the packed sheet changed."""
    with zipfile.ZipFile(io.BytesIO(HONEST)) as archive:
        info = archive.getinfo(SHEET)
    data = bytearray(HONEST)
    data[info.header_offset + 30 + len(SHEET) + info.compress_size // 2] ^= 0xFF
    return bytes(data)


def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(12_000):
            archive.writestr(f"{i}", b"")
    return out.getvalue()


def repeated_rows() -> bytes:
    """An ODS sheet whose one row says that it stands there a thousand million times."""
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    row = (
        '<table:table-row table:number-rows-repeated="1000000000"><table:table-cell'
        ' table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            (
                f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
                f'<table:table table:name="A">{row}</table:table></office:spreadsheet></office:body>'
                "</office:document-content>"
            ),
        )
    return out.getvalue()


HOSTILE = {
    "a sheet that unfolds a thousandfold": ("f.xlsx", lambda: changed(SHEET, b"\0" * (210 * 2**20))),
    "a sheet that unfolds to nested elements": ("f.xlsx", lambda: changed(SHEET, HEAD + "<a>" * 30_000_000)),
    "a billion laughs": ("f.xlsx", lambda: changed(STRINGS, laughs())),
    "an external entity": ("f.xlsx", lambda: changed(STRINGS, external())),
    "two cells a sheet apart": ("f.xlsx", lambda: changed(SHEET, cells("A1", "XFD1048576"))),
    "cells that fill a gigabyte": ("f.xlsx", lambda: changed(SHEET, cells("A1", "CV300000"))),
    "rows repeated without end": ("f.ods", repeated_rows),
    "a truncated workbook": ("f.xlsx", lambda: HONEST[: len(HONEST) // 2]),
    "a wrong checksum": ("f.xlsx", bad_checksum),
    "twelve thousand parts": ("f.zip", many_parts),
    "a text that unfolds a thousandfold": ("f.csv.gz", lambda: gzip.compress(b"a;b\n" * 80_000_000, 1)),
    "a truncated old workbook": ("f.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096),
    "an encrypted workbook": (
        "f.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_quickly_and_in_little_memory(name, tmp_path, monkeypatch):
    file, write = HOSTILE[name]
    seen_resident = [0]
    watched = guarded._resident
    monkeypatch.setattr(guarded, "_resident", lambda pid: seen_resident.append(watched(pid)) or seen_resident[-1])
    (tmp_path / file).write_bytes(write())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen, seconds = quickest(lambda: inspect(tmp_path / file), SECONDS)
    assert seconds < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < RESIDENT
    assert max(seen_resident) < RESIDENT * 1024
    assert seen.outcome == "refused" or (name, seen.outcome) == ("a sheet that unfolds to nested elements", "empty")
    assert seen.outcome == "empty" or (file in seen.message.fr and file in seen.message.en)


def test_the_password_is_named(tmp_path):
    file, write = HOSTILE["an encrypted workbook"]
    (tmp_path / file).write_bytes(write())
    assert "mot de passe" in inspect(tmp_path / file).message.fr


def script(folder: Path, body: str) -> Path:
    """A reader that starts as the real one does and then misbehaves."""
    path = folder / "child.py"
    path.write_text(f"import sys, time, os\nprint('{{}}', flush=True)\nfor line in sys.stdin:\n    {body}\n", "utf-8")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="memory is watched where the system tells it without a library")
def test_a_reader_that_eats_memory_is_killed_before_the_limit_of_time(tmp_path):
    body = "kept = [bytearray(b'x' * 10_000_000) for _ in range(500)]"
    child = ChildProcess(script(tmp_path, body), tmp_path, Limits(20.0, 200 * 2**20))
    start = time.perf_counter()
    with pytest.raises(LimitPassed):
        child.ask(do="names")
    assert time.perf_counter() - start < SECONDS


def test_a_reader_that_hangs_is_killed_and_the_file_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "READER", script(tmp_path, "time.sleep(600)"))
    monkeypatch.setattr(workbooks, "SECONDS", 0.5)
    (tmp_path / "f.xlsx").write_bytes(HONEST)
    start = time.perf_counter()
    seen = inspect(tmp_path / "f.xlsx")
    assert time.perf_counter() - start < SECONDS
    assert (seen.outcome, "trop de mémoire ou de temps" in seen.message.fr) == ("refused", True)


def test_a_reader_that_aborts_is_a_refusal(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "READER", script(tmp_path, "os.abort()"))
    (tmp_path / "f.xlsx").write_bytes(HONEST)
    assert inspect(tmp_path / "f.xlsx").outcome == "refused"


def test_no_child_outlives_the_file_it_read(tmp_path, monkeypatch):
    started = []
    real = guarded.subprocess.Popen

    def spy(*words, **options):
        started.append(real(*words, **options))
        return started[-1]

    monkeypatch.setattr(guarded.subprocess, "Popen", spy)
    (tmp_path / "f.xlsx").write_bytes(HONEST)
    assert inspect(tmp_path / "f.xlsx").outcome == "table"
    assert [p.poll() is not None for p in started] == [True]


def test_what_a_workbook_may_cost_grows_with_its_size():
    small, large = workbooks.limits_of(10_000), workbooks.limits_of(60 * 2**20)
    assert small.seconds < SECONDS
    assert small.resident < RESIDENT * 1024
    assert large.seconds > 10 * 0.1 * 60
    assert large.resident > 2 * 17 * 2**20 * 60


def test_formulas_and_markup_of_a_file_are_stored_as_the_texts_they_are(store, tmp_path):
    names = ("=HYPERLINK(1)", "<script>x</script>", "$$x^2$$ **b** [a](b)" * 500)
    lines = [(f"F{i}", "15/01/2024", f"C{i}", name, "1,00") for i, name in enumerate(names)]
    (tmp_path / "f.xlsx").write_bytes(workbook(("Ventes", [TITLES, *lines])))
    report = run_import(store, tmp_path / "f.xlsx", scope=Scope("director", Role.DIRECTOR))
    assert report.outcome == "loaded"
    with store.connect() as db:
        stored = db.execute("SELECT account_name FROM ledger.live_line ORDER BY row_no").fetchall()
    assert [row[0] for row in stored][1:] == list(names)[1:]
