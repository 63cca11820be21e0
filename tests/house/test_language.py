"""Numbers, dates and sentences as French and English readers expect them."""

import importlib
import re
import string
from datetime import date
from pathlib import Path

import pytest
import streamlit
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

import kam_analytics.language as language
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.dates import day, period_text
from kam_analytics.language.numbers import decimal, scale_of, write
from kam_analytics.language.platform import PLATFORM
from kam_analytics.language.sentences import fill, names, plural
from kam_analytics.ui import frame

FOLDER = Path(language.__file__).parent
WITHOUT_PROSE = {"__init__", "numbers", "dates", "sentences", "typography"}
PROSE = [
    importlib.import_module(".".join(("kam_analytics.language", *path.relative_to(FOLDER).with_suffix("").parts)))
    for path in sorted(FOLDER.rglob("*.py"))
    if path.stem not in WITHOUT_PROSE
]


def texts(module):
    """Every Text of a module, those of its dictionaries too."""
    for value in vars(module).values():
        if isinstance(value, Text):
            yield value
        elif isinstance(value, dict):
            yield from (v for v in value.values() if isinstance(v, Text))


@pytest.mark.parametrize(
    ("quantity", "fr", "en"),
    [
        (Quantity(1_234_500, Unit.EUR), "1\u202f234\u00a0k€", "€1,234k"),
        (Quantity(840_000, Unit.EUR), "840\u00a0k€", "€840k"),
        (Quantity(84_300, Unit.EUR), "84,3\u00a0k€", "€84.3k"),
        (Quantity(84_000, Unit.EUR), "84\u00a0k€", "€84k"),
        (Quantity(35_200_000, Unit.EUR), "35,2\u00a0M€", "€35.2m"),
        (Quantity(-770_000, Unit.EUR), "−770\u00a0k€", "−€770k"),
        (Quantity(636, Unit.EUR), "636\u00a0€", "€636"),
        (Quantity(14467.5, Unit.EUR_EXACT), "14\u202f467,50\u00a0€", "€14,467.50"),
        (Quantity(0.623, Unit.SHARE), "62,3\u00a0%", "62.3%"),
        (Quantity(0.031, Unit.POINTS), "+3,1\u00a0pts", "+3.1\u00a0pp"),
        (Quantity(0.011, Unit.POINTS), "+1,1\u00a0pt", "+1.1\u00a0pp"),
        (Quantity(1, Unit.DAYS), "1\u00a0jour", "1\u00a0day"),
        (Quantity(0, Unit.DAYS), "0\u00a0jour", "0\u00a0days"),
        (Quantity(75, Unit.DAYS), "75\u00a0jours", "75\u00a0days"),
        (Quantity(43.4, Unit.COUNT), "43", "43"),
        (Quantity(None, Unit.EUR), "–", "–"),
        (Quantity(float("nan"), Unit.SHARE), "–", "–"),
    ],
)
def test_a_quantity_reads_as_its_reader_expects(quantity, fr, en):
    assert write(quantity, "fr") == fr
    assert write(quantity, "en") == en


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["fr", "en"]))
def test_decimals_agree_with_the_unicode_locale_data(value, lang):
    ours = decimal(float(value), lang, 2)
    theirs = format_decimal(value, format="#,##0.00", locale=lang).replace("-", "−").replace("\u00a0", "\u202f")
    assert ours == (theirs if any(c in "123456789" for c in theirs) else theirs.lstrip("−"))


def test_one_scale_serves_a_whole_table():
    scale = scale_of([12_000_000, 3_400])
    assert write(Quantity(3_400, Unit.EUR), "fr", scale=scale) == "0,0\u00a0M€"
    assert write(Quantity(12_000_000, Unit.EUR), "fr", scale=scale) == "12,0\u00a0M€"


def test_periods_take_their_shortest_exact_name():
    assert period_text(date(2026, 7, 1), date(2026, 9, 30)).fr == "T3\u00a02026"
    assert period_text(date(2026, 7, 1), date(2026, 9, 30)).en == "Q3\u00a02026"
    assert period_text(date(2025, 1, 1), date(2025, 12, 31)).fr == "2025"
    assert period_text(date(2025, 10, 1), date(2026, 9, 30)).fr == "12 mois à fin septembre\u00a02026"
    assert period_text(date(2026, 3, 1), date(2026, 3, 20)).en == "1\u00a0March\u00a02026 to 20\u00a0March\u00a02026"
    assert day(date(2026, 3, 1), "fr") == "1er\u00a0mars\u00a02026"


def test_zero_and_one_are_singular_in_french_and_only_one_in_english():
    one, many = Text(fr="compte", en="account"), Text(fr="comptes", en="accounts")
    assert [plural(n, one, many).fr for n in (0, 1, 2)] == ["compte", "compte", "comptes"]
    assert [plural(n, one, many).en for n in (0, 1, 2)] == ["accounts", "account", "accounts"]


def test_names_are_joined_as_one_speaks():
    assert names(["Alcyon", "Borel", "Cévenol"]) == Text(fr="Alcyon, Borel et Cévenol", en="Alcyon, Borel and Cévenol")
    assert (
        fill(Text(fr="Revu le {d}.", en="Reviewed on {d}."), d=date(2026, 3, 1)).fr
        == "Revu le 1er\u00a0mars\u00a02026."
    )


@pytest.mark.parametrize("module", PROSE, ids=lambda m: m.__name__.rsplit(".", 1)[1])
def test_every_sentence_takes_the_same_facts_in_both_languages(module):
    found = list(texts(module))
    assert found
    for text in found:
        facts = [{name for _, name, *_ in string.Formatter().parse(side) if name} for side in (text.fr, text.en)]
        assert facts[0] == facts[1], text


@pytest.mark.parametrize("module", PROSE, ids=lambda m: m.__name__.rsplit(".", 1)[1])
def test_french_prose_keeps_the_rules_of_the_house(module):
    for text in texts(module):
        assert "'" not in text.fr, f"typographic apostrophe: {text.fr}"
        assert not re.search(r"\b(de|que|d’|qu’) ?\{(name|kam|plan|group|first)\}", text.fr), text.fr
        assert not re.search(r"\S[:;!?](\s|$)", text.fr), f"space before the mark: {text.fr}"
        assert "quarantaine" not in text.fr.lower()
        assert "non affecté" not in text.fr.lower()


def test_the_words_of_the_upload_field_are_ours_in_both_languages():
    """Streamlit writes "Upload" and "200MB per file" in English; a release that renames its parts brings them back."""
    style = (Path(frame.__file__).with_name("style.css")).read_text("utf-8")
    rules = dict(re.findall(r"(?m)^(.+?) \{ (.+) \}$", style))
    assert rules['[data-testid="stFileUploaderDropzoneInstructions"]'] == "display: none;"
    (field,) = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("FileUploader.*.js")
    script = field.read_text("utf-8")
    assert re.search(r"[\"'`]Upload[\"'`]", script)
    assert "Upload" in PLATFORM
    assert "stFileUploaderDropzoneInstructions" in script
    assert re.search(r"[\"'`]stFileUploaderDropzone[\"'`]", script)


def test_the_words_of_a_lost_connection_are_those_of_the_version_that_is_installed():
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    script = "".join(path.read_text("utf-8") for path in folder.glob("index.*.js"))
    for words in ("Connection error", "Connection failed with status", "Connection timed out."):
        assert f"`{words}" in script
        assert words in PLATFORM
