"""The page of pay filtered to a person: what it says is of that person alone, and no more than before the filter."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kam_analytics.answers import pages
from kam_analytics.answers.page.blocks import Block, Chart, Message, Note, Number, Table
from kam_analytics.answers.pay import page as pay
from kam_analytics.answers.pay.control_blocks import blocks as control_blocks
from kam_analytics.core.scope import Role, Scope, without_pay
from kam_analytics.ui.frame.access import LOCAL
from tests.application import DIRECTOR, opened
from tests.pay.test_pay_privacy import amounts, looking, walked

pytestmark = pytest.mark.slow
CONTROLLER = Scope("c", Role.CONTROLLER)
OTHERS = ("Karim", "Thomas", "Sophie", "Olivier", "Julien", "Maëlle", "Inès")


def filtered(store: Path, scope: Scope, *people: str) -> list[Block]:
    found = looking(store, scope)
    found = replace(found, filters=replace(found.filters, kam=people))
    return list(walked([*pages.blocks("variable_pay", found), *control_blocks(found)]))


def said(blocks: Iterable[Block]) -> str:
    """All that the blocks say, in French."""
    texts = [b.text.fr for b in blocks if isinstance(b, Message | Note)]
    cells = [str(v) for b in blocks if isinstance(b, Table | Chart) for v in b.rows.to_numpy().ravel()]
    return " ".join(texts + cells)


def title(blocks: Iterable[Block]) -> str:
    return next(b.text.fr for b in blocks if isinstance(b, Message) and b.lead)


def test_a_director_reads_one_person_and_nobody_else(demonstration: Path) -> None:
    shown = filtered(demonstration, LOCAL, "K01")
    assert re.fullmatch(r"Claire Vasseur : [\d,]+ % de l’objectif de CA, situation au .*", plain(title(shown)))
    assert not [name for name in OTHERS if name in said(shown)]
    own = amounts(pay.VARIABLE_PAY.blocks(looking(demonstration, Scope("K01", Role.KAM, ("K01",), "K01"))))
    cards = {b.metric.id: b.value.value for b in shown if isinstance(b, Number)}
    assert {round(cards["estimated_pay"], 2), round(cards["projected_pay"], 2)} <= {round(a, 2) for a in own}
    assert {"bullets", "curve"} == {b.id for b in shown if isinstance(b, Chart)}  # nobody to compare with
    assert not [b for b in shown if isinstance(b, Chart) and b.narrows]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_every_mark_of_a_person_leads_to_that_person(demonstration: Path) -> None:
    charts = {b.id: b for b in walked(pay.VARIABLE_PAY.blocks(looking(demonstration, LOCAL))) if isinstance(b, Chart)}
    for name in ("bullets", "curve", "key_growth"):
        assert charts[name].narrows == "kam"
        people = set(charts[name].rows["person_id"]) - {""}
        assert len(people) >= 5, name
        assert "person_id" not in charts[name].columns


def test_two_people_are_counted_and_compared_as_two(demonstration: Path) -> None:
    shown = filtered(demonstration, LOCAL, "K01", "K02")
    assert title(shown).startswith("Claire Vasseur et Karim Benhaddou : sur 2 KAM estimés, aucun")
    assert not [name for name in OTHERS if name != "Karim" and name in said(shown)]
    (bars,) = [b for b in shown if isinstance(b, Chart) and b.id == "bullets"]
    assert set(bars.rows["person_id"]) == {"K01", "K02"}


@pytest.mark.parametrize("scope", [CONTROLLER, Scope("m", Role.MANAGER, ("K01", "K02", "K03"), "K01")])
def test_a_filter_opens_no_pay_that_the_whole_page_withholds(demonstration: Path, scope: Scope) -> None:
    for person in ("K01", "K02"):
        found = looking(demonstration, scope)
        asked = replace(found, filters=replace(found.filters, kam=(person,)))
        shown = list(walked(pages.blocks("variable_pay", asked)))
        assert not [b for b in shown if isinstance(b, Number | Message) and b.secret]
        assert not amounts(shown)
        assert re.search(r"[\d,]+ % de l’objectif", plain(title(shown)))
        assert amounts(control_blocks(asked)) <= amounts(control_blocks(found))


def test_a_kam_reads_their_own_page_whatever_the_address_asks(demonstration: Path) -> None:
    own = Scope("K01", Role.KAM, ("K01",), "K01")
    usual = pay.VARIABLE_PAY.blocks(looking(demonstration, own))
    found = looking(demonstration, own)
    asked = pay.VARIABLE_PAY.blocks(replace(found, filters=replace(found.filters, kam=("K02",))))
    assert said(walked(asked)) == said(walked(usual))


def test_a_person_without_a_target_is_said_so_by_name(demonstration: Path) -> None:
    found = looking(demonstration, LOCAL)
    nobody = replace(found, filters=replace(found.filters, kam=("nobody",)))
    assert title(pages.blocks("variable_pay", nobody)).startswith("Aucun objectif terminé")


def test_the_chip_of_a_person_leads_back_to_the_team(portal: Path, navigation_as_on_a_server: None) -> None:
    at = opened("variable_pay", DIRECTOR, kam="K01")
    assert at.title[0].value.startswith("Claire Vasseur")
    (chip,) = [b for b in at.button if b.key == "clear_kam"]
    assert "Claire Vasseur" in chip.label
    chip.click().run()
    assert at.title[0].value.startswith("Sur 7 KAM")
    assert "kam" not in at.query_params


@pytest.mark.parametrize("who", [LOCAL, CONTROLLER, Scope("m", Role.MANAGER, ("K01", "K02", "K03"), "K01")])
def test_a_shared_screen_counts_people_and_names_none(demonstration: Path, who: Scope) -> None:
    shown = filtered(demonstration, without_pay(who), "K01")
    everybody = len({p.person_id for p in pay.team(looking(demonstration, who)).measured})
    (bands,) = [b for b in shown if isinstance(b, Chart)]
    assert bands.rows["people"].sum() == everybody
    assert not [name for name in ("Claire", *OTHERS) if name in said(shown)]
    assert not [b for b in shown if isinstance(b, Note) and "vérifier" in b.text.fr]
    rates = {b.metric.id: b.value.value for b in shown if isinstance(b, Number)}
    open_screen = pay.VARIABLE_PAY.blocks(looking(demonstration, who))
    assert rates["team_attainment"] == next(
        b.value.value for b in open_screen if isinstance(b, Number) and b.metric.id == "team_attainment"
    )


def test_a_shared_screen_of_one_person_withholds_even_the_total(demonstration: Path) -> None:
    shown = filtered(demonstration, without_pay(Scope("K01", Role.KAM, ("K01",), "K01")))
    assert "n’est pas montré" in title(shown)
    assert not [b for b in shown if isinstance(b, Number | Chart | Table)]
