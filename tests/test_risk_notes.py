"""Actions and known causes: who may note, what a cause silences, what goes out as tasks and text."""

import csv
import email
import json
from datetime import date, timedelta
from email.policy import default
from io import StringIO

import pytest

from kam_analytics.answers import risk
from kam_analytics.answers.blocks import Note, Table
from kam_analytics.cli import main
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.exports.tasks import tasks
from kam_analytics.warehouse.notes import LONGEST, AccountNote, NoteRefused, close, keep
from tests import facts
from tests.facts import DIRECTOR

END = date(2025, 12, 31)
TODAY = date(2026, 1, 5)
BOTH = frozenset({"SILENT", "STEADY"})


@pytest.fixture
def slipping(store):
    """One account that ordered every month and stopped in June, one that goes on."""
    lines = [
        facts.line(a, f"{year}-{month:02}-10", 1000, account_name=name, product="P")
        for a, name in (("SILENT", "=Silence & Fils"), ("STEADY", "Régulier SA"))
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        if a == "STEADY" or (year, month) < (2025, 7)
    ]
    facts.put(store, "revenue", "line", lines)
    return store


def view(store, scope=DIRECTOR):
    return facts.view(store, scope, end=END)


def note(account="SILENT", **more) -> AccountNote:
    return AccountNote(account, "cause", "Usine arrêtée", until=date(2026, 3, 31), **more)


def test_a_known_cause_silences_the_alert_until_its_day_without_hiding_the_account(slipping):
    before = risk.figures(view(slipping))
    assert [a.account_id for a in before.alerts] == ["SILENT"]
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    after = risk.figures(view(slipping))
    assert after.alerts == ()
    assert after.exposed == 0
    assert {a.account_id for a in after.accounts} == {a.account_id for a in before.accounts}
    blocks = risk.blocks(view(slipping))
    (table,) = [b for b in blocks if isinstance(b, Table) and b.id == "watched"]
    assert [level.fr for level in table.rows["level"]] == ["Cause connue jusqu’au 31\u00a0mars\u00a02026"]
    assert any("1 compte avec une cause connue" in b.text.fr for b in blocks if isinstance(b, Note))
    late = facts.view(slipping, end=date(2026, 4, 1))
    assert "SILENT" in {a.account_id for a in risk.figures(late).alerts}


def test_closing_a_cause_brings_the_alert_back(slipping):
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    close(slipping, 1, "SILENT", "", DIRECTOR, BOTH)
    assert [a.account_id for a in risk.figures(view(slipping)).alerts] == ["SILENT"]


@pytest.mark.parametrize(
    "bad",
    [
        AccountNote("SILENT", "cause", "x", until=TODAY + timedelta(days=400)),
        AccountNote("SILENT", "cause", "x", until=TODAY - timedelta(days=1)),
        AccountNote("SILENT", "cause", "x"),
        AccountNote("SILENT", "action", "  ", due_on=TODAY),
        AccountNote("SILENT", "action", "x" * (LONGEST + 1), due_on=TODAY),
    ],
)
def test_a_note_without_day_or_words_or_for_ever_is_refused(slipping, bad):
    before = slipping.state()
    with pytest.raises(NoteRefused):
        keep(slipping, bad, DIRECTOR, BOTH, TODAY)
    assert slipping.state() == before


def test_nobody_notes_or_closes_what_they_do_not_see(slipping):
    kam = Scope("kam", Role.KAM, ("K1",), "K1")
    with pytest.raises(NotAllowed):
        keep(slipping, note(), kam, frozenset(), TODAY)
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    with pytest.raises(NotAllowed):
        close(slipping, 1, "SILENT", "", kam, frozenset())
    assert risk.notes(view(slipping, kam)).empty


def test_tasks_carry_the_action_its_owner_and_its_day_and_no_formula(slipping):
    action = AccountNote("SILENT", "action", "Appeler l’acheteur", "Jeanne", "commercial", date(2026, 1, 20))
    keep(slipping, action, DIRECTOR, BOTH, TODAY)
    found = view(slipping)
    text = tasks(risk.by_signals(found), found, "fr")
    assert text.startswith("\ufeff")
    (row,) = csv.DictReader(StringIO(text[1:]), delimiter=";")
    assert (row["Attribué à"], row["Échéance"]) == ("Jeanne", "2026-01-20")
    assert row["Nom du compte"] == "'=Silence & Fils"
    assert row["Description"].startswith("Appeler l’acheteur")


def test_alerts_on_the_command_line_as_text_mail_and_file(slipping, tmp_path, capsys):
    words = ["alerts", "--store", str(slipping.folder), "--lang", "en"]
    assert main([*words, "--as-of", END.isoformat()]) == 0
    assert "=Silence & Fils" in capsys.readouterr().out
    out = tmp_path / "alerts.eml"
    assert main([*words, "--format", "eml", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == "2025-12-10"  # the last invoice day
    message = email.message_from_bytes(out.read_bytes(), policy=default)
    assert "1 in alert" in message["Subject"]
    assert "=Silence & Fils" in message.get_content()
    assert main([*words, "--format", "csv", "--out", str(tmp_path / "no" / "x.csv"), "--json"]) == 2
