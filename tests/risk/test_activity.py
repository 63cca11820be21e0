"""What the card reads of an account is what its lines say, for any as-of day, viewer, currency and merged code."""

import random
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from kam_analytics.core.scope import Role, Scope
from kam_analytics.metrics.risk.figures import ACTIVITY
from kam_analytics.metrics.risk.measures.day_bits import days_of, months_ago
from kam_analytics.metrics.risk.measures.history import months_before
from kam_analytics.warehouse.decisions.identity import Decision, decide
from kam_analytics.warehouse.session import announce
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put, reader, view

FAMILIES = ACTIVITY.parent / "measures" / "around" / "families.sql"
KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
CHANCE = random.Random(11)
DAYS = [
    *(date(2024, 2, 28), date(2024, 2, 29), date(2025, 3, 30), date(2025, 8, 31), date(2025, 12, 31)),
    *(date(2024, 1, 1) + timedelta(CHANCE.randrange(730)) for _ in range(4)),
]
LINES = """
SELECT source_account AS account_id, code, kam, currency, product_family AS family, product, date,
    amount::DOUBLE AS amount
FROM line SEMI JOIN account ON account.account_id = line.source_account
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """Four years of lines in three currencies, of which one waits for a rate; two codes that are one account."""
    store = Store(tmp_path_factory.mktemp("activity") / "store")
    put(store, "fx_rates", "fx_rates", [{"currency": "USD", "date": date(2022, 1, 1), "rate": 0.8137}])
    held = [
        {"account": a, "kam": k, "from_on": date(2020, 1, 1)}
        for a, k in {"A": "k1", "B": "k2", "C": "k1", "D": "k3"}.items()
    ]
    put(store, "assignments", "assignments", held)
    lines = [
        line(
            CHANCE.choice(["A", "A-OLD", "B", "C", "D", None]),
            str(date(2022, 1, 1) + timedelta(CHANCE.randrange(1_461))),
            round(CHANCE.uniform(-40, 200), 2),
            kam=CHANCE.choice(["k1", "k2", None]),
            currency=CHANCE.choice(["EUR", None, "USD", "SEK"]),
            product=CHANCE.choice(["P1", "P2", "P3", "P4", "P5", None]),
            product_family=CHANCE.choice(["F1", "F2", "F3", None]),
        )
        for _ in range(1_500)
    ]
    put(store, "revenue", "line", lines)
    decide(store, DIRECTOR, [Decision("account", "same", "A-OLD", "A")])
    return store


def lines_of(store, scope, as_of):
    """The lines that a viewer sees, up to a day, with the months before it."""
    with reader(store)._db.cursor() as cursor:
        announce(cursor, scope)
        lines = cursor.execute(LINES).df()
    lines = lines[lines["date"] <= pd.Timestamp(as_of)]
    ends = [np.datetime64(months_before(as_of, months)) for months in range(60, -1, -1)]
    return lines.assign(ago=60 - np.searchsorted(np.array(ends), lines["date"].to_numpy("datetime64[D]")))


@pytest.mark.parametrize("scope", [DIRECTOR, KAM], ids=["everything", "own"])
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_activity_of_an_account_is_what_its_lines_say(mixed, as_of, scope):
    rows = view(mixed, scope).rows(ACTIVITY, as_of=as_of)
    lines = lines_of(mixed, scope, as_of)
    assert (
        set(rows["account_id"]) == set(lines["account_id"][lines["ago"] < 24]) == set("AC" if scope is KAM else "ABCD")
    )
    days = days_of(list(rows["invoice_months"]), as_of)
    for row, own_days in zip(rows.to_dict("records"), days, strict=True):
        mine = lines[lines["account_id"] == row["account_id"]]
        sold = mine[mine["amount"] > 0]
        two_years = sold[sold["ago"] < 24]
        assert [d.item() for d in own_days] == sorted({d.date() for d in two_years["date"]})
        assert set(months_ago(row["invoice_months"])) == set(two_years["ago"])
        assert row["year_days"] == sold["date"][sold["ago"] < 12].nunique()
        assert row["half_days"] == sold["date"][sold["ago"] < 6].nunique()
        assert row["half_days_last_year"] == sold["date"][sold["ago"].between(12, 17)].nunique()
        august = sold["date"][
            (sold["date"].dt.month == 8) & (sold["date"].dt.year == as_of.year - 1 - (as_of.month < 8))
        ]
        assert row["august_days"] == august.nunique()
        assert row["year_revenue"] == pytest.approx(mine["amount"][mine["ago"] < 12].sum(), abs=1e-6)
        assert row["quarter_revenue"] == pytest.approx(mine["amount"][mine["ago"] < 3].sum(), abs=1e-6)
        assert row["quarter_last_year"] == pytest.approx(mine["amount"][mine["ago"].between(12, 14)].sum(), abs=1e-6)
        assert row["half_invoiced"] == pytest.approx(sold["amount"][sold["ago"] < 6].sum(), abs=1e-6)
        assert row["products"] == sold["product"][sold["ago"] < 6].nunique()
        assert row["products_before"] == sold["product"][sold["ago"].between(6, 11)].nunique()


@pytest.mark.parametrize("scope", [DIRECTOR, KAM], ids=["everything", "own"])
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_families_of_an_account_are_what_its_lines_say(mixed, as_of, scope):
    rows = view(mixed, scope).rows(FAMILIES, as_of=as_of)
    lines = lines_of(mixed, scope, as_of)
    month = 12 * lines["date"].dt.year + lines["date"].dt.month
    after = as_of + timedelta(days=1)
    back = 12 * after.year + after.month - month  # 1: the last closed month
    assert set(rows["account_id"]) == set(lines["account_id"][back.between(1, 18)])
    for row in rows.to_dict("records"):
        mine = lines["account_id"] == row["account_id"]
        assert row["amount_now"] == pytest.approx(lines["amount"][mine & back.between(1, 6)].sum(), abs=1e-6)
        assert row["amount_before"] == pytest.approx(lines["amount"][mine & back.between(13, 18)].sum(), abs=1e-6)
        year = lines[mine & back.between(7, 18)].assign(month=month)
        invoiced = year.groupby(["family", "month", "code", "kam", "currency"], dropna=False)["amount"].sum()
        months = invoiced[invoiced > 0].reset_index().groupby("family")["month"].nunique()
        bought = year.groupby("family")["amount"].sum()
        bought = bought[(bought > 0) & (months.reindex(bought.index).fillna(0) >= 3)].sort_values(ascending=False)
        since = lines[mine & back.between(1, 6)].groupby("family")["amount"].sum().reindex(bought.index).fillna(0)
        assert (0 if pd.isna(row["families"]) else row["families"]) == len(bought)
        assert ([] if row["given_up"] is None else list(row["given_up"])) == list(bought.index[since <= 0])
