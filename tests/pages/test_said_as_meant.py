"""What a title says is what its figures are: the days that invoices cover, whole months, the same key accounts."""

from datetime import date

import pandas as pd
import pytest

from kam_analytics.answers import pages
from kam_analytics.answers.growth import page as growth
from kam_analytics.answers.page import periods
from kam_analytics.answers.page.blocks import Chart, Message, Note, Number
from kam_analytics.answers.page.view import freshness
from kam_analytics.answers.risk import page as risk
from kam_analytics.core.units import Unit
from kam_analytics.metrics.growth.figures import KEY
from kam_analytics.metrics.growth.key_accounts import DEFAULT_TOP, KeySource, key_accounts
from tests.facts import line, put, view


def said(blocks, kind=Message):
    return [b.text.fr for b in blocks if isinstance(b, kind)]


def last_twelve_months(store):
    """The view that the pages open with: the last twelve months of the store."""
    last = freshness(view(store)).last
    days = periods.span(periods.LTM, last)
    base = periods.base(days)
    return view(store, start=days.start, end=days.end, base_start=base.start, base_end=base.end)


@pytest.fixture
def quarter(store):
    """Three months of invoices and nothing before."""
    days = ("2025-07-01", "2025-07-15", "2025-08-12", "2025-09-28")
    put(store, "revenue", "line", [line(f"A{n}", day, 100.0 + n) for n in range(12) for day in days])
    return store


@pytest.mark.parametrize("page", ["overview", "concentration"])
def test_three_months_are_not_called_twelve(quarter, page):
    blocks = pages.blocks(page, last_twelve_months(quarter))
    titles = [*said(blocks), *(b.title.fr for b in blocks if isinstance(b, Chart))]
    assert not [title for title in titles if "2024" in title]
    assert any("du 1er juillet 2025 au 28 septembre 2025" in title.replace("\u00a0", " ") for title in titles)
    assert all(number.change is None for number in blocks if isinstance(number, Number))


def test_months_before_the_first_invoice_are_no_empty_bars(quarter):
    months = next(b for b in pages.blocks("overview", last_twelve_months(quarter)) if isinstance(b, Chart)).rows
    assert list(months["month"]) == [pd.Timestamp(2025, m, 1) for m in (7, 8, 9)]
    assert months["revenue"].min() > 0


def test_a_change_is_said_once_invoices_cover_the_base(quarter):
    put(quarter, "revenue", "line", [line(f"A{n}", "2023-09-30", 50.0 + n) for n in range(12)])
    changes = [b.change for b in pages.blocks("concentration", last_twelve_months(quarter)) if isinstance(b, Number)]
    assert changes
    assert all(change is not None for change in changes)
    put(quarter, "revenue", "line", [line("A1", "2024-03-31", 100)])
    number = next(b for b in pages.blocks("concentration", last_twelve_months(quarter)) if isinstance(b, Number))
    assert number.change is not None
    assert number.change.unit is Unit.GROWTH  # beside millions, not in thousands


@pytest.fixture
def by_month(store):
    """Amounts by month, dated the first of theirs: 30 months that end with September 2025."""
    months = pd.date_range("2023-04-01", "2025-09-01", freq="MS")
    put(store, "revenue", "line", [line("A1", str(m.date()), 10.0 + n) for n, m in enumerate(months)])
    return store


def test_periods_of_monthly_files_end_where_months_end(by_month):
    asked = last_twelve_months(by_month)
    assert (asked.filters.start, asked.filters.end) == (date(2024, 10, 1), date(2025, 9, 30))
    put(by_month, "revenue", "line", [line("A1", "2025-09-08", 1.0)])
    assert freshness(view(by_month)).last == date(2025, 9, 8)


def test_a_few_days_that_happen_to_be_firsts_are_no_monthly_file(store):
    put(store, "revenue", "line", [line("A1", "2025-08-01", 1.0), line("A1", "2025-09-01", 1.0)])
    assert freshness(view(store)).last == date(2025, 9, 1)


@pytest.mark.parametrize("last", ["2025-09-08", None])
def test_the_months_under_the_title_add_up_to_it(by_month, last):
    """Also where the year begins and ends inside a month: edge months hold the days of the period only."""
    if last is not None:
        put(by_month, "revenue", "line", [line("A1", last, 1.0), line("A2", "2024-09-20", 5.0)])
    asked = last_twelve_months(by_month)
    months = next(b for b in pages.blocks("overview", asked) if isinstance(b, Chart)).rows
    figures = growth.figures(asked)
    assert months["revenue"].sum() == pytest.approx(figures.portfolio.with_unassigned)
    assert months["last_year"].sum() == pytest.approx(figures.portfolio.base_revenue_total)


def accounts(amounts, **more):
    """Rows as `accounts.sql` brings them: revenue of the base period, and the same before it unless said otherwise."""
    rows = pd.DataFrame({"account_id": [f"A{n:03}" for n in range(len(amounts))], "base_revenue": amounts})
    return rows.assign(**{"prior_revenue": rows["base_revenue"], "is_key": False, **more})


def test_with_few_accounts_those_that_make_most_of_the_revenue_are_key():
    chosen = key_accounts(accounts([50.0, 20.0, 10.0, 8.0, 6.0, 4.0, 2.0]), None)
    assert chosen.source is KeySource.LAGGED
    assert chosen.ids == {"A000", "A001", "A002"}


def test_with_many_accounts_the_twenty_largest_are_key():
    assert len(key_accounts(accounts([100.0 - n / 10 for n in range(300)]), None).ids) == DEFAULT_TOP


def test_what_was_asked_for_is_what_is_compared():
    rows = accounts([50.0, 20.0, 10.0, 8.0, 6.0])
    assert len(key_accounts(rows, "top:4").ids) == 4
    assert key_accounts(rows.assign(is_key=[False] * 4 + [True]), None).ids == {"A004"}


def test_without_earlier_months_the_base_period_chooses():
    chosen = key_accounts(accounts([50.0, 20.0, 10.0], prior_revenue=0.0), None)
    assert chosen.source is KeySource.TOP
    assert chosen.ids == {"A000", "A001"}


@pytest.fixture
def few(store):
    """Five accounts over four years; the largest makes four fifths of the revenue."""
    amounts = {"A": 800.0, "B": 80.0, "C": 60.0, "D": 40.0, "E": 20.0}
    months = pd.date_range("2022-01-15", "2025-12-15", freq="MS") + pd.Timedelta(days=14)
    put(store, "revenue", "line", [line(a, str(m.date()), v) for a, v in amounts.items() for m in months])
    return store


def test_every_page_draws_the_same_accounts_as_key(few):
    asked = view(few)
    compared = set(growth.figures(asked).of(KEY)["account_id"])
    assert compared == {"A"}
    bars = next(b for b in pages.blocks("concentration", asked) if isinstance(b, Chart)).rows
    assert set(bars.loc[bars["role"] == "key", "account_id"]) == compared
    content = risk.read(asked)
    assert set(content.rows.loc[content.rows["role"] == "key", "account_id"]) == compared


def test_one_account_is_not_said_in_the_plural(few):
    notes = " ".join(said(pages.blocks("growth", view(few)), Note))
    assert "le compte qui fait 80 % du CA" in notes
    assert "les 1 " not in notes
