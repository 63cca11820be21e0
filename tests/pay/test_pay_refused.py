"""A pay plan that leaves anything to guess, or that would pay nonsense, is refused with its cell."""

from datetime import date

import pytest

from kam_analytics.ingest import pay_plans
from kam_analytics.ingest.dialogue.refusals import CellRefused, PlanRefused
from kam_analytics.ingest.stage.reading import open_file
from kam_analytics.plans.cells import Around
from kam_analytics.plans.sheets import first_problem
from tests.facts import DIRECTOR, put
from tests.pay.test_pay_workbook import loaded, put_cell, tier, without_revenue_curve, workbook, zero_revenue_weight

PLAN = {"plan": "KAM-2026"}
STEP = {"method": "step_payout", "input": "attainment"}
GATE = {**PLAN, "key": "m1", "effect": "multiply", "value": 0.5}
WHEN = {**PLAN, "modifier": "m1", "measure": "revenue", "comparison": "<", "value": 0.98}
ONE = {"payee": "P001", **PLAN, "from": date(2026, 1, 1), "to": date(2026, 12, 31), "share": 1}


def cell(sheet, title, value, row=2):
    """A change of one cell of the template."""
    return {sheet: lambda s: put_cell(s, row, title, value)}


def tiers(*rows, **more):
    """Revenue paid by tiers instead of its curve."""
    return {"rate_table": list(rows), "curve": without_revenue_curve, **more}


def commission(*rows, **more):
    return tiers(*rows, component=zero_revenue_weight, **more)


