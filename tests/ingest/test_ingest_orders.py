"""An order that is exported again is the same order: the latest export says what remains of it, and until when."""

from datetime import date

import pytest

from kam_analytics.answers.account.relations import order_book
from kam_analytics.answers.account.relations import orders as on_the_sheet
from kam_analytics.answers.page.blocks import Note, Table
from kam_analytics.ingest.dialogue.mapping import ColumnMapping
from kam_analytics.ingest.history import withdraw
from kam_analytics.ingest.pipeline import run_import
from kam_analytics.metrics.risk.figures import HERE
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR

HEADER = "Client;Date de commande;Montant;Date promise;Reste à livrer"
END = date(2025, 12, 31)
KEYS = "SELECT import_id, row_no, key, occurrence FROM ledger.orders ORDER BY ALL"


@pytest.fixture
def customer(store) -> Store:
    facts.put(store, "revenue", "line", [facts.line("A", "2025-11-10", 900)])
    return store


def put(store: Store, *orders: str, header: str = HEADER) -> int:
    path = store.folder.parent / f"orders-{store.state().number}.csv"
    path.write_text("\n".join([header, *orders]) + "\n", "utf-8")
    report = run_import(store, path, kind="orders", scope=DIRECTOR, mapping=ColumnMapping(date_order="dmy"))
    assert report.outcome == "loaded", report
    return report.import_id


def order(remains: str = "", promised: str = "01/02/2026", amount: str = "500", placed: str = "10/12/2025") -> str:
    return f"A;{placed};{amount};{promised};{remains}"


def pending(store: Store) -> tuple[float, date] | None:
    rows = facts.view(store, end=END).rows(HERE / "measures" / "around" / "pending.sql", as_of=END)
    return None if rows.empty else (rows["pending"][0], rows["promised_on"][0].date())


def test_an_order_exported_again_with_less_to_deliver_is_pending_for_what_remains(customer):
    put(customer, order("500"))
    assert pending(customer) == (500, date(2026, 2, 1))
    second = put(customer, order("200"))
    assert pending(customer) == (200, date(2026, 2, 1))
    assert order_book(facts.view(customer, account="A")) == 200
    third = put(customer, order("0"))
    assert pending(customer) is None
    withdraw(customer, third, DIRECTOR)
    assert pending(customer) == (200, date(2026, 2, 1))
    withdraw(customer, second, DIRECTOR)
    assert pending(customer) == (500, date(2026, 2, 1))


def test_an_order_promised_for_another_day_is_one_order(customer):
    put(customer, order("500"))
    put(customer, order("500", promised="15/03/2026"))
    assert pending(customer) == (500, date(2026, 3, 15))


def test_two_identical_orders_of_one_file_are_two_and_one_of_them_in_the_next_is_one(customer):
    put(customer, order("500"), order("500"))
    assert pending(customer) == (1000, date(2026, 2, 1))
    put(customer, order("500"), order("300"))
    assert pending(customer) == (800, date(2026, 2, 1))
    last = put(customer, order("300", promised="20/02/2026"))
    assert pending(customer) == (300, date(2026, 2, 20))
    withdraw(customer, last, DIRECTOR)
    assert pending(customer) == (800, date(2026, 2, 1))


def test_orders_of_another_day_or_amount_are_others_and_stay_when_a_later_file_leaves_them_out(customer):
    put(customer, order("500"), order("100", amount="100"), order("70", placed="11/12/2025"))
    put(customer, order("400"))
    assert pending(customer) == (570, date(2026, 2, 1))


@pytest.mark.parametrize(("remains", "expected"), [("", 500), ("9 000", 500), ("120", 120)])
def test_what_is_pending_is_what_remains_where_told_and_never_more_than_the_order(customer, remains, expected):
    put(customer, order(remains), order("10", amount="10"))
    assert pending(customer) == (expected + 10, date(2026, 2, 1))
    assert order_book(facts.view(customer, account="A")) == expected + 10


def test_without_what_remains_an_order_is_on_the_sheet_until_its_promised_day(customer):
    rows = [order(), order(amount="60", promised="20/12/2025"), order(amount="70", promised="")]
    put(customer, *(row.rsplit(";", 1)[0] for row in rows), header=HEADER.rsplit(";", 1)[0])
    table, note = on_the_sheet(facts.view(customer, account="A"))
    assert isinstance(table, Table)
    assert isinstance(note, Note)
    assert table.rows["open_amount"].tolist() == [500]
    assert "no promised date is past" in note.text.en


def test_orders_of_an_earlier_release_get_the_key_by_which_they_are_known_again(customer):
    put(customer, order("500"), order("400"), order("70", amount="70,5"))
    with customer.connect() as db:
        keys = db.execute(KEYS).fetchall()
    assert [row[3] for row in keys] == [1, 2, 1]
    assert keys[0][2] == keys[1][2]

    def back(parts):
        parts["ledger"].execute("UPDATE orders SET key = hash(row_no), occurrence = 1")
        parts["ledger"].execute("ALTER TABLE import_log DROP COLUMN sent_by")
        parts["ledger"].execute("DELETE FROM schema_version WHERE version >= 9")

    customer.change(("ledger",), back)
    pointer, schema = customer.folder / "current.json", customer.state().schema
    pointer.write_text(pointer.read_text("utf-8").replace(f'"schema": {schema}', '"schema": 0'), "utf-8")
    with Store(customer.folder).connect() as db:
        assert db.execute(KEYS).fetchall() == keys
