"""Accounts at risk on the command line: what is refused before any work, what is said of the day, what goes out."""

import csv
import email
import json
from argparse import Namespace
from datetime import date
from email.policy import default
from io import StringIO

import pytest

from kam_analytics.answers.risk import page as risk
from kam_analytics.cli import arguments as asked
from kam_analytics.cli import main
from kam_analytics.exports.tasks import mail, tasks
from kam_analytics.warehouse.decisions.notes import AccountNote, keep
from tests import facts
from tests.facts import DIRECTOR

LAST = date(2025, 12, 10)
BROKEN = "Ligne\r\nBcc: x@example.com\u2028Société\x0bSA"


@pytest.fixture
def book(store):
    """-77 and a name with line breaks stopped in June; STEADY goes on up to the 10th of December 2025."""
    names = {"-77": BROKEN, "+1+1": "=1+1", "STEADY": "Régulier"}
    lines = [
        facts.line(a, f"{year}-{month:02}-10", 1000, account_name=name, product="P")
        for a, name in names.items()
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        if a == "STEADY" or (year, month) < (2025, 7)
    ]
    facts.put(store, "revenue", "line", lines)
    return store


def run(capsys, store, *words):
    """Status, the JSON, then the text in English of the same command."""
    there = [*words, "--store", str(getattr(store, "folder", store))]
    status = main([*there, "--json"])
    value = json.loads(capsys.readouterr().out)
    main([*there, "--lang", "en"])
    return status, value, capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("metrics", "risk", "--as-of", "2025-12-31", "--horizon-days", "0"), "1 to 365 days"),
        (("metrics", "risk", "--as-of", "2025-12-31", "--horizon-days", "366"), "1 to 365 days"),
        (("metrics", "backtest", "--horizon-days", "-5"), "1 to 365 days"),
        (("metrics", "backtest", "--origins", "0"), "at least one past date"),
        (("metrics", "backtest", "--rows", "{folder}/no/rows.csv"), "cannot be written"),
        (("metrics", "backtest", "--rows", "{folder}"), "cannot be written"),
        (("alerts", "--out", "{folder}/no/alerts.txt"), "cannot be written"),
    ],
)
def test_what_cannot_be_answered_is_refused_before_the_store_is_opened(tmp_path, capsys, words, said):
    words = [word.format(folder=tmp_path) for word in words]
    status, value, text = run(capsys, tmp_path / "store", *words)
    assert (status, value["outcome"]) == (2, "refused")
    assert said in text
    assert not (tmp_path / "store").exists()


def test_a_file_that_is_there_keeps_its_bytes_when_it_is_tried_and_one_that_is_not_leaves_no_trace(tmp_path):
    there, new = tmp_path / "there.csv", tmp_path / "new.csv"
    there.write_text("kept", "utf-8")
    for file in (there, new):
        asked.check(Namespace(rows=file))
    assert there.read_text("utf-8") == "kept"
    assert not new.exists()


def test_a_day_after_the_last_invoice_is_computed_and_said(book, capsys):
    words = ("metrics", "risk", "--as-of")
    _, value, text = run(capsys, book, *words, "2026-03-31")
    assert value["rows"]
    assert "10 décembre 2025" in value["message"].replace("\xa0", " ")
    assert "--as-of 2025-12-10" in value["message"]
    assert text.startswith("The invoices imported end on 10\xa0December\xa02025")
    _, value, _ = run(capsys, book, *words, LAST.isoformat())
    assert set(value) == {"rows", "method", "horizon_days"}