REFUSED = {
    "attainment in percent": (
        cell("curve", "attainment", 80),
        "curve, ligne 2, colonne attainment (cellule D2)",
        "80 n’est pas entre 0 et 10",
    ),
    "payout in percent": (cell("curve", "payout", 50), "curve, ligne 2, colonne payout (cellule E2)", "50 n’est pas"),
    "cap in percent": (cell("component", "cap", 150), "component, ligne 2, colonne cap (cellule J2)", "non 150"),
    "negative cap": (cell("component", "cap", -1), "component, ligne 2, colonne cap (cellule J2)", "non -1"),
    "total cap in percent": (cell("plan", "total_cap", 200), "plan, ligne 2, colonne total_cap", "non 200"),
    "share in percent": (cell("assignment", "share", 100), "assignment, ligne 2, colonne share", "au plus 1"),
    "share of nothing": (cell("assignment", "share", 0), "assignment, ligne 2, colonne share", "plus de 0"),
    "negative incentive": (
        cell("component", "target_incentive", -6000),
        "component, ligne 2, colonne target_incentive",
        "-6000 est négatif",
    ),
    "multiplied by 75": (
        {"modifier": [{**GATE, "value": 75}], "condition": [WHEN]},
        "modifier, ligne 2, colonne value",
        "75 n’est pas",
    ),
    "condition in percent": (
        {"modifier": [GATE], "condition": [{**WHEN, "value": 98}]},
        "condition, ligne 2, colonne value",
        "98 n’est pas",
    ),
    "rate in percent": (commission(tier(0, None, 5)), "rate_table, ligne 2, colonne rate", "5 n’est pas entre 0 et 1"),
    "steps in percent": (
        tiers(tier(0, 80, payout=0, **STEP), tier(80, None, payout=1, **STEP)),
        "rate_table, ligne 2, colonne to",
        "80 n’est pas",
    ),
    "no frequency": (cell("plan", "frequency", None), "plan, ligne 2, colonne frequency (cellule G2)", "month,"),
    "no input": (commission(tier(0, None, 0.01, input=None)), "rate_table, ligne 2, colonne input", "amount, att"),
    "no owner of a bound": (
        tiers(tier(0, 1, payout=0, **STEP, edge=None), tier(1, None, payout=1, **STEP, edge=None)),
        "rate_table, ligne 2, colonne edge",
        "lower_inclusive",
    ),
    "two owners of a bound": (
        tiers(tier(0, 1, payout=0, **STEP), tier(1, None, payout=1, **STEP, edge="upper_inclusive")),
        "rate_table, ligne 3, colonne edge",
        "plusieurs choses",
    ),
    "two methods": (
        tiers(tier(0, 1, payout=0, **STEP), tier(1, None, 0.5, method="whole", input="attainment")),
        "rate_table, ligne 3, colonne method",
        "step_payout, whole",
    ),
    "curve and tiers": (
        {"rate_table": [tier(0, None, payout=1, **STEP)]},
        "rate_table, ligne 2, colonne component",
        "de deux façons",
    ),
    "cliff within the curve": (cell("curve", "cliff", True, 3), "curve, ligne 3, colonne cliff", "premier point"),
    "unknown measure": (
        cell("component", "measure", "revenu"),
        "component, ligne 2, colonne measure (cellule F2)",
        "revenu (revenue, margin",
    ),
    "unknown second criterion": (
        {
            "curve": without_revenue_curve,
            "surface": [{**PLAN, "component": "revenue", "other": "blabla", "from": 0, "other_from": 0, "payout": 1}],
        },
        "surface, ligne 2, colonne other",
        "blabla",
    ),
    "plan reversed": (cell("plan", "period_end", date(2025, 1, 1)), "plan, ligne 2, colonne period_end", "la fin"),
    "stay reversed": (cell("assignment", "to", date(2025, 1, 1)), "assignment, ligne 2, colonne to", "la fin vient"),
    "stay outside": (
        {"assignment": [{**ONE, "from": date(2027, 1, 1), "to": None}]},
        "assignment, ligne 2, colonne from",
        "aucun de ses jours",
    ),
    "absence reversed": (
        {"absence": [{**ONE, "from": date(2026, 6, 30), "to": date(2026, 6, 1)}]},
        "absence, ligne 2, colonne to",
        "la fin vient",
    ),
    "absence of a stranger": ({"absence": [{**ONE, "payee": "P999"}]}, "absence, ligne 2, colonne payee", "P999"),
    "month 13": (
        {"phasing": [{**PLAN, "component": "revenue", "month": m, "share": 0.5} for m in (1, 13)]},
        "phasing, ligne 3, colonne month",
        "13 n’est pas un mois",
    ),
    "a month twice": (
        {"phasing": [{**PLAN, "component": "revenue", "month": 1, "share": 0.5}] * 2},
        "phasing, ligne 3, colonne month",
        "le mois 1 est écrit deux fois",
    ),
    "dollars": (cell("plan", "currency", "USD"), "plan, ligne 2, colonne currency (cellule H2)", "en EUR"),
    "no condition": ({"modifier": [GATE]}, "modifier, ligne 2, colonne key", "aucune condition"),
    "modifier twice": ({"modifier": [GATE, GATE], "condition": [WHEN]}, "modifier, ligne 3, colonne key", "deux fois"),
    "commissions under a cap": (
        {
            "plan": lambda s: put_cell(s, 2, "total_cap", 1.5),
            "curve": [],
            "component": [{**PLAN, "key": "revenue", "weight": 0, "kind": "commission_rate", "measure": "revenue"}],
            "rate_table": [tier(0, None, 0.01)],
        },
        "plan, ligne 2, colonne total_cap",
        "que des commissions",
    ),
    "a capped commission": (commission(tier(0, None, 0.01)), "component, ligne 2, colonne cap", "une commission"),
    "one person, two writings": (
        {"assignment": [ONE, {**ONE, "payee": " p001"}]},
        "assignment, ligne 3, colonne payee (cellule A3)",
        "deux fois sur le plan",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_plan_that_would_pay_nonsense_is_refused_with_its_cell(store, tmp_path, case):
    changes, where, why = REFUSED[case]
    report = loaded(store, workbook(tmp_path, **changes))
    assert report.outcome == "refused"
    assert where in report.message.fr
    assert why in report.message.fr
    assert where.split(",")[0] in report.message.en
    assert "try again: nothing was imported" in report.message.en
    assert store.state().number == 1


@pytest.mark.parametrize(
    ("sheet", "title", "value", "why"),
    [
        ("component", "target_incentive", "6,000", "des milliers ou avec des décimales"),
        ("component", "target_incentive", "6.000", "des milliers ou avec des décimales"),
        ("component", "target_incentive", "1.125", "des milliers ou avec des décimales"),
        ("plan", "version", 1.5, "un nombre entier"),
        ("plan", "version", "1,5", "un nombre entier"),
        ("curve", "payout", "NaN", "valeur illisible"),
    ],
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(store, tmp_path, sheet, title, value, why):
    report = loaded(store, workbook(tmp_path, **cell(sheet, title, value)))
    assert report.outcome == "refused"
    assert why in report.message.fr


@pytest.mark.parametrize("value", ["0,125", 1.125, "1,25", "125 %"])
def test_a_number_that_can_be_read_in_one_way_only_is_read(store, tmp_path, value):
    assert loaded(store, workbook(tmp_path, **cell("component", "cap", value))).outcome == "loaded"


def test_what_other_files_must_bring_is_said(store, tmp_path):
    def no_incentive(sheet):
        for row in range(2, 6):
            put_cell(sheet, row, "target_incentive", None)

    rule = {"modifier": [GATE], "condition": [{**WHEN, "measure": "nps"}]}
    said = loaded(store, workbook(tmp_path, component=no_incentive, **rule)).message
    assert "« m1 » lit « nps »" in said.fr
    assert "n’a pas de variable cible" in said.fr
    assert "has no target incentive" in said.en


def test_an_amount_that_its_weight_does_not_make_is_said(store, tmp_path):
    said = loaded(store, workbook(tmp_path, **cell("component", "target_incentive", 600))).message
    assert "« revenue » (600 €)" in said.fr
    assert "3840 €" in said.fr  # 40 % of 600 + 4,500 + 3,000 + 1,500
    assert "c’est le poids" not in loaded(store, workbook(tmp_path, name="b.xlsx", absence=[])).message.fr


def test_a_name_and_an_id_of_one_person_are_refused_once_people_are_known(store, tmp_path):
    both = workbook(tmp_path, assignment=[ONE, {**ONE, "payee": "Ana Léa"}])
    put(store, "people", "people", [{"person_id": "P001", "name": "ana lea", "key": 1, "occurrence": 1}])
    report = loaded(store, both)
    assert report.outcome == "refused"
    assert "feuille assignment, ligne 3, colonne payee (cellule A3)" in report.message.fr


def sheets(tmp_path):
    """The rows of the template as the editor has them."""
    opened = open_file(workbook(tmp_path), tmp_path, "plan.xlsx")
    return pay_plans.as_dicts(pay_plans.read(opened).sheets)


@pytest.mark.parametrize(
    ("sheet", "column", "value", "error"),
    [
        ("component", "cap", 150, PlanRefused),
        ("plan", "frequency", None, PlanRefused),
        ("plan", "frequency", "bimonthly", CellRefused),
        ("plan", "version", 1.5, CellRefused),
        ("assignment", "share", -1, PlanRefused),
    ],
)
def test_the_editor_is_guarded_by_the_same_checks(store, tmp_path, sheet, column, value, error):
    rows = sheets(tmp_path)
    rows[sheet][0][column] = value
    with pytest.raises(error):
        pay_plans.save(store, rows, DIRECTOR)
    assert store.state().number == 1


def test_another_reporting_currency_is_that_of_the_plan(tmp_path):
    rows = sheets(tmp_path)
    rows["plan"][0]["currency"] = "CHF"
    assert first_problem(rows, Around(currency="CHF")) is None
    assert first_problem(rows, Around()).column == "currency"
