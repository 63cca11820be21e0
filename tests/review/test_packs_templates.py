"""The company's own template: its tokens are filled in its fonts, and what cannot be filled is refused in words."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pptx import Presentation
from pptx.util import Emu

from kam_analytics.exports.review.deck.layout import best_frame
from kam_analytics.exports.review.errors import BadTemplate, TokenInSentence, UnknownToken
from kam_analytics.exports.review.pack import pack
from kam_analytics.language.typography import typeset
from tests.review.packs import FACTS, chart_slide, figure_slide, table_slide
from tests.third_party import shared

TEMPLATES = (
    "EmptySlidePlaceholders",
    "RootTemplateWithCharts",
    "SlideDimensions1",
    "SlidesWithAdditionalMaster",
    "TextReplace",
)
TEXTS = (
    "{{title}}",
    "{{period}}",
    "{{position.message}}",
    "{{position.revenue_total}}",
    "{{growth.message}}",
    "{{growth.source}}",
)
CHARTS = ("growth", "risks", "bridge")
SLIDES = [figure_slide("position"), *(chart_slide(id) for id in CHARTS), table_slide("late")]


def opened(content: bytes):
    return Presentation(BytesIO(content))


def saved(deck) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def with_text(text: str) -> bytes:
    """A presentation of one slide with one text box."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    slide.shapes.add_textbox(Emu(914_400), Emu(914_400), Emu(5_000_000), Emu(3_000_000)).text_frame.text = text
    return saved(deck)


