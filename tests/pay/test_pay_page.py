"""The control of pay on the page: who acts and asks, what is sent to whom, plans edited and approved."""

import struct
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.page.view import View
from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay import plans as pay_plans
from kam_analytics.answers.pay.control_blocks import blocks
from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.exports.workbook import Circumstances, workbook
from kam_analytics.ingest.dialogue.refusals import PlanFixed, PlanRefused
from kam_analytics.ingest.pay_plans import save
from kam_analytics.metrics.pay.periods.control import PeriodState
from kam_analytics.warehouse.decisions import pay as decide
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, everything_sent, kams, opened
from tests.facts import reading

pytestmark = pytest.mark.slow
HR = Scope("directrice@example.com", Role.DIRECTOR, (), None, sees_all_pay=True)
DAY = date(2026, 9, 30)


def view(folder: Path, scope: Scope = HR) -> View:
    return View(reading(Store(folder)), scope, Filters(DAY, DAY, DAY, DAY), demonstration=True)


def found(folder: Path, scope: Scope = HR) -> pay_control.Control:
    return pay_control.current_control(view(folder, scope))


def button(at: AppTest, key: str):
    return next(b for b in at.button if (b.key or "").startswith(key))


def field(boxes, key: str):
    return next(b for b in boxes if (b.key or "").startswith(key))


def test_the_demonstration_shows_paid_earned_and_open_quarters_a_correction_and_an_answer(portal: Path) -> None:
    known = found(portal)
    assert [p.state for p in known.periods] == [PeriodState.PAID, PeriodState.CLOSED, PeriodState.OPEN]
    tables = {b.id: b for b in blocks(view(portal)) if hasattr(b, "rows")}
    assert set(tables) == {"pay_periods", "pay_lines", "pay_corrections", "pay_questions"}
    assert [c.fr if c else None for c in tables["pay_periods"].rows["checked"]] == [None, "identique", "identique"]
    assert [v.status for v in pay_plans.versions(view(portal))] == ["locked", "draft"]