def test_alerts_of_a_day_after_the_last_invoice_begin_with_it_and_say_what_to_do(book, capsys, tmp_path):
    words = ("alerts", "--as-of", "2026-03-31")
    _, value, text = run(capsys, book, *words)
    assert "retirez --as-of" in value["message"]
    first, empty, *alerts = text.splitlines()
    assert first.startswith("The invoices imported end on")
    assert first.endswith("leave --as-of out.")
    assert empty == ""
    assert len([line for line in alerts if line.startswith("- ")]) == len(value["alerts"]) == 3
    _, _, written = run(capsys, book, *words, "--format", "eml")
    body = email.message_from_string(written, policy=default).get_content()
    assert body.startswith("The invoices imported end on")
    assert main([*words, "--store", str(book.folder), "--format", "csv", "--lang", "en"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("\ufeffSubject,")
    assert told.err.startswith("The invoices imported end on")
    _, _, text = run(capsys, book, *words, "--out", str(tmp_path / "a.txt"))
    assert text.splitlines()[1].startswith("The invoices imported end on")
    _, value, text = run(capsys, book, "alerts")
    assert (value["as_of"], "message" in value) == ("2025-12-10", False)


def test_an_empty_store_says_that_nothing_was_imported(store, capsys):
    _, value, text = run(capsys, store, "alerts")
    assert (value["as_of"], value["alerts"]) == (None, [])
    assert text.startswith("No invoice has been imported yet")
    assert "No account in alert" not in text
    _, _, written = run(capsys, store, "alerts", "--format", "eml")
    message = email.message_from_string(written, policy=default)
    assert "9999" not in written
    assert message["Subject"] == "Accounts at risk: no invoice imported"
    for words in (("metrics", "backtest"), ("metrics", "risk", "--as-of", "2025-12-31")):
        status, value, text = run(capsys, store, *words)
        assert status == 0
        assert "Aucune facture" in value["message"]
        assert text.startswith("No invoice has been imported yet")
        assert "10" not in text


@pytest.mark.parametrize("day", ["0001-01-01", "0004-02-29", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_are_answered(book, capsys, day):
    for words in (("metrics", "risk"), ("alerts",)):
        status, _, _ = run(capsys, book, *words, "--as-of", day)
        assert status == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_task_and_a_line_of_the_mail_stay_one_line_and_codes_that_are_numbers_stay_numbers(book, lang):
    said = AccountNote("-77", "action", "Appeler\r\n=cmd()", "Jeanne\nX-Header: 1", "commercial", date(2025, 12, 20))
    keep(book, said, DIRECTOR, frozenset({"-77"}), LAST)
    view = facts.view(book, end=LAST)
    found = risk.by_signals(view)
    written = tasks(found, view, lang)[1:]
    assert len(written.splitlines()) == 1 + len(found.alerts) == 3
    cells = list(csv.reader(StringIO(written), delimiter=";" if lang == "fr" else ","))
    (named,) = [row for row in cells if row[2] == "-77"]
    assert named[1] == "Ligne Bcc: x@example.com Société SA"
    assert named[3] == "Jeanne X-Header: 1"
    assert named[7].startswith("Appeler =cmd()")
    (formula,) = [row for row in cells if "1+1" in row[1]]
    assert formula[1:3] == ["'=1+1", "'+1+1"]
    message = mail(found, lang)
    again = email.message_from_bytes(message.as_bytes(), policy=default)
    assert "Bcc" not in again
    assert len(again.get_content().splitlines()) == len(found.alerts)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("metrics", "risk", "--as-of", "31/12/2025"), "AAAA-MM-JJ / a date is written YYYY-MM-DD"),
        (("metrics", "backtest", "--origins", "douze"), "un nombre entier est attendu / a whole number is expected"),
    ],
)
def test_what_is_no_date_or_number_is_refused_in_both_languages(store, capsys, words, said):
    with pytest.raises(SystemExit) as refused:
        main([*words, "--store", str(store.folder)])
    assert refused.value.code == 2
    assert said in capsys.readouterr().err


def test_accounts_and_methods_read_as_sentences_in_a_terminal(book, capsys):
    _, value, told = run(capsys, book, "metrics", "risk", "--as-of", "2025-12-10")
    first, *lines = told.strip().splitlines()
    assert first.startswith("2 accounts in alert: €6,624 of revenue exposed until")
    assert len(lines) == len(value["rows"])
    assert lines[0].split("  ")[0] == "Régulier"
    assert not any("{" in line for line in lines)
    _, _, told = run(capsys, book, "metrics", "backtest")
    assert "Date of the last invoice" in told
    assert "revenue halved or worse" in told
    assert "recency" not in told
