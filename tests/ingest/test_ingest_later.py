"""A later export says when lines that are known already were paid: its days hold as long as it does."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.history import withdraw, withdrawal_preview
from kam_analytics.ingest.pipeline import ImportRequest, run_import, run_imports
from kam_analytics.warehouse.session import Reader, announce
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR

HEADER = "N° facture;Date facture;Code client;Montant HT;Échéance;Date de règlement"
BARE = "N° facture;Date facture;Code client;Montant HT"
KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
DATED = "SELECT invoice_no, due_on, paid_on FROM dated_line ORDER BY ALL"
TOLD = "SELECT count(*) FROM ledger.told_later"
DUE = "31/07/2025"


def put(store: Store, *lines: str, header: str = HEADER, answers: dict[str, str] | None = None, **more):
    """One export, read from a file; each says something else, so that none is the same file again."""
    path = store.folder.parent / f"export-{store.state().number}.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    mapping = ColumnMapping(
        date_order="dmy", answers={"corrections": "add", "document_total": "lines", **(answers or {})}
    )
    report = run_import(store, path, scope=DIRECTOR, mapping=mapping, **more)
    assert report.outcome == "loaded", report
    return report


def invoice(number: str, paid: str = "", due: str = DUE, amount: str = "100,00") -> str:
    return f"{number};15/06/2025;A;{amount};{due};{paid}"


def read(store: Store, query: str = DATED, scope: Scope = DIRECTOR) -> list[tuple[object, ...]]:
    with Reader(store)._db.cursor() as cursor:
        announce(cursor, scope)
        return cursor.execute(query).fetchall()


def paid(store: Store, scope: Scope = DIRECTOR) -> list[date | None]:
    return [row[2] for row in read(store, scope=scope)]


def day(text: str) -> date | None:
    return date(int(text[6:]), int(text[3:5]), int(text[:2])) if text else None


# --- what counts


def test_the_next_export_tells_when_a_known_line_was_paid_and_changes_nothing_else(store):
    put(store, invoice("F1"), invoice("F2", "20/07/2025"))
    before = read(store, "SELECT * EXCLUDE (due_on, paid_on) FROM dated_line ORDER BY row_no")
    months, days = (read(store, f"FROM ledger.{mart} ORDER BY ALL") for mart in ("revenue_month", "revenue_day"))
    report = put(store, invoice("F1", "02/08/2025"), invoice("F2", "20/07/2025"))
    assert (report.rows_loaded, report.rows_known) == (0, 2)
    assert "Due or payment date updated: 1 line already known." in report.message.en
    assert paid(store) == [date(2025, 8, 2), date(2025, 7, 20)]
    assert read(store, "SELECT * EXCLUDE (due_on, paid_on) FROM dated_line ORDER BY row_no") == before
    assert read(store, "FROM ledger.revenue_month ORDER BY ALL") == months
    assert read(store, "FROM ledger.revenue_day ORDER BY ALL") == days


def test_a_blank_takes_no_payment_back_and_a_corrected_day_replaces_the_one_before(store):
    put(store, invoice("F1"))
    put(store, invoice("F1", "02/08/2025"))
    put(store, invoice("F1", "", due="15/08/2025"))
    assert read(store) == [("F1", date(2025, 8, 15), date(2025, 8, 2))]
    report = put(store, invoice("F1", "04/08/2025", due=""))
    assert read(store) == [("F1", date(2025, 8, 15), date(2025, 8, 4))]
    assert "updated: 1 line" in report.message.en
    assert "updated" not in put(store, invoice("F1", "04/08/2025", due="15/08/2025"), invoice("F2")).message.en


def test_an_import_that_is_taken_back_takes_its_payments_with_it_whichever_it_is(store):
    first = put(store, invoice("F1"))
    second = put(store, invoice("F1", "02/08/2025"))
    third = put(store, invoice("F1", "04/08/2025"))
    withdraw(store, third.import_id, DIRECTOR)
    assert paid(store) == [date(2025, 8, 2)]
    assert withdrawal_preview(store, second.import_id).rows_leaving == 0
    withdraw(store, second.import_id, DIRECTOR)
    assert paid(store) == [None]
    fourth = put(store, invoice("F1", "06/08/2025"))
    withdraw(store, first.import_id, DIRECTOR)
    assert (paid(store), read(store, TOLD)) == ([date(2025, 8, 6)], [(0,)])
    withdraw(store, fourth.import_id, DIRECTOR)
    assert read(store) == []


def test_of_two_identical_lines_one_paid_is_one_paid_in_whatever_order_they_are_exported(store):
    put(store, invoice("F1"), invoice("F1"))
    put(store, invoice("F1"), invoice("F1", "02/08/2025"))
    assert Counter(paid(store)) == {date(2025, 8, 2): 1, None: 1}
    put(store, invoice("F1", "02/08/2025"), invoice("F1"), invoice("F2"))
    assert Counter(paid(store)) == {date(2025, 8, 2): 1, None: 2}
    report = put(store, invoice("F1", "09/08/2025"), invoice("F1", "02/08/2025"), invoice("F1"))
    assert (report.rows_loaded, report.rows_known) == (1, 2)
    assert Counter(paid(store)) == {date(2025, 8, 2): 1, date(2025, 8, 9): 1, None: 2}


def test_a_corrected_invoice_is_paid_as_its_own_export_says_and_the_old_lines_come_back_with_theirs(store):
    put(store, invoice("F1"))
    put(store, invoice("F1", "02/08/2025"))
    corrected = put(store, invoice("F1", amount="90,00"), answers={"corrections": "replace"})
    assert paid(store) == [None]
    put(store, invoice("F1", "05/08/2025", amount="90,00"))
    assert paid(store) == [date(2025, 8, 5)]
    withdraw(store, corrected.import_id, DIRECTOR)
    assert sorted(paid(store)) == [date(2025, 8, 2), date(2025, 8, 5)]


def test_a_file_without_these_columns_tells_nothing(store):
    put(store, invoice("F1", "02/08/2025"))
    put(store, "F1;15/06/2025;A;100,00", header=BARE)
    assert (paid(store), read(store, TOLD)) == ([date(2025, 8, 2)], [(0,)])


def test_the_demonstration_leaves_nothing_told(store):
    requests = []
    for n, settled in enumerate(("", "02/08/2025")):
        path = store.folder.parent / f"demo-{n}.csv"
        path.write_text(f"{HEADER}\n{invoice('F1', settled)}\n", "utf-8")
        requests.append(ImportRequest(path, path.name, mapping=ColumnMapping(date_order="dmy")))
    run_imports(store, requests, scope=DIRECTOR, demonstration=True)
    assert read(store, TOLD) == [(1,)]
    put(store, invoice("F1"), invoice("F2"))
    assert (paid(store), read(store, TOLD)) == ([None, None], [(0,)])


FILES = st.lists(
    st.tuples(
        st.lists(
            st.tuples(
                st.sampled_from(["F1", "F2"]),
                st.sampled_from(["", "01/07/2025"]),
                st.sampled_from(["", "05/07/2025", "03/07/2025"]),
            ),
            min_size=1,
            max_size=4,
        ),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def by_hand(files: list[list[tuple[str, str, str]]]) -> Counter[tuple[object, ...]]:
    """Of each invoice the n-th line, by its days, of every file in turn: what says something holds."""
    held: dict[tuple[str, int], list[date | None]] = {}
    for lines in files:
        typed = sorted((i, day(d) or date.max, day(p) or date.max) for i, d, p in lines)
        seen: Counter[str] = Counter()
        for number, *days in typed:
            seen[number] += 1
            told = held.setdefault((number, seen[number]), [None, None])
            told[:] = [old if new == date.max else new for old, new in zip(told, days, strict=True)]
    return Counter((number, *told) for (number, _), told in held.items())


@pytest.mark.heavy
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, st.integers(0, 3))
def test_after_any_exports_and_withdrawals_each_line_has_the_days_that_were_last_told(files, taken):
    with TemporaryDirectory() as folder:
        store, kept = Store(Path(folder) / "s"), []
        for n, (lines, stays) in enumerate(files):
            mark = f"X{n};15/01/2020;X;1,00;;"  # no two files are the same
            report = put(store, *(invoice(i, p, d) for i, d, p in lines), mark)
            kept.append((report.import_id, lines))
            if not stays:
                withdraw(store, kept.pop(taken % len(kept))[0], DIRECTOR)
        found = Counter(row for row in read(store) if str(row[0]).startswith("F"))
        assert found == by_hand([lines for _, lines in kept])
        with store.connect() as db:
            db.execute("USE ledger")
            again = "SELECT * FROM told_of('line') ORDER BY ALL"
            assert db.execute("FROM told_later ORDER BY ALL").fetchall() == db.execute(again).fetchall()


# --- who reads it


def test_a_viewer_reads_the_payments_of_the_accounts_seen_and_nobody_those_of_others(store):
    facts.put(
        store,
        "accounts",
        "accounts",
        [{"source_account": a, "account_id": a, "kam": k} for a, k in (("A", "k1"), ("B", "k2"))],
    )
    put(store, invoice("F1"), invoice("F2").replace(";A;", ";B;"))
    put(store, invoice("F1", "02/08/2025"), invoice("F2", "03/08/2025").replace(";A;", ";B;"))
    assert paid(store) == [date(2025, 8, 2), date(2025, 8, 3)]
    assert paid(store, KAM) == [date(2025, 8, 2)]
    with Reader(store)._db.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM scoped.dated_line").fetchall() == [(0,)]


def monthly(upto: date, since: date = date(2023, 1, 1)) -> list[str]:
    """Thirty accounts, one invoice a month due after 30 days and paid two to five days late, as known on a day."""
    months = [date(y, m, 10) for y in (2023, 2024, 2025) for m in range(1, 13)]
    lines = []
    for n, at in ((n, at) for n in range(30) for at in months if since <= at <= upto):
        due = at + timedelta(days=30)
        settled = due + timedelta(days=2 + n % 4)
        told = f"{settled:%d/%m/%Y}" if settled <= upto else ""
        lines.append(f"F{n}-{at:%y%m};{at:%d/%m/%Y};C{n:02d};{1000 + n},00;{due:%d/%m/%Y};{told}")
    return lines


def test_accounts_that_pay_are_no_late_payers_because_the_first_export_came_before_they_paid(store):
    put(store, *monthly(date(2025, 6, 30)))
    put(store, *monthly(date(2025, 12, 31), since=date(2025, 4, 1)))
    judged = risk.by_signals(facts.view(store, end=date(2025, 12, 31))).accounts
    assert len(judged) == 30
    assert [a.account_id for a in judged if any(item.rule == "payment_delay" for item in a.score.items)] == []


def test_cash_counts_on_the_day_a_later_export_tells(store):
    facts.put(
        store,
        "targets",
        "targets",
        [
            {
                "scope": "account",
                "who": "A",
                "measure": measure,
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "value": 100,
            }
            for measure in ("cash", "revenue")
        ],
    )
    put(store, invoice("F1"), invoice("F2", "20/07/2025"))
    later = put(store, invoice("F1", "02/08/2025"))

    def actual() -> dict[str, float]:
        return {r.measure: float(r.actual) for r in pay.figures(facts.view(store)) if r.who == "A"}

    assert actual() == {"cash": 200, "revenue": 200}
    withdraw(store, later.import_id, DIRECTOR)
    assert actual() == {"cash": 100, "revenue": 200}


def test_what_if_an_account_were_lost_halves_what_it_paid_too(store):
    put(store, invoice("F1"))
    put(store, invoice("F1", "02/08/2025"))
    query = store.folder.parent / "q.sql"
    query.write_text("SELECT paid_on, amount FROM dated_line", "utf-8")
    found = Reader(store).read(query, DIRECTOR, {"without": (["A"], 0.5)})
    assert found.values.tolist() == [[found["paid_on"][0], 50.0]]
    assert found["paid_on"][0].date() == date(2025, 8, 2)


# --- stores of an earlier release


def test_a_store_of_an_earlier_release_learns_what_its_exports_had_told(store):
    put(store, invoice("F1"), invoice("F2"))
    put(store, invoice("F1", "02/08/2025"), invoice("F2"))
    before = read(store)

    def back(parts):
        parts["ledger"].execute(
            "DROP TABLE told_later; DROP MACRO TABLE told_of; ALTER TABLE import_log DROP COLUMN sent_by;"
            " DELETE FROM schema_version WHERE version >= 8"
        )

    store.change(("ledger",), back)
    pointer = store.folder / "current.json"
    pointer.write_text(pointer.read_text("utf-8").replace(f'"schema": {store.state().schema}', '"schema": 0'), "utf-8")
    assert (
        read(Store(store.folder))
        == before
        == [("F1", date(2025, 7, 31), date(2025, 8, 2)), ("F2", date(2025, 7, 31), None)]
    )
