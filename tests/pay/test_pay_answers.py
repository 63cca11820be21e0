"""Variable pay from lines, targets and a plan workbook to amounts: the reference plan of docs/pay.md, vector Q."""

from datetime import date
from decimal import Decimal

import pytest

from kam_analytics.answers.page.blocks import Message, Note, Number, Table
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.closed_statements import with_closed_statements
from kam_analytics.answers.pay.statement import paper
from kam_analytics.core.scope import Role, Scope
from kam_analytics.language.pay import statement as words
from kam_analytics.metrics.pay.figures import payees, target_rows, to_date
from kam_analytics.warehouse.decisions import pay as decide
from tests.facts import line, put, put_tables, view
from tests.pay import pay_periods

YEAR = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
CURVE = ((0.8, 0.5), (1.0, 1.0), (1.25, 1.5))
COMPONENTS = (
    ("ca", 0.4, "revenue"),
    ("marge", 0.3, "margin"),
    ("cles", 0.2, "key_growth"),
    ("abp", 0.1, "manual_score"),
)


def plan(store, *, weights=None, assigned_from=date(2025, 1, 1), status="approved"):
    sheet = [(key, weights.get(key, w) if weights else w, measure) for key, w, measure in COMPONENTS]
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "year",
                    "rounding": "total",
                    "status": status,
                    "version": 1,
                    "proration": "months",
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": key,
                    "label": key,
                    "weight": weight,
                    "kind": "quota_curve",
                    "measure": measure,
                    "target_incentive": 15000 * weight,
                    "cap": 1.5,
                }
                for key, weight, measure in sheet
            ],
            "curve": [
                {"plan": "P", "component": key, "attainment": a, "payout": p, "cliff": a == 0.8}
                for key, *_ in COMPONENTS
                for a, p in CURVE
            ],
            "plan_assignment": [
                {"payee": "k1", "plan": "P", "from_on": assigned_from, "to_on": date(2025, 12, 31), "share": 1}
            ],
        },
        part="pay",
    )


