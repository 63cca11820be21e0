"""What a careless engine pays twice or never: missing figures, replaced ones, caps, versions, people who vanish."""

from datetime import date
from decimal import Decimal

import pytest

from kam_analytics.answers.page.blocks import Table
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.control_blocks import blocks as control_blocks
from kam_analytics.answers.pay.statement import paper
from kam_analytics.warehouse.decisions import pay as decide
from tests.facts import line, put, put_tables, view
from tests.pay.pay_periods import HR, Q1, Q2, QUARTERS, close, found, plan, statement

D = Decimal
STARTS = [date(2025, month, 1) for month, _ in QUARTERS]
ALONE = ("k1",)
NOTED = {"key": "q", "label": "Qualité", "weight": 0.2, "measure": "manual_score", "aggregation": "period"}


def one_person(store, amounts, targets=(250, 250, 250, 250), **people):
    """k1 invoices these amounts by quarter, against these targets; a target None is not set."""
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana", "key": 1, "occurrence": 1, **people}])
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", day, amount, kam="k1", invoice_no=day)
            for day, amount in zip(("2025-02-01", "2025-05-01", "2025-08-01", "2025-12-31"), amounts, strict=True)
        ],
    )
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": date(2025, q, 1),
                "period_end": end,
                "value": value,
            }
            for (q, end), value in zip(QUARTERS, targets, strict=True)
            if value is not None
        ],
    )


def totals(store):
    known = found(store).statements
    return [known["P", day, "k1"].total for day in STARTS if ("P", day, "k1") in known]


def put_in(store, start, field, value, component="ca"):
    decide.override(store, decide.Place("P", start, "k1", component), field, D(value), "raison", HR)


def noted(store, quarters=QUARTERS[1:]):
    """80 % revenue year to date, 20 % a quality that is judged by quarter."""
    tables = {
        "plan": [
            {
                "id": "P",
                "name_fr": "Plan",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "frequency": "quarter",
                "rounding": "per_component",
                "status": "approved",
                "version": 1,
            }
        ],
        "component": [
            {
                "plan": "P",
                "key": "ca",
                "label": "CA",
                "weight": 0.8,
                "kind": "quota_curve",
                "cap": 1.6,
                "measure": "revenue",
                "aggregation": "ytd",
                "target_incentive": 12000,
            },
            {"plan": "P", "kind": "mbo", "cap": 1.6, "target_incentive": 0, **NOTED},
        ],
        "curve": [
            {"plan": "P", "component": key, "attainment": a, "payout": p, "cliff": a == 0.8}
            for key in ("ca", "q")
            for a, p in ((0.8, 0.8), (1.0, 1.0), (1.2, 1.4))
        ],
        "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
    }
    put_tables(store, "pay_plans", tables, part="pay")
    put(
        store,
        "scores",
        "scores",
        [
            {"who": "k1", "component": "q", "period_start": date(2025, q, 1), "period_end": end, "value": 1.0}
            for q, end in quarters
        ],
        part="pay",
    )


def test_a_missing_note_does_not_pay_the_other_components_again(store):
    one_person(store, (250, 250, 250, 250))
    noted(store)
    assert totals(store) == [None, D(3000), D(3000), D(3000)]
    put_in(store, Q1, "payout", 600, "q")
    close(store, Q1)
    assert totals(store) == [D(3000)] * 4


def test_without_any_note_the_page_counts_what_can_be_measured(store):
    one_person(store, (250, 250, 250, 250))
    noted(store, quarters=())
    asked = view(store, HR, start=date(2025, 1, 1), end=date(2025, 12, 31))
    (person,) = with_closed_statements(pay.team(asked), asked).people
    assert person.statement.measured == D(9600)


def test_a_target_put_in_for_a_missing_one_counts_for_its_period_alone(store):
    one_person(store, (250, 250, 250, 250), targets=(None, 250, 250, 250))
    plan(store, who=ALONE)
    assert totals(store) == [None, D(3000), D(3000), D(3000)]  # a quarter without a target is paid by nobody else
    put_in(store, Q1, "target", 250)
    assert totals(store) == [D(3000)] * 4
    assert statement(store, Q2).lines[0].target == D(500)


@pytest.mark.parametrize("version_from", [None, Q2])
def test_a_figure_put_in_is_not_paid_again_under_a_new_version(store, version_from):
    one_person(store, (250, 250, 250, 250))
    plan(store, who=ALONE)
    put_in(store, Q1, "result", 300)
    close(store, Q1)
    if version_from:
        plan(store, who=ALONE, version=2)
    assert totals(store) == [D(4200), D(3000), D("3000.60"), D("2999.40")]  # to date 7,200, 10,200.60 and 13,200


