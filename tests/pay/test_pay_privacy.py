"""Pay reaches nobody who may not see it: bytes sent, cache, log, address, exports; shared screens get none at all."""

import io
import logging
import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.answers import pages
from kam_analytics.answers.page.blocks import Block, Chart, Details, Message, Note, Number, Table
from kam_analytics.answers.page.view import View
from kam_analytics.answers.pages import PAGES
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay import what_if as pay_whatif
from kam_analytics.answers.pay.peers import peers
from kam_analytics.answers.pay.statement import paper
from kam_analytics.core.scope import Role, Scope, without_pay
from kam_analytics.core.text import Lang, Text
from kam_analytics.core.units import Unit
from kam_analytics.exports.delimited import FRENCH, INTERNATIONAL, table_bytes, visible_columns
from kam_analytics.exports.pay.xlsx import statement_workbook
from kam_analytics.exports.review.pack import one_slide
from kam_analytics.exports.workbook import Circumstances, workbook
from kam_analytics.language.numbers import decimal
from kam_analytics.ui.frame.access import LOCAL, narrowed
from kam_analytics.warehouse.session import Reader
from kam_analytics.warehouse.store import Store
from tests.application import CONTROLLER, DIRECTOR, everything_sent, kams, opened
from tests.facts import view

pytestmark = pytest.mark.slow
MONEY = (Unit.EUR, Unit.EUR_EXACT)
YEAR = {"start": date(2026, 1, 1), "end": date(2026, 9, 30)}
BASE = {"base_start": date(2025, 1, 1), "base_end": date(2025, 9, 30)}
ANYTHING_SMALLER = 200  # euros: so small a number, or a round one, may be anything else
NAMES = ("Claire Vasseur", "Karim Benhaddou", "Maëlle Le Goff", "Julien Castéran")
DETAILS = ("key_growth_paid", "components", "objectives", "forecast", "ended", "benchmark", "credited_lines")


PARTS = ("results", "forecast", "control")


def looking(store: Path, scope: Scope) -> View:
    return view(Store(store), scope, **YEAR, **BASE)