def with_tokens(file: Path) -> bytes:
    """A template with six text tokens, one of them cut into two runs of which the first is bold, and three charts."""
    deck = Presentation(str(file))
    for slide in deck.slides:  # tags of another tool would be refused by name
        for shape in slide.shapes:
            if shape.has_text_frame and "{{" in shape.text_frame.text:
                shape.text_frame.text = "-"
    slide, wide, high = deck.slides[0], deck.slide_width, deck.slide_height
    for at, token in enumerate(TEXTS):
        box = slide.shapes.add_textbox(0, Emu(high // 8 * at), Emu(wide // 2), Emu(high // 8))
        first, second = box.text_frame.paragraphs[0].add_run(), box.text_frame.paragraphs[0].add_run()
        first.text, second.text = f"> {token[:4]}", token[4:]
        first.font.bold = True
    for at, name in enumerate(CHARTS):
        place = (Emu(wide // 2), Emu(high // 3 * at), Emu(wide // 2), Emu(high // 3))
        slide.shapes.add_textbox(*place).text_frame.text = f"{{{{chart:{name}}}}}"
    return saved(deck)


def parts(content: bytes, start: str) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(start)}


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_template_is_filled_in_its_own_fonts_and_colours(name, lang):
    before = with_tokens(shared("pptx_templates", f"{name}.pptx"))
    after = pack(SLIDES, FACTS, lang, "pptx", before)
    old, new = opened(before), opened(after)
    assert (new.slide_width, new.slide_height) == (old.slide_width, old.slide_height)
    assert len(new.slides) == len(old.slides)
    for folder in ("ppt/theme/", "ppt/slideMasters/slideMaster", "ppt/slideLayouts/slideLayout", "ppt/tags/"):
        assert {n: b for n, b in parts(before, folder).items() if n in parts(after, folder)} == {
            n: b for n, b in parts(after, folder).items() if n in parts(before, folder)
        }
        assert parts(before, folder).keys() <= parts(after, folder).keys()
    texts = [s.text_frame.text for s in new.slides[0].shapes if s.has_text_frame]
    assert f"> {typeset(SLIDES[0].message, lang)}" in texts
    assert not any("{{" in text for text in texts)
    filled = [s for s in new.slides[0].shapes if s.has_text_frame and s.text_frame.text.startswith("> ")]
    assert len(filled) == len(TEXTS)
    assert all(s.text_frame.paragraphs[0].runs[0].font.bold for s in filled)


@pytest.mark.parametrize("name", TEMPLATES)
def test_charts_take_the_place_of_their_tokens_and_those_of_the_template_stay(name):
    before = with_tokens(shared("pptx_templates", f"{name}.pptx"))
    old, new = opened(before), opened(pack(SLIDES, FACTS, "fr", "pptx", before))
    places = {
        (s.left, s.top, s.width, s.height)
        for s in old.slides[0].shapes
        if s.has_text_frame and "chart:" in s.text_frame.text
    }
    drawn = [s for s in new.slides[0].shapes if s.has_chart and s.name == typeset(SLIDES[1].shows[0].title, "fr")]
    assert {(s.left, s.top, s.width, s.height) for s in new.slides[0].shapes if s.has_chart} == places
    assert len(drawn) == 3  # the slides of this test have charts of one title
    others = [[s.name for s in slide.shapes if s.has_chart] for slide in list(old.slides)[1:]]
    assert others == [[s.name for s in slide.shapes if s.has_chart] for slide in list(new.slides)[1:]]
    schemes = [e.get("val") for s in drawn for e in s.chart._chartSpace.iter() if e.tag.endswith("}schemeClr")]
    literal = [e for s in drawn for e in s.chart._chartSpace.iter() if e.tag.endswith("}srgbClr")]
    assert schemes
    assert not literal  # the colours are the theme's, whatever they are


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_without_tokens_takes_our_slides_after_its_own(name, tmp_path):
    deck = Presentation(str(shared("pptx_templates", f"{name}.pptx")))
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and "{{" in shape.text_frame.text:
                shape.text_frame.text = "-"
    before = saved(deck)
    new = opened(pack(SLIDES, FACTS, "fr", "pptx", before))
    own = len(opened(before).slides)
    assert len(new.slides) == own + len(SLIDES)
    frame = best_frame(new)
    for slide, told in zip(list(new.slides)[own:], SLIDES, strict=True):
        assert slide.slide_layout.name == frame.layout.name
        assert typeset(told.message, "fr") in [s.text_frame.text for s in slide.shapes if s.has_text_frame]
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= new.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= new.slide_height


def test_a_table_takes_the_place_of_its_token():
    deck = opened(pack(SLIDES, FACTS, "en", "pptx", with_text("{{table:late}}")))
    (frame,) = [s for s in deck.slides[0].shapes if s.has_table]
    assert (frame.left, frame.top, frame.width) == (914_400, 914_400, 5_000_000)
    assert frame.table.cell(1, 0).text == "=2+2"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unknown_token_is_refused_by_name_with_those_that_are_known(lang):
    with pytest.raises(UnknownToken) as refused:
        pack(SLIDES, FACTS, lang, "pptx", with_text("{{position.revenu}} and {{period}}"))
    sentence, advice = refused.value.explain(lang)
    assert "{{position.revenu}}" in sentence
    assert "{{position.revenue_total}}" in advice
    assert "{{chart:growth}}" in advice


def test_a_chart_within_a_sentence_is_refused():
    with pytest.raises(TokenInSentence):
        pack(SLIDES, FACTS, "fr", "pptx", with_text("Voici : {{chart:growth}}"))


def retyped(content: bytes, old: str, new: str) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old.encode(), new.encode()))
    return out.getvalue()


MAIN = "presentationml.presentation.main+xml"
BAD = {
    "empty": (lambda _: b"", "vide"),
    "text": (lambda _: b"a,b,c\n1,2,3\n", "PowerPoint"),
    "locked": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "mot de passe"),
    "cut": (lambda deck: deck[: len(deck) // 2], "incomplet"),
    "another archive": (lambda _: retyped_archive(), "PowerPoint"),
    "potx": (lambda deck: retyped(deck, MAIN, "presentationml.template.main+xml"), ".potx"),
    "macros": (
        lambda deck: retyped(
            deck, f"vnd.openxmlformats-officedocument.{MAIN}", "vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        ),
        "macros",
    ),
}


def retyped_archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as target:
        target.writestr("readme.txt", "no presentation")
    return out.getvalue()


@pytest.mark.parametrize("problem", BAD)
def test_a_file_that_is_no_template_is_refused_in_words(problem):
    spoil, word = BAD[problem]
    with pytest.raises(BadTemplate) as refused:
        pack(SLIDES, FACTS, "fr", "pptx", spoil(with_text("{{period}}")))
    assert word in refused.value.explain("fr")[0]
    assert refused.value.explain("en")[0] != refused.value.explain("fr")[0]