@pytest.mark.parametrize(
    ("amounts", "year"),
    [
        ((500, 50, 250, 250), [3000, 3000, 3000, 3000]),  # 1,050 of 1,000 would pay 13,200: the cap is 12,000
        ((400, 0, 0, 0), [3000, 1800, -4800, 0]),  # 400 of 500 pays 4,800; below 80 % nothing is left of it
    ],
)
@pytest.mark.parametrize("version_from", [None, Q2])
def test_a_cap_of_the_year_limits_what_is_earned_to_date(store, amounts, year, version_from):
    one_person(store, amounts)
    plan(store, who=ALONE, total_cap=1)
    close(store, Q1)
    if version_from:
        plan(store, who=ALONE, version=2, total_cap=1)
    assert totals(store) == [D(amount) for amount in year]


def test_who_vanishes_from_a_closed_period_leaves_a_correction(store):
    one_person(store, (250, 250, 250, 250))
    plan(store, who=ALONE)
    close(store, Q1)
    put(
        store,
        "people",
        "people",
        [{"person_id": "k1", "name": "Ana", "key": 1, "occurrence": 1, "end_on": date(2024, 12, 31)}],
    )
    (left,) = found(store).unplaced.values()
    assert (left.amount, left.causes[0].kind) == (D(-3000), "gone")
    (table,) = [b for b in control_blocks(view(store, HR)) if isinstance(b, Table) and b.id == "pay_corrections"]
    assert any("plus dans le plan" in str(row) for row in table.rows.to_dict("records"))


def test_where_nothing_may_fall_below_zero_a_correction_waits(store):
    one_person(store, (300, 0, 200, 500))
    plan(store, who=ALONE, carry_forward=True)
    close(store, Q1)
    close(store, Q2)
    assert totals(store) == [D(4200), D(0), D(0), D(7800)]
    put(store, "revenue", "line", [line("A1", "2025-02-15", -100, kam="k1", invoice_no="avoir")])
    # The first quarter would have paid 3,200 of 3,000 × … at 80 %: 2,400; 1,800 is to be taken back.
    third = statement(store, date(2025, 7, 1))
    assert (third.adjusted, third.total) == (D(0), D(0))
    assert third.inputs.adjustments[0].held == D(-1800)
    close(store, date(2025, 7, 1))
    last = statement(store, date(2025, 10, 1))
    assert last.adjusted == D(-1800)
    assert sum(totals(store)) == D(4200) + last.total


def test_monthly_targets_of_an_arrival_within_a_month_count_in_part(store):
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana", "start_on": date(2025, 5, 16)}])
    put(store, "revenue", "line", [line("A1", "2025-06-15", 150, kam="k1"), line("A1", "2025-12-31", 1, kam="k1")])
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": date(2025, m, 1),
                "period_end": date(2025, m, 31 if m == 5 else 30),
                "value": 93,
            }
            for m in (5, 6)
        ],
    )
    plan(store, who=ALONE)
    line_ = statement(store, Q2).lines[0]
    assert (line_.target, line_.result) == (D("141.00"), D(150))  # 16 of 31 days of May, and June


def test_a_score_that_comes_after_closing_is_named_as_the_cause(store):
    one_person(store, (250, 250, 250, 250))
    plan(store, who=ALONE)
    plan_gate(store)
    close(store, Q1)
    put(
        store,
        "scores",
        "scores",
        [
            {
                "who": "k1",
                "component": "nps",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 3, 31),
                "value": 0.1,
            }
        ],
        part="pay",
    )
    (adjusted,) = statement(store, Q2).inputs.adjustments
    assert (adjusted.amount, [(c.kind, c.component) for c in adjusted.causes]) == (D(-3000), [("score", "nps")])


def plan_gate(store):
    """A second version whose pay is nothing while the customers' score is below 30 %."""
    version = plan(store, who=ALONE, version=2)
    store.change(
        ("pay",),
        lambda dbs: [
            dbs["pay"].execute("INSERT INTO modifier VALUES (?, 'P', 'nps', 'zero', NULL, NULL)", [version]),
            dbs["pay"].execute("INSERT INTO condition VALUES (?, 'P', 'nps', 'nps', '<', 0.3)", [version]),
        ],
    )


