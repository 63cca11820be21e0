"""How right each signal was, counted by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope
from kam_analytics.metrics.risk.backtest.accuracy import accuracies
from kam_analytics.metrics.risk.backtest.backtest import OriginJudgement
from kam_analytics.metrics.risk.card.scorecard import CARD, points
from kam_analytics.metrics.risk.figures import AccountRisk, LeftOut
from kam_analytics.metrics.risk.measures.history import history
from kam_analytics.metrics.risk.measures.snapshot import snapshot
from kam_analytics.metrics.risk.model.model import RiskLabel
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.risk.test_risk_signals import END, MONTHS, met, month_days, monthly, rows_of


def judgement(values: list[float], happened: list[int], rule: str = "gap_ratio") -> OriginJudgement:
    n = len(values)
    flags, money = np.ones(n, bool), np.ones(n)
    return OriginJudgement(
        RiskLabel.LAPSE,
        date(2024, 3, 31),
        np.arange(n),
        np.array(happened, float),
        flags,
        flags,
        {},
        money / 2,
        money,
        money,
        money,
        1.0,
        {rule: np.array(values)},
    )


def test_precision_recall_and_lift_of_a_signal_can_be_counted_by_hand():
    values = [5.0] * 12 + [1.0] * 36 + [float("nan")] * 7
    happened = [1] * 9 + [0] * 3 + [1] * 3 + [0] * 33 + [1] * 7
    found = {a.rule: a for a in accuracies((judgement(values, happened),)) if a.label is RiskLabel.LAPSE}["gap_ratio"]
    assert (found.judged, found.events) == (48, 12)
    assert (found.on, found.precision, found.recall) == (12 / 48, 9 / 12, 9 / 12)
    assert found.lift == pytest.approx(0.75 / 0.25)
    assert found.auc == pytest.approx(0.75 * (33 / 36) + 0.5 * (0.75 * 3 / 36 + 0.25 * 33 / 36))
    assert found.auc_low < found.auc < found.auc_high


def test_too_few_events_give_no_figure_and_a_missing_signal_no_judgement():
    found = {a.rule: a for a in accuracies((judgement([5.0] * 9 + [1.0] * 50, [1] * 9 + [0] * 50),))}
    assert (found["gap_ratio"].events, found["gap_ratio"].auc) == (0, None) or found[
        "gap_ratio"
    ].label is RiskLabel.DEC50
    lapse = [
        a for a in accuracies((judgement([5.0] * 9 + [1.0] * 50, [1] * 9 + [0] * 50),)) if a.label is RiskLabel.LAPSE
    ]
    by_rule = {a.rule: a for a in lapse}
    assert (by_rule["gap_ratio"].events, by_rule["gap_ratio"].auc) == (9, None)
    assert (by_rule["contract_deadline"].judged, by_rule["contract_deadline"].auc) == (0, None)
    assert set(by_rule) == {rule.id for rule in CARD}


def test_a_signal_where_less_is_worse_ranks_the_right_way():
    values = [-0.5] * 12 + [0.1] * 30
    found = accuracies((judgement(values, [1] * 12 + [0] * 30, "change_on_last_year"),))
    (one,) = [a for a in found if a.rule == "change_on_last_year" and a.label is RiskLabel.LAPSE]
    assert one.auc == 1


def test_measures_without_any_history_do_not_break():
    daily, products = rows_of({"A": month_days(MONTHS)})
    at = snapshot(history(daily, products), date(2022, 1, 1), 182)
    assert points(at).tolist() == []


def told(account: AccountRisk) -> dict[str, object]:
    """All that is said of an account; arrays as lists, floats without the noise of the order of summation."""
    said = {**vars(account), **account.facts, **account.signals, "facts": sorted(account.facts), "signals": 0}
    lists = {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in said.items()}
    noise = {name: f"{value:.9g}" for name, value in lists.items() if isinstance(value, float)}
    score = replace(account.score, items=tuple((item.rule, item.points) for item in account.score.items))
    return {**lists, **noise, "score": score}


def same_for_everybody(store, kams: dict[str, str], end: date, **filters):
    """Every account as its KAM sees it, and under a filter, against how the director sees it among all."""
    whole = {a.account_id: a for a in risk.by_signals(facts.view(store, end=end)).accounts}
    parts = [facts.view(store, Scope(k, Role.KAM, (k,), k), end=end) for k in sorted(set(kams.values()))]
    for part in (*parts, facts.view(store, end=end, **filters)):
        for account in risk.by_signals(part).accounts:
            assert told(account) == told(whole[account.account_id])
            yield part, account.account_id


def test_an_account_has_one_score_whoever_looks_and_whatever_is_filtered(store):
    lines = [line for a in ("A", "B", "C", "D") for line in monthly(a) if a != "A" or line["date"] < date(2025, 9, 1)]
    lines += [facts.line("C", f"2025-{m:02}-{d:02}", 90, product="P1") for m in range(1, 13) for d in (3, 17, 24)]
    # Nothing of K1's is known as paid since the summer; the export goes on: it brings what B and C pay.
    lines = [
        {**line, "paid_on": None} if line["source_account"] in ("A", "D") and line["date"] >= date(2025, 7, 1) else line
        for line in lines
    ]
    facts.put(store, "revenue", "line", lines)
    kams = {"A": "K1", "B": "K2", "C": "K2", "D": "K1"}
    listed = [
        {"account_id": a, "source_account": a, "account_name": a, "kam": k, "segment": k} for a, k in kams.items()
    ]
    facts.put(store, "accounts", "accounts", listed)
    facts.put(store, "interactions", "interactions", [{**met(f"2025-0{m}-01"), "account": "B"} for m in (3, 4, 5)])
    incident = {"account": "B", "opened_on": date(2025, 6, 1), "closed_on": None, "severity": "1"}
    facts.put(store, "incidents", "incidents", [incident])
    asked = (("A", 2024, 8), ("A", 2025, 6), ("B", 2024, 0), ("B", 2025, 10))  # K1 alone saw a span of 2, not of 10
    surveys = [{"account": a, "date": date(y, 5, 1), "score": score} for a, y, score in asked]
    facts.put(store, "satisfaction", "satisfaction", surveys)
    seen = list(same_for_everybody(store, kams, END, segment=("K1",)))
    assert sorted(account for _, account in seen) == ["A", "A", "B", "C", "D", "D"]
    found = {a.account_id: a for a in risk.by_signals(facts.view(store, Scope("k1", Role.KAM, ("K1",), "K1"))).accounts}
    assert found["A"].signals["satisfaction_change"] == pytest.approx(-0.2)
    assert found["D"].signals["payment_delay"] > 30
    assert found["D"].signals["open_incidents"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 2, 28), date(2025, 8, 31)])
def test_every_account_of_the_demonstration_has_one_score_whoever_looks(demonstration, day):
    store = Store(demonstration)
    kams = {f"K0{n}": f"K0{n}" for n in range(1, 9)}
    seen = [account for part, account in same_for_everybody(store, kams, day, segment=("Chimie",)) if part.is_kam]
    whole = risk.by_signals(facts.view(store, end=day)).accounts
    assert sorted(seen) == sorted(a.account_id for a in whole if a.kam)


@pytest.mark.slow
def test_a_group_is_judged_whole_or_not_at_all(demonstration):
    store, day = Store(demonstration), date(2026, 9, 30)
    whole = {a.account_id: a for a in risk.by_signals(facts.view(store, end=day, level="group")).accounts}
    shared = set()
    for n in range(1, 9):
        scope = Scope(f"k{n}", Role.KAM, (f"K0{n}",), f"K0{n}")
        found = risk.by_signals(facts.view(store, scope, end=day, level="group"))
        shared |= {a.account_id for a in found.left_out if a.reason is LeftOut.PART}
        assert all(told(a) == told(whole[a.account_id]) for a in found.accounts)
    assert shared & set(whole)
    filtered = risk.by_signals(facts.view(store, end=day, level="group", kam=("K03",))).accounts
    assert [told(a) for a in filtered] == [told(whole[a.account_id]) for a in filtered]
    assert {a.account_id for a in filtered} & shared  # a filter chooses it, and does not cut it
