"""Closed periods stay what they were, corrections go to the next one, and who may do what."""

from datetime import date
from decimal import Decimal

import pytest

from kam_analytics.answers.pay import control as pay_control
from kam_analytics.answers.pay import page as pay
from kam_analytics.core.errors import NotAllowed
from kam_analytics.ingest.history import withdraw
from kam_analytics.metrics.pay.periods.control import PeriodState
from kam_analytics.metrics.pay.periods.documents import digest, recomputed, sha256
from kam_analytics.ui.frame.access import narrowed
from kam_analytics.warehouse.decisions import pay as decide
from tests.facts import DIRECTOR, line, put, view
from tests.pay.pay_periods import ANA, BOB, HR, Q1, Q2, close, found, people_and_targets, period, plan, statement, year

D = Decimal


@pytest.fixture
def book(store):
    return year(store)


def test_quarters_year_to_date_pay_the_instalments_of_the_vector(book):  # docs/methods.md « quarters », 13,800 → 12,000
    paid = [statement(book, date(2025, month, 1)).total for month in (1, 4, 7, 10)]
    assert paid == [D("4200.00"), D("1200.00"), D("3120.30"), D("4439.70")]
    assert sum(paid) == D("12960.00")  # 12,000 × f(104 %) = 1.08


def test_discrete_quarters_lose_what_the_year_would_have_kept(store):
    year(store)
    plan(store, aggregation="period", version=2)
    paid = [statement(store, date(2025, month, 1)).total for month in (1, 4, 7, 10)]
    assert paid == [D("4200.00"), 0, D("3240.00"), D("4800.00")]


def frozen(store, start):
    """Person → document and hash of a closed period, as stored."""
    return {who: kept for (_, day, who), kept in found(store).documents.items() if day == start}


def test_a_closed_period_gives_the_same_bytes_whatever_happens_to_the_data(book):
    before = {c.person_id: c.document for c in close(book, Q1)}
    assert statement(book, Q1).total == D("4200.00")
    late = put(book, "revenue", "line", [line("A1", "2025-03-30", -50, kam="k1", document_class="credit_note")])
    put(
        book,
        "targets",
        "targets",
        [
            {
                "scope": "kam",
                "who": "k1",
                "measure": "revenue",
                "period_start": Q1,
                "period_end": date(2025, 3, 31),
                "value": 300,
            }
        ],
    )
    plan(book, version=2, cap=1.2)
    withdraw(book, late, DIRECTOR)
    withdraw(book, 1, DIRECTOR)  # the invoices themselves
    kept = frozen(book, Q1)
    assert {who: text for who, (text, _) in kept.items()} == before
    digests = pay_control.digests(view(book))
    for who, (text, stored) in kept.items():
        kept_lines = digests["P", Q1, who]
        assert recomputed(text, kept_lines).encode() == text.encode()
        assert sha256(text) == stored
        assert pay_control.is_intact(text, stored, kept_lines)
    assert statement(book, Q1).total == D("4200.00")


def test_a_changed_amount_or_line_of_a_closed_period_is_noticed(book):
    (ana, *_) = close(book, Q1)
    lines = list(ana.credits)
    assert pay_control.is_intact(ana.document, ana.sha256, digest(lines))
    assert digest(lines) == pay_control.digests(view(book))["P", Q1, "k1"]
    assert not pay_control.is_intact(ana.document.replace('"4200"', '"4300"'), ana.sha256, digest(lines))
    assert not pay_control.is_intact(ana.document, ana.sha256, digest(lines[1:]))
    moved = [(c, i, n, v + 1) for c, i, n, v in lines]
    assert not pay_control.is_intact(ana.document, ana.sha256, digest(moved))