def test_two_components_of_one_measure_have_a_target_each(store):
    """Half is paid on family X against 60, half on family Y against 190, where targets name the component."""
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-12-31", amount, kam="k1", invoice_no=family, product_family=family)
            for family, amount in (("X", 60), ("Y", 190))
        ],
    )
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": key,
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "value": value,
            }
            for key, value in (("x", 60), ("y", 190), ("revenue", 250))
        ],
    )
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "name_fr": "Plan",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "year",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": key,
                    "label": key,
                    "weight": 0.5,
                    "kind": "quota_curve",
                    "cap": 1.6,
                    "measure": "revenue",
                    "target_incentive": 6000,
                    "families": key.upper(),
                }
                for key in "xy"
            ],
            "curve": [
                {"plan": "P", "component": key, "attainment": a, "payout": p, "cliff": a == 0.8}
                for key in "xy"
                for a, p in ((0.8, 0.8), (1.0, 1.0))
            ],
            "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    assert [(one.target, one.result, one.payout) for one in statement(store, Q1).lines] == [
        (D(60), D(60), D(6000)),
        (D(190), D(190), D(6000)),
    ]


def test_an_overlay_of_ones_own_account_is_credited_once(store):
    one_person(store, (250, 250, 250, 250))
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1), "role": "overlay", "share": 1},
        ],
    )
    plan(store, who=ALONE)
    assert statement(store, Q1).lines[0].result == D(250)


def test_a_closed_period_opens_on_the_lines_it_was_closed_on(store):
    one_person(store, (300, 250, 250, 250))
    plan(store, who=ALONE)
    close(store, Q1)
    put(store, "revenue", "line", [line("A1", "2025-02-15", -50, kam="k1", invoice_no="avoir")])
    asked = view(store, HR, start=date(2025, 1, 1), end=date(2025, 3, 31))
    (person,) = with_closed_statements(pay.team(asked), asked).people
    found = paper(person, asked)
    assert found.lines["amount"].tolist() == [300.0]
    assert "égal au réalisé" in found.entries[0].checked.fr


def commission(store, targets, table, rows=(250, 250, 250, 250)):
    """5 % and more on revenue, year to date by quarter."""
    one_person(store, rows, targets)
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "name_fr": "Plan",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "quarter",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "CA",
                    "weight": 0,
                    "kind": "commission_rate",
                    "measure": "revenue",
                    "aggregation": "ytd",
                }
            ],
            "rate_table": [
                {
                    "plan": "P",
                    "component": "ca",
                    "method": "marginal",
                    "input": "amount",
                    "edge": "lower_inclusive",
                    "from_value": a,
                    "to_value": b,
                    "rate": r,
                }
                for a, b, r in table
            ],
            "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )


@pytest.mark.parametrize(
    ("targets", "table", "paid"),
    [
        ((None,) * 4, ((0, None, 0.05),), ["12.50"] * 4),
        ((None, 250, None, None), ((0, 400, 0.05), (400, None, 0.1)), ["12.50", "17.50", "25.00", "25.00"]),
    ],
)
def test_a_commission_on_amounts_needs_no_target(store, targets, table, paid):
    commission(store, targets, table)
    assert totals(store) == [D(amount) for amount in paid]


def test_a_note_put_in_where_there_was_none_joins_the_year_to_date(store):
    one_person(store, (250, 250, 250, 250))
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "name_fr": "Plan",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "quarter",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "Q",
                    "weight": 1,
                    "kind": "mbo",
                    "measure": "manual_score",
                    "aggregation": "ytd",
                    "target_incentive": 12000,
                    "cap": 1.5,
                }
            ],
            "curve": [{"plan": "P", "component": "ca", "attainment": a, "payout": a, "cliff": False} for a in (0, 1)],
            "plan_assignment": [{"payee": "k1", "plan": "P", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    put(
        store,
        "scores",
        "scores",
        [
            {
                "who": "k1",
                "component": "ca",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 3, 31),
                "value": 0.8,
            }
        ],
        part="pay",
    )
    assert totals(store)[:2] == [D(2400), None]
    put_in(store, Q2, "result", 1)
    assert totals(store)[:2] == [D(2400), D(3000)]  # 0.9 of 6,000, less 2,400


def test_a_cap_counts_on_the_periods_that_could_be_measured(store):
    one_person(store, (500, 250, 500, 250), targets=(250, None, 250, 250))
    plan(store, who=ALONE, total_cap=1)
    assert totals(store) == [D(3000), None, D(3000), D(3000)]