def test_hr_closes_then_pays_a_quarter(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("variable_pay", DIRECTOR, part="control")
    button(at, "pay_Close").click().run()
    assert not at.exception
    assert any("clôturé" in s.value for s in at.success)
    assert found(own_copy).periods[-1].state is PeriodState.CLOSED
    button(at, "pay_Mark").click().run()
    states = [p.state for p in found(own_copy).periods]
    assert states.count(PeriodState.PAID) == 2


def test_hr_replaces_a_figure_with_its_reason_and_takes_it_back(
    own_copy: Path, navigation_as_on_a_server: None
) -> None:
    at = opened("variable_pay", DIRECTOR, part="control")
    field(at.number_input, "pay_value").set_value(1234.5)
    field(at.text_input, "pay_why").set_value("Accord du 2 octobre")
    button(at, "pay_replace").click().run()
    assert not at.exception
    (said,) = [r for r in pay_control.facts(view(own_copy))["overrides"] if r["reason"] == "Accord du 2 octobre"]
    assert (said["field"], said["value"], said["said_by"]) == ("payout", 1234.5, DIRECTOR)
    button(at, "pay_take_back").click().run()
    assert all(r["reason"] != "Accord du 2 octobre" for r in pay_control.facts(view(own_copy))["overrides"])


def test_a_kam_asks_and_hr_answers(own_copy: Path, navigation_as_on_a_server: None) -> None:
    person, login = kams(own_copy)[0]
    at = opened("variable_pay", login, part="control")
    assert not [b for b in at.button if (b.key or "").startswith(("pay_Close", "pay_replace", "plan_"))]
    field(at.text_input, "pay_ask_text").set_value("Pourquoi 85 % ?")
    button(at, "pay_ask_send").click().run()
    assert not at.exception
    (asked,) = [r for r in pay_control.facts(view(own_copy))["questions"] if r["answer"] is None]
    assert (asked["said"], asked["person_id"], asked["asked_by"]) == ("Pourquoi 85 % ?", person, login)
    hr = opened("variable_pay", DIRECTOR, part="control")
    field(hr.text_input, "pay_answer_text").set_value("Voir le détail du T2.")
    button(hr, "pay_answer").click().run()
    own = Scope(login, Role.KAM, (person,), person)
    (answered,) = pay_control.facts(view(own_copy, own))["questions"]
    assert answered["answer"] == "Voir le détail du T2."


def test_no_amount_correction_or_question_of_another_reaches_a_kam(
    portal: Path, navigation_as_on_a_server: None
) -> None:
    person, login = kams(portal)[0]
    known = found(portal)
    mine = {float(line.payout) for (*_, who), s in known.statements.items() if who == person for line in s.lines}
    others = {
        float(line.payout)
        for (*_, who), s in known.statements.items()
        if who != person
        for line in s.lines
        if line.payout
    } - mine
    totals = {float(s.total) for (*_, who), s in known.statements.items() if who != person and s.total}
    sent = everything_sent(opened("variable_pay", login, part="control"))
    assert len(others) > 20
    for amount in others | totals:
        assert struct.pack("<d", amount) not in sent, amount
    assert "Deux comptes confiés".encode() not in sent
    director = everything_sent(opened("variable_pay", DIRECTOR, part="control"))
    assert any(struct.pack("<d", amount) in director for amount in others)
    assert "Deux comptes confiés".encode() in director


def test_without_the_right_to_pay_nothing_of_it_is_there(portal: Path, navigation_as_on_a_server: None) -> None:
    sent = everything_sent(opened("variable_pay", CONTROLLER, part="control"))
    assert "Décomptes par période".encode() not in sent
    assert b"rh@demonstration" not in sent
    assert blocks(view(portal, Scope("c", Role.CONTROLLER))) == []


def test_an_export_holds_no_amount_reason_or_question(portal: Path) -> None:
    shown = blocks(view(portal))
    facts = Circumstances(PAGES["variable_pay"].title, "x", (), DAY, 1, True)
    book = openpyxl.load_workbook(BytesIO(workbook(shown, facts, "fr")))
    cells = [str(c.value) for sheet in book for row in sheet for c in row if c.value is not None]
    amounts = {f"{float(line.payout)}" for s in found(portal).statements.values() for line in s.lines if line.payout}
    assert not amounts & set(cells)
    assert not any("Deux comptes" in c or "facture du 31 mars" in c for c in cells)


# --- the editor


def test_an_approved_version_edited_becomes_a_draft_of_the_next_one(own_copy: Path) -> None:
    known = pay_plans.versions(view(own_copy))
    sheets = pay_plans.as_draft(pay_plans.sheets(view(own_copy), known[0]), known, known[0])
    assert (sheets["plan"][0]["version"], sheets["plan"][0]["status"]) == (3, "draft")
    assert sheets["plan"][0]["supersedes"] == "1"
    again = pay_plans.as_draft(pay_plans.sheets(view(own_copy), known[1]), known, known[1])
    assert again["plan"][0]["version"] == 2


def test_what_the_editor_leaves_open_is_refused_like_a_workbook(own_copy: Path) -> None:
    known = pay_plans.versions(view(own_copy))
    sheets = pay_plans.sheets(view(own_copy), known[1])
    first, *others = sheets["component"]
    state = Store(own_copy).state().number
    with pytest.raises(PlanRefused, match="component, row 1, column cap"):
        save(Store(own_copy), {**sheets, "component": [{**first, "cap": None}, *others]}, HR)
    fixed = pay_plans.sheets(view(own_copy), known[0])
    with pytest.raises(PlanFixed):
        save(Store(own_copy), {**fixed, "component": [{**first, "cap": 3}, *others]}, HR)
    assert Store(own_copy).state().number == state


def test_hr_saves_and_approves_a_draft_on_the_page(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("variable_pay", DIRECTOR, part="control")
    at.session_state["plans"] = True
    at.run()
    assert not at.exception
    button(at, "plan_save").click().run()
    assert any("version 2" in s.value for s in at.success)
    assert not button(at, "plan_approve").disabled
    button(at, "plan_approve").click().run()
    assert not at.exception
    versions = pay_plans.versions(view(own_copy))
    assert [v.status for v in versions] == ["locked", "approved"]
    last = found(own_copy).periods[-1]
    assert (last.version, last.state) == (2, PeriodState.OPEN)
    assert [p.version for p in found(own_copy).periods] == [1, 1, 2]


def test_only_a_draft_can_be_approved(own_copy: Path) -> None:
    known = pay_plans.versions(view(own_copy))
    with pytest.raises(decide.ControlRefused):
        decide.approve(Store(own_copy), known[0].id, known[0].import_id, HR)


@pytest.mark.parametrize("part", ["results", "forecast", "control"])
def test_each_reader_of_pay_opens_a_part_of_their_own(portal: Path, navigation_as_on_a_server: None, part: str) -> None:
    for who in (DIRECTOR, CONTROLLER, kams(portal)[0][1]):
        at = opened("variable_pay", who, part=part)
        assert not at.exception
        assert not at.error
        assert at.query_params["part"] == part
