"""Under aliases, what people typed names neither a customer nor a person: on no slide, in no byte of a pack."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from kam_analytics.answers.review.discretion import Discretion, Mask
from kam_analytics.answers.review.page import slides
from kam_analytics.exports.review.pack import pack
from kam_analytics.warehouse.decisions.notes import COMPANY, AccountNote, keep
from tests import facts
from tests.facts import DIRECTOR, line, put
from tests.review.packs import FACTS

LINES = ("Voir Alcyon Chimie avec Kim Unger", "ALCYON CHIMIE (C-17) baisse", "kim unger appelle C-17")
QUARTER = {"start": date(2025, 7, 1), "end": date(2025, 9, 30)}
BASE = {"base_start": date(2024, 7, 1), "base_end": date(2024, 9, 30)}


@pytest.fixture
def noted(store):
    lines = [line("C-17", f"{y}-{m:02}-03", 100, kam="k1") for y in (2023, 2024, 2025) for m in range(1, 10)]
    put(store, "revenue", "line", lines)
    named = {"source_account": "C-17", "account_id": "C-17", "account_name": "Alcyon Chimie", "kam": "k1"}
    put(store, "accounts", "accounts", [named])
    put(store, "people", "people", [{"person_id": "k1", "name": "Kim Unger"}])
    for wording in LINES:
        note = AccountNote("", "decision", wording, level=COMPANY, review="2025Q3")
        keep(store, note, DIRECTOR, frozenset(), date(2025, 9, 30))
    return store


@pytest.mark.parametrize("format", ["pptx", "xlsx"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_bytes_of_a_pack_hold_no_name_that_somebody_typed(noted, format, lang) -> None:
    view = facts.view(noted, **QUARTER, **BASE)

    def content(discretion: Discretion) -> str:
        told = slides(view, view, discretion)
        assert isinstance(told, tuple)
        asks = [slide for slide in told if slide.id == "asks"]
        with ZipFile(BytesIO(pack(asks, FACTS, lang, format))) as parts:
            return b"".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "ignore").casefold()

    assert "alcyon chimie" in content(Discretion())
    masked = content(Discretion(aliases=True))
    assert not [name for name in ("alcyon", "unger", "c-17") if name in masked]
    assert "client 1" in masked


def test_only_whole_words_are_replaced_the_longest_name_first() -> None:
    mask = Mask.of({"Borel": "Client 1", "Borel & Fils": "Client 2", "AB": "Client 3", "C1": "x", "C10": "Client 4"})
    assert mask("Borel & Fils, BOREL, Borelli, AB, C10, C100") == "Client 2, Client 1, Borelli, AB, Client 4, C100"
    assert mask(None) is None
    assert Mask.of({})("Borel") == "Borel"