def test_a_credit_note_after_closing_is_the_next_periods_adjustment_once(book):
    close(book, Q1)
    put(book, "revenue", "line", [line("A1", "2025-03-30", -50, kam="k1", document_class="credit_note")])
    (adjusted,) = statement(book, Q2).inputs.adjustments
    # Q1 again with 250 of 250: 3,000 instead of 4,200.
    assert (adjusted.recomputed, adjusted.closed, adjusted.amount) == (D("3000.00"), D("4200.00"), D("-1200.00"))
    assert [(c.kind, c.component, c.before, c.after) for c in adjusted.causes] == [("result", "ca", D(300), D(250))]
    # Year to date 400 of 500 earns 0.8 × 6,000 = 4,800, of which 3,000 was due for Q1.
    assert statement(book, Q2).earned == D("1800.00")
    assert statement(book, Q2).total == D("600.00")
    assert statement(book, date(2025, 7, 1)).inputs.adjustments == ()  # only the first open period takes it
    close(book, Q2)
    assert statement(book, date(2025, 7, 1)).inputs.adjustments == ()
    total = sum(statement(book, date(2025, m, 1)).total for m in (1, 4, 7, 10))
    assert total == D("11880.00")  # 990 of 1,000: 12,000 × 0.99


def test_an_override_survives_recalculation_and_stands_beside_what_was_computed(book):
    place = decide.Place("P", Q1, "k1", "ca")
    decide.override(book, place, "payout", D("4000"), "Geste convenu le 3 mars", HR)
    put(book, "revenue", "line", [line("A1", "2025-03-30", -50, kam="k1")])
    (shown,) = statement(book, Q1).lines
    assert (shown.computed, shown.payout) == (D("3000.00"), D("4000.00"))
    (said,) = shown.overrides
    assert (said.reason, said.author, bool(said.at)) == ("Geste convenu le 3 mars", "rh", True)
    close(book, Q1)
    assert statement(book, Q1).total == D("4000.00")
    with pytest.raises(decide.ControlRefused):
        decide.override(book, place, "payout", D("1"), "trop tard", HR)


def test_a_target_that_was_replaced_moves_the_attainment_and_the_year_to_date(book):
    decide.override(book, decide.Place("P", Q1, "k1", "ca"), "target", D("300"), "Territoire réduit", HR)
    (first,) = statement(book, Q1).lines
    assert (first.target, first.attainment, first.payout, first.computed) == (300, 1, D("3000.00"), D("4200.00"))
    (second,) = statement(book, Q2).lines
    assert second.target == 550  # 300 + 250
    (other,) = statement(book, Q1, "k2").lines
    assert other.overrides == ()


def test_an_override_that_is_taken_back_no_longer_counts_and_stays_on_record(book):
    place = decide.Place("P", Q1, "k1", "ca")
    decide.override(book, place, "payout", D("4000"), "Erreur", HR)
    decide.take_back(book, 1, place, HR)
    assert statement(book, Q1).total == D("4200.00")
    with book.connect(parts=("pay",)) as db:
        assert db.execute("SELECT undone_by FROM pay.pay_override").fetchall() == [("rh",)]


def test_a_period_goes_from_open_to_earned_to_paid_and_never_back(book):
    assert [p.state for p in found(book).periods] == [PeriodState.OPEN] * 4
    close(book, Q1)
    assert period(book, Q1).state is PeriodState.CLOSED
    with pytest.raises(decide.ControlRefused):
        decide.mark_paid(book, "P", Q2, HR)
    decide.mark_paid(book, "P", Q1, HR)
    assert (period(book, Q1).state, period(book, Q1).paid_by) == (PeriodState.PAID, "rh")
    with pytest.raises(decide.ControlRefused):
        decide.mark_paid(book, "P", Q1, HR)
    with pytest.raises(decide.ControlRefused):
        decide.close(book, "P", (Q1, date(2025, 3, 31)), (1, 1), [decide.Closed("k1", "{}", "", [])], book.state(), HR)


def test_a_period_is_not_closed_on_data_that_changed_meanwhile(book):
    seen, one = book.state(), period(book, Q1)
    closed = pay_control.closing(view(book), one)
    put(book, "revenue", "line", [line("A1", "2025-03-30", -50, kam="k1")])
    with pytest.raises(decide.ControlRefused, match="changed meanwhile"):
        decide.close(book, "P", (one.start, one.end), (one.import_id, one.version), closed, seen, HR)
    assert period(book, Q1).state is PeriodState.OPEN


