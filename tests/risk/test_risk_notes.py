"""Actions and known causes: who may note, what a cause silences, what goes out as tasks and text."""

import csv
import email
import json
from dataclasses import replace
from datetime import date, timedelta
from email.policy import default
from io import StringIO

import pytest

from kam_analytics.answers.page.blocks import Message, Note, Table
from kam_analytics.answers.risk import notes as risk_notes
from kam_analytics.answers.risk import page as risk
from kam_analytics.cli import main
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import Role, Scope
from kam_analytics.exports.tasks import tasks
from kam_analytics.language.risk import notes as text
from kam_analytics.warehouse.decisions.identity import Decision, decide
from kam_analytics.warehouse.decisions.notes import (
    LONGEST,
    AccountNote,
    DayOutside,
    NoSuchNote,
    NoteEnded,
    NoteRefused,
    NothingSaid,
    TooLong,
    close,
    keep,
)
from kam_analytics.warehouse.store import Store
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
    blocks = risk.AT_RISK.blocks(view(slipping))
    (table,) = [b for b in blocks if isinstance(b, Table) and b.id == "watched"]
    assert [level.fr for level in table.rows["level"]] == ["Cause connue jusqu’au 31\u00a0mars\u00a02026"]
    assert any("1 compte avec une cause connue" in b.text.fr for b in blocks if isinstance(b, Note))
    late = facts.view(slipping, end=date(2026, 4, 1))
    assert "SILENT" in {a.account_id for a in risk.figures(late).alerts}
    # Data end before: what counts is that the reader's day is past the last day of the cause.
    over, last = (replace(view(slipping), today=date(2026, 3, 31) + timedelta(days=n)) for n in (1, 0))
    assert [a.account_id for a in risk.figures(over).alerts] == ["SILENT"]
    assert risk.figures(last).alerts == ()


def test_where_every_cause_is_known_the_sentence_says_so(slipping):
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    lead = next(b for b in risk.AT_RISK.blocks(view(slipping)) if isinstance(b, Message))
    assert lead.text.en.startswith("No account in alert, accounts with a known cause: 1")


def test_an_action_on_an_account_that_is_not_in_alert_is_a_task(slipping):
    action = AccountNote("STEADY", "action", "Appeler", "Karim", "commercial", TODAY + timedelta(days=5), None)
    keep(slipping, action, DIRECTOR, BOTH, TODAY)
    found = risk.figures(view(slipping))
    assert "STEADY" not in {a.account_id for a in found.alerts}
    rows = list(csv.reader(StringIO(tasks(found, view(slipping), "en").lstrip("\ufeff"))))[1:]
    assert [row[2] for row in rows] == ["SILENT", "STEADY"]
    assert rows[1][3:5] == ["Karim", (TODAY + timedelta(days=5)).isoformat()]


def test_what_to_do_is_the_noted_action_once_there_is_one(slipping):
    keep(slipping, AccountNote("SILENT", "action", "Appeler", "Karim", None, TODAY), DIRECTOR, BOTH, TODAY)
    table = next(b for b in risk.AT_RISK.blocks(view(slipping)) if isinstance(b, Table) and b.id == "watched")
    assert [said.en for said in table.rows["to_do"]] == ["Planned: Appeler (Karim)"]


def test_closing_a_cause_brings_the_alert_back(slipping):
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    close(slipping, 1, "SILENT", "", DIRECTOR, BOTH)
    assert [a.account_id for a in risk.figures(view(slipping)).alerts] == ["SILENT"]


