"""A year of pay with its accidents: two plans, a leaver, nobody there yet, corrections too late, a plan taken back."""

from datetime import date
from decimal import Decimal

import pytest

from kam_analytics.answers.page.blocks import Table
from kam_analytics.answers.pay import control_blocks as pay_control_blocks
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.statement import paper
from kam_analytics.core.errors import PlanInUse
from kam_analytics.ingest.history import withdraw
from kam_analytics.ingest.write.plans import is_for_other_days
from kam_analytics.language.pay import control as words
from kam_analytics.language.pay import statement as statement_words
from kam_analytics.plans.plan import PlanProblem
from kam_analytics.plans.sheets import first_problem
from kam_analytics.warehouse.decisions.pay import StatementsMissing
from tests.facts import DIRECTOR, line, put, put_tables, view
from tests.pay import pay_periods

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
CURVE = ((0.8, 0.8), (1.0, 1.0), (1.2, 1.4))


def plan(store, name, days=YEAR, who=(("k1", None, None),), incentive=12000):
    """One component on revenue, by quarter and year to date."""
    return put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": name,
                    "name_fr": name,
                    "period_start": days[0],
                    "period_end": days[1],
                    "frequency": "quarter",
                    "rounding": "per_component",
                    "status": "approved",
                    "version": 1,
                    "proration": "calendar_days",
                }
            ],
            "component": [
                {
                    "plan": name,
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "measure": "revenue",
                    "aggregation": "ytd",
                    "target_incentive": incentive,
                    "cap": 1.6,
                }
            ],
            "curve": [
                {"plan": name, "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8} for a, p in CURVE
            ],
            "plan_assignment": [
                {"payee": k, "plan": name, "from_on": since or days[0], "to_on": until or days[1], "share": 1}
                for k, since, until in who
            ],
        },
        part="pay",
    )


@pytest.fixture
def steady(store):
    """k1 and k2 invoice 250 in each quarter of 2024 and 2025, against 250."""
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "revenue",
        "line",
        [
            line(f"A{k}", f"{y}-{m:02}-01", 250, kam=k, invoice_no=f"{k}{y}{m}")
            for k in ("k1", "k2")
            for y in (2024, 2025)
            for m in (2, 5, 8, 11)
        ]
        + [line("AZ", "2025-12-31", 1, kam="zz")],
    )
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": k,
                "measure": "revenue",
                "period_start": date(y, q, 1),
                "period_end": end.replace(year=y),
                "value": 250,
            }
            for k in ("k1", "k2")
            for y in (2024, 2025)
            for q, end in pay_periods.QUARTERS
        ],
    )
    return store


def person(store, end=YEAR[1], who="k1"):
    asked = pay.year_to_date(view(store, end=end))
    return next(p for p in with_closed_statements(pay.team(asked), asked).people if p.person_id == who)


def corrections(store):
    found = pay_control_blocks.blocks(view(store))
    return next((b.rows for b in found if isinstance(b, Table) and b.id == "pay_corrections"), None)


@pytest.mark.parametrize("order", [("P24", "P25"), ("P25", "P24")])
def test_last_years_plan_does_not_hide_this_years(steady, order):
    days = {"P24": (date(2024, 1, 1), date(2024, 12, 31)), "P25": YEAR}
    for name in order:
        plan(steady, name, days[name])
    ana = person(steady, date(2025, 9, 30))
    assert (ana.payee.plan.id, ana.statement.measured, ana.at_target) == ("P25", 9000, 9000)


def test_two_plans_of_a_year_add_up_and_the_statement_says_the_other(steady):
    plan(steady, "A", who=(("k1", None, date(2025, 6, 30)),))
    plan(steady, "B", who=(("k1", date(2025, 7, 1), None),))
    ana = person(steady)
    assert (ana.payee.plan.id, ana.elsewhere, ana.statement.measured) == ("B", 6000, 12000)
    assert ana.at_target + ana.elsewhere_at_target == 12000
    written = paper(ana, view(steady, end=YEAR[1]))
    assert (statement_words.OTHER_PLANS, Decimal(6000)) in written.closing
    assert written.closing[-1][1] == 12000


def test_a_plan_over_two_years_counts_the_same_months_for_cost_and_for_budget(steady):
    plan(steady, "F", (date(2024, 7, 1), date(2025, 6, 30)))
    ana = person(steady, date(2025, 6, 30))
    assert ana.statement.measured == ana.at_target == 6000


