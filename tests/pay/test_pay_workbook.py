"""The workbook of pay plans: what is left to guess is refused with its cell; an approved version never changes."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from kam_analytics.answers.pay import control as pay_control
from kam_analytics.cli import main
from kam_analytics.exports.template import template
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.plans.sheets import SHEETS, WRITTEN
from kam_analytics.plans.vocabulary import WORDS
from kam_analytics.warehouse.decisions import pay as decide
from tests.facts import DIRECTOR, line, put, view
from tests.pay.pay_periods import year

D = Decimal


def workbook(tmp_path, *, name="plan.xlsx", **changes):
    """The template, approved; `changes`: sheet → rows as dictionaries by title that replace its rows, or a function
    on the sheet."""
    book = openpyxl.load_workbook(BytesIO(template("pay_plans", "fr")))
    put_cell(book["plan"], 2, "status", "approved")
    put_cell(book["plan"], 2, "rounding", "total")
    for sheet, change in changes.items():
        if callable(change):
            change(book[sheet])
            continue
        titles = [c.value for c in book[sheet][1]]
        book[sheet].delete_rows(2, book[sheet].max_row)
        for row in change:
            book[sheet].append([row.get(t) for t in titles])
    path = tmp_path / name
    book.save(path)
    return path


def put_cell(sheet, row, title, value):
    titles = [c.value for c in sheet[1]]
    sheet.cell(row, titles.index(title) + 1).value = value


def tier(start, end, rate=None, **more):
    return {
        "plan": "KAM-2026",
        "component": "revenue",
        "method": "marginal",
        "input": "amount",
        "edge": "lower_inclusive",
        "from": start,
        "to": end,
        "rate": rate,
        **more,
    }


def loaded(store, path):
    return run_import(store, path, scope=DIRECTOR)


def without_revenue_curve(sheet):
    for n in range(sheet.max_row, 1, -1):
        if sheet.cell(n, 2).value == "revenue":
            sheet.delete_rows(n)


def zero_revenue_weight(sheet):
    put_cell(sheet, 2, "weight", 0)
    put_cell(sheet, 3, "weight", 0.7)


@pytest.mark.parametrize(
    ("changes", "where", "why"),
    [
        (
            {"rate_table": [tier(0, 10_000, 0.01), tier(20_000, None, 0.02)], "component": zero_revenue_weight},
            "feuille rate_table, ligne 3, colonne from (cellule F3)",
            "rien n’est dit entre 10000 et 20000",
        ),
        (
            {"component": lambda s: put_cell(s, 4, "weight", 0.3)},
            "feuille component, ligne 5, colonne weight (cellule D5)",
            "1,1 et non 1",
        ),
        (
            {"component": lambda s: put_cell(s, 2, "cap", None)},
            "feuille component, ligne 2, colonne cap (cellule J2)",
            "au-delà de 1,25",
        ),
        (
            {"rate_table": [tier(0, 10_000, 0.01)], "component": zero_revenue_weight},
            "feuille rate_table, ligne 2, colonne above_last (cellule L2)",
            "au-delà de 10000",
        ),
        (
            {"rate_table": [tier(0, 10_000, 0.01), tier(10_000, None)], "component": zero_revenue_weight},
            "feuille rate_table, ligne 3, colonne rate (cellule H3)",
            "ne dit pas ce qu’elle paie",
        ),
        (
            {"curve": without_revenue_curve},
            "feuille component, ligne 2, colonne key (cellule B2)",
            "ni courbe",
        ),
        (
            {"assignment": [{"payee": "P1", "plan": "AUTRE", "from": date(2026, 1, 1)}]},
            "feuille assignment, ligne 2, colonne plan (cellule B2)",
            "« AUTRE » n’existe pas",
        ),
        (
            {
                "surface": [
                    {
                        "plan": "KAM-2026",
                        "component": "revenue",
                        "other": "margin",
                        "from": 0,
                        "other_from": 0,
                        "payout": 0,
                        "to": 1,
                    },
                    {
                        "plan": "KAM-2026",
                        "component": "revenue",
                        "other": "margin",
                        "from": 1,
                        "other_from": 0,
                        "payout": 1,
                        "other_to": 1,
                    },
                    {
                        "plan": "KAM-2026",
                        "component": "revenue",
                        "other": "margin",
                        "from": 1,
                        "other_from": 1,
                        "payout": 1,
                    },
                ]
            },
            "feuille surface",
            "",
        ),
        (
            {"phasing": [{"plan": "KAM-2026", "component": "revenue", "month": 1, "share": 0.5}]},
            "feuille phasing, ligne 2, colonne share (cellule D2)",
            "0,5 et non 1",
        ),
        (
            {"modifier": [{"plan": "KAM-2026", "key": "nps", "effect": "multiply", "components": "revenue"}]},
            "feuille modifier, ligne 2, colonne value (cellule D2)",
            "manque la valeur",
        ),
    ],
)
def test_what_a_plan_leaves_to_guess_is_refused_with_its_cell(store, tmp_path, changes, where, why):
    report = loaded(store, workbook(tmp_path, **changes))
    assert report.outcome == "refused"
    assert where in report.message.fr
    assert why in report.message.fr
    assert "rien n’a été importé" in report.message.fr
    assert store.state().number == 1


@pytest.mark.parametrize(("sheet", "title"), [("plan", "frequency"), ("plan", "status"), ("component", "aggregation")])
def test_a_word_nobody_knows_is_refused_with_the_words_that_are_known(store, tmp_path, sheet, title):
    report = loaded(store, workbook(tmp_path, **{sheet: lambda s: put_cell(s, 2, title, "parfois")}))
    assert report.outcome == "refused"
    assert all(word in report.message.fr for word in WORDS[title])


def test_the_template_names_every_sheet_and_column_and_loads_as_it_is(store, tmp_path):
    book = openpyxl.load_workbook(BytesIO(template("pay_plans", "en")))
    for sheet, (_, columns) in SHEETS.items():
        assert [c.value for c in book[sheet][1]] == [WRITTEN.get(c, c) for c in columns]
    assert loaded(store, workbook(tmp_path)).outcome == "loaded"


def test_an_approved_version_comes_again_only_as_it_is(store, tmp_path):
    assert loaded(store, workbook(tmp_path)).outcome == "loaded"
    again = loaded(store, workbook(tmp_path, name="same.xlsx", absence=[]))  # other bytes, same rows
    assert again.outcome in ("loaded", "already loaded")
    changed = workbook(tmp_path, name="changed.xlsx", component=lambda s: put_cell(s, 2, "cap", 2))
    report = loaded(store, changed)
    assert report.outcome == "refused"
    assert "la version 1 du plan « KAM-2026 » est approuvée" in report.message.fr
    assert "Augmentez le numéro de version" in report.message.fr
    newer = workbook(
        tmp_path,
        name="v2.xlsx",
        component=lambda s: put_cell(s, 2, "cap", 2),
        plan=lambda s: (put_cell(s, 2, "version", 2), put_cell(s, 2, "status", "approved")),
    )
    assert loaded(store, newer).outcome == "loaded"


def test_a_draft_changes_as_often_as_it_likes_and_pays_only_once_it_is_approved(store, tmp_path):
    draft = {"plan": lambda s: put_cell(s, 2, "status", "draft")}
    assert loaded(store, workbook(tmp_path, **draft)).outcome == "loaded"
    second = workbook(tmp_path, name="b.xlsx", component=lambda s: put_cell(s, 2, "cap", 2), **draft)
    report = loaded(store, second)
    assert report.outcome == "loaded"
    put(store, "revenue", "line", [line("A1", "2026-12-31", 1, kam="P001")])
    hr = DIRECTOR
    assert pay_control.current_control(view(store)).periods == ()
    decide.approve(store, "KAM-2026", report.import_id, hr)
    assert [p.version for p in pay_control.current_control(view(store)).periods] == [1]
    with pytest.raises(decide.ControlRefused):
        decide.approve(store, "KAM-2026", report.import_id, hr)


def test_a_draft_of_the_next_version_leaves_the_approved_one_in_force(store, tmp_path):
    loaded(store, workbook(tmp_path))
    put(store, "revenue", "line", [line("A1", "2026-12-31", 1, kam="P001")])
    loaded(
        store,
        workbook(
            tmp_path, name="v2.xlsx", plan=lambda s: (put_cell(s, 2, "version", 2), put_cell(s, 2, "status", "draft"))
        ),
    )
    assert [p.version for p in pay_control.current_control(view(store)).periods] == [1]


# --- vector Q of docs/pay.md, from the workbook to the cent

YEAR = {"period_start": date(2026, 1, 1), "period_end": date(2026, 12, 31)}


def reference_year(store):
    """104 % of revenue, 91 % of margin, 130 % of key growth, judged 70 %."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-06-01", 500, kam="P001"),
            line("A1", "2026-06-01", 565, kam="P001", margin=50),
            line("A2", "2026-12-31", 475, kam="P001", margin=41),
        ],
    )
    put(store, "key_accounts", "key_accounts", [{"account": "A1", "from_on": date(2024, 1, 1)}], part="workspace")
    put(store, "people", "people", [{"person_id": "P001", "name": "Ana", "key": 1, "occurrence": 1}])
    put(
        store,
        "targets",
        "targets",
        [
            {"scope": "kam", "who": "P001", "measure": measure, **YEAR, "value": value, "key": n, "occurrence": 1}
            for n, (measure, value) in enumerate((("revenue", 1000), ("margin", 100), ("key_growth", 0.10)))
        ],
    )
    put(store, "scores", "scores", [{"who": "P001", "component": "abp_quality", **YEAR, "value": 0.7}], part="pay")