@pytest.mark.parametrize(
    ("bad", "refusal", "said"),
    [
        (AccountNote("SILENT", "cause", "x", until=TODAY + timedelta(days=400)), DayOutside, "05/01/2026"),
        (AccountNote("SILENT", "cause", "x", until=TODAY - timedelta(days=1)), DayOutside, "06/01/2027"),
        (AccountNote("SILENT", "cause", "x", due_on=TODAY), DayOutside, "jour"),
        (AccountNote("SILENT", "action", "x", due_on=date(1990, 1, 1)), DayOutside, "jour"),
        (AccountNote("SILENT", "action", "x", due_on=TODAY + timedelta(days=400)), DayOutside, "jour"),
        (AccountNote("SILENT", "action", "  ", due_on=TODAY), NothingSaid, "texte"),
        (AccountNote("SILENT", "action", "\u200b\n", due_on=TODAY), NothingSaid, "texte"),
        (AccountNote("SILENT", "action", "x" * (LONGEST + 1), due_on=TODAY), TooLong, "500"),
        (AccountNote("SILENT", "action", "x", "o" * 81, due_on=TODAY), TooLong, "80"),
        (AccountNote("SILENT", "zzz", "x", due_on=TODAY, until=TODAY), NoSuchNote, "action"),
        (AccountNote("SILENT", "action", "x", side="sideways", due_on=TODAY), NoSuchNote, "commercial"),
    ],
)
def test_a_note_that_no_page_could_show_or_would_show_for_ever_is_refused_with_what_is_wrong(
    slipping, bad, refusal, said
):
    before = slipping.state()
    with pytest.raises(refusal) as raised:
        keep(slipping, bad, DIRECTOR, BOTH, TODAY)
    assert isinstance(raised.value, NoteRefused)
    assert said in raised.value.message().fr
    assert "was not kept" in raised.value.message().en
    assert slipping.state() == before


def test_a_note_of_a_kind_that_no_release_knows_does_not_break_the_page(slipping):
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    slipping.change(("workspace",), lambda dbs: dbs["workspace"].execute("UPDATE account_note SET kind = 'zzz'"))
    (rows,) = [b.rows for b in risk.AT_RISK.blocks(view(slipping)) if isinstance(b, Table) and b.id == "notes"]
    assert [kind.en for kind in rows["what"]] == ["Other"]


def test_nobody_notes_or_closes_what_they_do_not_see(slipping):
    kam = Scope("kam", Role.KAM, ("K1",), "K1")
    with pytest.raises(NotAllowed):
        keep(slipping, note(), kam, frozenset(), TODAY)
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)
    with pytest.raises(NotAllowed):
        close(slipping, 1, "SILENT", "", kam, frozenset())
    assert risk.notes(view(slipping, kam)).empty


@pytest.fixture
def shared_book(store):
    """STE is looked after by Kim, SIL by Lou."""
    facts.put(store, "revenue", "line", [facts.line(a, "2025-12-10", 100) for a in ("STE", "SIL")])
    facts.put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": a, "account_id": a, "account_name": a, "kam": k}
            for a, k in (("STE", "K1"), ("SIL", "K2"))
        ],
    )
    facts.put(store, "people", "people", [{"person_id": p, "name": p} for p in ("K1", "K2")])
    return store


KIM, LOU = (Scope(who, Role.KAM, (who,), who) for who in ("K1", "K2"))


def open_notes(store, scope=DIRECTOR, **filters):
    rows = risk_notes.listed_notes(facts.view(store, scope, **filters))
    return rows[rows["closed_at"].isna()]["note_id"].tolist()


def test_a_note_is_closed_only_by_who_sees_the_account_it_is_on(shared_book):
    keep(shared_book, note("SIL"), LOU, frozenset({"SIL"}), TODAY)
    for scope in (KIM, DIRECTOR):
        with pytest.raises(NotAllowed):  # the number of a note of SIL, with an account that is one's own
            close(shared_book, 1, "STE", "", scope, frozenset({"STE"}))
    with pytest.raises(NotAllowed):  # whatever is claimed to be seen
        close(shared_book, 1, "SIL", "", KIM, frozenset({"SIL"}))
    assert open_notes(shared_book) == [1]
    close(shared_book, 1, "SIL", "fait", LOU, frozenset({"SIL"}))
    assert open_notes(shared_book) == []
    with pytest.raises(NoteEnded):
        close(shared_book, 1, "SIL", "encore", LOU, frozenset({"SIL"}))


