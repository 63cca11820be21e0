"""Days as files write them: years first, lost zeros, swapped days, midnights in UTC, weeks, German months."""

from datetime import date

import pytest

from kam_analytics.ingest.notation import dates, utc
from tests.ingest.loading import load

TITLES = "Code client;Date facture;N° facture;Montant HT"


def invoices(*days: str) -> str:
    """A list of invoices of 10, 20, 30 … of these days."""
    return "\n".join([TITLES, *(f"C1;{day};F{k};{10 * k},00" for k, day in enumerate(days, start=1))])


def labels(question) -> dict[str, str]:
    """Choice → its English label, with plain blanks."""
    return dict(zip(question.choices, (t.en.replace("\u00a0", " ") for t in question.labels), strict=True))


def days(store) -> list[str]:
    with store.connect() as db:
        rows = db.execute("SELECT date FROM ledger.live_line ORDER BY amount").fetchall()
    return [row[0].isoformat() for row in rows]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["24/03/02", "24/03/30", "24/12/29"], ["2024-03-02", "2024-03-30", "2024-12-29"]),  # years first
        (["24-03-02", "24-04-09", "25-05-21", "25-06-18"], ["2024-03-02", "2024-04-09", "2025-05-21", "2025-06-18"]),
        (["020324", "300324", "291224"], ["2024-03-02", "2024-03-30", "2024-12-29"]),
        (["20324", "300324", "91224"], ["2024-03-02", "2024-03-30", "2024-12-09"]),  # the zero in front is lost
        (["2032024", "30032024"], ["2024-03-02", "2024-03-30"]),
        (["240302", "240330", "241229"], ["2024-03-02", "2024-03-30", "2024-12-29"]),
        (["202403", "202411"], ["2024-03-01", "2024-11-01"]),
        (["45353", "45381"], ["2024-03-02", "2024-03-30"]),  # days as Excel counts them
        (["2024-W09", "2025-W01"], ["2024-02-26", "2024-12-30"]),
        (["S09 2024", "S52 2024"], ["2024-02-26", "2024-12-23"]),
        (["2. März 2024", "30. Dez 2024"], ["2024-03-02", "2024-12-30"]),
        (["2 Mrz 2024", "1 Oktober 2024"], ["2024-03-02", "2024-10-01"]),
        (["2024-02-29T23:00:00Z", "2024-06-30T22:00:00.000Z"], ["2024-03-01", "2024-07-01"]),  # midnights in Paris
        (["2024-02-29 00:00:00Z", "2024-06-30 23:00:00Z"], ["2024-02-29", "2024-07-01"]),  # in London
        (["2024-02-29T09:30:00Z", "2024-03-01T22:15:00Z"], ["2024-02-29", "2024-03-01"]),  # no month would change
        (["02/03/24", "15/03/24", "28/12/25"], ["2024-03-02", "2024-03-15", "2025-12-28"]),
    ],
)
def test_days_are_read_by_the_habits_of_their_column(store, tmp_path, cells, expected):
    report = load(store, tmp_path, invoices(*cells))
    assert (report.outcome, days(store)) == ("loaded", expected), report.message.en


SWAPPED = ("2024-02-03", "2024-04-12 00:00:00", "13/02/2024", "28/04/2024")


@pytest.mark.parametrize(
    ("cells", "question", "figures", "answer", "expected"),
    [
        (SWAPPED, "date_swap:Date facture", "Dec 2024: 20", "swapped", "2024-03-02"),
        (SWAPPED, "date_swap:Date facture", "Apr 2024: 60", "as_written", "2024-02-03"),
        (("22/03/21", "23/04/25"), "date_order:Date facture", "Mar 2022: 10", "ymd", "2022-03-21"),
        (("2024-01-31T23:30:00Z", "2024-02-10T08:00:00Z"), "date_zone:Date facture", "Feb 2024", "paris", "2024-02-01"),
        (("2024-01-31T23:30:00Z", "2024-02-10T08:00:00Z"), "date_zone:Date facture", "Jan 2024", "utc", "2024-01-31"),
    ],
)
def test_what_the_days_leave_open_is_asked_with_the_months_of_each_answer(
    store, tmp_path, cells, question, figures, answer, expected
):
    asked = load(store, tmp_path, invoices(*cells))
    assert (asked.outcome, [q.id for q in asked.questions]) == ("ask", [question])
    assert figures in labels(asked.questions[0])[answer]
    load(store, tmp_path, None, {"answers": {question: answer}})
    assert days(store)[0] == expected


def test_the_question_of_swapped_days_gives_both_totals_by_month(store, tmp_path):
    (question,) = load(store, tmp_path, invoices(*SWAPPED)).questions
    assert list(labels(question).values()) == [
        "Day and month swapped, to be put back (Feb 2024: 30, Mar 2024: 10, Apr 2024: 40, Dec 2024: 20).",
        "As they are (Feb 2024: 40, Apr 2024: 60).",
    ]
    assert "« 2024-02-03 »" in question.text.fr.replace("\u00a0", " ")


def test_dates_of_a_spreadsheet_beside_texts_are_not_doubted_when_a_day_is_above_twelve(store, tmp_path):
    load(store, tmp_path, invoices("2024-02-03", "2024-02-14", "13/02/2024", "28/04/2024"))
    assert days(store) == ["2024-02-03", "2024-02-14", "2024-02-13", "2024-04-28"]


@pytest.mark.parametrize("cells", [["15/01/18", "15/02/19", "15/03/24", *(f"15/{m:02d}/22" for m in range(1, 8))]])
def test_the_same_day_of_every_month_is_no_year(cells):
    assert dates.style_of(cells).order == "dmy"
    assert dates.style_of(cells).settled


def test_a_time_without_a_zone_stays_on_its_day():
    assert utc.zone_of_midnights(["2024-02-29T23:00:00", "2024-03-01T23:00:00+01:00"]) is None
    assert utc.local_day("2024-02-29T23:00:00", "Europe/Paris") is None
    assert utc.local_day("2024-02-29T23:00:00+00:00", "Europe/Paris") == date(2024, 3, 1)


def test_figures_of_a_question_count_lines_where_the_file_has_no_amount(store, tmp_path):
    text = "Code client;Ouvert le\nC1;2024-02-03\nC1;2024-02-04\nC2;13/02/2024\n"
    (question,) = load(store, tmp_path, text, kind="incidents").questions
    assert labels(question)["as_written"] == "As they are (Feb 2024: 3)."