@pytest.fixture
def year(store):
    """k1 does 104 % of revenue, 91 % of margin, 130 % of key growth and is judged 70 %."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2024-06-01", 500, kam="k1"),
            line("A1", "2025-06-01", 565, kam="k1", margin=50),
            line("A2", "2025-09-30", 475, kam="k1", margin=41),
        ],
    )
    put(store, "key_accounts", "key_accounts", [{"account": "A1", "from_on": date(2023, 1, 1)}], part="workspace")
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(
        store,
        "targets",
        "targets",
        [
            {"scope": "kam", "who": "k1", "measure": measure, **YEAR, "value": value}
            for measure, value in (("revenue", 1000), ("margin", 100), ("key_growth", 0.10))
        ],
    )
    put(store, "scores", "scores", [{"who": "k1", "component": "abp", **YEAR, "value": 0.7}], part="pay")
    return store


def payouts(store, **filters):
    return {row.component: row.payout for row in pay.figures(view(store, **filters))}


def test_the_reference_plan_pays_to_the_cent(year):
    plan(year)
    found = payouts(year)
    assert found == {
        "ca": Decimal("6480.00"),
        "marge": Decimal("3487.50"),
        "cles": Decimal("4500.00"),
        "abp": Decimal(0),
    }
    assert sum(found.values()) == Decimal("14467.50")


def test_attainment_is_result_on_target_and_is_never_prorated(year):
    rows = {row.measure: row for row in pay.figures(view(year))}
    assert rows["revenue"].exact_attainment == Decimal("1.04")
    assert rows["margin"].exact_attainment == Decimal("0.91")
    assert float(rows["key_growth"].exact_attainment or 0) == pytest.approx(1.3)
    assert rows["manual_score"].exact_attainment == Decimal("0.7")


def test_without_a_plan_amounts_are_missing_not_zero(year):
    assert set(payouts(year).values()) == {None}
    notes = [b.text.en for b in pay.VARIABLE_PAY.blocks(view(year)) if isinstance(b, Note)]
    assert any("plan" in note for note in notes)


def test_a_draft_pays_nothing(year):
    plan(year, status="draft")
    assert set(payouts(year).values()) == {None}


def test_a_plan_whose_weights_are_not_100_percent_is_named_and_pays_nothing(year):
    plan(year, weights={"ca": 0.5})
    assert set(payouts(year).values()) == {None}
    notes = [b.text.fr for b in pay.VARIABLE_PAY.blocks(view(year)) if isinstance(b, Note)]
    assert any("poids" in note and "importez-le de nouveau" in note for note in notes)


def test_whoever_joins_on_1_april_is_paid_nine_twelfths(year):
    plan(year, assigned_from=date(2025, 4, 1))
    put(
        year,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": date(2025, 4, 1),
                "period_end": date(2025, 12, 31),
                "value": 1000,
            },
        ],
    )
    joined = [r for r in pay.figures(view(year)) if r.period_start == date(2025, 4, 1)]
    assert [r.payout for r in joined] == [Decimal("4860.00")]  # 6,480.00 × 9 / 12


def test_the_estimate_of_an_open_year_counts_only_ended_periods(year):
    plan(year)
    put(
        year,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": date(2025, q, 1),
                "period_end": end,
                "value": 250,
            }
            for q, end in (
                (1, date(2025, 3, 31)),
                (4, date(2025, 6, 30)),
                (7, date(2025, 9, 30)),
                (10, date(2025, 12, 31)),
            )
        ],
    )
    (person,) = pay.team(view(year, end=date(2025, 9, 30))).people
    assert person.target == 750
    assert person.revenue == 1040
    (ca,) = [item for item in person.statement.lines if item.component == "ca"]
    # 138.67 % of three quarters: capped at 150 % of 6,000 € × 9 / 12 months.
    assert ca.payout == Decimal("6750.00")
    known = pay.facts(view(year), as_of=date(2025, 9, 30))  # the whole year's targets, to date
    statement = to_date(target_rows(known), payees(known)[0], date(2025, 9, 30))
    (growth,) = [item for item in statement.lines if item.component == "cles"]
    assert (growth.attainment, growth.payout) == (Decimal("1.3000"), Decimal("3375.00"))  # 3,000 × 150 % × 9 / 12


def test_a_line_without_a_kam_is_credited_by_the_assignment_of_its_day(store):
    put(store, "revenue", "line", [line("A1", "2025-03-01", 100), line("A1", "2025-09-01", 40)])
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1), "to_on": date(2025, 6, 30), "share": 1},
            {"account": "A1", "kam": "Bob", "from_on": date(2025, 7, 1), "share": 0.5},
            {"account": "A1", "kam": "k1", "from_on": date(2025, 7, 1), "share": 0.5},
        ],
    )
    put(
        store,
        "targets",
        "targets",
        [{"scope": "kam", "who": who, "measure": "revenue", **YEAR, "value": 100} for who in ("k1", "k2")],
    )
    assert {r.who: r.actual for r in pay.figures(view(store))} == {"k1": Decimal(120), "k2": Decimal(20)}


def test_nobody_reads_anothers_amounts_in_the_blocks(year):
    plan(year)
    other = Scope("k2", Role.KAM, ("k2",), "k2")
    own = Scope("k1", Role.KAM, ("k1",), "k1")
    shown = pay.VARIABLE_PAY.blocks(view(year, own, end=date(2025, 12, 31)))
    assert any(isinstance(b, Table) and b.id == "statement" for b in shown)
    hidden = pay.VARIABLE_PAY.blocks(view(year, other))
    assert not any(isinstance(b, Table) for b in hidden)
    assert all("14" not in b.text.fr for b in hidden if isinstance(b, Message))
    blind = pay.VARIABLE_PAY.blocks(view(year, Scope("d", Role.DIRECTOR)))
    assert not any(isinstance(b, Table) and b.id == "statement" for b in blind)


def test_a_kam_reads_the_same_attainment_as_the_director_after_a_transfer(store):
    put(store, "revenue", "line", [line("A1", "2025-03-01", 100), line("A1", "2025-09-01", 40)])
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1)},
            {"account": "A1", "kam": "k2", "from_on": date(2025, 7, 1)},
        ],
    )
    put(
        store,
        "targets",
        "targets",
        [{"scope": "kam", "who": who, "measure": "revenue", **YEAR, "value": 100} for who in ("k1", "k2")],
    )
    everyone = {r.who: r.actual for r in pay.figures(view(store))}
    assert everyone == {"k1": Decimal(100), "k2": Decimal(40)}  # an open assignment ends when the next one begins
    for who in ("k1", "k2"):
        own = Scope(who, Role.KAM, (who,), who)
        assert {r.who: r.actual for r in pay.figures(view(store, own))} == {who: everyone[who]}


def test_a_name_that_two_people_bear_gives_neither_the_pay_of_the_other(store):
    put(store, "people", "people", [{"person_id": p, "name": "Jean Martin"} for p in ("p1", "p3")])
    put(store, "scores", "scores", [{"who": "Jean Martin", "component": "abp", **YEAR, "value": 0.7}], part="pay")
    for who in ("p1", "p3"):
        assert pay.figures(view(store, Scope(who, Role.KAM, (who,), who))) == ()


def test_a_commission_plan_pays_its_tiers(store):
    put(store, "revenue", "line", [line("A1", "2025-03-01", 15_000, kam="k1")])
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(store, "targets", "targets", [{"scope": "kam", "who": "k1", "measure": "revenue", **YEAR, "value": 20_000}])
    tier = {"plan": "C", "component": "ca", "method": "marginal", "input": "amount", "edge": "lower_inclusive"}
    put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "C",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": "year",
                    "rounding": "total",
                    "status": "approved",
                    "version": 1,
                }
            ],
            "component": [{"plan": "C", "key": "ca", "weight": 0, "kind": "commission_rate", "measure": "revenue"}],
            "rate_table": [
                {**tier, "from_value": 0, "to_value": 10_000, "rate": 0.01},
                {**tier, "from_value": 10_000, "rate": 0.02},
            ],
            "plan_assignment": [{"payee": "k1", "plan": "C", "from_on": date(2025, 1, 1), "share": 1}],
        },
        part="pay",
    )
    assert [r.payout for r in pay.figures(view(store))] == [Decimal("200.00")]
    assert pay.VARIABLE_PAY.blocks(view(store))


@pytest.mark.parametrize("aggregation", ["ytd", "period"])
def test_the_amounts_of_the_page_are_those_of_its_pay_periods(store, aggregation):
    """Year to date or quarter by quarter, with a figure replaced by hand and a correction of a closed quarter."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", day, amount, kam="k1", invoice_no=day)
            for day, amount in (("2025-02-01", 300), ("2025-05-01", 150), ("2025-08-01", 260), ("2025-09-30", 0))
        ],
    )
    pay_periods.people_and_targets(store)
    pay_periods.plan(store, aggregation=aggregation)
    pay_periods.close(store, pay_periods.Q1)
    put(store, "revenue", "line", [line("A1", "2025-03-01", -30, kam="k1", invoice_no="AV")])
    place = decide.Place("P", pay_periods.Q2, "k1", "ca")
    decide.override(store, place, "payout", Decimal("100.00"), "accord", pay_periods.HR)
    asked = view(store, end=date(2025, 9, 30))
    statements = pay_periods.found(store).statements
    periods = [s for (_, start, who), s in statements.items() if who == "k1" and start.month < 10]
    due = sum(s.total for s in periods)
    person = next(p for p in with_closed_statements(pay.team(asked), asked).people if p.person_id == "k1")
    assert (len(periods), person.statement.measured, person.statement.total) == (3, due, due)
    assert sum(s.adjusted for s in periods) == person.statement.adjustments != 0
    shown = next(b for b in pay.VARIABLE_PAY.blocks(asked) if isinstance(b, Number) and b.metric.id == "estimated_pay")
    bob = sum(s.total for (_, start, who), s in statements.items() if who == "k2" and start.month < 10)
    assert shown.value.value == pytest.approx(float(due + bob))
    written = paper(person, asked)
    assert written.total == due == sum(e.payout for e in written.entries) + sum(a for _, a in written.closing[:-1])
    decide.mark_paid(store, "P", pay_periods.Q1, pay_periods.HR)
    assert paper(person, view(store, end=date(2025, 9, 30))).standing.fr.count("versé") == 1
    assert [word for word in ("versé", "estimé", "acquis") if word in written.standing.fr] == ["estimé", "acquis"]
    ((_, said),) = [pair for entry in written.entries for pair in entry.remarks if pair[0] == words.REPLACED]
    assert all(part in said.fr.replace("\u00a0", " ") for part in ("T2 2025", "100,00 €", "rh", "accord"))
