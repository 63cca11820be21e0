"""One chart or table of any page as a slide: its figures, the sentence of the page, the filters, what is withheld."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from kam_analytics.answers.page.blocks import Chart, Column, Message, Table
from kam_analytics.answers.page.cells import cell_writer
from kam_analytics.answers.pages import blocks
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Unit
from kam_analytics.exports.delimited import visible_columns
from kam_analytics.exports.native import native
from kam_analytics.exports.printing import width_of
from kam_analytics.exports.review.content import contents, slide_of
from kam_analytics.exports.review.deck.text import Box, column_widths, table_size
from kam_analytics.exports.review.errors import EmptyChart
from kam_analytics.exports.review.pack import one_slide
from kam_analytics.exports.words import WITHOUT_PAY
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse.store import Store
from tests.exports.test_csv import BASE, YEAR
from tests.facts import DIRECTOR, view
from tests.review.packs import COLUMNS, FACTS, HOSTILE, SECRET, chart, hostile_rows

LEAD = Message(Text(fr="Huit comptes ont bougé.", en="Eight accounts moved."))
PAID = Table("pay", Text(fr="Équipe", en="Team"), hostile_rows(), {**COLUMNS, "base_revenue": SECRET})


def opened(shown: list, block: Chart | Table, lang: Lang, facts=FACTS):
    (slide,) = Presentation(BytesIO(one_slide(shown, facts, lang, block))).slides
    return slide


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "variable_pay", "at_risk", "account"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_chart_and_table_of_a_page_is_a_slide_with_its_figures(
    demonstration: Path, page: str, lang: Lang
) -> None:
    shown = blocks(page, view(Store(demonstration), DIRECTOR, **YEAR, **BASE))
    offered = [b for b in shown if isinstance(b, Chart | Table) and len(b.rows)]
    offered = [b for b in offered if any(c.unit for c in visible_columns(b).values())]
    assert offered
    for block in offered:
        slide = opened(shown, block, lang)
        drawn = native(block, lang) if isinstance(block, Chart) else None
        if drawn is not None:
            (written,) = [shape.chart for shape in slide.shapes if shape.has_chart]
            assert [tuple(series.values) for series in written.plots[0].series] == [s.values for s in drawn.series]
            rows = list(load_workbook(BytesIO(written.part.chart_workbook.xlsx_part.blob)).active.values)
            assert len(rows) == len(drawn.categories) + 1
        else:
            (table,) = [shape.table for shape in slide.shapes if shape.has_table]
            for at, (name, column) in enumerate(visible_columns(block).items()):
                write = cell_writer(block.rows[name], column, lang)
                cells = [row.cells[at].text for row in list(table.rows)[1:]]
                whole = cells if len(cells) == len(block.rows) else cells[:-1]
                assert [c.split() for c in whole] == [write(v).split() for v in block.rows[name][: len(whole)]]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_says_the_sentence_of_the_page_and_its_filters(lang: Lang) -> None:
    slide = opened([LEAD], chart(hostile_rows()), lang, replace(FACTS, demonstration=True))
    assert typeset(LEAD.text, lang) in texts(slide)
    source = texts(slide)[-1]
    assert "T3 2026" in source
    assert ("DÉMONSTRATION" if lang == "fr" else "DEMONSTRATION") in source
    assert FACTS.viewer in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pay_is_left_out_whoever_exports_and_the_slide_says_so(lang: Lang) -> None:
    shown = [replace(LEAD, secret=True), PAID]
    slide = opened(shown, PAID, lang, replace(FACTS, with_pay=True))
    (table,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [cell.text for cell in table.rows[0].cells] == [typeset(c.label, lang) for c in COLUMNS.values()]
    said = " ".join(texts(slide))
    assert typeset(LEAD.text, lang) not in said
    assert typeset(WITHOUT_PAY, lang) in said
    assert typeset(WITHOUT_PAY, lang) not in " ".join(texts(opened([LEAD], chart(hostile_rows()), lang)))


def test_texts_of_files_stay_texts_in_a_table() -> None:
    table = replace(PAID, columns=COLUMNS)
    (written,) = [s.table for s in opened([LEAD], table, "fr").shapes if s.has_table]
    names = [row.cells[0].text for row in list(written.rows)[1:]]
    assert names == [name.replace("\x07", "") for name in HOSTILE][: len(names)]


def test_a_chart_of_zeros_is_written_as_its_rows_and_one_without_rows_refused() -> None:
    rows = hostile_rows().assign(change=0.0)
    assert [s.has_table for s in opened([LEAD], chart(rows), "fr").shapes].count(True) == 1
    with pytest.raises(EmptyChart):
        one_slide([LEAD], FACTS, "fr", chart(rows.head(0)))


def test_a_column_that_the_rows_lack_is_no_column() -> None:
    columns = {**COLUMNS, "nothing": Column(Text(fr="Rien", en="Nothing"), Unit.EUR)}
    table = Table("t", Text(fr="Comptes", en="Accounts"), pd.DataFrame(hostile_rows()), columns)
    assert list(visible_columns(table)) == list(COLUMNS)


def test_no_word_of_a_wide_table_is_broken() -> None:
    labels = ("Rang", "Compte", "Compte clé", "Segment", "Part", "Part cumulée", "Taux de marge brute", "Code")
    cells = (
        "1",
        "Ostreval Génie Climatique SARL",
        "oui",
        "Agroalimentaire",
        "7,6\u00a0%",
        "35,6\u00a0%",
        "9",
        "C00907",
    )
    columns = {label: Column(Text(fr=label, en=label)) for label in labels}
    rows = pd.DataFrame([dict(zip(labels, cells, strict=True))])
    content = contents([slide_of([LEAD], FACTS, Table("t", LEAD.text, rows, columns))], "fr")[0].table
    assert content is not None
    widths = column_widths(content, 640.0)
    assert sum(widths) == pytest.approx(640.0)
    for width, head, cell in zip(widths, labels, cells, strict=True):
        assert all(width_of(word, 11, bold=True) <= width - 12 for word in head.split(" "))
        assert all(width_of(word, 11) <= width - 12 for word in cell.split(" "))


@pytest.mark.parametrize("width", [330.0, 640.0, 1200.0])
def test_words_of_a_table_fit_in_the_size_that_is_chosen(width: float) -> None:
    """A font a fifth wider than ours breaks no amount, beside a text as over the whole slide."""
    row = {
        "Nature": "Décision",
        "Quoi": "Visiter le site avec le support technique",
        "CA maintenant": "2\u202f692\u00a0k€",
    }
    columns = {label: Column(Text(fr=label, en=label)) for label in row}
    content = contents([slide_of([LEAD], FACTS, Table("t", LEAD.text, pd.DataFrame([row]), columns))], "fr")[0].table
    assert content is not None
    box = Box(0, 0, round(width * 12_700), 300 * 12_700)
    size, count = table_size(content, box)
    assert count == 1
    for at, (head, cell) in enumerate(row.items()):
        room = column_widths(content, width)[at] - 12
        assert all(1.2 * width_of(word, size, bold=True) <= room for word in head.split(" "))
        assert all(1.2 * width_of(word, size) <= room for word in cell.split(" "))
