"""Dated notes: drawn where they apply, for those who see what they are about, at once, and written in every export."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.answers.page.dated_notes import annotated, listed, notes_of
from kam_analytics.answers.pages import blocks
from kam_analytics.answers.review.discretion import Aliases, Discretion
from kam_analytics.answers.review.page import slides
from kam_analytics.charts.dated_notes import GAP, NEAR, DatedNote, placed, shortened, text_width, with_notes
from kam_analytics.charts.overview import months
from kam_analytics.charts.theme import DARK, Style
from kam_analytics.core.errors import NotAllowed
from kam_analytics.core.scope import NOBODY, Role, Scope
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.exports.native import native
from kam_analytics.exports.printing import plain
from kam_analytics.exports.review.content import slide_of
from kam_analytics.exports.review.pack import FORMATS, one_slide, pack
from kam_analytics.exports.review.printed_text import pages_of, without_spaces
from kam_analytics.exports.workbook import workbook
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse.decisions.dated_notes import (
    LONGEST_WORDING,
    DatedEntry,
    DatedNoteGone,
    DaysOutOfOrder,
    NoWording,
    WordingTooLong,
    keep_dated,
    withdraw_dated,
)
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR, line, put
from tests.review.packs import FACTS

K1 = Scope("k1@example.com", Role.KAM, ("k1",), "k1")
K2 = Scope("k2@example.com", Role.KAM, ("k2",), "k2")
TEAM = Scope("boss@example.com", Role.MANAGER, ("k1", "k2"))
ALL = frozenset({"A", "B"})
DAY = date(2025, 6, 15)
NOTES = {
    "account": DatedEntry("account", "A", DAY, date(2025, 8, 2), "Usine arrêtée"),
    "family": DatedEntry("family", "F1", DAY, DAY, "Hausse de prix"),
    "kam": DatedEntry("kam", "k1", DAY, DAY, "Congé"),
    "company": DatedEntry("company", "", DAY, DAY, "Grève"),
}


@pytest.fixture
def two_kams(store):
    """A bought F1 and is k1's, B bought F2 and is k2's; one note on each kind of subject."""
    lines = [line("A", f"2025-{m:02}-03", 100, product_family="F1", kam="k1") for m in range(1, 13)]
    lines += [line("B", f"2025-{m:02}-03", 50, product_family="F2", kam="k2") for m in range(1, 13)]
    lines += [line("A", "2024-03-03", 90, product_family="F1", kam="k1")]
    put(store, "revenue", "line", lines)
    owned = [
        {"source_account": "A", "account_id": "A", "account_name": "Alcyon", "kam": "k1", "segment": "S1"},
        {"source_account": "B", "account_id": "B", "account_name": "Borel", "kam": "k2", "segment": "S2"},
    ]
    put(store, "accounts", "accounts", owned)
    put(store, "people", "people", [{"person_id": "k1", "name": "Kim Un"}, {"person_id": "k2", "name": "Kay Deux"}])
    for entry in NOTES.values():
        keep_dated(store, entry, DIRECTOR, ALL)
    return store


def wordings(store, scope=DIRECTOR, **filters) -> set[str]:
    return {note.wording for note in notes_of(facts.view(store, scope, **filters))()}


def drawn(store, scope=DIRECTOR, page="overview", **filters) -> list[Chart]:
    return [b for b in blocks(page, facts.view(store, scope, **filters)) if isinstance(b, Chart) and b.days]


# --- who sees what


def test_each_viewer_has_the_notes_on_what_they_see_and_no_other(two_kams) -> None:
    assert wordings(two_kams) == {"Usine arrêtée", "Hausse de prix", "Congé", "Grève"}
    assert wordings(two_kams, TEAM) == {"Usine arrêtée", "Hausse de prix", "Congé", "Grève"}
    assert wordings(two_kams, K1) == {"Usine arrêtée", "Hausse de prix", "Congé", "Grève"}
    assert wordings(two_kams, K2) == {"Grève"}
    assert wordings(two_kams, NOBODY) == set()


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "at_risk", "account"])
def test_no_page_of_another_kam_holds_a_word_of_a_note_they_may_not_see(two_kams, page) -> None:
    filters = {"account": "B"} if page == "account" else {}
    answer = blocks(page, facts.view(two_kams, K2, **filters))
    for lang in ("fr", "en"):
        book = openpyxl.load_workbook(BytesIO(workbook(answer, FACTS, lang)))
        written = " ".join(str(c.value) for sheet in book for row in sheet for c in row)
        figures = " ".join(b.figure(Style(lang)).to_json() for b in answer if isinstance(b, Chart))
        for entry in (NOTES["account"], NOTES["family"], NOTES["kam"]):
            assert entry.wording not in written + figures


@settings(max_examples=8, deadline=None)
@given(
    owners=st.lists(st.sampled_from(["k1", "k2", "k3"]), min_size=3, max_size=3),
    people=st.sets(st.sampled_from(["k1", "k2", "k3"])),
    subjects=st.lists(st.tuples(st.sampled_from(["account", "kam"]), st.integers(0, 2)), max_size=6),
)
def test_whoever_owns_what_a_note_reaches_only_who_sees_its_subject(tmp_path_factory, owners, people, subjects) -> None:
    store, codes = Store(tmp_path_factory.mktemp("store")), ["A", "B", "C"]
    put(store, "revenue", "line", [line(code, "2025-05-05", 10) for code in codes])
    owned = [{"source_account": c, "account_id": c, "kam": k} for c, k in zip(codes, owners, strict=True)]
    put(store, "accounts", "accounts", owned)
    put(store, "people", "people", [{"person_id": f"k{n}"} for n in (1, 2, 3)])
    for number, (subject, at) in enumerate(subjects):
        code = codes[at] if subject == "account" else f"k{at + 1}"
        keep_dated(store, DatedEntry(subject, code, DAY, DAY, f"note {number}"), DIRECTOR, frozenset(codes))
    expected = {
        f"note {number}"
        for number, (subject, at) in enumerate(subjects)
        if (owners[at] if subject == "account" else f"k{at + 1}") in people
    }
    assert wordings(store, Scope("someone", Role.MANAGER, tuple(people))) == expected


def test_only_who_sees_a_subject_notes_on_it_and_withdraws(two_kams) -> None:
    refused = [NOTES["account"], NOTES["kam"], replace(NOTES["family"], code="F2"), NOTES["company"]]
    for entry in refused:
        with pytest.raises(NotAllowed):
            keep_dated(two_kams, entry, K2, frozenset({"B"}))
    for number in (1, 2, 3):
        with pytest.raises(DatedNoteGone):  # not even that there is one
            withdraw_dated(two_kams, number, K2, frozenset({"B"}))
    with pytest.raises(NotAllowed):
        withdraw_dated(two_kams, 4, K2, frozenset({"B"}))
    keep_dated(two_kams, replace(NOTES["account"], code="B"), K2, frozenset({"B"}))
    withdraw_dated(two_kams, 5, K2, frozenset({"B"}))
    assert wordings(two_kams, K2) == {"Grève"}
    with pytest.raises(DatedNoteGone):
        withdraw_dated(two_kams, 5, K2, frozenset({"B"}))


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"wording": " \u200b\n"}, NoWording),
        ({"wording": "x" * (LONGEST_WORDING + 1)}, WordingTooLong),
        ({"last": date(2025, 6, 14)}, DaysOutOfOrder),
        ({"first": date(202, 6, 14)}, DaysOutOfOrder),
    ],
)
def test_a_note_that_no_chart_could_show_is_refused(store, change, error) -> None:
    with pytest.raises(error) as raised:
        keep_dated(store, replace(NOTES["company"], **change), DIRECTOR, ALL)
    assert raised.value.explain("fr") != raised.value.explain("en")


# --- where it applies


def test_a_note_applies_where_the_page_counts_what_it_is_about(two_kams) -> None:
    assert wordings(two_kams, segment=("S2",)) == {"Hausse de prix", "Congé", "Grève"}
    assert wordings(two_kams, kam=("k2",)) == {"Hausse de prix", "Grève"}
    assert wordings(two_kams, family=("F2",)) == {"Usine arrêtée", "Congé", "Grève"}
    assert wordings(two_kams, account="B") == {"Grève"}
    assert wordings(two_kams, account="A") == {"Usine arrêtée", "Hausse de prix", "Congé", "Grève"}


def test_every_chart_over_time_has_it_and_a_new_one_is_there_at_once(two_kams) -> None:
    sheet = drawn(two_kams, page="account", account="A")
    assert {chart.id for chart in sheet} >= {"months", "orders"}
    for chart in [*sheet, *drawn(two_kams), *drawn(two_kams, page="concentration")]:
        assert "Usine arrêtée" in [note.wording for note in chart.notes]
        hovers = [a.hovertext or "" for a in chart.figure(Style("fr")).layout.annotations]
        assert any("Usine arrêtée" in hover for hover in hovers)
    keep_dated(two_kams, replace(NOTES["company"], wording="Salon"), DIRECTOR, ALL)
    assert "Salon" in [note.wording for note in drawn(two_kams)[0].notes]
    assert len(listed(facts.view(two_kams))) == 5
    withdraw_dated(two_kams, 5, DIRECTOR, ALL)
    assert "Salon" not in [note.wording for note in drawn(two_kams)[0].notes]


def test_a_note_before_or_after_the_days_of_a_chart_is_not_on_it() -> None:
    rows = year()
    chart = Chart("m", Text(fr="CA", en="Revenue"), rows, months, {}, days=(date(2025, 1, 1), date(2025, 12, 31)))
    days = [(date(2024, 12, 30), date(2024, 12, 31)), (date(2024, 12, 31), date(2025, 1, 1)), (DAY, DAY)]
    days += [(date(2025, 12, 31), date(2026, 2, 1)), (date(2026, 1, 1), date(2026, 1, 1))]
    notes = tuple(DatedNote(first, last, str(n)) for n, (first, last) in enumerate(days))
    (with_them,) = annotated([chart], lambda: notes)
    assert isinstance(with_them, Chart)
    assert [note.wording for note in with_them.notes] == ["1", "2", "3"]


# --- the review


def test_a_review_names_no_person_and_under_aliases_no_account(two_kams) -> None:
    view = facts.view(two_kams)
    subjects = {
        Discretion(): {"Usine arrêtée", "Hausse de prix", "Grève"},
        Discretion(names=True): {"Usine arrêtée", "Hausse de prix", "Congé", "Grève"},
        Discretion(aliases=True): {"Hausse de prix", "Grève"},
    }
    for discretion, expected in subjects.items():
        told = slides(view, view, discretion)
        assert isinstance(told, tuple)
        notes = {n.wording for s in told for b in s.shows if isinstance(b, Chart) for n in b.notes}
        assert notes <= expected
        assert {n.wording for n in notes_of(view, discretion.subjects_left_out)()} == expected


def test_under_aliases_a_note_of_the_company_loses_the_names_of_customers(two_kams) -> None:
    keep_dated(two_kams, replace(NOTES["company"], wording="Alcyon rachète Borel"), DIRECTOR, ALL)
    view = facts.view(two_kams)
    masked = notes_of(Aliases.of(view).over(view), Discretion(aliases=True).subjects_left_out)()
    assert not any("Alcyon" in note.wording or "Borel" in note.wording for note in masked)
    assert any("Client" in note.wording for note in masked)


# --- on the figure


def year() -> pd.DataFrame:
    return pd.DataFrame(
        {"month": pd.date_range("2025-01-01", periods=12, freq="MS"), "revenue": 10.0, "last_year": 9.0}
    )


@pytest.mark.parametrize("style", [Style("fr"), Style("en", DARK)])
def test_the_mark_stands_above_the_plot_and_its_text_is_a_text(style) -> None:
    hostile = DatedNote(DAY, date(2025, 8, 2), "<b>=1+1</b> & co", "Bel & Fils")
    before = months(year(), style)
    fig = with_notes(months(year(), style), [hostile], style)
    (mark,) = [a for a in fig.layout.annotations if a.hovertext]
    assert (mark.y, mark.yref, mark.yanchor) == (1, "paper", "bottom")
    assert fig.layout.margin.t > before.layout.margin.t
    assert "<b>" not in mark.text + mark.hovertext.replace("<br>", "")
    assert "&lt;b&gt;" in mark.hovertext
    assert {shape.type for shape in fig.layout.shapes} == {"line", "rect"}
    assert all(shape.layer == "below" for shape in fig.layout.shapes)
    assert [t.y.tolist() for t in fig.data] == [t.y.tolist() for t in before.data]


def test_a_figure_without_a_time_axis_or_without_notes_is_left_alone() -> None:
    bars = go.Figure(go.Bar(x=["T1", "T2"], y=[1, 2]))
    assert not with_notes(bars, [DatedNote(DAY, DAY, "x")], Style()).layout.annotations
    assert not with_notes(months(year(), Style()), [], Style()).layout.annotations


@settings(max_examples=200, deadline=None)
@given(
    days=st.lists(st.dates(date(2025, 1, 1), date(2025, 12, 31)), min_size=1, max_size=9),
    words=st.text("abc WÉ'", min_size=1, max_size=80),
    width=st.floats(200, 900),
)
def test_labels_and_marks_never_cover_each_other(days, words, width) -> None:
    low, high = pd.Timestamp("2024-12-15"), pd.Timestamp("2026-01-15")
    notes = [DatedNote(day, day, words, "Alcyon") for day in days]
    marks = placed(notes, low, high, "fr", monthly=True, width=width)
    assert sorted(n.first for m in marks for n in m.notes) == sorted(days)
    boxes = []
    for mark in marks:
        px = (mark.at - low) / (high - low) * width
        wide = text_width(mark.label) + (GAP - 6 if mark.label else 0)
        boxes.append((px - 6 - wide, px + 6) if mark.on_left else (px - 6, px + 6 + wide))
    assert all(one[1] <= other[0] + 0.01 for one, other in pairwise(boxes))
    assert boxes[-1][1] <= width + max(0.0, NEAR)


def test_a_label_without_room_is_cut_at_its_words_or_left_out() -> None:
    assert shortened("Hausse", 200) == "Hausse"
    assert shortened("Hausse de prix de 3 % sur tout", 100).endswith("…")
    assert shortened("Hausse de prix", 40) == ""


# --- exports


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_workbooks_decks_and_pdf_say_the_notes_with_their_days(two_kams, lang) -> None:
    chart = drawn(two_kams)[0]
    sentences = [typeset(note.sentence, lang) for note in chart.notes]
    assert len(sentences) == len(NOTES)
    book = openpyxl.load_workbook(BytesIO(workbook([chart], FACTS, lang)))
    written = [str(c.value) for c in book.worksheets[1]["A"]]
    assert set(sentences) <= set(written)
    (slide,) = Presentation(BytesIO(one_slide([chart], FACTS, lang, chart))).slides
    assert all(sentence in slide.notes_slide.notes_text_frame.text for sentence in sentences)
    assert any(sentences[0][:40] in s.text_frame.text for s in slide.shapes if s.has_text_frame)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_pack_is_proved_with_its_notes(two_kams, format, lang) -> None:
    chart = drawn(two_kams)[0]
    content = pack([slide_of([], FACTS, chart)], FACTS, lang, format)
    sentences = [typeset(note.sentence, lang) for note in chart.notes]
    if format == "pdf":
        printed = "".join(pages_of(content))
        assert all(without_spaces(plain(sentence)) in without_spaces(printed) for sentence in sentences)
    elif format == "xlsx":
        column = [str(c.value) for c in openpyxl.load_workbook(BytesIO(content)).worksheets[0]["A"]]
        assert set(sentences) <= set(column)
    else:
        (slide,) = Presentation(BytesIO(content)).slides
        assert all(sentence in slide.notes_slide.notes_text_frame.text for sentence in sentences)


def test_native_charts_have_a_mark_for_each_note_and_their_bars_as_before(two_kams) -> None:
    keep_dated(
        two_kams, DatedEntry("company", "", date(2025, 10, 1), date(2025, 10, 1), "=1+1 <b>\x07x"), DIRECTOR, ALL
    )
    chart = drawn(two_kams)[0]
    translated, without = native(chart, "fr"), native(replace(chart, notes=()), "fr")
    assert translated is not None
    assert without is not None
    assert translated.series == without.series
    june, october = translated.marks
    assert (translated.months[june.place], translated.months[october.place]) == (date(2025, 6, 1), date(2025, 10, 1))
    assert june.label == "4 notes"
    assert october.name == "=1+1 <b>x"
    content = pack([slide_of([], FACTS, chart)], FACTS, "fr", "pptx")
    (drawn_chart,) = [s.chart for slide in Presentation(BytesIO(content)).slides for s in slide.shapes if s.has_chart]
    bars, marks = drawn_chart.plots
    assert [s.name for s in bars.series] == [s.name for s in translated.series]
    assert [s.name for s in marks.series] == [june.name, october.name]
    book = openpyxl.load_workbook(BytesIO(pack([slide_of([], FACTS, chart)], FACTS, "fr", "xlsx")))
    assert not [c for row in book.worksheets[0].iter_rows() for c in row if c.data_type == "f"]
    (in_book,) = book.worksheets[0]._charts
    assert {type(part).__name__ for part in in_book._charts} == {"BarChart", "LineChart"}


def test_a_mark_of_another_kam_is_in_no_native_chart(two_kams) -> None:
    for chart in drawn(two_kams, K2):
        translated = native(chart, "fr")
        assert translated is None or {mark.name for mark in translated.marks} <= {"Grève"}


def test_a_text_that_looks_like_a_formula_stays_a_text_in_the_workbook() -> None:
    notes = (DatedNote(DAY, DAY, "=1+1"),)
    columns = {
        "month": Column(Text(fr="Mois", en="Month"), Unit.MONTH),
        "revenue": Column(Text(fr="CA", en="R"), Unit.EUR),
    }
    chart = Chart("m", Text(fr="CA", en="Revenue"), year(), months, columns, notes=notes)
    book = openpyxl.load_workbook(BytesIO(workbook([chart], FACTS, "fr")))
    assert not [c for row in book.worksheets[1].iter_rows() for c in row if c.data_type == "f"]
