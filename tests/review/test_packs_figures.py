"""Every figure of a pack is the slide's, cell by cell, in each format and both languages; texts of files stay texts."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from math import nan
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from kam_analytics.answers.page.blocks import Chart, Number, Table
from kam_analytics.answers.review.page import slides
from kam_analytics.charts.growth import bridge
from kam_analytics.core.text import Text
from kam_analytics.exports.native import native
from kam_analytics.exports.printing import plain
from kam_analytics.exports.review import pack as packs
from kam_analytics.exports.review.content import contents
from kam_analytics.exports.review.errors import EmptyChart, EmptyPack, FigureDiffers
from kam_analytics.exports.review.pack import FORMATS, one_slide, pack
from kam_analytics.exports.review.printed_text import pages_of, same_spaces, without_spaces
from kam_analytics.language.numbers import write
from kam_analytics.language.typography import typeset
from kam_analytics.warehouse.store import Store
from tests import facts
from tests.facts import DIRECTOR
from tests.review.packs import (
    COLUMNS,
    FACTS,
    HOSTILE,
    chart,
    chart_slide,
    figure_slide,
    heat_map,
    hostile_rows,
    nothing_drawn,
    table_slide,
)
from tests.review.test_slides import BASE, QUARTER

LANGS = ("fr", "en")
SLIDES = [figure_slide(), chart_slide(), table_slide()]
CLEAN = tuple(name.replace("\x07", "") for name in HOSTILE)


@pytest.fixture(scope="module")
def review(demonstration):
    told = slides(facts.view(Store(demonstration), DIRECTOR, **QUARTER, **BASE))
    assert isinstance(told, tuple)
    return told


@pytest.fixture(scope="module", params=LANGS)
def lang(request):
    return request.param


def figures_of(review, kind):
    return [(slide, block) for slide in review for block in slide.shows if isinstance(block, kind)]


def test_every_figure_of_a_deck_is_the_slides(review, lang):
    deck = Presentation(BytesIO(pack(review, FACTS, lang, "pptx")))
    assert len(deck.slides) == len(review)
    for told, slide in zip(review, deck.slides, strict=True):
        texts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
        assert typeset(told.message, lang) in texts
        assert typeset(told.source, lang) in slide.notes_slide.notes_text_frame.text
        for metric in told.metrics:
            assert typeset(metric.definition, lang) in slide.notes_slide.notes_text_frame.text
        for number in [b for b in told.shows if isinstance(b, Number)]:
            assert write(number.value, lang) in texts
        drawn = [s.chart for s in slide.shapes if s.has_chart]
        expected = [native(b, lang) for b in told.shows if isinstance(b, Chart)]
        assert len(drawn) == len(expected)
        for one, values in zip(drawn, expected, strict=True):
            sheet = load_workbook(BytesIO(one.part.chart_workbook.xlsx_part.blob)).active
            rows = list(sheet.iter_rows(values_only=True))
            assert rows[0][1:] == tuple(s.name for s in values.series)
            for at, series in enumerate(values.series, start=1):
                cells = [nan if row[at] is None else row[at] for row in rows[1:]]
                values_or_nan = [nan if v is None else v for v in series.values]
                assert cells == pytest.approx(values_or_nan, rel=1e-15, nan_ok=True)
            assert [tuple(s.values) for s in one.plots[0].series] == [s.values for s in values.series]


def test_every_figure_of_a_workbook_is_a_number_with_a_format(review, lang):
    book = load_workbook(BytesIO(pack(review, FACTS, lang, "xlsx")))
    assert len(book.worksheets) == len(review) + 1
    for told, sheet in zip(review, book.worksheets, strict=False):
        assert sheet["A1"].value == typeset(told.message, lang)
        numbers = [b for b in told.shows if isinstance(b, Number)]
        for row, number in enumerate(numbers, start=4):
            scale = 100 if number.value.unit.name == "POINTS" else 1
            assert sheet.cell(row, 2).value == pytest.approx(scale * number.value.value, rel=1e-15)
            assert sheet.cell(row, 2).number_format != "General"
        for block in [b for b in told.shows if isinstance(b, Chart | Table)]:
            assert sheet.freeze_panes == "A4"
            for column, (name, declared) in enumerate(block.columns.items(), start=1):
                if declared.unit is not None and declared.unit.name not in ("DATE", "MONTH"):
                    cells = [sheet.cell(row, column).value for row in range(4, 4 + len(block.rows))]
                    assert cells == pytest.approx([float(v) for v in block.rows[name]], rel=1e-15)
        assert len(sheet._charts) == len([b for b in told.shows if isinstance(b, Chart)])
    used = {m.id for s in review for m in s.metrics} | {n.metric.id for _, n in figures_of(review, Number)}
    definitions = [row[0] for row in book.worksheets[-1].iter_rows(min_row=4, values_only=True)]
    assert definitions.index(None) == len(used)


def test_every_figure_of_a_pdf_is_on_the_page_of_its_slide(review, lang):
    pages = pages_of(pack(review, FACTS, lang, "pdf"))
    for told, page in zip(review, pages, strict=False):
        assert same_spaces(plain(typeset(told.message, lang))) in page
        for number in [b for b in told.shows if isinstance(b, Number)]:
            assert same_spaces(plain(write(number.value, lang))) in page
    assert FACTS.demonstration is False
    marked = pack(review[:1], replace(FACTS, demonstration=True), lang, "pdf")
    assert same_spaces(plain("DÉMONSTRATION : données inventées" if lang == "fr" else "DEMONSTRATION")) in " ".join(
        pages_of(marked)
    )


def test_native_values_are_those_of_the_rows_unrounded(review, lang):
    for _, block in figures_of(review, Chart):
        drawn = native(block, lang)
        assert drawn is not None
        columns = [set(pd.to_numeric(block.rows[c], errors="coerce").dropna().abs()) for c in block.rows]
        for series in [s for s in drawn.series if not s.is_hidden and drawn.kind != "stacked"]:
            assert any({abs(v) for v in series.values if v is not None} <= column for column in columns)


def test_a_bridge_is_stacked_bars_whose_parts_are_its_causes():
    rows = pd.DataFrame(
        {
            "cause": [Text(fr=c, en=c) for c in ("up", "lost", "all")],
            "amount": [100.25, -160.5, -60.25],
            "start": [0.0, 100.25, 0.0],
            "role": ["gain", "loss", "neutral"],
        }
    )
    columns = {"amount": COLUMNS["change"]}
    drawn = native(Chart("bridge", Text(fr="t", en="t"), rows, bridge, columns), "fr")
    assert drawn is not None
    lift, above, below, labels = drawn.series
    assert (drawn.kind, drawn.categories) == ("stacked", ("up", "lost", "all"))
    assert lift.values == (0.0, 0.0, 0.0)
    assert above.values == (100.25, 100.25, -60.25)
    assert below.values == (None, -60.25, None)  # the bar that crosses zero has a part on each side
    assert labels.values == (100.25, 160.5, 60.25)
    assert "−" in labels.labels[1]
    assert "+" in labels.labels[0]


@pytest.mark.parametrize("format", FORMATS)
def test_texts_of_files_stay_texts(format, lang):
    content = pack(SLIDES, FACTS, lang, format)
    if format == "pdf":
        pages = without_spaces("".join(pages_of(content)))
        assert all(without_spaces(plain(name)) in pages for name in CLEAN)
        assert b"/URI" not in content
        return
    books = [content]
    if format == "pptx":
        deck = Presentation(BytesIO(content))
        (drawn,) = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
        assert tuple(drawn.plots[0].categories) == CLEAN
        books = [drawn.part.chart_workbook.xlsx_part.blob]
        (table,) = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
        assert tuple(table.cell(row, 0).text for row in range(1, 1 + len(CLEAN))) == CLEAN
        assert len(table.columns) == 2  # the secret one is left out
        assert not [r for slide in deck.slides for r in slide.part.rels.values() if "hyperlink" in r.reltype]
    for book in map(load_workbook, map(BytesIO, books)):
        cells = [
            cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        assert {name for name in CLEAN if name in {cell.value for cell in cells}} == set(CLEAN)
        assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
        assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+33", "-1-1", "@")))


def test_a_chart_without_a_native_form_becomes_a_table(lang):
    (content,) = contents([chart_slide(draw=heat_map)], lang)
    assert content.chart is None
    assert content.table is not None
    assert [row[0] for row in content.table.rows] == list(CLEAN)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("shown", [{"draw": nothing_drawn}, {"rows": hostile_rows().head(0)}])
def test_a_pack_with_an_empty_chart_is_refused(format, shown):
    with pytest.raises(EmptyChart) as refused:
        pack([chart_slide(**shown)], FACTS, "fr", format)
    assert "Comptes clés" in refused.value.explain("fr")[0]
    assert "Key accounts" in refused.value.explain("en")[0]


def test_a_pack_of_nothing_is_refused():
    with pytest.raises(EmptyPack):
        pack([], FACTS, "fr", "pptx")


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_with_another_figure_than_its_slide_is_refused(format, monkeypatch):
    """Whatever writes the file is replaced by one that writes other slides."""
    name = {"pptx": "deck_bytes", "xlsx": "book_bytes", "pdf": "printed_bytes"}[format]
    writer = getattr(packs, name)
    rows = hostile_rows().assign(change=lambda r: r["change"].where(r.index != 2, 100.126))
    others = contents([figure_slide(), chart_slide(rows=rows), table_slide()], "fr")
    if format == "pdf":
        others = (replace(others[0], message="Le trimestre finit à 8 083 k€ de CA."), *others[1:])
    monkeypatch.setattr(packs, name, lambda slides, *rest: writer(others, *rest))
    with pytest.raises(FigureDiffers) as refused:
        pack(SLIDES, FACTS, "fr", format)
    assert "n’a pas été écrit" in refused.value.explain("fr")[0]
    assert "was not written" in refused.value.explain("en")[0]


def test_a_long_message_is_smaller_and_never_clipped():
    long = Text(fr="Une phrase qui dit beaucoup. " * 12, en="A sentence that says a lot. " * 12)
    deck = Presentation(BytesIO(pack([replace(chart_slide(), message=long), chart_slide()], FACTS, "fr", "pptx")))
    sizes = [slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt for slide in deck.slides]
    assert sizes[0] < sizes[1]
    assert sizes[0] >= 12


def test_one_block_of_a_page_is_one_slide(lang):
    block = chart(hostile_rows())
    deck = Presentation(BytesIO(one_slide([*chart_slide().blocks], FACTS, lang, block)))
    assert len(deck.slides) == 1
    assert typeset(chart_slide().message, lang) in [
        s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame
    ]


def test_the_parts_of_a_deck_are_well_formed_and_named_once(review):
    content = pack(review, FACTS, "fr", "pptx")
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("format", ["pptx", "xlsx"])
def test_libreoffice_opens_it_whole(format, review, tmp_path):
    file = tmp_path / f"review.{format}"
    file.write_bytes(pack(review, FACTS, "fr", format))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(words, check=True, timeout=180, capture_output=True)
    content = (tmp_path / "review.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    if format == "pptx":
        assert content.count(b"/Type/Page/") == len(review)
