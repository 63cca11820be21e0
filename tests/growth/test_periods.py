"""Periods: what a code in a link means, and the same days one year earlier."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.answers.page.periods import base, codes, is_cut, is_year, name, span, year_before
from kam_analytics.core.settings import first_month
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


# --- fiscal years that begin in any month

JULY = 7


def test_a_fiscal_year_is_named_by_both_its_years_and_offered_beside_calendar_years() -> None:
    offered = codes(date(2024, 5, 2), LAST, JULY)
    assert [code for code in offered if code.startswith("FY")] == ["FY2026", "FY2025", "FY2024", "FY2023"]
    assert "2025" in offered
    assert name("FY2025", JULY).fr == "Exercice\u00a02025/2026"
    assert name("FY2025", JULY).en == "Fiscal year\u00a02025/2026"
    assert name("ytd", JULY).fr == "Depuis le 1er\u00a0juillet"


def test_a_fiscal_year_runs_from_its_month_and_an_open_one_stops_with_the_data() -> None:
    assert span("FY2025", LAST, first_month=JULY) == Period(date(2025, 7, 1), date(2026, 6, 30))
    assert span("FY2026", LAST, first_month=JULY) == Period(date(2026, 7, 1), LAST)
    assert span("ytd", date(2026, 3, 15), first_month=JULY) == Period(date(2025, 7, 1), date(2026, 3, 15))
    assert span("ytd", LAST, first_month=JULY) == Period(date(2026, 7, 1), LAST)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_every_fiscal_year_touches_the_next_and_its_base_is_the_one_before(day: date, month: int) -> None:
    code = codes(day, day, month)[-2] if month == 1 else next(c for c in codes(day, day, month) if c.startswith("FY"))
    year = span(code, date.max, first_month=month)
    assert year.start <= day <= year.end
    assert year.start.month == month
    assert is_year(year)
    before = base(year)
    assert before.end + timedelta(days=1) == year.start
    assert before.start.month == month


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("[year]\nfirst_month = 7", 7),
        ("[year]\nfirst_month = 13", 1),
        ("[year]\nfirst_month = 'x'", 1),
        ("=", 1),
        ("", 1),
    ],
)
def test_the_first_month_is_a_setting_and_january_when_it_makes_no_sense(tmp_path, given_, expected) -> None:
    file = tmp_path / "kam.toml"
    file.write_text(given_, "utf-8")
    assert first_month(file) == expected
    assert first_month(tmp_path / "missing.toml") == 1


# --- periods that compare


def test_two_years_earlier_are_the_same_days() -> None:
    assert base(Period(date(2026, 7, 1), LAST), 2) == Period(date(2024, 7, 1), date(2024, 9, 30))
    assert base(Period(date(2024, 2, 1), date(2024, 2, 29)), 4).end == date(2020, 2, 29)


@pytest.mark.parametrize(
    ("code", "last", "cut"),
    [
        ("2026Q3", date(2026, 8, 14), True),
        ("2026Q3", date(2026, 9, 30), False),
        ("2026Q2", date(2026, 8, 14), False),
        ("ytd", date(2026, 9, 30), True),
        ("2026", date(2026, 12, 31), False),
        ("2025", date(2026, 8, 14), False),
        ("ltm", date(2026, 8, 14), False),
    ],
)
def test_a_period_that_is_not_over_is_known_as_such(code: str, last: date, cut: bool) -> None:
    assert is_cut(span(code, last), last) is cut


def test_less_than_a_year_may_be_a_season() -> None:
    assert is_year(span("ltm", LAST))
    assert is_year(Period(date(2023, 3, 1), date(2024, 2, 29)))
    assert not is_year(span("ytd", LAST))