def test_the_store_closes_the_next_period_only_and_only_when_it_is_over_and_whole(book):
    def refused(why, start, end, people):
        closed = [decide.Closed(who, "{}", "", []) for who in people]
        one = period(book, Q1)
        with pytest.raises(decide.ControlRefused, match=why):
            decide.close(book, "P", (start, end), (one.import_id, one.version), closed, book.state(), HR)

    refused("earlier period is still open", Q2, date(2025, 6, 30), ("k1", "k2"))
    refused("one of the plan’s periods", Q1, date(2025, 4, 30), ("k1", "k2"))
    refused("statement of somebody is missing", Q1, date(2025, 3, 31), ("k1",))
    refused("statement of somebody is missing", Q1, date(2025, 3, 31), ("k1", "k2", "k3"))
    assert {p.state for p in found(book).periods} == {PeriodState.OPEN}
    close(book, Q1)
    refused("closed already", Q1, date(2025, 3, 31), ("k1", "k2"))


def test_the_store_does_not_close_a_period_that_is_not_over(store):
    people_and_targets(store)
    plan(store)
    put(store, "revenue", "line", [line("A1", "2025-03-30", 300, kam="k1")])
    assert period(store, Q1).state is PeriodState.RUNNING
    with pytest.raises(decide.ControlRefused, match="not over"):
        close(store, Q1)


def test_a_draft_that_a_later_version_has_overtaken_is_not_approved(book):
    plan(book, version=3)
    draft = plan(book, version=2, status="draft")
    with pytest.raises(decide.ControlRefused, match="later version"):
        decide.approve(book, "P", draft, HR)
    newer = plan(book, version=4, status="draft")
    decide.approve(book, "P", newer, HR)
    assert period(book, Q1).version == 4


def test_a_new_version_pays_the_open_periods_and_leaves_the_closed_ones(book):
    close(book, Q1)
    plan(book, version=2, cap=1.2)
    assert (period(book, Q1).version, period(book, Q2).version) == (1, 2)
    assert statement(book, Q1).total == D("4200.00")
    assert statement(book, Q2).total == D("1200.00")  # 0.9 × 6,000 under the new version, less 4,200
    assert statement(book, Q2).inputs.adjustments == ()


def test_a_locked_version_is_the_one_a_period_was_closed_on(book):
    close(book, Q1)
    with book.connect(parts=("pay",)) as db:
        assert db.execute("SELECT status FROM pay.plan").fetchall() == [("locked",)]


# --- who may do what


def test_a_kam_sees_and_asks_about_their_own_statement_only(book):
    assert {who for *_, who in found(book, ANA).statements} == {"k1"}
    close(book, Q1)
    assert {who for *_, who in found(book, ANA).documents} == {"k1"}
    decide.ask(book, decide.Place("P", Q1, "k1", "ca"), "Où est la facture A1-99 ?", ANA)
    with pytest.raises(NotAllowed):
        decide.ask(book, decide.Place("P", Q1, "k1", "ca"), "Et lui ?", BOB)
    as_ana = narrowed(HR, "k1", {"k1", "k2"})
    assert as_ana.own_id == "k1"
    with pytest.raises(NotAllowed):  # nobody asks in the name of another
        decide.ask(book, decide.Place("P", Q1, "k1", "ca"), "À sa place ?", as_ana)
    decide.answer(book, 1, "Elle porte le nom de Bob.", HR)
    (asked,) = pay_control.facts(view(book, ANA))["questions"]
    assert (asked["said"], asked["answer"], asked["answered_by"]) == (
        "Où est la facture A1-99 ?",
        "Elle porte le nom de Bob.",
        "rh",
    )
    assert pay_control.facts(view(book, BOB))["questions"] == []
    with pytest.raises(decide.WordsRefused):
        decide.answer(book, 1, "Autre réponse", HR)


