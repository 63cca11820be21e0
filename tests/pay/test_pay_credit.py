"""One rule of credit: targets, pay periods, statement, closed lines and seasons say the same to the cent."""

from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.forecast import DEALS_SQL, MONTHS_SQL
from kam_analytics.answers.pay.statement import LINES
from kam_analytics.core.scope import Role, Scope
from kam_analytics.language.pay.control import REASONS
from kam_analytics.warehouse.store import Store
from tests.facts import line, put, view
from tests.pay.pay_periods import plan

PEOPLE = ("k1", "k2", "k3")
FIRST, LAST = date(2025, 1, 1), date(2025, 6, 30)
MONTHS = [(date(2025, m, 1), date(2025, m, monthrange(2025, m)[1])) for m in range(1, 13)]
days = st.dates(date(2025, 1, 2), date(2025, 6, 28))
sold = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "A3", "A4", None]),
        st.dates(FIRST, LAST),
        st.integers(-5_000, 5_000).map(lambda tens: tens / 10),  # half of it is no half cent, which rounds either way
        st.sampled_from([None, None, None, *PEOPLE]),
    ),
    min_size=1,
    max_size=40,
)


def care(cuts):
    """Assignments: A1 is in nobody's hands before and after, A2 changes hands and has an overlay, A3 is shared."""
    a, b, c, d = cuts
    last = LAST.replace(month=12, day=31)
    return [
        ("A1", "k1", min(a, b), max(a, b), 1, None),
        ("A2", "k1", date(2024, 1, 1), None, None, None),
        ("A2", "k2", c, last, None, None),
        ("A3", "k1", FIRST, last, 0.6, None),
        ("A3", "k2", FIRST, last, 0.4, None),
        ("A2", "k3", FIRST, d, 0.5, "Overlay"),
    ]


def by_hand(account, day, kam, cuts):
    """Who is credited with a line, and with what share of it; whoever is named on it needs no overlay."""
    held = {
        "A1": [("k1", 1)] if min(cuts[:2]) <= day <= max(cuts[:2]) else [("k3", 1)],  # k3 by the list of accounts
        "A2": [("k1" if day < cuts[2] else "k2", 1)],
        "A3": [("k1", 0.6), ("k2", 0.4)],
        "A4": [("k2", 1)],
    }
    beside = [("k3", 0.5)] if account == "A2" and day <= cuts[3] and kam != "k3" else []
    return [*([(kam, 1)] if kam else held.get(account, [])), *beside]


def filled(folder, lines, cuts):
    """The lines, who looks after what, and a plan by month for everybody."""
    store = Store(folder)
    put(
        store,
        "revenue",
        "line",
        [
            *(line(a, d.isoformat(), x, kam=k, invoice_no=str(n)) for n, (a, d, x, k) in enumerate(lines)),
            *(line(a, LAST.isoformat(), 0) for a in ("A1", "A2", "A3", "A4")),
        ],
    )
    put(store, "people", "people", [{"person_id": k, "name": k} for k in PEOPLE])
    put(
        store,
        "accounts",
        "accounts",
        [{"source_account": a, "account_id": a, "kam": k} for a, k in (("A1", "k3"), ("A4", "k2"))],
    )
    put(
        store,
        "assignments",
        "assignments",
        [dict(zip(("account", "kam", "from_on", "to_on", "share", "role"), row, strict=True)) for row in care(cuts)],
    )
    put(
        store,
        "targets",
        "targets",
        [
            {"scope": "kam", "who": k, "measure": "revenue", "period_start": start, "period_end": end, "value": 100}
            for k in PEOPLE
            for start, end in MONTHS
        ],
    )
    plan(store, frequency="month", who=PEOPLE)
    return store


def cents(found):
    """Amounts that are not nothing, rounded."""
    return {key: round(float(x), 2) for key, x in found.items() if round(float(x), 2)}


def of_targets(asked):
    rows = pay.figures(asked, LAST)  # what `metrics pay` prints
    return cents({(r.who, r.period_start): r.actual for r in rows if r.actual is not None})


def of_periods(asked):
    found = pay_control.current_control(asked).statements
    return cents({(who, start): s.inputs.steps[-1].own["ca"].result for (_, start, who), s in found.items()})


def of_statement_lines(asked):
    total = Counter()
    for who in PEOPLE:
        rows = asked.rows(LINES, start=FIRST, as_of=LAST, person=who, plan="P")
        for day, amount in zip(rows["date"], rows["value"], strict=True):
            total[who, day.date().replace(day=1)] += amount
    return cents(total)


def of_kept_lines(asked):
    return cents(
        {
            (who, period.start): sum(value for *_, value in lines)
            for period in pay_control.current_control(asked).periods
            for who, lines in pay_control.credits_of(asked, period).items()
        }
    )


def of_seasons(asked):
    rows = asked.rows(MONTHS_SQL, as_of=LAST)
    return cents({(r.person_id, r.month.date()): r.revenue for r in rows.itertuples()})


