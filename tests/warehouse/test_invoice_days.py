"""The invoice days of the mart are what the lines give, whatever was imported, corrected, withdrawn and decided."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.history import withdraw
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.warehouse import mart
from kam_analytics.warehouse.decisions.identity import Decision, decide
from kam_analytics.warehouse.session import Reader, announce
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put

KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
HEADER = "N° facture;Date facture;Code client;Montant HT;Marge brute;Devise"
LINES = st.lists(
    st.tuples(
        st.sampled_from(["F1", "F2"]),
        st.sampled_from(["15/01/2024", "31/01/2024", "20/02/2024"]),
        st.sampled_from(["C1", "C2", ""]),
        st.sampled_from(["10,00", "-4,00", "25,50"]),
        st.sampled_from(["", "3,00"]),
        st.sampled_from(["", "EUR"]),
    ),
    min_size=1,
    max_size=6,
)
AS_WRITTEN = {"ledger_sign": "as_written", "document_total": "lines"}
"""What few lines drawn at random may make the import ask."""
STEPS = st.lists(st.tuples(LINES, st.booleans(), st.integers(0, 3)), min_size=1, max_size=4)
KEPT = "SELECT date, source_account, currency, amount, invoiced, margin FROM ledger.revenue_day"
MONTHS_KEPT = """
SELECT month, source_account, product_family, kam, currency, document_class, amount, margin, quantity, lines
FROM ledger.revenue_month
"""
MONTHS_TOLD = """
SELECT date_trunc('month', date)::DATE, source_account, product_family, kam, currency, document_class,
    sum(amount), sum(margin), sum(quantity), count(*)
FROM ledger.live_line GROUP BY ALL
"""
TOLD = """
SELECT date, source_account, currency, sum(amount), coalesce(sum(amount) FILTER (amount > 0), 0), sum(margin)
FROM ledger.live_line WHERE source_account IS NOT NULL GROUP BY ALL
"""


def days(store: Store, query: str) -> Counter[tuple[object, ...]]:
    with store.connect() as db:
        return Counter(db.execute(query).fetchall())


@pytest.mark.heavy
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.sampled_from([0, mart.FEWER]))
def test_the_days_are_those_of_the_lines_that_count_after_any_import_correction_and_withdrawal(steps, times):
    # With 0, months that exist already are derived again by the touched codes alone, however many these are.
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(mart, "FEWER", times)
        store, loaded = Store(Path(folder) / "s"), []
        for n, (lines, replaces, taken) in enumerate(steps):
            file = Path(folder) / f"{n}.csv"
            file.write_text("\n".join([HEADER, *(";".join(one) for one in lines)]) + "\n", "utf-8")
            answers = {"corrections": "replace" if replaces else "add", **AS_WRITTEN}
            report = run_import(store, file, scope=DIRECTOR, mapping=ColumnMapping(answers=answers))
            assert report.outcome in ("loaded", "already loaded")
            if report.outcome == "loaded":
                loaded.append(report.import_id)
            if taken < len(loaded):
                withdraw(store, loaded.pop(taken), DIRECTOR)
            assert days(store, KEPT) == days(store, TOLD)
            assert days(store, MONTHS_KEPT) == days(store, MONTHS_TOLD)


def test_a_store_of_an_earlier_release_gets_its_days(store):
    put(
        store,
        "revenue",
        "line",
        [line("A", "2025-01-10", 5, margin=2), line("A", "2025-01-10", -1), line(None, "2025-01-11", 9)],
    )

    def back(parts):
        parts["ledger"].execute(
            "DROP VIEW live_day; DROP TABLE revenue_day; DROP TABLE told_later; DROP MACRO TABLE told_of;"
            " ALTER TABLE import_log DROP COLUMN sent_by; DELETE FROM schema_version WHERE version >= 7"
        )

    store.change(("ledger",), back)
    pointer = store.folder / "current.json"
    pointer.write_text(pointer.read_text("utf-8").replace(f'"schema": {store.state().schema}', '"schema": 0'), "utf-8")
    assert list(days(Store(store.folder), KEPT)) == [(date(2025, 1, 10), "A", None, 4, 5, 2)]


# --- what a viewer reads

SEEN = """
SELECT source_account, date, sum(amount), sum(invoiced), sum(margin) FROM invoice_day GROUP BY ALL
"""
SEEN_IN_LINES = """
SELECT source_account, date, sum(amount), coalesce(sum(amount) FILTER (amount > 0), 0), sum(margin)
FROM line SEMI JOIN account ON account.account_id = line.source_account GROUP BY ALL
"""


@pytest.fixture
def mixed(store):
    """Two currencies with a rate that moves, one without; two codes that are one account; three KAMs."""
    rates = [("USD", "2025-01-01", 0.9), ("USD", "2025-03-16", 0.8137)]
    put(store, "fx_rates", "fx_rates", [{"currency": c, "date": date.fromisoformat(d), "rate": r} for c, d, r in rates])
    put(
        store,
        "assignments",
        "assignments",
        [
            {"account": account, "kam": kam, "from_on": date(2025, 1, 1)}
            for account, kam in (("A", "k2"), ("B", "k3"), ("C", "k1"))
        ],
    )
    codes, kams, currencies = ("A", "A-OLD", "B", "C", None), ("k1", "k2", "k3"), ("EUR", "€", "USD", None, "SEK")
    put(
        store,
        "revenue",
        "line",
        [
            line(
                codes[n % 5],
                str(date(2025, 2, 1) + timedelta(days=n % 70)),
                33.33 * (n % 7 - 1),
                kam=kams[n * n % 3],
                currency=currencies[n * 3 % 7 % 5],
                margin=None if n % 4 else n,
            )
            for n in range(400)
        ],
    )
    decide(store, DIRECTOR, [Decision("account", "same", "A-OLD", "A")])
    return store


@pytest.mark.parametrize(("scope", "seen"), [(DIRECTOR, {"A", "B", "C"}), (KAM, {"C"}), (NOBODY, set())])
def test_a_viewer_reads_the_days_of_the_accounts_seen_as_their_lines_give_them(mixed, scope, seen):
    reader = Reader(mixed)
    with reader._db.cursor() as cursor:
        announce(cursor, scope)
        kept, told = (sorted(cursor.execute(query).fetchall()) for query in (SEEN, SEEN_IN_LINES))
    assert kept == told
    assert {row[0] for row in kept} == seen


def test_a_cursor_that_announced_nobody_reads_no_day(mixed):
    reader = Reader(mixed)
    with reader._db.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM scoped.invoice_day").fetchall() == [(0,)]
