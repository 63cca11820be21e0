"""The account sheet: what each part says, on figures that can be computed in one's head, and on the demonstration."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.answers import computation as computed
from kam_analytics.answers import pages
from kam_analytics.answers.account import page as account
from kam_analytics.answers.account.money import everybody
from kam_analytics.answers.account.relations import order_book
from kam_analytics.answers.page.blocks import Chart, Details, Message, Note, Table
from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.scope import Role, Scope
from kam_analytics.exports.workbook import Circumstances, workbook
from kam_analytics.language import account as text
from kam_analytics.metrics.account import families, relation
from kam_analytics.metrics.account.figures import HERE
from kam_analytics.warehouse.store import Store
from tests.facts import DIRECTOR, line, put, reader, view

KAM = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
DEMO = {
    "start": date(2025, 10, 1),
    "end": date(2026, 9, 30),
    "base_start": date(2024, 10, 1),
    "base_end": date(2025, 9, 30),
}


def sheet(store, scope=DIRECTOR, account_id="A1", **filters):
    return flat(pages.blocks("account", view(store, scope, account=account_id, **filters)))


def flat(blocks):
    return [found for b in blocks for found in (flat(b.blocks) if isinstance(b, Details) else [b])]


def table(blocks, name):
    found = [b for b in blocks if isinstance(b, Table | Chart) and b.id == name]
    return found[0].rows if found else None


def said(blocks):
    return [b.text.en for b in blocks if isinstance(b, Note | Message)]


@pytest.fixture
def documents(store):
    """1,000.10 invoiced, 70.07 of credit notes and returns, 30.03 of rebates: 900.00; one line has no class."""
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-02-01", 900.10, document_class="invoice", margin=300, product_family="F"),
            line("A1", "2025-03-15", 100, product_family="F"),
            line("A1", "2025-04-01", -50.05, document_class="credit_note", product_family="F"),
            line("A1", "2025-04-02", -20.02, document_class="return", product_family="F"),
            line("A1", "2025-12-31", -30.03, document_class="rebate", product_family="R"),
            line("A1", "2024-03-01", 600, document_class="invoice", product_family="F"),
            line("A2", "2025-03-01", 2_100, product_family="G"),
            line("A2", "2024-03-01", 1_400, product_family="G"),
        ],
    )
    return store


def test_invoiced_less_credit_notes_less_rebates_is_net_to_the_cent(documents):
    found = account.figures(view(documents, account="A1"))
    assert found.revenue == pytest.approx(900, abs=1e-9)
    blocks = sheet(documents)
    assert "Invoiced €1,000.10 − credit notes €70.07 − rebates €30.03 = €900.00 net." in said(blocks)
    rows = table(blocks, "documents")
    assert rows["amount"].iloc[-1] == pytest.approx(rows["amount"].iloc[:-1].sum(), abs=1e-9)
    assert rows["lines"].iloc[-1] == 5


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["invoice", "credit_note", "return", "rebate", None]),
            st.decimals(-9_999, 9_999, places=2),
            st.dates(date(2024, 11, 1), date(2025, 12, 31)),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_the_balance_closes_for_any_documents_and_any_edge_of_a_month(tmp_path_factory, rows):
    """A period that begins and ends within a month, against a plain sum of the lines."""
    store = Store(tmp_path_factory.mktemp("documents"))
    put(store, "revenue", "line", [line("A1", d.isoformat(), v, document_class=c) for c, v, d in rows])
    first, last = date(2025, 1, 15), date(2025, 12, 10)
    found = account.figures(view(store, account="A1", start=first, end=last))
    inside = [(c or ("credit_note" if v < 0 else "invoice"), v) for c, v, d in rows if first <= d <= last]
    expected = {c: sum((v for k, v in inside if k == c), Decimal(0)) for c in {c for c, _ in inside}}
    assert {c: round(Decimal(v), 4) for c, v in found.amounts.items()} == expected
    assert round(Decimal(found.revenue), 4) == sum(expected.values(), Decimal(0))


def test_rank_share_and_margin_stand_beside_the_base_period(documents):
    found = account.figures(view(documents, account="A1"))
    assert (found.share.rank, found.share.accounts) == (2, 2)
    assert found.share.share == pytest.approx(0.3)
    assert found.share.base == pytest.approx(0.3)
    assert found.margin_rate == pytest.approx(300 / 900.10)
    assert found.base_margin_rate is None
    assert "Account number 2 of 2: 30.0% of revenue." in " ".join(said(sheet(documents)))


def test_a_kam_is_ranked_within_the_portfolio_and_told_so(documents):
    put(documents, "assignments", "assignments", [{"account": "A1", "kam": "k1", "from_on": date(2020, 1, 1)}])
    blocks = sheet(documents, KAM)
    found = account.figures(view(documents, KAM, account="A1"))
    assert (found.share.rank, found.share.accounts, found.share.share) == (1, 1, 1.0)
    assert any("in your portfolio" in s for s in said(blocks))
    everything = str([b.rows.to_dict() for b in blocks if isinstance(b, Table | Chart)]) + str(said(blocks))
    assert "2100" not in everything
    assert "A2" not in everything
    assert said(sheet(documents, KAM, "A2")) == [text.NOT_FOUND.en]


def test_families_are_bought_stopped_with_what_they_brought_or_never_bought(store):
    put(
        store,
        "revenue",
        "line",
        [
            line("A1", "2025-06-15", 500, product_family="BOUGHT"),
            line("A1", "2024-06-15", 10, product_family="GONE"),
            line("A1", "2024-02-15", 70, product_family="GONE"),
            line("A1", "2023-03-15", 900, product_family="GONE"),
            *[line(f"P{n}", "2025-05-01", 100, product_family="BOUGHT") for n in range(12)],
            *[line(f"P{n}", "2025-05-01", 50, product_family="NEVER") for n in range(12)],
            line("X", "2025-05-01", 50, product_family="ELSEWHERE"),
        ],
    )
    put(
        store,
        "accounts",
        "accounts",
        [{"source_account": a, "account_id": a, "segment": "S"} for a in ("A1", *(f"P{n}" for n in range(12)))],
    )
    blocks = sheet(store)
    gone = table(blocks, "stopped")
    assert gone["family"].tolist() == ["GONE"]
    assert gone["brought"].tolist() == [80]
    assert gone["last_month"].tolist() == [pd.Timestamp(2024, 6, 1)]
    never = table(blocks, "not_bought")
    assert never["family"].tolist() == ["NEVER"]
    assert never["peer_buyers"].tolist() == [12]
    assert never["share"].tolist() == pytest.approx([(12 + 20 * 12 / 13) / 32])
    assert "middle" not in never  # the peers are not of its size: no amount


def test_a_potential_is_said_from_ten_buyers_of_its_size_and_is_their_usual_spending(store):
    rows = [line("A1", "2025-06-15", 200, product_family="BOUGHT")]
    rows += [line(f"P{n}", "2025-05-01", 200, product_family="BOUGHT") for n in range(10)]
    rows += [line(f"P{n}", "2025-05-01", 50, product_family="NEVER") for n in range(10)]
    put(store, "revenue", "line", rows)
    never = table(sheet(store), "not_bought")
    assert never["share"].tolist() == pytest.approx([1.0])
    for name in ("low", "middle", "high"):
        assert never[name].tolist() == pytest.approx([200 * 50 / 200])
    fewer = families.never_bought(
        pd.DataFrame(
            [
                {
                    "family": "N",
                    "buyers": 9,
                    "accounts": 9,
                    "peer_buyers": 9,
                    "peers": 9,
                    "near_buyers": 9,
                    "low": 1.0,
                    "middle": 1.0,
                    "high": 1.0,
                }
            ]
        ),
        pd.DataFrame([{"family": "B", "last_month": pd.Timestamp(2025, 1, 1), "revenue": 1.0, "year_revenue": 5.0}]),
    )
    assert fewer["middle"].isna().all()


def test_without_families_the_sheet_says_which_column_to_export(store):
    put(store, "revenue", "line", [line("A1", "2025-02-01", 60)])
    assert text.NO_FAMILIES.en in said(sheet(store))


def test_the_rhythm_is_that_of_the_page_of_accounts_at_risk(store):
    def every(account_id, days, last):
        return [line(account_id, (last - timedelta(days=days * n)).isoformat(), 100) for n in range(24)]

    put(store, "revenue", "line", every("A1", 30, date(2025, 12, 1)) + every("A2", 20, date(2025, 12, 20)))
    asked = view(store, account="A1")
    (judged,) = [a for a in risk.by_signals(everybody(asked)).accounts if a.account_id == "A1"]
    expected = date(2025, 12, 1) + timedelta(days=round(judged.interval))
    (note,) = [s for s in said(sheet(store)) if s.startswith("Usually orders every")]
    assert f"every {round(judged.interval)}\u00a0days" in note
    assert judged.next_expected == expected
    assert f"{expected.day}\u00a0December 2025".replace(" 2025", "\u00a02025") in note


def test_three_invoice_days_make_a_rhythm_and_two_make_none(store):
    put(store, "revenue", "line", [line("A1", "2025-12-01", 5), line("A1", "2025-12-11", 5)])
    assert text.NO_RHYTHM.en in said(sheet(store))
    put(store, "revenue", "line", [line("A1", "2025-12-21", 5)])
    assert any("every 10\u00a0days" in s for s in said(sheet(store)))


def test_targets_of_the_account_reach_what_the_page_of_pay_computes(documents):
    put(
        documents,
        "targets",
        "targets",
        [
            {
                "scope": "account",
                "who": "A1",
                "measure": "revenue",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "value": 1_000,
            },
            {
                "scope": "account",
                "who": "A1",
                "measure": "revenue",
                "period_start": date(2025, 2, 1),
                "period_end": date(2026, 1, 31),
                "value": 2_000,
            },
            {
                "scope": "account",
                "who": "A2",
                "measure": "revenue",
                "period_start": date(2025, 1, 1),
                "period_end": date(2025, 12, 31),
                "value": 7,
            },
        ],
    )
    rows = table(sheet(documents), "targets")
    assert rows["target"].tolist() == [2_000, 1_000]
    assert rows["actual"].tolist() == pytest.approx([900, 900])
    assert rows["attainment"].tolist() == pytest.approx([0.45, 0.9])
    assert [s.en for s in rows["state"]] == ["open", "ended"]
    (paid,) = [r for r in pay.figures(view(documents)) if r.who == "A1"]
    assert float(paid.actual) == pytest.approx(rows["actual"].iloc[1])


def test_opportunities_are_weighted_and_the_order_book_is_what_remains(documents):
    assert order_book(view(documents, account="A1")) is None
    put(
        documents,
        "opportunities",
        "opportunities",
        [
            {"account": "A1", "amount": 1_000, "probability": 0.2, "close_date": date(2026, 2, 1), "name": "Un"},
            {"account": "A1", "amount": 500, "probability": 0.5, "close_date": date(2025, 2, 1), "name": "Deux"},
            {"account": "A1", "amount": 9, "probability": 1, "close_date": date(2025, 2, 1), "status": "won"},
            {"account": "A2", "amount": 8, "probability": 1, "close_date": date(2025, 2, 1)},
        ],
    )
    put(
        documents,
        "orders",
        "orders",
        [
            {
                "account": "A1",
                "ordered_on": date(2025, 12, 1),
                "amount": 90,
                "open_amount": 40,
                "promised_on": date(2025, 12, 20),
            },
            {
                "account": "A1",
                "ordered_on": date(2025, 12, 2),
                "amount": 60,
                "open_amount": 60,
                "promised_on": date(2026, 1, 20),
            },
            {"account": "A1", "ordered_on": date(2025, 1, 2), "amount": 60, "open_amount": 0},
            {"account": "A2", "ordered_on": date(2025, 1, 2), "amount": 60, "open_amount": 7},
        ],
    )
    blocks = sheet(documents)
    assert table(blocks, "opportunities")["weighted"].tolist() == [250, 200]
    assert "€1,500 of open opportunities, €450 weighted by probability." in said(blocks)
    assert "Close date already past for €500: to be updated in the CRM." in said(blocks)
    assert "€100 remain to be delivered; €40 should have been already." in said(blocks)
    assert account.figures(view(documents, account="A1")).order_book == 100


@pytest.mark.parametrize(
    ("end", "notice", "expected"),
    [
        (date(2025, 12, 30), 30, "ended"),
        (date(2026, 3, 31), 91, "passed"),  # notice by 30 December
        (date(2026, 3, 31), 90, "soon"),  # by 31 December: today still
        (date(2026, 6, 29), 90, "soon"),  # by 31 March, in 90 days
        (date(2026, 6, 30), 90, "later"),
        (date(2026, 3, 31), None, "soon"),
        (date(2026, 4, 1), None, "later"),
    ],
)
def test_a_contract_says_by_when_notice_can_be_given(end, notice, expected):
    as_of = date(2025, 12, 31)
    assert relation.window(end, relation.notice_day(end, notice), as_of).value == expected


def test_contracts_people_and_key_status_are_said_with_their_dates(documents):
    put(
        documents,
        "contracts",
        "contracts",
        [
            {
                "account": "A1",
                "end_date": date(2026, 3, 31),
                "notice_days": 91,
                "auto_renewal": True,
                "annual_value": 5,
            },
            {"account": "A1", "end_date": date(2026, 4, 30), "annual_value": 6},
        ],
    )
    put(documents, "contacts", "contacts", [{"account": "A1", "name": "Ana", "level": "buyer"}])
    put(
        documents,
        "interactions",
        "interactions",
        [
            {"account": "A1", "date": date(2025, 12, 1), "level": "buyer", "contact": "Ana", "type": "Visite"},
            {"account": "A1", "date": date(2024, 12, 1), "level": "buyer", "contact": "Ana"},
            {"account": "A1", "date": date(2026, 1, 5), "level": "executive", "contact": "Later"},
        ],
    )
    put(documents, "people", "people", [{"person_id": "k1", "name": "Kim"}, {"person_id": "k2", "name": "Lou"}])
    put(
        documents,
        "assignments",
        "assignments",
        [
            {"account": "A1", "kam": "k2", "from_on": date(2022, 1, 1), "to_on": date(2024, 6, 30)},
            {"account": "A1", "kam": "k1", "from_on": date(2024, 7, 1)},
        ],
    )
    put(
        documents,
        "key_accounts",
        "key_accounts",
        [
            {"account": "A1", "from_on": date(2023, 1, 1), "to_on": date(2023, 12, 31), "reason": "prestige"},
            {"account": "A1", "from_on": date(2025, 1, 1), "reason": "strategy"},
        ],
        part="workspace",
    )
    for scope in (DIRECTOR, KAM):
        blocks = sheet(documents, scope)
        contracts = table(blocks, "contracts")
        assert [s.en for s in contracts["state"]] == ["Notice date passed: renewed", "Running"]
        assert contracts["auto_renewal"].tolist() == [True, None]
        assert contracts["notice"].iloc[0] == pd.Timestamp(2025, 12, 30)
        levels = table(blocks, "contacts").set_index("contact")
        assert levels.loc["Ana", "days"] == 30
        assert levels.loc["Ana", "times"] == 1
        assert table(blocks, "contacts")["people"].tolist() == [1, 0, 0]
        assert text.ONE_PERSON.en in said(blocks)
        assert table(blocks, "caretakers")["name"].tolist() == ["Kim", "Lou"]
        assert pd.isna(table(blocks, "caretakers")["to_on"].iloc[0])
        assert [r.en for r in table(blocks, "key_status")["reason"]] == ["strategy", "prestige"]


def test_an_empty_part_says_which_file_would_fill_it(documents):
    before = said(sheet(documents))
    assert sum("Import page" in s for s in before) == 7
    put(documents, "contracts", "contracts", [{"account": "A2", "end_date": date(2026, 3, 31)}])
    after = said(sheet(documents))
    assert sum("Import page" in s for s in after) == 6
    assert "Nothing for this account: Contracts." in after


def test_actions_and_causes_of_the_account_alone_are_on_its_sheet(documents):
    def change(parts):
        for n, who in enumerate(("A1", "A2"), start=1):
            parts["workspace"].execute(
                "INSERT INTO account_note (note_id, account, kind, said, said_at, said_by, due_on)"
                " VALUES (?, ?, 'action', 'Appeler ' || ?, TIMESTAMP '2025-12-01', 'x', DATE '2026-01-15')",
                [n, who, who],
            )

    documents.change(("workspace",), change)
    assert table(sheet(documents), "notes")["said"].tolist() == ["Appeler A1"]


def test_a_line_says_its_file_its_row_and_its_import(documents):
    rows = table(sheet(documents), "lines")
    assert rows["row_no"].tolist() == [5, 4, 3, 2, 1]
    assert set(rows["file"]) == {"test.csv"}
    assert set(rows["import_id"]) == {1}
    assert rows["amount"].sum() == pytest.approx(900)


def test_beyond_the_lines_that_are_read_the_sheet_says_how_many_there_are(documents, monkeypatch):
    monkeypatch.setattr("kam_analytics.answers.account.page.money.MOST_LINES", 2)
    blocks = sheet(documents)
    assert len(table(blocks, "lines")) == 2
    assert any(s.startswith("The 2 most recent lines of 5.") for s in said(blocks))


def test_the_lines_of_a_code_that_counts_as_the_account_are_on_its_sheet(store):
    put(
        store, "revenue", "line", [line("A", "2025-02-01", 60), line("B", "2025-03-01", 30), line("C", "2025-03-01", 9)]
    )

    def change(parts):
        parts["workspace"].execute(
            "INSERT INTO identity_decision (decision_id, batch, kind, verdict, subject, object, method, decided_at,"
            " decided_by) VALUES (1, 1, 'account', 'same', 'B', 'A', 'hand', TIMESTAMP '2025-12-01', 'x')"
        )

    store.change(("workspace",), change)
    assert table(sheet(store, account_id="A"), "lines")["amount"].tolist() == [30, 60]
    assert account.figures(view(store, account="A")).revenue == 90


def test_every_part_of_the_sheet_is_filled_by_the_demonstration(demonstration):
    asked = view(Store(demonstration), account="C00907", **DEMO)
    seen, notes = set(), []
    for account_id in ("C00907", "C01264", "C01852"):  # the largest, one that stopped families, a new one
        blocks = flat(pages.blocks("account", replace(asked, filters=replace(asked.filters, account=account_id))))
        seen |= {b.id for b in blocks if isinstance(b, Table | Chart)}
        notes += said(blocks)
    assert seen >= {
        "months",
        "orders",
        "standing",
        "family_bars",
        "families",
        "stopped",
        "not_bought",
        "targets",
        "opportunities",
        "orders_open",
        "contracts",
        "contacts",
        "interactions",
        "caretakers",
        "key_status",
        "documents",
        "lines",
    }
    assert not any("Import page" in s for s in notes)


def test_the_sql_shown_for_a_figure_of_the_sheet_gives_it(demonstration):
    store = Store(demonstration)
    asked = view(store, account="C00907", **DEMO)
    seen = set()
    with duckdb.connect() as db:
        db.execute(reader(store).script("SELECT 1", DIRECTOR, with_folder=True))
        for number in computed.numbers(pages.blocks("account", asked)):
            found = computed.computation(asked, number.metric)
            (value,) = db.execute(found.query).df().iloc[0]
            assert found.exact
            assert float(value) == pytest.approx(number.value.value, rel=1e-9), number.metric.id
            seen.add(number.metric.id)
    assert {"net", "invoiced", "credited", "rebated", "account_share", "account_margin_rate", "order_book"} <= seen


def test_the_export_holds_every_line_with_its_amount(documents):
    blocks = pages.blocks("account", view(documents, account="A1"))
    facts = Circumstances(PAGES["account"].title, "x", (), date(2025, 12, 31), 1, False)
    book = openpyxl.load_workbook(BytesIO(workbook(blocks, facts, "en")))
    (lines,) = [s for s in book if s.title.startswith("Invoice lines")]
    amounts = [row[6] for row in lines.iter_rows(min_row=4, values_only=True)]
    assert sum(amounts) == pytest.approx(900)


@pytest.mark.parametrize("sql", sorted(HERE.glob("*.sql")), ids=lambda p: p.stem)
def test_nobody_sees_nothing_of_an_account(documents, sql):
    if sql.stem == "figures":
        pytest.skip("reads the rows of the other queries")
    asked = view(documents, Scope("", Role.NOBODY), account="A1")
    assert asked.rows(sql, most=10, size=1.0).empty


def test_a_company_of_ones_own_group_holds_no_share_in_any_month_of_the_sheet(store):
    put(store, "accounts", "accounts", [{"source_account": "OWN", "account_id": "OWN", "segment": "Intragroupe"}])
    months = pd.date_range("2022-01-01", "2025-12-01", freq="MS")
    put(
        store,
        "revenue",
        "line",
        [
            *(line("A1", m.date().isoformat(), 100) for m in months),
            *(line("OWN", m.date().isoformat(), 900) for m in months if m.year == 2022),  # in neither period
        ],
    )
    shown = table(sheet(store), "standing")
    assert shown["month"].min() < pd.Timestamp("2023-12-01")  # windows that hold months of 2022
    assert shown["share"].tolist() == pytest.approx([1.0] * len(shown))
    assert set(shown["rank"]) == {1}