def on_the_command_line(store, capsys, start="2026-01-01", end="2026-12-31"):
    """`metrics pay` as JSON."""
    args = ["metrics", "pay", "--from", start, "--to", end, "--store", str(store.folder), "--json"]
    assert main(args) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_line_pays_what_the_engine_pays(store, tmp_path, capsys):
    reference_year(store)
    loaded(store, workbook(tmp_path))
    told = on_the_command_line(store, capsys)
    assert {r["component"]: r["payout"] for r in told["rows"]} == {
        "revenue": 6480.0,
        "margin": 3487.5,
        "key_growth": 4500.0,
        "abp_quality": 0.0,
    }
    assert told["payout_total"] == 14467.5


def test_the_command_line_pays_quarters_year_to_date(store, capsys):
    year(store)
    told = on_the_command_line(store, capsys, "2025-01-01", "2025-12-31")
    paid = [r["payout"] for r in told["rows"] if r["who"] == "k1"]
    assert paid == [4200.0, 1200.0, 3120.3, 4439.7]
    third = on_the_command_line(store, capsys, "2025-07-01", "2025-09-30")
    assert [r["payout"] for r in third["rows"] if r["who"] == "k1"] == [3120.3]


def total(store):
    (statement,) = pay_control.current_control(view(store)).statements.values()
    return statement.total


