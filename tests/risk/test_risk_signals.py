"""What other files say of an account: dated, absent where unknown, in words; and the cases that are read otherwise."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers.page.blocks import Details, Note, Table
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.forecast import DAYS, PRODUCTS
from kam_analytics.answers.risk.reasons import cases, reasons, signals, since, to_do
from kam_analytics.answers.risk.rows import account_rows, with_decisions
from kam_analytics.answers.risk.table import watch_list
from kam_analytics.metrics.risk.backtest.outlook import past
from kam_analytics.metrics.risk.card.relation import RELATION
from kam_analytics.metrics.risk.card.scorecard import points
from kam_analytics.metrics.risk.figures import LeftOut
from kam_analytics.metrics.risk.measures.history import history
from kam_analytics.metrics.risk.measures.snapshot import snapshot
from kam_analytics.metrics.risk.measures.surroundings import surroundings
from kam_analytics.metrics.risk.model.features import FEATURES, features
from tests import facts

END = date(2025, 12, 31)
MONTHS = [(y, m) for y in (2023, 2024, 2025) for m in range(1, 13)]


def monthly(account: str, amount: float = 1000, **more):
    """Twelve invoices a year for three years, two families, paid on the day they are due."""
    return [
        facts.line(
            account,
            f"{y}-{m:02}-10",
            amount / 2,
            product=f"P{f}",
            product_family=f"F{f}",
            margin=amount * 0.15,
            due_on=date(y, m, 25),
            paid_on=date(y, m, 25),
            **more,
        )
        for y, m in MONTHS
        for f in (1, 2)
    ]


def put_steady(store, *accounts: str) -> None:
    facts.put(store, "revenue", "line", [line for a in accounts for line in monthly(a)])


def judged(store, account: str = "A", end: date = END):
    found = risk.by_signals(facts.view(store, end=end))
    return next(a for a in found.accounts if a.account_id == account)


def said(store, rule: str, account: str = "A") -> str:
    return next(s.text.fr for s in signals(judged(store, account)) if s.id == rule).replace("\u00a0", " ")


def ids(store, account: str = "A") -> dict[str, float]:
    return {s.id: s.points for s in signals(judged(store, account))}


@pytest.mark.parametrize("day", [date(2025, 6, 30), date(2025, 9, 30), date(2025, 2, 28), date(2024, 2, 29)])
def test_whoever_is_invoiced_on_the_last_day_of_a_month_is_judged_like_whoever_is_in_its_middle(store, day):
    lines = [facts.line("MID", f"{y}-{m:02}-15", 1000 * (1 - 0.4 * (m > 4)), product="P") for y, m in MONTHS]
    ends = [(date(y, m, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) for y, m in MONTHS]
    lines += [{**line, "source_account": "END", "date": end} for line, end in zip(lines, ends, strict=True)]
    facts.put(store, "revenue", "line", lines)
    found = {a.account_id: a for a in risk.by_signals(facts.view(store, end=day)).accounts}
    end, mid = found["END"], found["MID"]
    silent = {"gap_ratio": None, "tenure_months": None}  # told in days
    assert {**end.signals, **silent} == {**mid.signals, **silent}
    assert (end.quarter_revenue, end.year_revenue) == (mid.quarter_revenue, mid.year_revenue)
    assert end.signals["active_months"] in (12, None)
    view = facts.view(store, end=day)
    rows = [view.rows(sql, as_of=day) for sql in (DAYS, PRODUCTS)]
    seen = features(snapshot(history(*rows), day, 182))
    columns = [f.id for f in FEATURES]
    for name in ("active_months", "tr6", "tr3n", "yoy12", "yoy3n"):
        one, other = seen[:, columns.index(name)]
        assert one == pytest.approx(other)


# --- each signal, with its evidence


def contract(end: str, **more):
    return {
        "account": "A",
        "contract_id": "C1",
        "start_date": date(2024, 1, 1),
        "end_date": date.fromisoformat(end),
        "notice_days": 30,
        "auto_renewal": False,
        **more,
    }


def test_late_payments_are_told_against_the_accounts_own_habit(store):
    lines = [
        {**line, "paid_on": line["due_on"] + timedelta(days=20 if line["date"] >= date(2025, 6, 20) else 2)}
        for line in monthly("A")
    ]
    facts.put(store, "revenue", "line", lines)
    assert ids(store) == {"payment_delay": 1}
    assert since(judged(store)) == date(2025, 7, 1)
    assert said(store, "payment_delay") == "Règle 18 jours après l’échéance, contre 2 jours d’habitude."


def test_an_export_without_payments_makes_nobody_a_late_payer(store):
    facts.put(store, "revenue", "line", [{**line, "paid_on": None} for line in monthly("A")])
    assert "payment_delay" in judged(store).score.unmeasured


def met(day: str, level: str | None = "buyer", contact: str = "Mme Buy"):
    return {"account": "A", "date": date.fromisoformat(day), "level": level, "contact": contact, "type": "Visite"}


def test_people_met_are_counted_by_level_and_by_name(store):
    put_steady(store, "A")
    rows = [
        met("2025-03-01", "executive", "M. Exe"),
        met("2025-02-01", "technical", "M. Tec"),
        met("2025-11-01"),
        met("2025-12-01"),
    ]
    facts.put(store, "interactions", "interactions", rows)
    assert ids(store) == {"levels_missed": 1}
    assert said(store, "levels_missed") == "Niveaux perdus de vue depuis 6 mois : direction, technique."


def test_one_person_alone_is_a_signal_and_nobody_any_more_another(store):
    put_steady(store, "A", "B")
    rows = [met("2025-03-01"), met("2025-04-01"), met("2025-05-01")]
    facts.put(store, "interactions", "interactions", rows)
    assert ids(store) == {"levels_missed": 1, "single_contact": 1}
    assert said(store, "single_contact") == "Un seul interlocuteur en 12 mois : Mme Buy."
    assert "Aucun contact depuis le 1er mai 2025, à aucun niveau." in said(store, "levels_missed")
    assert {"levels_missed", "single_contact"} <= set(judged(store, "B").score.unmeasured)


def test_open_incidents_are_those_open_that_day_and_an_account_without_any_is_measured(store):
    put_steady(store, "A", "B")
    rows = [
        {"account": "A", "opened_on": date(2025, 12, 1), "closed_on": date(2026, 1, 5), "severity": "Majeure"},
        {"account": "A", "opened_on": date(2025, 5, 1), "closed_on": date(2025, 5, 9), "severity": "Majeure"},
        {"account": "A", "opened_on": date(2026, 1, 2), "closed_on": None, "severity": "Majeure"},
    ]
    facts.put(store, "incidents", "incidents", rows)
    assert ids(store)["open_incidents"] == 1
    assert since(judged(store)) == date(2025, 12, 1)
    assert said(store, "open_incidents") == "Incidents ouverts : 1, le plus ancien depuis le 1er décembre 2025."
    assert "open_incidents" not in judged(store, "B").score.unmeasured


def test_satisfaction_is_told_against_the_survey_before_on_the_scale_in_use(store):
    put_steady(store, "A", "B")
    rows = [
        {"account": a, "date": date(y, 5, 1), "score": s}
        for a, y, s in (("A", 2024, 9), ("A", 2025, 6), ("B", 2024, 1), ("B", 2025, 10))
    ]
    facts.put(store, "satisfaction", "satisfaction", rows)
    assert ids(store)["satisfaction_change"] == 2  # 3 of the 9 points between all scores
    assert said(store, "satisfaction_change") == "Satisfaction : 6, contre 9 à l’enquête d’avant."
    assert "satisfaction_change" not in ids(store, "B")


def test_families_margin_and_baskets_are_read_from_invoices(store):
    lines = [
        {**line, "margin": 20.0 if line["date"] >= date(2025, 7, 1) else line["margin"]}
        for line in monthly("A")
        if not (line["date"] >= date(2025, 7, 1) and line["product_family"] == "F2")
    ]
    facts.put(store, "revenue", "line", lines)
    found = ids(store)
    assert {"families_given_up", "margin_change", "basket_change"} <= set(found)
    assert said(store, "families_given_up") == "Familles qui ne sont plus achetées depuis 6 mois : F2."
    assert "order_change" not in found


def test_what_a_company_never_imported_is_absent_named_and_weighs_nothing(store):
    put_steady(store, "A")
    found = judged(store)
    assert found.score.points == 0
    assert {signal.id for signal in RELATION} - {"payment_delay"} <= set(found.score.unmeasured) - found.answerable
    notes = [b.text.fr for b in risk.AT_RISK.blocks(facts.view(store, end=END)) if isinstance(b, Note)]
    assert any("fin de contrat" in n and "ni pour ni contre" in n for n in notes)


# --- nothing later is read


@given(st.integers(1, 600), st.integers(0, 400))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_facts_of_later_days_change_no_earlier_score(tmp_path_factory, later, back):
    from kam_analytics.warehouse.store import Store

    as_of = END - timedelta(days=back)
    then, after = as_of + timedelta(days=1), as_of + timedelta(days=later)
    known, more = Store(tmp_path_factory.mktemp("known")), Store(tmp_path_factory.mktemp("more"))
    early = {
        "contracts": [contract("2026-03-15")],
        "interactions": [met("2024-03-01"), met("2024-08-01"), met("2024-09-01", "technical")],
        "incidents": [{"account": "A", "opened_on": date(2024, 6, 1), "closed_on": after, "severity": "x"}],
        "satisfaction": [{"account": "A", "date": date(2024, n, 1), "score": 9 - n} for n in (2, 6)],
        "orders": [],
        "opportunities": [],
    }
    late = {
        "contracts": [{**contract("2029-12-31"), "contract_id": "C2", "start_date": then}],
        "interactions": [met(then.isoformat(), "executive", "X")],
        "incidents": [{"account": "A", "opened_on": then, "closed_on": None, "severity": "x"}],
        "satisfaction": [{"account": "A", "date": then, "score": 0}],
        "orders": [{"account": "A", "ordered_on": then, "promised_on": after + timedelta(days=9), "amount": 1e6}],
        "opportunities": [{"account": "A", "created_on": then, "close_date": after, "type": "Renewal", "amount": 1}],
    }
    lines = monthly("A")
    for store, whole in ((known, False), (more, True)):
        kept = [line for line in lines if whole or line["date"] <= as_of]
        kept = [line if whole or line["paid_on"] <= as_of else {**line, "paid_on": None} for line in kept]
        facts.put(store, "revenue", "line", kept)
        for kind, rows in early.items():
            if added := rows + (late[kind] if whole else []):
                facts.put(store, kind, kind, added)
    one, other = (judged(store, end=as_of) for store in (known, more))
    assert one.score == other.score
    assert one.signals == other.signals
    assert one.cases == other.cases
    assert (reasons(one), to_do(one, as_of)) == (reasons(other), to_do(other, as_of))


def test_the_page_and_the_back_test_give_the_same_points(store):
    put_steady(store, "A", "B")
    facts.put(store, "contracts", "contracts", [contract("2026-02-15")])
    facts.put(store, "interactions", "interactions", [met("2025-03-01"), met("2025-04-01"), met("2025-05-01")])
    facts.put(store, "incidents", "incidents", [{"account": "B", "opened_on": date(2025, 12, 1), "severity": "x"}])
    view = facts.view(store, end=END)
    known = past(
        view.rows(DAYS, as_of=END),
        view.rows(PRODUCTS, as_of=END),
        182,
        lambda day: surroundings(lambda sql: view.rows(sql, as_of=day), day),
    )
    card = known.card(END)
    told = dict(zip(known.whole.account_ids[card.account], points(card), strict=True))
    assert told == {a.account_id: a.score.points for a in risk.by_signals(view).accounts}
    assert max(told.values()) > 0


# --- cases that are read otherwise


def rows_of(days: dict[str, list[str]]):
    daily = pd.DataFrame(
        [(a, pd.Timestamp(d), 100.0, 0.0) for a, many in days.items() for d in many],
        columns=["account_id", "day", "invoiced", "credits"],
    )
    return daily, daily.assign(product="P")[["account_id", "product", "day"]]


def month_days(months, day: int = 10) -> list[str]:
    return [f"{y}-{m:02}-{day:02}" for y, m in months]


def test_a_seasonal_account_out_of_season_is_no_broken_rhythm_and_expects_its_season(store):
    season = [(y, m) for y in (2023, 2024, 2025) for m in (3, 4, 5, 6)]
    lines = [facts.line("S", f"{y}-{m:02}-{d}", 500, product="P") for y, m in season for d in (10, 20)]
    facts.put(store, "revenue", "line", [*lines, *monthly("A")])
    found = judged(store, "S")
    assert found.cases == ("seasonal",)
    assert not found.score.watch
    assert found.next_expected == date(2026, 3, 10)
    assert "Saisonnier" in cases(found).fr
    missed = judged(store, "S", date(2025, 12, 31))
    assert missed.signals["gap_ratio"] == 0


def test_a_season_that_did_not_come_is_a_broken_rhythm(store):
    lines = [
        facts.line("S", f"{y}-{m:02}-{d}", 500, product="P")
        for y in (2023, 2024)
        for m in (3, 4, 5, 6)
        for d in (10, 20)
    ]
    begun = [facts.line("S", f"2025-03-{d}", 500, product="P") for d in (10, 14, 20)]
    facts.put(store, "revenue", "line", [*lines, *begun, *monthly("A")])
    found = judged(store, "S", date(2025, 7, 31))
    assert found.signals["gap_ratio"] > 3


def test_august_does_not_count_for_whoever_never_buys_in_it(store):
    months = [(y, m) for y, m in MONTHS if m != 8 and (y, m) < (2025, 8)]
    facts.put(
        store,
        "revenue",
        "line",
        [
            facts.line(a, f"{y}-{m:02}-{d:02}", 500, product="P")
            for a, ms in (("CLOSED", months), ("OPEN", [(y, m) for y, m in MONTHS if (y, m) < (2025, 8)]))
            for y, m in ms
            for d in (5, 25)
        ],
    )
    closed, other = (judged(store, a, date(2025, 9, 15)) for a in ("CLOSED", "OPEN"))
    assert closed.days_since_last == other.days_since_last == 52
    assert (closed.cases, other.cases) == (("closed",), ())
    assert closed.signals["gap_ratio"] == 0  # 21 days are left once August is taken out
    assert other.signals["gap_ratio"] > 2
    assert closed.next_expected - other.next_expected == timedelta(
        days=31 + round(closed.interval) - round(other.interval)
    )


def test_august_explains_no_silence_that_began_before_it(store):
    months = [(y, m) for y, m in MONTHS if m != 8 and (y, m) < (2025, 5)]
    lines = [facts.line("GONE", f"{y}-{m:02}-{d:02}", 500, product="P") for y, m in months for d in (5, 25)]
    facts.put(store, "revenue", "line", [*lines, *monthly("A")])
    gone = judged(store, "GONE", date(2025, 9, 15))
    assert gone.cases == ()
    assert gone.signals["gap_ratio"] == gone.days_since_last / gone.interval


def test_a_full_order_book_silences_the_rhythm_and_a_small_one_does_not(store):
    for a in ("FULL", "SMALL", "A"):
        lines = [line for line in monthly(a) if a == "A" or line["date"] < date(2025, 8, 1)]
        facts.put(store, "revenue", "line", lines)
    orders = [
        {"account": a, "ordered_on": date(2025, 12, 10), "promised_on": date(2026, 2, 1), "amount": amount}
        for a, amount in (("FULL", 900), ("SMALL", 90))
    ]
    facts.put(store, "orders", "orders", orders)
    full, small = judged(store, "FULL"), judged(store, "SMALL")
    assert full.signals["gap_ratio"] == 0
    assert full.next_expected == date(2026, 2, 1)
    assert "900 € promis à partir du 1er février 2026" in cases(full).fr.replace("\u00a0", " ")
    assert small.signals["gap_ratio"] > 3
    assert small.cases == ()


def test_accounts_without_a_score_are_named_with_the_reason(store):
    lines = [
        *monthly("A", 100_000),
        *[facts.line("ONE", f"2025-0{m}-10", 500) for m in (3, 4)],
        *[facts.line("NEW", f"2025-12-0{d}", 500) for d in (1, 2, 3, 4)],
        *[facts.line("NEG", f"2025-0{m}-10", 500) for m in (3, 4, 5)],
        facts.line("NEG", "2025-06-10", -5000),
        *[facts.line("GONE", f"2024-0{m}-10", 500) for m in (3, 4, 5)],
        *[facts.line("SMALL", f"2025-0{m}-10", 1) for m in (3, 4, 5)],
        *[facts.line("PROJECT", f"2025-0{m}-10", 5000) for m in (1, 2, 3, 4, 5)],
    ]
    facts.put(store, "revenue", "line", lines)
    found = risk.by_signals(facts.view(store, end=END))
    assert {a.account_id: a.reason for a in found.left_out} == {
        "ONE": LeftOut.ONE_OFF,
        "NEW": LeftOut.NEW,
        "NEG": LeftOut.NEGATIVE,
        "GONE": LeftOut.GONE,
        "SMALL": LeftOut.SMALL,
    }
    project = next(a for a in found.accounts if a.account_id == "PROJECT")
    assert project.cases == ("one_episode",)
    blocks = risk.AT_RISK.blocks(facts.view(store, end=END))
    (details,) = [b for b in blocks if isinstance(b, Details) and b.id == "unscored"]
    (table,) = [b for b in details.blocks if isinstance(b, Table)]
    assert len(table.rows) == 5


def test_whoever_stopped_for_good_is_not_told_to_have_recovered(store):
    lines = [line for line in monthly("GONE") if line["date"] < date(2025, 1, 15)]
    back = [line for line in monthly("BACK") if not date(2025, 4, 1) < line["date"] < date(2025, 10, 15)]
    facts.put(store, "revenue", "line", [*monthly("A"), *lines, *back])
    view = facts.view(store, end=date(2026, 1, 31))
    before = risk.by_signals(facts.view(store, end=date(2025, 10, 10)))
    assert {a.account_id for a in before.watched} == {"GONE", "BACK"}
    said = [b.text.en for b in watch_list(risk.by_signals(view), rows_of_page(view), before) if isinstance(b, Note)]
    assert any("without a score since" in text and "GONE" in text for text in said)
    assert not any("No longer to watch" in text and "GONE" in text for text in said)


def rows_of_page(view):
    return with_decisions(account_rows(risk.by_signals(view), risk.by_signals(view), view.now), view)


def test_a_company_of_ones_own_group_is_named_and_in_no_figure(store):
    put_steady(store, "A", "B")
    listed = [{"account_id": "B", "source_account": "B", "account_name": "B", "segment": "Intragroupe"}]
    facts.put(store, "accounts", "accounts", listed)
    view = facts.view(store, end=END)
    found = risk.by_signals(view)
    assert [a.account_id for a in found.accounts] == ["A"]
    assert [(a.account_id, a.reason) for a in found.left_out] == [("B", LeftOut.OWN)]
    known = past(*(view.rows(sql, as_of=END) for sql in (DAYS, PRODUCTS)), 182)
    assert known.whole.account_ids.tolist() == ["A"]


@pytest.mark.parametrize(("months", "expected"), [(12, 3_600), (10, 3_600), (9, None), (0, None)])
def test_a_margin_is_exposed_where_most_of_the_revenue_carries_one(store, months, expected):
    lines = [facts.line("A", f"{y}-{m:02}-10", 1_000, margin=300 if m <= months else None) for y, m in MONTHS]
    facts.put(store, "revenue", "line", lines)
    found = judged(store)
    share = found.exposed_revenue / 12_000
    assert found.exposed_margin == (None if expected is None else pytest.approx(expected * share))


def test_one_account_alone_is_judged_as_among_all(store):
    put_steady(store, "A", "B")
    view = facts.view(store, end=END)
    (found,) = risk.by_signals(view, "B").accounts
    (among,) = (a for a in risk.by_signals(view).accounts if a.account_id == "B")
    assert (found.score, found.signals, found.interval, found.exposed_revenue) == (
        among.score,
        among.signals,
        among.interval,
        among.exposed_revenue,
    )
