"""The commands of the import: JSON of the contract, nothing else on standard output, exit statuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kam_analytics.cli import main
from kam_analytics.warehouse import store as store_module
from kam_analytics.warehouse.store import Store

INVOICES = "N° facture;Date facture;Code client;Montant HT\nF1;31/01/2024;C1;1 234,50\nF2;31/01/2024;;10,00\n"
KEYS = [
    "file",
    "outcome",
    "kind",
    "import_id",
    "rows_read",
    "rows_loaded",
    "rows_known",
    "rows_skipped",
    "rows_quarantined",
    "amount_total",
    "questions",
    "message",
    "profile",
]


@pytest.fixture
def run(capsys, tmp_path):
    """Run a command in its own store: (status, value)."""

    def call(*words: object) -> tuple[int, Any]:
        status = main([*map(str, words), "--json", "--store", str(tmp_path / "store")])
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def invoices(tmp_path) -> Path:
    (tmp_path / "factures.csv").write_text(INVOICES, "cp1252")
    return tmp_path / "factures.csv"


def test_inspect_answers_with_the_table_its_kind_and_its_columns(run, invoices):
    status, seen = run("inspect", invoices)
    assert status == 0
    assert {k: seen[k] for k in ("outcome", "sheet", "header_row", "data_rows", "kind")} == {
        "outcome": "table",
        "sheet": None,
        "header_row": 1,
        "data_rows": 2,
        "kind": "revenue",
    }
    assert seen["columns"] == ["N° facture", "Date facture", "Code client", "Montant HT"]
    assert seen["mapping"]["columns"]["amount"] == "Montant HT"


def test_import_reports_what_it_did_with_numbers_as_numbers(run, invoices):
    status, report = run("import", invoices)
    assert (status, list(report)) == (0, KEYS)
    assert (report["outcome"], report["rows_read"], report["amount_total"]) == ("loaded", 2, 1244.5)
    assert report["questions"] == []


def test_the_same_file_again_is_already_loaded(run, invoices):
    run("import", invoices)
    assert (run("import", invoices)[0], run("import", invoices)[1]["outcome"]) == (0, "already loaded")


def test_an_open_question_is_status_3_and_an_unreadable_file_status_2(run, invoices, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "unknown.csv").write_text("Produit;Couleur\nA;rouge\n", "utf-8")
    assert run("import", tmp_path / "unknown.csv")[0] == 3
    assert run("import", tmp_path / "x.pdf")[0] == 2
    status, reports = run("import", invoices, tmp_path / "unknown.csv", tmp_path / "x.pdf")
    assert (status, [r["outcome"] for r in reports]) == (2, ["loaded", "ask", "refused"])


def test_a_missing_file_is_refused_and_not_a_traceback(run, tmp_path):
    status, report = run("import", tmp_path / "nowhere.csv")
    assert (status, report["outcome"]) == (2, "refused")
    status, seen = run("inspect", tmp_path / "nowhere.csv")
    assert (status, seen["outcome"]) == (2, "refused")


def test_a_mapping_that_cannot_be_read_is_refused(run, invoices, tmp_path):
    (tmp_path / "m.json").write_text('{"colums": {}}', "utf-8")
    status, answer = run("import", invoices, "--mapping", tmp_path / "m.json")
    assert (status, "colums" in answer["message"]) == (2, True)


def test_answers_are_remembered_for_the_next_export_with_the_same_titles(run, tmp_path):
    header = "Numero;Jour;Cli;Net\n"
    (tmp_path / "a.csv").write_text(header + "F1;31/01/2024;C1;10,00\n", "utf-8")
    (tmp_path / "b.csv").write_text(header + "F2;29/02/2024;C1;12,00\n", "utf-8")
    columns = {"account_id": "Cli", "date": "Jour", "amount": "Net", "invoice_no": "#1"}
    (tmp_path / "m.json").write_text(json.dumps({"kind": "revenue", "columns": columns}), "utf-8")
    assert run("import", tmp_path / "b.csv")[0] == 3
    assert run("import", tmp_path / "a.csv", "--mapping", tmp_path / "m.json")[0] == 0
    status, report = run("import", tmp_path / "b.csv")
    assert (status, report["outcome"], report["amount_total"]) == (0, "loaded", 12)


def test_the_list_and_a_withdrawal_give_the_change_of_figures(run, invoices):
    _, report = run("import", invoices)
    status, change = run("withdraw", report["import_id"])
    assert (status, change["revenue_before"], change["revenue_after"]) == (0, 1244.5, 0)
    assert change["months"] == ["2024-01-01"]
    assert [i["state"] for i in run("imports")[1]] == ["withdrawn"]
    assert run("withdraw", 99)[0] == 2


def test_a_busy_store_is_status_4(run, invoices, tmp_path, monkeypatch):
    monkeypatch.setattr(store_module, "LOCK_SECONDS", 0.1)
    Store(tmp_path / "store")
    holder = (
        "import sys, time; from pathlib import Path; from kam_analytics.warehouse.store import Store\n"
        f"with Store(Path({str(tmp_path / 'store')!r})).writing(): print('held', flush=True); time.sleep(20)"
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "held"
        status, answer = run("import", invoices)
        process.kill()
    assert (status, answer["outcome"]) == (4, "refused")


def test_a_legal_accounting_file_without_clients_is_recognised_and_refused(run, tmp_path):
    columns = "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum Debit Credit EcritureLib"
    header = columns.replace(" ", "\t")
    (tmp_path / "fec.txt").write_text(f"{header}\nVE\tVentes\t1\t20240131\t706000\tVentes\t\t0\t100,00\tx\n", "utf-8")
    status, report = run("import", tmp_path / "fec.txt")
    assert (status, report["outcome"], "FEC" in report["message"]) == (2, "refused", True)


def test_the_demonstration_loads_whole_and_never_beside_ones_own_data(run, invoices):
    status, answer = run("demo")
    assert (status, answer["last_quarter"]) == (0, "2026Q3")
    assert {r["outcome"] for r in answer["imports"]} == {"loaded"}
    assert sum(r["rows_quarantined"] for r in answer["imports"]) == 0
    run("import", invoices)
    assert run("demo")[0] == 2


def test_without_json_a_report_is_readable_in_both_languages(capsys, invoices, tmp_path):
    store = str(tmp_path / "store")
    assert main(["import", str(invoices), "--store", store, "--lang", "fr"]) == 0
    assert "2 lignes chargées" in capsys.readouterr().out
    assert main(["imports", "--store", store, "--lang", "en"]) == 0
    assert "factures.csv" in capsys.readouterr().out


def test_the_module_runs_as_a_program(invoices, tmp_path):
    command = [
        sys.executable,
        "-m",
        "kam_analytics",
        "inspect",
        str(invoices),
        "--json",
        "--store",
        str(tmp_path / "s"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert (done.returncode, json.loads(done.stdout)["kind"]) == (0, "revenue")
