"""A new version of a pay plan cannot lose or double what was paid, and the store takes no word about nobody."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from kam_analytics.answers.page.blocks import Message
from kam_analytics.answers.pay import control_blocks as pay_control_blocks
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest import pay_plans
from kam_analytics.ingest.dialogue.refusals import PlanBreaksClosed
from kam_analytics.plans.sheets import SHEETS
from kam_analytics.warehouse.decisions import pay as decide
from kam_analytics.warehouse.session import Reader
from tests.facts import DIRECTOR, line, put, put_tables, view
from tests.pay.pay_periods import ANA, HR, Q1, Q2, close, period, plan, statement, year

D = Decimal
DAYS = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def book(store):
    return year(store)


def draft(frequency="quarter", weights=(("ca", 1),), version=2, days=DAYS, status="draft"):
    """Plan P as the editor has it."""
    return {
        "plan": [
            {
                "id": "P",
                "name_fr": "Plan",
                "period_start": days[0],
                "period_end": days[1],
                "frequency": frequency,
                "status": status,
                "version": version,
            }
        ],
        "component": [
            {
                "plan": "P",
                "key": key,
                "weight": D(weight),
                "kind": "quota_curve",
                "measure": "revenue",
                "aggregation": "ytd",
                "target_incentive": D(12000) * D(weight),
                "cap": D("1.6"),
            }
            for key, weight in weights
        ],
        "curve": [
            {"plan": "P", "component": key, "attainment": D(a), "payout": D(p)}
            for key, _ in weights
            for a, p in (("0.8", "0.8"), ("1", "1"), ("1.2", "1.4"))
        ],
        "assignment": [
            {"payee": who, "plan": "P", "from_on": days[0], "to_on": days[1], "share": D(1)} for who in ("k1", "k2")
        ],
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frequency": "month"}, "paid by “quarter”, and this version pays by “month”"),
        ({"frequency": "half"}, "paid by “quarter”, and this version pays by “half”"),
        ({"weights": (("sales", 1),)}, "lacks what they paid (ca)"),
    ],
)
def test_a_version_that_closed_periods_cannot_live_with_is_refused(book, change, said):
    assert pay_plans.save(book, draft(**change), HR).outcome == "loaded"  # nothing is closed yet
    waiting = book.state().number
    with book.connect(parts=("ledger",)) as db:
        ((number,),) = db.execute("SELECT max(import_id) FROM ledger.import_log").fetchall()
    close(book, Q1)
    with pytest.raises(PlanBreaksClosed) as refused:
        pay_plans.save(book, draft(version=3, **change), HR)
    assert said in str(refused.value)
    assert "weight 0" in str(refused.value)
    with pytest.raises(decide.VersionBreaksClosed) as refused:
        decide.approve(book, "P", number, HR)
    assert said in str(refused.value)
    assert book.state().number == waiting + 1  # the closing only


def test_a_component_that_no_longer_pays_stays_with_weight_0(book):
    for version, weights in ((2, (("ca", "0.6"), ("old", "0.4"))), (3, (("ca", 1), ("old", 0)))):
        number = pay_plans.save(book, draft(weights=weights, version=version), HR).import_id
        decide.approve(book, "P", number, HR)
        if version == 2:
            close(book, Q1)
    paid = [statement(book, date(2025, m, 1)).total for m in (1, 4, 7, 10)]
    assert sum(paid) == D("12960.00")  # as under one version: 12,000 × f(104 %)


@pytest.mark.parametrize("seed", range(6))
def test_pay_periods_cover_the_plan_without_gap_or_overlap_whatever_was_closed(store, tmp_path, seed):
    """Versions of any frequency between closings at random: what is refused changes nothing, what is taken fits."""
    chance, refused = random.Random(seed), 0
    put(store, "revenue", "line", [line("A1", "2025-12-31", 1, kam="k1")])
    days = (date(2025, chance.choice((1, 2)), chance.choice((1, 15))), date(2025, 12, chance.choice((31, 20))))
    for version in range(1, 6):
        try:
            sheets = draft(chance.choice(("month", "quarter", "half", "year")), version=version, days=days)
            decide.approve(store, "P", pay_plans.save(store, sheets, HR).import_id, HR)
        except PlanBreaksClosed:
            refused += 1
        periods = all_periods(store, tmp_path)
        covered = [p.start + timedelta(n) for p in periods for n in range((p.end - p.start).days + 1)]
        assert covered == [days[0] + timedelta(n) for n in range((days[1] - days[0]).days + 1)]
        waiting = [p for p in periods if p.closed_at is pd.NaT]
        for one in waiting[: chance.choice((1, 1, 2))]:
            put_closed(store, one)
    assert refused  # else the property would hold of one version alone


def all_periods(store, tmp_path):
    """Every pay period in order, those that have not begun too."""
    query, reader = tmp_path / "periods.sql", Reader(store)
    query.write_text("SELECT *, period_start AS start, period_end AS end FROM core.pay_period ORDER BY period_start")
    try:
        rows = list(reader.read(query, HR, {}).itertuples())
    finally:
        reader.close()
    return [p._replace(start=p.start.date(), end=p.end.date()) for p in rows]


def put_closed(store, one):
    """What closing leaves in the store, without the statements."""
    facts = [one.plan, one.start, one.end, int(one.import_id), int(one.version)]

    def apply(dbs):
        dbs["pay"].execute("INSERT INTO pay_period VALUES (?, ?, ?, ?, ?, now()::TIMESTAMP, 'rh', NULL, NULL)", facts)
        dbs["pay"].execute("UPDATE plan SET status = 'locked' WHERE id = ? AND import_id = ?", [facts[0], facts[3]])

    store.change(("pay",), apply)


# --- one person, two writings


def twice(store):
    """k1 on the plan by id and by name, whose people came later than the plan."""
    year(store)
    names = ("k1", "Ana", "k2")
    sheets = draft(version=2, status="approved")
    sheets["assignment"] = [{**sheets["assignment"][0], "payee": who} for who in names]
    tables = {SHEETS[name][0]: rows for name, rows in sheets.items()}
    put_tables(store, "pay_plans", tables, "pay")
    return store


def test_a_person_who_stands_on_a_plan_by_id_and_by_name_is_counted_once_and_said(store):
    twice(store)
    assert [statement(store, date(2025, m, 1)).total for m in (1, 4, 7, 10)] == [
        D("4200.00"),
        D("1200.00"),
        D("3120.30"),
        D("4439.70"),
    ]
    said = [b.text.fr for b in pay_control_blocks.blocks(view(store)) if isinstance(b, Message)]
    assert any("« Ana » est deux fois sur le plan Plan" in s for s in said)
    mine = [b.text.fr for b in pay_control_blocks.blocks(view(store, ANA)) if isinstance(b, Message)]
    assert not any("deux fois" in s for s in mine)


# --- words about nobody, and about oneself


@pytest.mark.parametrize(
    "place",
    [
        decide.Place("P", Q1, "k1", "zz"),
        decide.Place("P", date(2025, 1, 2), "k1", "ca"),
        decide.Place("NO", Q1, "k1", "ca"),
        decide.Place("P", Q1, "k99", "ca"),
    ],
)
def test_a_figure_or_a_question_on_a_line_that_no_statement_has_is_refused(book, place):
    before = book.state().number
    with pytest.raises(decide.ControlRefused, match="no statement of this period has this line"):
        decide.override(book, place, "payout", D(1), "raison", HR)
    asker = Scope("somebody", Role.KAM, (place.person_id,), place.person_id)
    with pytest.raises(decide.ControlRefused):
        decide.ask(book, place, "Pourquoi ?", asker)
    assert book.state().number == before


def test_a_question_on_a_whole_statement_stays_open_to_somebody_who_left(book):
    close(book, Q1)
    gone = {"person_id": "k1", "name": "Ana", "end_on": date(2024, 12, 31), "key": 1, "occurrence": 1}
    put(book, "people", "people", [gone])
    decide.ask(book, decide.Place("P", Q1, "k1"), "Et mon solde ?", ANA)
    with book.connect() as db:
        kept = db.execute("SELECT person_id, component, said, answer FROM pay.pay_question").fetchall()
    assert kept == [("k1", None, "Et mon solde ?", None)]


def test_an_answer_to_no_question_says_so(book):
    with pytest.raises(decide.AnswerRefused, match="does not exist, or it has its answer already"):
        decide.answer(book, 99, "bonjour", HR)


def test_nobody_replaces_their_own_figures_but_closing_stays_allowed(book):
    me = Scope("ana", Role.DIRECTOR, (), "k1", sees_all_pay=True)
    place = decide.Place("P", Q1, "k1", "ca")
    with pytest.raises(decide.OwnFigure, match="their own pay"):
        decide.override(book, place, "payout", D(9000), "parce que", me)
    decide.override(book, place, "payout", D(4000), "accord", HR)
    with pytest.raises(decide.OwnFigure):
        decide.take_back(book, 1, place, me)
    decide.override(book, decide.Place("P", Q1, "k2", "ca"), "payout", D(1), "accord", me)
    assert statement(book, Q1).total == D("4000.00")
    close(book, Q1, me)
    assert period(book, Q1).closed_by == "ana"
    alone = DIRECTOR  # the only user of a laptop: no id of their own
    decide.override(book, decide.Place("P", Q2, "k1", "ca"), "payout", D(5), "accord", alone)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+20"])
def test_a_figure_that_is_none_is_refused(book, value):
    with pytest.raises(decide.FigureRefused, match="no figure that a statement can hold"):
        decide.override(book, decide.Place("P", Q1, "k1", "ca"), "payout", D(value), "raison", HR)


def test_one_version_is_approved_once(book):
    first, second = (plan(book, version=2, status="draft", cap=cap) for cap in (1.2, 1.4))
    decide.approve(book, "P", first, HR)
    with pytest.raises(decide.VersionRefused, match="a version of this number is approved already"):
        decide.approve(book, "P", second, HR)
    assert period(book, Q1).import_id == first