def test_a_note_on_a_code_that_was_merged_is_closed_under_the_code_it_counts_as(shared_book):
    keep(shared_book, note("SIL"), LOU, frozenset({"SIL"}), TODAY)
    decide(shared_book, DIRECTOR, [Decision("account", "same", "SIL", "STE")])
    with pytest.raises(NotAllowed):  # SIL is Kim's now, as STE
        close(shared_book, 1, "SIL", "", LOU, frozenset({"SIL"}))
    close(shared_book, 1, "STE", "", KIM, frozenset({"STE"}))
    assert open_notes(shared_book) == []


def test_of_two_causes_the_one_that_holds_longest_silences_whichever_was_written_last(slipping):
    for until in (date(2026, 6, 30), date(2026, 1, 31)):
        keep(slipping, AccountNote("SILENT", "cause", "Arrêt", until=until), DIRECTOR, BOTH, TODAY)
    late = facts.view(slipping, end=date(2026, 3, 1))
    assert "SILENT" not in {a.account_id for a in risk.figures(late).alerts}
    causes = risk_notes.known_causes(risk_notes.notes(late), date(2025, 12, 31))
    assert causes["SILENT"]["until"] == date(2026, 6, 30)


def test_a_cause_silences_on_past_days_too_up_to_and_with_its_last_day(slipping):
    def alerts(day):
        return "SILENT" in {a.account_id for a in risk.figures(facts.view(slipping, end=day)).alerts}

    days = (date(2025, 11, 30), date(2026, 3, 31), date(2026, 4, 1))
    assert [alerts(day) for day in days] == [True, True, True]
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)  # said in January 2026, after the first of these days
    assert [alerts(day) for day in days] == [False, False, True]


@pytest.fixture
def grouped(store):
    """PARENT (Kim's) and CHILD (Lou's) form the group PARENT; both stopped in June, and so did ALONE (Kim's)."""
    lines = [
        facts.line(a, f"{year}-{month:02}-10", 1000, product="P")
        for a in ("PARENT", "CHILD", "ALONE", "STEADY")
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        if a == "STEADY" or (year, month) < (2025, 7)
    ]
    facts.put(store, "revenue", "line", lines)
    facts.put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": a, "account_id": a, "account_name": f"{a} SA", "kam": k, "parent_id": p}
            for a, k, p in (("PARENT", "K1", None), ("CHILD", "K2", "PARENT"), ("ALONE", "K1", None))
        ],
    )
    facts.put(store, "people", "people", [{"person_id": p, "name": p} for p in ("K1", "K2")])
    return store


GROUPS = frozenset({"PARENT"})
MEMBERS = frozenset({"PARENT", "CHILD", "ALONE"})


def by_group(store, scope=DIRECTOR):
    return facts.view(store, scope, end=END, level="group")


def alerts_by_group(store, scope=DIRECTOR):
    return {a.account_id for a in risk.figures(by_group(store, scope)).alerts}


def test_by_group_a_cause_on_the_group_silences_it_and_one_on_a_member_does_not(grouped):
    assert alerts_by_group(grouped) == {"PARENT", "ALONE"}
    keep(grouped, note("PARENT"), DIRECTOR, MEMBERS, TODAY)  # the account that gives the group its code
    assert alerts_by_group(grouped) == {"PARENT", "ALONE"}
    assert any(b.text == text.OF_MEMBERS for b in risk.AT_RISK.blocks(by_group(grouped)) if isinstance(b, Note))
    keep(grouped, note("PARENT", level="group"), DIRECTOR, MEMBERS, TODAY, GROUPS)
    assert alerts_by_group(grouped) == {"ALONE"}
    by_entity = {a.account_id for a in risk.figures(view(grouped)).alerts}
    assert by_entity == {"CHILD", "ALONE"}  # the cause of the group is not one of its members


def test_by_group_an_account_that_is_a_group_by_itself_is_silenced_by_its_own_cause(grouped):
    keep(grouped, note("ALONE"), DIRECTOR, MEMBERS, TODAY)
    assert alerts_by_group(grouped) == {"PARENT"}
    assert not any(b.text == text.OF_MEMBERS for b in risk.AT_RISK.blocks(by_group(grouped)) if isinstance(b, Note))


