"""What to do about a signal: the right words for a day that has passed, a contact that is known, an open order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from kam_analytics.metrics.risk.card import actions
from kam_analytics.metrics.risk.card.scorecard import SIGNALS

TODAY = date(2026, 10, 1)


@dataclass(frozen=True)
class Account:
    """Evidence of an account whose last order is of 1 August; it orders every month."""

    as_of: date = date(2026, 9, 30)
    last_on: date = date(2026, 8, 1)
    days_since_last: int = 60
    interval: float | None = 30.0
    year_revenue: float = 1200.0
    quarter_revenue: float = 100.0
    quarter_last_year: float = 500.0
    facts: Mapping[str, Any] = field(default_factory=dict)


def test_an_order_that_is_late_is_said_to_be_late():
    said = actions.call_about_order(Account(facts={"contact": "Mme Le Bihan"}), TODAY)
    assert "Appeler Mme Le Bihan" in said.fr
    assert "31 août 2026" in said.fr.replace("\u00a0", " ")
    assert "30\u00a0jours de retard" in said.fr  # on the last day of the data, not on the day it is read
    early = actions.call_about_order(Account(last_on=date(2026, 9, 20)), TODAY)
    assert "l’acheteur" in early.fr
    assert "retard" not in early.fr
    passed = actions.call_about_order(Account(last_on=date(2026, 9, 20)), date(2026, 11, 28))
    assert "était attendue le" in passed.fr
    assert "retard" not in passed.fr


@pytest.mark.parametrize(
    ("decide", "end", "word"),
    [
        (date(2026, 11, 1), date(2026, 12, 31), "à décider avant"),
        (date(2026, 9, 1), date(2026, 12, 31), "préavis passé"),
        (date(2026, 5, 1), date(2026, 8, 1), "échu"),
    ],
)
def test_a_contract_day_that_has_passed_is_said(decide, end, word):
    assert word in actions.settle_contract(Account(facts={"decide_on": decide, "end_date": end}), TODAY).fr


def test_the_missing_revenue_is_that_of_a_mild_decline():
    said = actions.win_back(lambda account: account.quarter_last_year)(Account(), TODAY)
    assert "300" in said.en


def test_what_is_on_order_is_said_with_a_promise_that_has_passed():
    late = Account(facts={"pending": 5000.0, "promised_on": date(2026, 9, 15)})
    due = Account(facts={"pending": 5000.0, "promised_on": date(2026, 10, 15)})
    assert "date passée" in actions.order_book(late, TODAY).fr
    assert "date passée" not in actions.order_book(due, TODAY).fr
    assert actions.order_book(Account(), TODAY) is None


def test_every_signal_says_what_to_do_in_both_languages():
    facts = {
        "decide_on": TODAY,
        "end_date": TODAY,
        "given_up": ["Pompes", "Joints"],
        "open_since": TODAY,
        "last_on": TODAY,
        "contact": None,
    }
    for signal in SIGNALS.values():
        said = signal.act(Account(facts=facts), TODAY) if callable(signal.act) else signal.act
        assert "{" not in said.fr + said.en
        assert said.fr != said.en
