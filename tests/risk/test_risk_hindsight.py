"""What became of the list, in figures that can be counted by hand; and the page that says which score speaks."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from kam_analytics.answers.page.blocks import Chart, Details, Message, Number, Table
from kam_analytics.answers.page.risk_forecast import (
    ForecastRequest,
    RiskForecast,
)
from kam_analytics.answers.risk import page as risk
from kam_analytics.answers.risk.explanation import EXPLAINED
from kam_analytics.answers.risk.forecast import (
    DAYS,
    PRODUCTS,
    outlook,
    risk_forecast,
)
from kam_analytics.answers.risk.reasons import main_reason, signals
from kam_analytics.language.numbers import write
from kam_analytics.metrics.risk.backtest.backtest import METHODS, OriginJudgement
from kam_analytics.metrics.risk.backtest.hindsight import hindsight, reliability
from kam_analytics.metrics.risk.backtest.lead_time import days_until_seen
from kam_analytics.metrics.risk.backtest.outlook import past, track_record
from kam_analytics.metrics.risk.backtest.record import read, standing, written
from kam_analytics.metrics.risk.backtest.verdict import Reason, Verdict
from kam_analytics.metrics.risk.model.model import RiskLabel
from tests import facts
from tests.risk.ledgers import FIRST, frames, ledger

HORIZON = 182
END = date(2024, 12, 31)


def judgement(origin: date, happened: list[int], probability: list[float], seen_in: int = 100) -> OriginJudgement:
    """Accounts 0, 1, 2… of equal money at one origin; every method ranks as the model, every loss shows as early."""
    n = len(happened)
    said = np.array(probability)
    flags = np.ones(n, bool)
    return OriginJudgement(
        RiskLabel.LAPSE,
        origin,
        np.arange(n),
        np.array(happened, float),
        flags,
        flags,
        dict.fromkeys(METHODS, said),
        said,
        np.full(n, 100.0),
        np.array(happened, float) * 100,
        np.where(np.array(happened) > 0, seen_in, np.nan),
        1.0,
    )


def test_hits_misses_false_alarms_and_lead_are_counted(monkeypatch):
    monkeypatch.setattr("kam_analytics.metrics.risk.backtest.hindsight.CAPACITY", 2)
    first = judgement(date(2024, 3, 31), [0, 0, 0, 0], [0.9, 0.8, 0.1, 0.2])  # lists accounts 0 and 1
    second = judgement(date(2024, 6, 30), [1, 0, 0, 1], [0.9, 0.1, 0.8, 0.2])  # lists 0 and 2; 0 and 3 are hit
    found = hindsight((first, second), RiskLabel.LAPSE, "model")
    assert found is not None
    assert (found.lost, found.caught, found.false_alarms) == (2, 1, 2)
    assert found.lead_days == (date(2024, 6, 30) - date(2024, 3, 31)).days + 100
    assert [(o.events, o.caught, o.false_alarms) for o in found.origins] == [(0, 0, 2), (2, 1, 1)]
    assert {(v.precision, v.recall) for v in found.visited} == {(1 / 4, 1 / 2)}
    assert found.base_rate == 2 / 8
    assert hindsight((first,), RiskLabel.DEC50, "model") is None


def test_an_account_whose_loss_could_be_seen_on_the_day_it_was_listed_is_not_caught(monkeypatch):
    monkeypatch.setattr("kam_analytics.metrics.risk.backtest.hindsight.CAPACITY", 1)
    found = hindsight((judgement(date(2023, 3, 31), [1, 0], [0.9, 0.1], seen_in=0),), RiskLabel.LAPSE, "model")
    assert found is not None
    assert (found.lost, found.caught, found.lead_days, found.false_alarms) == (1, 0, None, 0)


def test_the_day_of_a_loss_is_that_of_a_silence_as_long_as_the_horizon_or_of_half_the_revenue_gone():
    def sold(account: str, amounts: dict[int, float]) -> pd.DataFrame:
        days = [FIRST + timedelta(weeks=n) for n in range(208)]
        money = [next((v for start, v in reversed(amounts.items()) if n >= start), 100.0) for n in range(208)]
        kept = [(account, pd.Timestamp(d), v, 0.0, "P") for d, v in zip(days, money, strict=True) if v]
        return pd.DataFrame(kept, columns=["account_id", "day", "invoiced", "credits", "product"])

    # 104 weeks are known on the as-of day: one stops 14 weeks before it, one falls by 90 % 8 weeks after it.
    ledgers = [sold("gone", {90: 0.0}), sold("fallen", {112: 10.0}), sold("steady", {0: 100.0})]
    known = past(*frames(pd.concat(ledgers)), HORIZON)
    day = FIRST + timedelta(weeks=103)
    place = {known.whole.account_ids[a]: n for n, a in enumerate(known.at(day).account)}
    seen = {
        label: days_until_seen(known.whole, known.at(day), label, known.labelled(label, day)[0]) for label in RiskLabel
    }
    assert seen[RiskLabel.LAPSE][place["gone"]] == HORIZON - 14 * 7
    assert np.isnan(seen[RiskLabel.LAPSE][place["fallen"]])
    # Half of 26 weeks at 90 % less: from the 15th week after the fall on, which is the 23rd after the as-of day.
    assert seen[RiskLabel.DEC50][place["fallen"]] == 23 * 7
    assert seen[RiskLabel.DEC50][place["gone"]] == 0  # 14 of 26 weeks without anything: half is gone on the day itself
    assert np.isnan(seen[RiskLabel.DEC50][place["steady"]])


def test_an_account_listed_only_once_the_loss_was_known_is_not_caught(monkeypatch):
    monkeypatch.setattr("kam_analytics.metrics.risk.backtest.hindsight.CAPACITY", 1)
    before = judgement(date(2023, 3, 31), [1, 0], [0.1, 0.9])
    after = judgement(date(2023, 12, 31), [1, 0], [0.9, 0.1])
    found = hindsight((before, after), RiskLabel.LAPSE, "model")
    assert found is not None
    assert (found.lost, found.caught, found.lead_days) == (1, 0, None)


def test_reliability_has_at_most_five_bins_of_at_least_twenty():
    said = np.linspace(0, 1, 130)
    bins = reliability(said, (said > 0.5).astype(float))
    assert [b.count for b in bins] == [26] * 5
    assert sum(b.came * b.count for b in bins) == pytest.approx((said > 0.5).sum())
    assert reliability(said[:19], said[:19]) == ()
    assert len(reliability(said[:45], said[:45])) == 2


@pytest.fixture(scope="module")
def rows() -> tuple[pd.DataFrame, pd.DataFrame]:
    return ledger(6, accounts=150)


@pytest.mark.heavy
def test_what_is_kept_of_a_back_test_reads_as_it_was_written(rows):
    kept = standing(track_record(past(*rows, HORIZON), 2))
    assert read(written(kept)) == kept
    assert read('{"format": 0}') is None
    assert kept.speaking().label in (RiskLabel.DEC50, RiskLabel.LAPSE)


def query_rows(rows: tuple[pd.DataFrame, pd.DataFrame], store):
    """The two queries of the history from memory, what surrounds it from an empty store."""
    nothing = facts.view(store)

    def answer(sql: Path, scope: object, facts_: tuple) -> pd.DataFrame:
        given = {"days.sql": rows[0], "products.sql": rows[1]}
        return given[sql.name] if sql.name in given else nothing.read(sql, scope, facts_)

    return answer


def test_a_back_test_is_done_once_then_read_and_done_again_when_it_cannot_be_read(rows, store, tmp_path):
    kept, told = tmp_path / "b" / "one.json", []
    rows_of, request = query_rows(rows, store), ForecastRequest(END)
    first = risk_forecast(rows_of, request, kept, lambda done, total: told.append((done, total)))
    assert told
    assert kept.is_file()
    count = len(told)
    again = risk_forecast(rows_of, request, kept, lambda done, total: told.append((done, total)))
    assert len(told) == count
    assert again.outlook == first.outlook
    kept.write_text("{", "utf-8")
    assert risk_forecast(query_rows(rows, store), ForecastRequest(END), kept).standing == first.standing


# --- the page


@pytest.fixture
def invoiced(store, rows):
    days, _ = rows
    facts.put(
        store,
        "revenue",
        "line",
        [
            facts.line(a, str(pd.Timestamp(d).date()), round(v, 2), product="P", margin=round(v * 0.3, 2))
            for a, d, v in zip(days["account_id"], days["day"], days["invoiced"], strict=True)
            if pd.Timestamp(d).date() <= END
        ],
    )
    return store


def speaking(view, *, shows: bool):
    """The same view with a model that may, or may not, say a probability."""

    def ask(asked: ForecastRequest):
        found = risk_forecast(view.read, asked)
        decided = tuple(
            Verdict(v.label, "model", shows, Reason.BETTER if shows else Reason.UNCALIBRATED)
            for v in found.standing.verdicts
        )
        return foresee_with(view, asked, replace(found.standing, verdicts=decided))

    return replace(view, foresee=ask)


def foresee_with(view, asked: ForecastRequest, settled):
    rows_ = (view.rows(sql, as_of=asked.as_of) for sql in (DAYS, PRODUCTS))
    known = past(*rows_, asked.horizon_days)
    return RiskForecast(settled, outlook(known, settled, asked.as_of, settled.speaking().label))


def known_severity(view) -> float:
    """The share that events cost, from the outcomes known on the day."""
    return past(*(view.rows(sql, as_of=END) for sql in (DAYS, PRODUCTS)), HORIZON).severity(RiskLabel.DEC50, END)


def test_the_model_orders_by_expected_loss_and_its_parts_add_up(invoiced):
    view = speaking(facts.view(invoiced, end=END), shows=True)
    found = risk.figures(view)
    losses = [a.expected_loss for a in found.accounts if a.expected_loss is not None]
    assert len(losses) > 50
    assert losses == sorted(losses, reverse=True)
    base = view.foresee(ForecastRequest(END)).outlook.base
    severity = known_severity(view)
    low, high = found.loss_range
    assert low <= found.expected_loss <= high
    for account in found.accounts[:20]:
        assert account.expected_loss <= account.exposed_revenue
        assert main_reason(account) is not None
        assert account.expected_loss == pytest.approx(account.outlook.probability * severity * account.exposed_revenue)
        assert sum(s.points for s in signals(account)) == pytest.approx(account.outlook.log_odds - base)


def test_the_page_says_a_probability_only_where_the_verdict_allows_it(invoiced):
    plain = facts.view(invoiced, end=END)
    for shows in (True, False):
        blocks = risk.AT_RISK.blocks(speaking(plain, shows=shows))
        names = [b.metric.id for b in blocks if isinstance(b, Number)]
        (table,) = [b for b in blocks if isinstance(b, Table)]
        assert ("expected_loss" in names) is shows
        assert ("probability" in table.columns) is shows
        (right,) = [b for b in blocks if isinstance(b, Details) and b.id == "review"]
        assert right.blocks
        details = [b for b in blocks if isinstance(b, Details)]
        drawn = [b.id for b in (*blocks, *(inner for d in details for inner in d.blocks)) if hasattr(b, "id")]
        assert len(drawn) == len(set(drawn))  # a page draws each id once
        flagged = {a.account_id for a in risk.figures(speaking(plain, shows=shows)).watched}
        assert flagged <= set(table.rows["account_id"])


def test_the_table_holds_every_flagged_account_however_little_it_may_lose(invoiced, monkeypatch):
    monkeypatch.setattr("kam_analytics.answers.risk.table.LOSSES", 3)
    view = speaking(facts.view(invoiced, end=END), shows=True)
    flagged = {a.account_id for a in risk.figures(view).watched}
    (table,) = [b for b in risk.AT_RISK.blocks(view) if isinstance(b, Table)]
    assert len(flagged) > 3
    assert flagged <= set(table.rows["account_id"])


def test_the_factors_of_an_account_add_up_to_its_probability(invoiced):
    blocks = risk.AT_RISK.blocks(speaking(facts.view(invoiced, end=END), shows=True))
    (details,) = [b for b in blocks if isinstance(b, Details) and b.id == "factors"]
    rows = details.blocks[0].rows
    assert len(rows) == EXPLAINED
    assert rows["base"].max() == pytest.approx(rows["base"].min())  # one median account
    assert (rows["base"] + rows["first"] + rows["others"]).tolist() == pytest.approx(rows["total"].tolist())
    assert (1 / (1 + np.exp(-rows["total"]))).tolist() == pytest.approx(rows["probability"].tolist())


def test_a_page_without_a_model_gives_none_of_its_figures(invoiced):
    plain = facts.view(invoiced, end=END)
    blocks = risk.AT_RISK.blocks(speaking(plain, shows=False))
    alone = risk.AT_RISK.blocks(plain)
    assert not [b for b in alone if isinstance(b, Details) and b.id == "review"]
    assert next(b for b in alone if isinstance(b, Message)) == next(b for b in blocks if isinstance(b, Message))


def test_the_first_screen_does_not_change_when_the_model_is_ready(invoiced):
    plain = facts.view(invoiced, end=END)
    alone, ready = risk.AT_RISK.blocks(plain), risk.AT_RISK.blocks(speaking(plain, shows=True))
    assert first_screen(ready) == first_screen(alone)
    assert [titles(blocks)[0].fr.split(",")[0] for blocks in (alone, ready)] == ["Comptes signalés"] * 2
    assert "puis plus fortes pertes probables" in titles(ready)[0].fr  # accounts without a strong signal are in it


def first_screen(blocks):
    """What is written above the charts, and the accounts of the charts."""
    above = takewhile(lambda block: not isinstance(block, Chart), blocks)
    said = [(b.metric.id, write(b.value, "fr")) if isinstance(b, Number) else b for b in above]
    return said, [list(b.rows["account_id"]) for b in blocks if isinstance(b, Chart)][:2]


def titles(blocks):
    return [b.title for b in blocks if isinstance(b, Table)]