def test_the_notes_shown_bear_the_names_of_groups_and_of_accounts(grouped):
    facts.put(
        grouped,
        "groups",
        "group_membership",
        [{"account": a, "parent": "Groupe Alpha", "from_on": date(2020, 1, 1)} for a in ("PARENT", "CHILD")],
    )
    assert risk_notes.whole_groups(by_group(grouped)) == {"Groupe Alpha": "Groupe Alpha"}
    keep(grouped, note("Groupe Alpha", level="group"), DIRECTOR, MEMBERS, TODAY, frozenset({"Groupe Alpha"}))
    keep(grouped, note("CHILD"), DIRECTOR, MEMBERS, TODAY)
    (rows,) = [b.rows for b in risk.AT_RISK.blocks(by_group(grouped)) if isinstance(b, Table) and b.id == "notes"]
    assert set(rows["account_name"]) == {"Groupe Alpha", "CHILD SA"}
    (rows,) = [b.rows for b in risk.AT_RISK.blocks(view(grouped)) if isinstance(b, Table) and b.id == "notes"]
    assert set(rows["account_name"]) == {"CHILD SA"}


def test_a_group_is_noted_on_read_and_closed_only_by_who_sees_all_its_accounts(grouped):
    team = Scope("team", Role.MANAGER, ("K1", "K2"), None)
    assert risk_notes.whole_groups(by_group(grouped, KIM)) == {}
    assert list(risk_notes.whole_groups(by_group(grouped, team))) == ["PARENT"]
    with pytest.raises(NotAllowed):
        keep(grouped, note("PARENT", level="group"), KIM, frozenset({"PARENT", "ALONE"}), TODAY)
    keep(grouped, note("PARENT", level="group"), team, MEMBERS, TODAY, GROUPS)
    assert open_notes(grouped, team, level="group") == open_notes(grouped, level="group") == [1]
    assert open_notes(grouped, KIM, level="group") == []
    with pytest.raises(NotAllowed):
        close(grouped, 1, "PARENT", "", KIM, frozenset({"PARENT"}), GROUPS)
    with pytest.raises(NotAllowed):  # an account of this code is not the group of this code
        close(grouped, 1, "PARENT", "", team, MEMBERS)
    close(grouped, 1, "PARENT", "", team, MEMBERS, GROUPS)
    assert open_notes(grouped, level="group") == []


def test_for_who_sees_one_member_alone_the_group_is_that_account(grouped):
    keep(grouped, note("CHILD"), LOU, frozenset({"CHILD"}), TODAY)
    assert alerts_by_group(grouped, LOU) == set()
    assert "PARENT" in alerts_by_group(grouped)


def test_a_store_of_an_earlier_release_keeps_its_notes_as_those_of_accounts(slipping):
    keep(slipping, note(), DIRECTOR, BOTH, TODAY)

    def age(dbs):
        dbs["workspace"].execute("DROP TABLE review; DROP TABLE review_slide")
        dbs["workspace"].execute("DROP TABLE person_end; DROP TABLE saved_view; DROP TABLE dated_note")
        dbs["workspace"].execute("ALTER TABLE account_note DROP COLUMN review")
        dbs["workspace"].execute("ALTER TABLE account_note DROP COLUMN level")
        dbs["workspace"].execute("DELETE FROM schema_version WHERE version >= 5")

    slipping.change(("workspace",), age)
    pointer = slipping.folder / "current.json"
    before = json.loads(pointer.read_text("utf-8"))
    pointer.write_text(json.dumps({**before, "schema": before["schema"] - 5}), "utf-8")
    assert risk.figures(view(Store(slipping.folder))).alerts == ()


def test_tasks_carry_the_action_its_owner_and_its_day_and_no_formula(slipping):
    action = AccountNote("SILENT", "action", "Appeler l’acheteur", "Jeanne", "commercial", date(2026, 1, 20))
    keep(slipping, action, DIRECTOR, BOTH, TODAY)
    found = view(slipping)
    written = tasks(risk.by_signals(found), found, "fr")
    assert written.startswith("\ufeff")
    (row,) = csv.DictReader(StringIO(written[1:]), delimiter=";")
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
