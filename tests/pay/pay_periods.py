"""One KAM on the reference plan paid by quarter and year to date, in a store whose figures are computed by hand."""

from datetime import date

from kam_analytics.answers.pay import control as pay_control
from kam_analytics.core.scope import Role, Scope
from kam_analytics.warehouse.decisions import pay as decide
from tests.facts import DIRECTOR, line, put, put_tables, view

HR = Scope("rh", Role.CONTROLLER, (), None, sees_all_pay=True)
ANA = Scope("ana@example.com", Role.KAM, ("k1",), "k1")
BOB = Scope("bob@example.com", Role.KAM, ("k2",), "k2")
QUARTERS = ((1, date(2025, 3, 31)), (4, date(2025, 6, 30)), (7, date(2025, 9, 30)), (10, date(2025, 12, 31)))
Q1, Q2 = date(2025, 1, 1), date(2025, 4, 1)


def plan(
    store,
    *,
    frequency="quarter",
    aggregation="ytd",
    status="approved",
    version=1,
    cap=1.6,
    total_cap=None,
    carry_forward=False,
    who=("k1", "k2"),
    **more,
):
    """12,000 € on revenue alone: 80 % pays 0.8, 100 % 1, 120 % 1.4, capped. `more`: columns of the component."""
    return put_tables(
        store,
        "pay_plans",
        {
            "plan": [
                {
                    "id": "P",
                    "name_fr": "Plan",
                    "period_start": date(2025, 1, 1),
                    "period_end": date(2025, 12, 31),
                    "frequency": frequency,
                    "rounding": "per_component",
                    "status": status,
                    "version": version,
                    "proration": "calendar_days",
                    "total_cap": total_cap,
                    "carry_forward": carry_forward,
                }
            ],
            "component": [
                {
                    "plan": "P",
                    "key": "ca",
                    "label": "CA",
                    "weight": 1,
                    "kind": "quota_curve",
                    "measure": "revenue",
                    "aggregation": aggregation,
                    "target_incentive": 12000,
                    "cap": cap,
                    **more,
                }
            ],
            "curve": [
                {"plan": "P", "component": "ca", "attainment": a, "payout": p, "cliff": a == 0.8}
                for a, p in ((0.8, 0.8), (1.0, 1.0), (1.2, 1.4))
            ],
            "plan_assignment": [
                {"payee": payee, "plan": "P", "from_on": date(2025, 1, 1), "to_on": date(2025, 12, 31), "share": 1}
                for payee in who
            ],
        },
        part="pay",
    )


def people_and_targets(store, who=("k1", "k2")):
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": k,
                "measure": "revenue",
                "period_start": date(2025, q, 1),
                "period_end": end,
                "value": 250,
            }
            for k in who
            for q, end in QUARTERS
        ],
    )


def year(store):
    """k1 invoices 300, 150, 260, 330 by quarter against 250 each; k2 250 in each."""
    put(
        store,
        "revenue",
        "line",
        [
            line(account, day, amount, kam=kam, invoice_no=f"{account}-{day}")
            for account, kam, amounts in (("A1", "k1", (300, 150, 260, 330)), ("A2", "k2", (250, 250, 250, 250)))
            for day, amount in zip(("2025-02-01", "2025-05-01", "2025-08-01", "2025-12-31"), amounts, strict=True)
        ],
    )
    people_and_targets(store)
    plan(store)
    return store


def found(store, scope=DIRECTOR):
    return pay_control.current_control(view(store, scope))


def statement(store, start, who="k1", scope=DIRECTOR):
    return found(store, scope).statements["P", start, who]


def period(store, start):
    return next(p for p in found(store).periods if p.start == start)


def close(store, start, scope=HR):
    seen = store.state()
    one = period(store, start)
    closed = pay_control.closing(view(store, scope), one)
    decide.close(store, "P", (one.start, one.end), (one.import_id, one.version), closed, seen, scope)
    return closed