def walked(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, those one click away too."""
    for block in blocks:
        if isinstance(block, Details):
            yield from walked(block.blocks)
        else:
            yield block


def amounts(blocks: Iterable[Block]) -> set[float]:
    """Every amount of pay among the blocks, in EUR."""
    found: set[float] = set()
    for block in walked(blocks):
        if isinstance(block, Number) and block.secret and block.value.unit in MONEY:
            found.add(float(block.value.value or 0))
        elif isinstance(block, Table | Chart):
            for name, column in block.columns.items():
                if column.secret and column.unit in MONEY and name in block.rows:
                    found |= {float(v) for v in block.rows[name].dropna()}
    return {a for a in found if a > ANYTHING_SMALLER and round(a, 2) != round(a, 1)}


def pattern(amount: float) -> re.Pattern[bytes]:
    """How an amount may stand in what is sent: as a number of a grid, or written, whole and not within another."""
    said = {repr(amount), f"{amount:.2f}", *(decimal(amount, lang, 2) for lang in ("fr", "en"))}
    written = b"|".join(re.escape(text.encode()) for text in said)
    return re.compile(re.escape(struct.pack("<d", amount)) + rb"|(?<![0-9.,\xaf])(?:" + written + rb")(?![0-9])")


def leaks(sent: bytes, secret: set[float]) -> set[float]:
    return {a for a in secret if pattern(a).search(sent)}


def with_details_open(at: AppTest) -> AppTest:
    for name in DETAILS:
        at.session_state[f"variable_pay_{name}"] = True
    return at.run()


def sent_by(page: str, login: str, **address: str) -> bytes:
    """All that a page sends; of the page of pay its three parts, with what is one click away in each."""
    if page != "variable_pay":
        return everything_sent(opened(page, login, **address))
    parts = (opened(page, login, part=part, **address) for part in PARTS)
    return b"".join(everything_sent(with_details_open(at)) for at in parts)


@pytest.fixture(scope="module")
def known(demonstration: Path) -> dict[str, set[float]]:
    """Amounts by who sees them: everybody's, and each KAM's own."""
    found = {"all": amounts(pay.VARIABLE_PAY.blocks(looking(demonstration, LOCAL)))}
    for person, _ in kams(demonstration):
        found[person] = amounts(
            pay.VARIABLE_PAY.blocks(looking(demonstration, Scope(person, Role.KAM, (person,), person)))
        )
    return found


def test_the_amounts_that_must_not_leak_are_many(known: dict[str, set[float]]) -> None:
    # To the cent: one amount summed in two orders is one secret, now and then told by two floats.
    assert len({round(amount, 2) for amount in known["all"]}) >= 45
    assert all(len(own) >= 2 for who, own in known.items() if who != "all")


def of_others(known: dict[str, set[float]], person: str) -> set[float]:
    """What all others' views hold and this person's does not: amounts that people share (15,000 €) are no secret."""
    return set.union(*(own for who, own in known.items() if who != person)) - known[person]


def test_nothing_sent_to_a_kam_holds_the_pay_of_another(
    portal: Path, known: dict[str, set[float]], navigation_as_on_a_server: None
) -> None:
    person, login = kams(portal)[0]
    secret = of_others(known, person)
    for page in PAGES:
        assert not leaks(sent_by(page, login), secret), page
    asked = opened("variable_pay", login, kam=kams(portal)[1][0])
    assert not leaks(everything_sent(asked), secret)
    assert asked.title[0].value == opened("variable_pay", login).title[0].value


def test_the_check_would_notice_a_leak(portal: Path, known: dict[str, set[float]]) -> None:
    sent = sent_by("variable_pay", DIRECTOR)
    assert len(leaks(sent, known["all"])) > 30
    person, login = kams(portal)[0]
    assert leaks(sent_by("variable_pay", login), known[person])


@pytest.mark.parametrize("who", [DIRECTOR, CONTROLLER, "kam"])
def test_a_shared_screen_gets_no_pay_at_all(
    portal: Path, known: dict[str, set[float]], who: str, navigation_as_on_a_server: None
) -> None:
    login = kams(portal)[0][1] if who == "kam" else who
    secret = set.union(*known.values()) - amounts_of_the_field(portal)
    for page in ("overview", "variable_pay", "concentration"):
        at = opened(page, login, present="1")
        sent = sent_by(page, login, present="1")
        assert at.title
        assert not leaks(sent, secret), page
        if page == "variable_pay":
            sent += everything_sent(opened(page, login, present="1", kam="K02", part="control"))
            assert not [name for name in NAMES if name.encode() in sent]
    assert not at.get("download_button") or all("statement" not in str(b.proto.id) for b in at.get("download_button"))


def amounts_of_the_field(store: Path) -> set[float]:
    """Public figures of the panel on the field, which some pay at 100 % happens to equal."""
    tables = [
        b for b in walked(pay.VARIABLE_PAY.blocks(looking(store, Scope("c", Role.CONTROLLER)))) if isinstance(b, Table)
    ]
    return {float(v) for t in tables if t.id == "readings" for v in t.rows.to_numpy().ravel()}


def test_a_shared_screen_stays_shared_on_the_next_page(portal: Path, navigation_as_on_a_server: None) -> None:
    at = opened("overview", DIRECTOR, present="1")
    at.switch_page("pages/variable_pay.py").run()
    assert at.query_params["present"] in ("1", ["1"])
    assert all("payout" not in table.value for table in at.dataframe)


def test_looking_as_somebody_else_on_a_shared_screen_shows_no_pay() -> None:
    assert narrowed(without_pay(LOCAL), "K1", {"K1"}).own_id is None
    own = Scope("k", Role.KAM, ("K1",), "K1")
    assert without_pay(own) == replace(own, own_id=None, is_shared=True)
    assert narrowed(without_pay(LOCAL), "K1", {"K1"}).is_shared


def test_the_cache_of_one_viewer_holds_no_pay_of_another(portal: Path, known: dict[str, set[float]]) -> None:
    """What is remembered is rows of queries: under a KAM's scope none of them holds others' target pay or notes."""
    person, _ = kams(portal)[0]
    reader = Reader(Store(portal))
    remembered: list[pd.DataFrame] = []

    def remembering(sql: Path, scope: Scope, facts: tuple[tuple[str, object], ...]) -> pd.DataFrame:
        rows = reader.read(sql, scope, dict(facts))
        remembered.append(rows.assign(viewer=scope.viewer))
        return rows

    own = Scope(person, Role.KAM, (person,), person)
    mine = replace(looking(portal, own), read=remembering)
    list(walked(pay.VARIABLE_PAY.blocks(mine)))
    pay_whatif.simulation(mine)
    pay_sheets = [rows for rows in remembered if {"target_variable", "payroll_number", "component"} & set(rows)]
    assert pay_sheets
    for rows in pay_sheets:
        assert set(rows.get("person_id", [])) <= {person}
    whole = [rows for rows in remembered if (rows["viewer"] == "model").any()]
    assert whole
    assert not [rows for rows in whole if {"target_variable", "target_incentive", "payout"} & set(rows)]
    for rows in whole:
        held = {float(v) for v in rows.select_dtypes("number").to_numpy().ravel()}
        assert not held & of_others(known, person)


def test_the_log_and_the_address_hold_no_pay(
    portal: Path, known: dict[str, set[float]], caplog: pytest.LogCaptureFixture, navigation_as_on_a_server: None
) -> None:
    caplog.set_level(logging.DEBUG)
    person, login = kams(portal)[0]
    at = with_details_open(opened("variable_pay", login, part="forecast"))
    field = at.slider[0]
    field.set_value(137).run()
    assert not at.exception
    address = str(dict(at.query_params))
    assert str(field.value) not in address
    assert not leaks(address.encode(), known["all"] | known[person])
    assert not leaks(caplog.text.encode(), known["all"] | known[person])
    assert not re.search(r"what_if|(?<!\d)137\s?%", caplog.text)


def everything_in(book: bytes) -> bytes:
    """The parts of an office file, and those of the workbooks embedded in it."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        contents = [parts.read(name) for name in parts.namelist()]
    return b"".join(everything_in(part) if part.startswith(b"PK") else part for part in contents)


def alone(shown: list[Block], circumstances: Circumstances, lang: Lang) -> Iterator[bytes]:
    """Every chart and table as CSV, and as a slide where it has figures that are nobody's pay."""
    for block in [b for b in walked(shown) if isinstance(b, Chart | Table) and len(b.rows)]:
        yield table_bytes(block, FRENCH, lang)
        yield table_bytes(block, INTERNATIONAL, lang)
        if any(column.unit is not None for column in visible_columns(block).values()):
            yield everything_in(one_slide(shown, circumstances, lang, block))


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", ["variable_pay", "concentration", "overview"])
def test_an_export_holds_no_pay_whoever_exports(
    demonstration: Path, known: dict[str, set[float]], page: str, lang: Lang
) -> None:
    circumstances = Circumstances(Text(fr="P", en="P"), "v", (), date(2026, 9, 30), 1, True)
    secret = set.union(*known.values()) - amounts_of_the_field(demonstration)
    for scope in (LOCAL, Scope("K01", Role.KAM, ("K01",), "K01")):
        shown = pages.blocks(page, looking(demonstration, scope))
        assert not leaks(everything_in(workbook(shown, circumstances, lang)), secret)
        assert not [leaked for file in alone(shown, circumstances, lang) if (leaked := leaks(file, secret))]


def test_the_exposure_in_euros_is_for_those_who_see_all_pay(demonstration: Path) -> None:
    def exposures(scope: Scope) -> list[str]:
        return [b.id for b in walked(pay.VARIABLE_PAY.blocks(looking(demonstration, scope))) if isinstance(b, Table)]

    assert "exposure" in exposures(LOCAL)
    for scope in (
        Scope("c", Role.CONTROLLER),
        Scope("d", Role.DIRECTOR),
        Scope("K01", Role.KAM, ("K01",), "K01"),
        without_pay(LOCAL),
    ):
        assert "exposure" not in exposures(scope)
        assert ("objectives_dates" in exposures(scope)) is not scope.is_shared  # dates of one person's objectives


def test_a_statement_is_of_its_own_person_alone(demonstration: Path, known: dict[str, set[float]]) -> None:
    own = looking(demonstration, Scope("K01", Role.KAM, ("K01",), "K01"))
    person = pay_whatif.own(own)
    assert person is not None
    found = paper(person, own)
    assert found is not None
    assert not leaks(everything_in(statement_workbook(found, "fr", demonstration=True)), of_others(known, "K01"))
    for scope in (LOCAL, Scope("c", Role.CONTROLLER), without_pay(Scope("K01", Role.KAM, ("K01",), "K01"))):
        assert pay_whatif.own(looking(demonstration, scope)) is None


def test_peers_are_one_mean_over_five_others_or_nothing(demonstration: Path) -> None:
    own = looking(demonstration, Scope("K01", Role.KAM, ("K01",), "K01"))
    notes = [
        b.text.fr for b in walked(pay.VARIABLE_PAY.blocks(own)) if isinstance(b, Note) and "autres KAM" in b.text.fr
    ]
    assert len(notes) == 1
    others = [p.attainment for p in pay.team(looking(demonstration, LOCAL)).measured if p.person_id != "K01"]
    assert len(others) == 7
    mean = float(sum(others) / 7)  # type: ignore[arg-type]
    assert f"environ {5 * round(20 * mean)} %" in notes[0]
    for attained in others:
        assert decimal(100 * float(attained), "fr", 1) not in notes[0]  # type: ignore[arg-type]


def test_two_dates_tell_nothing_of_who_came_between_them(demonstration: Path) -> None:
    """Whatever period is looked at the comparison is that of one day: a difference of two is nobody's attainment."""
    own = looking(demonstration, Scope("K01", Role.KAM, ("K01",), "K01"))
    (person,) = pay.team(own).measured
    said = set()
    for end in (date(2026, 3, 31), date(2026, 4, 30), date(2026, 6, 30), own.filters.end):
        for region in (None, ("Île-de-France",)):
            filters = replace(own.filters, start=date(2026, 1, 1), end=end, region=region)
            said.update(note.text.fr for note in peers(person, replace(own, filters=filters)))  # type: ignore[union-attr]
    assert len(said) == 1


def test_every_amount_of_pay_is_marked_secret(demonstration: Path) -> None:
    """Without the marks nothing could be left out of exports: what is said in euros of pay carries one."""
    for scope in (LOCAL, Scope("K01", Role.KAM, ("K01",), "K01")):
        found = list(walked(pay.VARIABLE_PAY.blocks(looking(demonstration, scope))))
        secret = amounts(found)
        plain = "".join(
            b.text.fr + b.text.en for b in found if isinstance(b, Note) or (isinstance(b, Message) and not b.secret)
        )
        assert not leaks(plain.encode(), secret)