def test_who_arrives_within_a_quarter_has_cost_and_budget_for_the_same_days(steady):
    plan(steady, "P", who=(("k1", date(2025, 4, 1), None),))
    put(steady, "revenue", "line", [line("Ak1", "2025-06-10", 50, kam="k1", invoice_no="more")])
    ana = person(steady)
    assert ana.at_target == pytest.approx(Decimal(9000))
    assert ana.statement.measured > ana.at_target


def test_a_period_whose_statements_cannot_be_computed_is_not_closed(store):
    put(store, "revenue", "line", [line("A", "2025-02-01", 250, kam="k1"), line("A", "2025-12-31", 1, kam="k2")])
    pay_periods.people_and_targets(store, ("k2",))
    pay_periods.plan(store)
    with pytest.raises(StatementsMissing) as refused:
        pay_periods.close(store, pay_periods.Q1)
    assert refused.value.people == "Ana"
    assert pay_periods.period(store, pay_periods.Q1).state.value == "open"


def test_a_quarter_without_anybody_does_not_keep_corrections_from_the_next_one(steady):
    plan(steady, "P", who=(("k1", date(2025, 4, 1), None),))
    pay_periods.close(steady, pay_periods.Q2)
    put(steady, "revenue", "line", [line("Ak1", "2025-05-02", -100, kam="k1", invoice_no="AV")])
    third = pay_periods.statement(steady, date(2025, 7, 1))
    assert third.adjusted < 0


def test_a_correction_that_no_period_can_take_is_listed(steady):
    plan(steady, "P", who=(("k1", None, date(2025, 3, 31)), ("k2", None, None)))
    pay_periods.close(steady, pay_periods.Q1)
    assert corrections(steady) is None
    put(steady, "revenue", "line", [line(f"A{k}", "2025-03-01", -40, kam=k, invoice_no=f"AV{k}") for k in ("k1", "k2")])
    rows = corrections(steady)
    lost = rows[[w == words.UNPLACED for w in rows["what"]]]
    assert lost["name"].tolist() == ["Ana"]
    assert lost["payout"].iloc[0] == pytest.approx(-float(3000 * Decimal(40) / 250))


def test_a_plan_on_which_a_period_was_closed_cannot_be_taken_back(steady):
    number = plan(steady, "P")
    pay_periods.close(steady, pay_periods.Q1)
    with pytest.raises(PlanInUse):
        withdraw(steady, number, DIRECTOR)
    assert person(steady).statement.measured == 12000


def test_a_plan_that_nobody_was_paid_on_can_be_taken_back(steady):
    withdraw(steady, plan(steady, "P"), DIRECTOR)
    assert person(steady).statement is None


def test_a_new_year_is_another_plan(steady):
    number = plan(steady, "P")
    with steady.connect(parts=("pay",)) as db:
        db.execute("USE pay")
        assert is_for_other_days(db, "P", (date(2026, 1, 1), date(2026, 12, 31)), [number])
        assert not is_for_other_days(db, "P", YEAR, [number])
        assert not is_for_other_days(db, "Q", (date(2026, 1, 1), date(2026, 12, 31)), [number])


def test_a_person_is_on_a_plan_once():
    row = {"payee": "k1", "plan": "P", "from_on": YEAR[0], "to_on": YEAR[1], "share": 1}
    sheets = {"plan": [{"id": "P", "status": "draft"}], "component": [], "assignment": [row, {**row, "share": 0.5}]}
    found = first_problem(sheets)
    assert (found.problem.problem, found.sheet, found.index, found.column) == (
        PlanProblem.DUPLICATE_PAYEE,
        "assignment",
        1,
        "payee",
    )


def test_no_file_holds_the_attainment_or_the_rule_of_a_person(steady):
    plan(steady, "P")
    lines = next(b for b in pay_control_blocks.blocks(view(steady)) if isinstance(b, Table) and b.id == "pay_lines")
    open_to_all = [name for name, column in lines.columns.items() if not column.secret]
    assert not {"attainment", "rule", "computed", "payout"} & set(open_to_all)


def test_the_year_of_the_page_is_the_fiscal_year(steady, tmp_path, monkeypatch):
    """A plan from April to March: at the end of December three of its quarters are over, of which the page speaks."""
    (tmp_path / "kam.toml").write_text("[year]\nfirst_month = 4\n", "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    plan(steady, "F", days=(date(2025, 4, 1), date(2026, 3, 31)))
    asked = pay.year_to_date(view(steady, end=YEAR[1]))
    assert asked.filters.start == date(2025, 4, 1)
    found = person(steady)
    assert (found.revenue, found.target, found.statement.measured) == (Decimal(750), Decimal(750), Decimal(9000))
