"""Exports of databases: known by the titles that SQL writes, with at most two questions."""

from decimal import Decimal

import pytest

from tests.ingest.loading import load, total


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        (
            "SalesOrderNumber,OrderDate,CustomerKey,OrderQuantity,UnitPrice,SalesAmount\nS1,2024-03-05,7,2,5.5,11\n",
            "revenue",
            11,
        ),
        ("invoice_no,order_date,customer_id,net_amount\n1,2024-03-05,A,11\n", "revenue", 11),
        ("SalesOrderNumber,OrderDate,ResellerName,SalesAmount\nS1,2024-03-05,Alcyon,11\n", "revenue", 11),
        ("OrderDate,CustomerID,OrderAmount,PromisedDate\n2024-03-05,A,11,2024-04-01\n", "orders", None),
        ("Order date,Customer,Amount\n2024-03-05,Alcyon,11\n", "orders", None),
        ("ResellerKey,ResellerName,BusinessType,Country\n7,Alcyon,Workshop,France\n", "accounts", None),
    ],
)
def test_titles_of_databases_are_known(store, tmp_path, text, kind, amount):
    report = load(store, tmp_path, text)
    assert (report.outcome, report.kind) == ("loaded", kind), report.questions
    assert total(store) == amount


def test_price_and_quantity_offer_their_product(store, tmp_path):
    text = "OrderID,CustomerID,OrderDate,ProductID,UnitPrice,Quantity,Discount\n1,A,2024-03-05,P,10,3,0.1\n"
    (question,) = load(store, tmp_path, text).questions
    assert question.id == "column:amount"
    assert question.choices[:2] == ("[UnitPrice] * [Quantity] * (1 - [Discount])", "[UnitPrice] * [Quantity]")
    load(store, tmp_path, None, {"answers": {"column:amount": question.choices[0]}})
    assert total(store) == 27


def test_targets_with_a_start_only_end_where_the_next_begin(store, tmp_path):
    text = "EmployeeKey,Date,SalesAmountQuota\n7,2024-01-01,100\n7,2024-04-01,200\n7,2024-07-01,300\n"
    report = load(store, tmp_path, text)
    assert (report.outcome, report.kind, report.amount_total) == ("loaded", "targets", Decimal(600))
    with store.connect() as db:
        rows = db.execute("SELECT scope, measure, period_end FROM ledger.targets ORDER BY value").fetchall()
    assert [(r[0], r[1], str(r[2])) for r in rows] == [
        ("kam", "revenue", "2024-03-31"),
        ("kam", "revenue", "2024-06-30"),
        ("kam", "revenue", "2024-09-30"),
    ]


def test_what_a_target_measures_is_asked_where_no_title_says_it(store, tmp_path):
    text = "Commercial;Mois;Objectif\nDupont;01/2024;100\nDupont;02/2024;200\n"
    (question,) = load(store, tmp_path, text).questions
    assert (question.id, question.choices) == ("measure", ("revenue", "margin", "quantity"))
    report = load(store, tmp_path, None, {"answers": {"measure": "margin"}})
    assert (report.outcome, report.kind, report.rows_loaded) == ("loaded", "targets", 2)