CUTS = (date(2025, 2, 10), date(2025, 3, 20), date(2025, 4, 5), date(2025, 5, 15))
EVERY_CASE = [
    *((a, day, 10.1, kam) for a in ("A1", "A2", "A3", "A4") for kam in (None, "k1", "k3") for day in (*CUTS, LAST)),
    (None, FIRST, 7, "k2"),
    (None, FIRST, 5, None),
]


@settings(max_examples=4, deadline=None)
@example(EVERY_CASE, False, CUTS)
@example(EVERY_CASE, True, CUTS)
@given(sold, st.booleans(), st.tuples(days, days, days, days))
def test_a_line_is_credited_to_the_same_people_wherever_it_is_read(tmp_path_factory, lines, monthly, cuts):
    if monthly:  # care begins and ends with a month
        begins = [day.replace(day=1) for day in cuts]
        ends = [dict(MONTHS)[day] for day in begins]
        cuts = (min(begins[:2]), max(ends[:2]), begins[2], ends[3])
    store = filled(tmp_path_factory.mktemp("credit"), lines, cuts)
    expected = Counter()
    for account, day, amount, kam in lines:
        for who, share in by_hand(account, day, kam, cuts):
            expected[who, day.replace(day=1)] += amount * share
    expected = cents(expected)
    asked = view(store)
    assert of_targets(asked) == expected
    assert of_periods(asked) == expected
    assert of_statement_lines(asked) == expected
    assert of_kept_lines(asked) == expected
    if monthly:
        assert of_seasons(asked) == expected
    for who in PEOPLE:  # each of them reads the same about themselves, and nothing of anybody else
        own = replace(asked, scope=Scope(who, Role.KAM, (who,), who))
        mine = {key: x for key, x in expected.items() if key[0] == who}
        for read in (of_targets, of_periods, of_kept_lines):
            assert read(own) == mine
        assert {k: x for k, x in of_statement_lines(own).items() if k[0] == who} == mine


# --- sales to companies of one's own group


@pytest.fixture
def within_the_group(store):
    """A1 is a customer, A2 a company of one's own group; both have bought since 2024, and A2 names Ana on a line."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2024-02-01", 50),
            line("A2", "2024-02-01", 400),
            line("A1", "2025-02-01", 100),
            line("A2", "2025-02-01", 900),
            line("A2", "2025-02-02", 30, kam="k1"),
            line("A1", "2025-03-31", 0),
        ],
    )
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}])
    put(
        store,
        "accounts",
        "accounts",
        [
            {"source_account": a, "account_id": a, "kam": "k1", "segment": segment}
            for a, segment in (("A1", "Interconnexion"), ("A2", "Sociétés Intra-groupe"))
        ],
    )
    put(
        store,
        "opportunities",
        "opportunities",
        [{"account": a, "amount": 10, "close_date": date(2025, 6, 1)} for a in ("A1", "A2")],
    )
    quarter = {"period_start": FIRST, "period_end": date(2025, 3, 31), "value": 1}
    put(
        store,
        "targets",
        "targets",
        [
            {"scope": "kam", "who": "k1", "measure": "revenue", **quarter},
            {"scope": "kam", "who": "k1", "measure": "retention", **quarter},
            {"scope": "account", "who": "A2", "measure": "revenue", **quarter},
            {"scope": "total", "who": "", "measure": "revenue", **quarter},
        ],
    )
    plan(store, who=["k1"])
    return store


def test_nobody_is_credited_with_a_sale_to_ones_own_group(within_the_group):
    asked = view(within_the_group)
    actual = {(r.scope, r.measure): r.actual for r in pay.figures(asked, date(2025, 3, 31))}
    assert actual == {
        ("kam", "revenue"): 100,
        ("kam", "retention"): 1,
        ("account", "revenue"): 930,
        ("total", "revenue"): 1030,
    }
    assert of_periods(asked) == {("k1", FIRST): 100}
    assert of_statement_lines(asked) == {("k1", date(2025, 2, 1)): 100}
    assert of_kept_lines(asked) == {("k1", FIRST): 100}
    assert of_seasons(asked) == {("k1", date(2024, 2, 1)): 50, ("k1", date(2025, 2, 1)): 100}
    assert len(asked.rows(DEALS_SQL)) == 1


def test_sales_to_ones_own_group_stand_among_the_lines_that_are_not_credited_with_their_reason(within_the_group):
    asked = view(within_the_group)
    (period,) = pay_control.current_control(asked).periods
    rows = pay_control.uncredited(asked, period)
    told = {r.reason: (r.lines, r.amount, r.credited) for r in rows.itertuples()}
    assert told == {"credited": (2, 100, 100), "own_group": (2, 930, 0)}
    assert set(pay_control.uncredited_lines(asked, period)["reason"]) == {"own_group"}
    assert "groupe" in REASONS["own_group"].fr


def test_where_no_word_marks_ones_own_group_its_lines_are_credited(within_the_group, tmp_path, monkeypatch):
    (tmp_path / "kam.toml").write_text("[intercompany]\nwords = []\n", "utf-8")
    monkeypatch.setenv("KAM_CONFIG", str(tmp_path / "kam.toml"))
    assert of_periods(view(within_the_group)) == {("k1", FIRST): 1030}
