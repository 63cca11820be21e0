"""Closed periods stay what they were, corrections go to the next one, and who may do what."""

from datetime import date
from decimal import Decimal

import pytest

from kam_analytics.answers import pay_control
from kam_analytics.core.errors import NotAllowed
from kam_analytics.ingest.history import withdraw
from kam_analytics.metrics.pay.control import PeriodState
from kam_analytics.metrics.pay.documents import recomputed, sha256
from kam_analytics.warehouse import pay as decide
from tests.facts import DIRECTOR, line, put, view
from tests.pay_periods import ANA, BOB, HR, Q1, Q2, close, found, period, plan, statement, year

D = Decimal


@pytest.fixture
def book(store):
    return year(store)


def test_quarters_year_to_date_pay_the_instalments_of_the_vector(book):  # METHODS « quarters », 13,800 → 12,000
    paid = [statement(book, date(2025, month, 1)).total for month in (1, 4, 7, 10)]
    assert paid == [D("4200.00"), D("1200.00"), D("3120.30"), D("4439.70")]
    assert sum(paid) == D("12960.00")  # 12,000 × f(104 %) = 1.08


def test_discrete_quarters_lose_what_the_year_would_have_kept(store):
    year(store)
    plan(store, aggregation="period", version=2)
    paid = [statement(store, date(2025, month, 1)).total for month in (1, 4, 7, 10)]
    assert paid == [D("4200.00"), 0, D("3240.00"), D("4800.00")]