def test_the_reference_plan_pays_14467_50_from_its_workbook(store, tmp_path):
    reference_year(store)
    assert loaded(store, workbook(tmp_path)).outcome == "loaded"
    assert total(store) == D("14467.50")


def test_whoever_joined_on_1_april_is_paid_10850_63(store, tmp_path):
    reference_year(store)
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "P001",
                "measure": measure,
                "period_start": date(2026, 4, 1),
                "period_end": date(2026, 12, 31),
                "value": value,
            }
            for measure, value in (("revenue", 1000), ("margin", 100))
        ],
    )
    put(
        store,
        "people",
        "people",
        [{"person_id": "P001", "name": "Ana", "start_on": date(2026, 4, 1), "key": 1, "occurrence": 1}],
    )
    path = workbook(tmp_path)
    loaded(store, path)
    assert total(store) == D("10850.63")


def test_an_absence_takes_its_share_of_target_and_pay(store, tmp_path):
    reference_year(store)
    away = [{"payee": "P001", "plan": "KAM-2026", "from": date(2026, 1, 1), "to": date(2026, 3, 31)}]
    loaded(store, workbook(tmp_path, absence=away))
    (statement,) = pay_control.current_control(view(store)).statements.values()
    assert statement.lines[0].target == 750  # 1,000 × 9 / 12
    assert statement.lines[0].attainment == D("1.3867")
    assert statement.lines[0].payout == D("6750.00")  # 6,000 × 9 / 12 × 150 %


