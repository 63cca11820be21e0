"""Contracts and renewals: which one counts, what takes its signal away."""

from datetime import date

import pytest

from tests import facts
from tests.risk.test_risk_signals import contract, ids, judged, put_steady


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (contract("2027-12-31"), None),
        (contract("2026-06-30"), 2),
        (contract("2026-04-15"), 4),
        (contract("2026-02-15"), 8),
        (contract("2026-02-15", auto_renewal=True), 8),
        (contract("2026-01-15", auto_renewal=True), None),  # the notice has passed: it renews itself
        (contract("2025-11-30"), 8),  # over, without a successor
        (contract("2025-06-30"), None),  # long over: no longer about this contract
    ],
)
def test_a_contract_counts_by_the_days_left_to_decide(store, row, expected):
    put_steady(store, "A")
    facts.put(store, "contracts", "contracts", [row])
    assert ids(store).get("contract_deadline") == expected


def deal(**more):
    """A renewal that is open, due in six weeks."""
    return {
        "account": "A",
        "amount": 1,
        "created_on": date(2025, 11, 1),
        "close_date": date(2026, 2, 1),
        "type": "Renouvellement",
        **more,
    }


WON, LOST = {"status": "won", "close_date": date(2025, 12, 1)}, {"status": "lost", "close_date": date(2025, 12, 1)}


@pytest.mark.parametrize(
    ("row", "renewed"),
    [
        (deal(), True),
        (deal(type="Nouveau besoin"), False),
        (deal(created_on=date(2026, 1, 15)), False),
        (deal(created_on=None), True),
        (deal(close_date=date(2025, 12, 30)), True),  # slipped by a day, and still open
        (deal(close_date=date(2024, 11, 30), created_on=date(2024, 1, 1)), False),  # forgotten in the pipeline
        (deal(**WON), True),
        (deal(**LOST), False),
        (deal(status="lost"), False),  # lost, its day left in the future
        (deal(status="won", close_date=date(2025, 1, 10), created_on=date(2024, 12, 1)), False),  # of the running term
        (deal(type=None, name="Nouvelle gamme"), False),
        (deal(type=None, name="Reconduction du contrat-cadre"), True),
        (deal(type=None, name=None), True),  # may be the renewal: what is not told is not bad
        (deal(type="New business", name="Extension entrepôt"), False),
        (deal(type="Existing business", name="Extension du contrat"), True),
    ],
)
def test_a_renewal_known_that_day_takes_the_signal_away(store, row, renewed):
    put_steady(store, "A")
    facts.put(store, "contracts", "contracts", [contract("2026-02-14", start_date=date(2025, 2, 15))])
    facts.put(store, "opportunities", "opportunities", [row])
    assert ("contract_deadline" not in ids(store)) is renewed


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], 8),
        ([contract("2027-12-31", contract_id="C2")], 8),  # of another product: began with it, is decided later
        ([contract("2027-12-31", contract_id="C2", start_date=date(2025, 6, 1))], None),  # replaces it
        ([contract("2026-04-15", contract_id="C2", start_date=date(2023, 1, 1))], 8),
    ],
)
def test_of_several_contracts_the_one_without_successor_that_is_decided_first_counts(store, others, expected):
    put_steady(store, "A")
    facts.put(store, "contracts", "contracts", [contract("2026-02-15"), *others])
    assert ids(store).get("contract_deadline") == expected


def test_a_contract_without_a_first_day_is_taken_to_run_for_a_year(store):
    put_steady(store, "A")
    facts.put(store, "contracts", "contracts", [contract("2026-02-15", start_date=None)])
    assert ids(store)["contract_deadline"] == 8
    assert judged(store, end=date(2025, 2, 10)).signals["contract_deadline"] is None
