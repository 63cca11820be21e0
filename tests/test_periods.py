"""Periods: what a code in a link means, and the same days one year earlier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.answers.periods import base, codes, name, span, year_before
from kam_analytics.language.dates import Period

LAST = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("ltm", date(2025, 10, 1), date(2026, 9, 30)),
        ("ytd", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2025Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 9, 30)),
        ("anything else", date(2025, 10, 1), date(2026, 9, 30)),
    ],
)
def test_what_a_code_means(code: str, start: date, end: date) -> None:
    assert span(code, LAST) == Period(start, end)


def test_an_open_quarter_ends_on_the_last_day_of_data() -> None:
    assert span("2026Q3", date(2026, 8, 14)) == Period(date(2026, 7, 1), date(2026, 8, 14))


def test_days_of_ones_own_are_put_in_order() -> None:
    assert span("custom", LAST, Period(date(2026, 5, 1), date(2026, 4, 1))) == Period(
        date(2026, 4, 1), date(2026, 5, 1)
    )


@pytest.mark.parametrize(
    ("start", "end", "base_start", "base_end"),
    [
        (date(2025, 10, 1), date(2026, 9, 30), date(2024, 10, 1), date(2025, 9, 30)),
        (date(2024, 2, 1), date(2024, 2, 29), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2025, 2, 1), date(2025, 2, 28), date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 3, 10), date(2023, 3, 1), date(2023, 3, 10)),
    ],
)
def test_the_base_period_is_the_same_days_one_year_earlier(
    start: date, end: date, base_start: date, base_end: date
) -> None:
    assert base(Period(start, end)) == Period(base_start, base_end)


def test_the_choices_begin_with_the_latest_and_cover_the_data() -> None:
    assert codes(date(2025, 5, 2), LAST) == [
        "ltm",
        "ytd",
        "2026Q3",
        "2026Q2",
        "2026Q1",
        "2025Q4",
        "2025Q3",
        "2025Q2",
        "2026",
        "2025",
        "custom",
    ]


def test_names_read_in_both_languages() -> None:
    assert (name("2026Q3").fr, name("2026Q3").en) == ("T3\u00a02026", "Q3\u00a02026")
    assert name("ltm").fr == "12 derniers mois"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_twelve_months_are_a_year_and_their_base_touches_them(last: date) -> None:
    period = span("ltm", last)
    before = base(period)
    assert 364 <= (period.end - period.start).days <= 366
    assert timedelta(0) <= period.start - before.end <= timedelta(days=2)
    assert year_before(last) < last