def test_a_modifier_of_the_workbook_applies_when_both_conditions_hold(store, tmp_path):  # docs/pay.md vector R
    reference_year(store)
    put(store, "scores", "scores", [{"who": "P001", "component": "nps", **YEAR, "value": 0.25}], part="pay")
    rule = {
        "modifier": [{"plan": "KAM-2026", "key": "care", "effect": "multiply", "value": 0.75}],
        "condition": [
            {"plan": "KAM-2026", "modifier": "care", "measure": "nps", "comparison": "<", "value": 0.30},
            {"plan": "KAM-2026", "modifier": "care", "measure": "revenue", "comparison": "<=", "value": 1},
        ],
    }
    assert loaded(store, workbook(tmp_path, **rule)).outcome == "loaded"
    assert total(store) == D("14467.50")  # sales at 104 %
    target = {"scope": "kam", "who": "P001", "measure": "revenue", **YEAR, "value": 1061.22, "key": 0, "occurrence": 1}
    put(store, "targets", "targets", [target])
    with_modifier = total(store)
    (statement,) = pay_control.current_control(view(store)).statements.values()
    assert statement.lines[0].attainment == D("0.98")
    assert statement.lines[0].modifiers == ("care",)
    unmodified = D(6000) * D("0.95") + D("3487.50") + 4500
    assert unmodified * D("0.75") == D("10265.625")
    assert with_modifier == D("10265.63")


def test_two_criteria_are_paid_in_the_cell_they_meet(store, tmp_path):
    reference_year(store)
    cell = {"plan": "KAM-2026", "component": "revenue", "other": "margin"}
    grid = [
        {**cell, "from": 0, "to": 1, "other_from": 0, "other_to": 0.9, "payout": 0},
        {**cell, "from": 0, "to": 1, "other_from": 0.9, "payout": 0.5},
        {**cell, "from": 1, "other_from": 0, "other_to": 0.9, "payout": 0.6},
        {**cell, "from": 1, "other_from": 0.9, "payout": 1.1},
    ]
    assert loaded(store, workbook(tmp_path, surface=grid, curve=without_revenue_curve)).outcome == "loaded"
    (statement,) = pay_control.current_control(view(store)).statements.values()
    assert statement.lines[0].payout == D("6600.00")  # 104 % and 91 %: 1.1 of 6,000


@pytest.mark.parametrize(
    ("measure", "result"),
    [("revenue", 300), ("cash", 90), ("new_business", 120), ("quantity", 7), ("retention", D("0.9"))],
)
def test_each_measure_counts_what_it_says(store, tmp_path, measure, result):
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 200, kam="P001"),
            line("A2", "2025-03-01", 0, kam="P001"),
            line("A1", "2026-02-01", 180, kam="P001", quantity=3, paid_on=date(2027, 1, 5)),
            line("A9", "2026-05-01", 120, kam="P001", quantity=4, paid_on=date(2026, 6, 1)),
            line("A9", "2026-12-31", 0, kam="P001"),
            line("A9", "2026-07-01", 0, kam="P001", paid_on=date(2026, 8, 1)),
            line("A8", "2026-02-01", -30, kam="P001", paid_on=date(2026, 2, 1)),
            line("A8", "2024-02-01", 30, kam="P001"),
            line("A8", "2026-03-01", 30, kam="P001"),
        ],
    )
    put(store, "people", "people", [{"person_id": "P001", "name": "Ana"}])
    put(store, "targets", "targets", [{"scope": "kam", "who": "P001", "measure": measure, **YEAR, "value": 1}])
    loaded(store, workbook(tmp_path, component=lambda s: put_cell(s, 2, "measure", measure)))
    (statement,) = pay_control.current_control(view(store)).statements.values()
    assert statement.lines[0].result == result


def test_a_yearly_target_is_spread_over_quarters_as_the_plan_says(store, tmp_path):
    reference_year(store)
    months = [0.2, 0.1, 0.1, *[0.6 / 9] * 8]
    shares = [round(m, 6) for m in months]
    shares.append(round(1 - sum(shares), 6))
    spread = [{"plan": "KAM-2026", "component": "revenue", "month": n, "share": s} for n, s in enumerate(shares, 1)]
    book = workbook(
        tmp_path,
        phasing=spread,
        plan=lambda s: (put_cell(s, 2, "frequency", "quarter"), put_cell(s, 2, "status", "approved")),
    )
    assert loaded(store, book).outcome == "loaded"
    found = pay_control.current_control(view(store)).statements
    targets = [found["KAM-2026", date(2026, m, 1), "P001"].lines[0].target for m in (1, 4, 7, 10)]
    assert targets[0] == 400
    assert round(sum(targets), 6) == 1000
    margins = [found["KAM-2026", date(2026, m, 1), "P001"].lines[1].target for m in (1, 4, 7, 10)]
    assert margins == [25, 25, 25, 25]