@pytest.mark.parametrize("scope", [ANA, pytest.param(None, id="director without pay")])
def test_only_who_may_see_all_pay_closes_pays_replaces_answers_and_approves(book, scope):
    scope = scope or DIRECTOR.__class__("d", DIRECTOR.role)
    place = decide.Place("P", Q1, "k1", "ca")
    state = book.state()
    for act in (
        lambda: decide.close(book, "P", (Q1, date(2025, 3, 31)), (1, 1), [], state, scope),
        lambda: decide.mark_paid(book, "P", Q1, scope),
        lambda: decide.override(book, place, "payout", D(1), "raison", scope),
        lambda: decide.take_back(book, 1, place, scope),
        lambda: decide.answer(book, 1, "non", scope),
        lambda: decide.approve(book, "P", 1, scope),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert book.state().number == state.number


@pytest.mark.parametrize("said", ["", "   ", "x" * 501])
def test_a_reason_is_needed_and_is_no_book(book, said):
    with pytest.raises(decide.WordsRefused):
        decide.override(book, decide.Place("P", Q1, "k1", "ca"), "payout", D(1), said, HR)


# --- credit


def test_an_account_that_changes_hands_is_credited_by_its_dated_assignment(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 100), line("A1", "2025-05-01", 40)])
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1)},
            {"account": "A1", "kam": "k2", "from_on": date(2025, 4, 1)},
        ],
    )
    plan(store)
    results = {(w, s): st.inputs.steps[-1].own["ca"].result for (_, s, w), st in found(store).statements.items()}
    assert results == {("k1", Q1): 100, ("k2", Q1): 0, ("k1", Q2): 0, ("k2", Q2): 40}


def reasons(store, start=Q1, who="k1", scope=DIRECTOR):
    rows = pay_control.uncredited(view(store, scope), period(store, start))
    rows = rows[rows["person_id"] == who]
    return {r["reason"]: (r["lines"], r["amount"], r["credited"]) for r in rows.to_dict("records")}


def test_lines_of_my_accounts_that_are_not_credited_each_have_their_reason(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 100),  # credited by the assignment
            line("A1", "2025-02-02", 30, kam="k2"),  # carries another KAM
            line("A2", "2025-02-01", 20),  # mine only since March
            line("A3", "2025-02-01", 10),  # shared half and half
            line("A1", "2025-02-03", 5, product_family="Services"),  # outside the plan's families
        ],
    )
    put(store, "people", "people", [{"person_id": "k1", "name": "Ana"}, {"person_id": "k2", "name": "Bob"}])
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1)},
            {"account": "A2", "kam": "k2", "from_on": date(2024, 1, 1)},
            {"account": "A2", "kam": "k1", "from_on": date(2025, 2, 2)},
            {"account": "A3", "kam": "k1", "from_on": date(2025, 1, 1), "share": 0.5},
            {"account": "A3", "kam": "k2", "from_on": date(2025, 1, 1), "share": 0.5},
        ],
    )
    put(store, "revenue", "line", [line("A9", "2025-12-31", 1, kam="k2")])
    plan(store)
    assert reasons(store) == {
        "credited": (2, 105, 105),
        "other_kam": (1, 30, 0),
        "other_assignment": (1, 20, 0),
        "shared": (1, 10, 5),
    }
    rows = pay_control.uncredited_lines(view(store), period(store, Q1))
    mine = rows[rows["person_id"] == "k1"]
    assert list(zip(mine["reason"], mine["amount"], mine["share"], strict=True)) == [
        ("other_kam", 30, 0),
        ("other_assignment", 20, 0),
        ("shared", 10, 0.5),
    ]
    plan(store, version=2, families="Matériel;logiciels")
    assert reasons(store)["filter"] == (3, 115, 0)


def test_an_overlay_is_credited_on_top_and_the_company_counts_the_line_once(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 100), line("A1", "2025-12-31", 60, kam="k1")])
    people_and_targets(store)
    put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "total",
                "who": "",
                "measure": "revenue",
                "period_start": Q1,
                "period_end": date(2025, 12, 31),
                "value": 1000,
            }
        ],
    )
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k1", "from_on": date(2025, 1, 1), "share": 1},
            {"account": "A1", "kam": "k2", "from_on": date(2025, 1, 1), "share": 1, "role": "Overlay"},
        ],
    )
    plan(store)
    results = {(w, s): st.inputs.steps[-1].own["ca"].result for (_, s, w), st in found(store).statements.items()}
    assert (results["k1", Q1], results["k2", Q1]) == (100, 100)
    assert (results["k1", date(2025, 10, 1)], results["k2", date(2025, 10, 1)]) == (60, 60)
    (company,) = [r for r in pay.figures(view(store)) if r.scope == "total"]
    assert company.actual == 160
