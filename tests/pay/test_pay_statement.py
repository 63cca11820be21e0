"""Statements: lines that add up, the rule named, the same bytes; the step that is missing."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.answers.pay import what_if as pay_whatif
from kam_analytics.answers.pay.statement import paper, rule_text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.exports.pay.pdf import plain, statement_pdf
from kam_analytics.exports.pay.xlsx import statement_workbook
from kam_analytics.exports.review.printed_text import pages_of, same_spaces
from kam_analytics.language.numbers import write
from kam_analytics.metrics.pay.periods.detail import RulePosition, rule_cell
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.simulate import next_step
from kam_analytics.plans.plan import Component, Method
from tests.pay.plans import REFERENCE_CURVE, STEPPED, D, table
from tests.pay.test_pay_views import demo, kam


def test_the_lines_of_every_statement_add_up_to_its_results(demonstration):
    for number in range(1, 9):
        asked = demo(demonstration, kam(f"K{number:02}"))
        found = paper(pay_whatif.own(asked), asked)
        for entry in found.entries:
            if entry.measure in ("revenue", "margin"):
                column = {"revenue": "amount", "margin": "margin"}[entry.measure]
                assert round(found.lines[column].sum(), 2) == float(entry.actual)
                assert "égal au réalisé" in entry.checked.fr
        assert found.lines["row_no"].notna().all()
        assert found.lines["file"].notna().all()
        assert sum((e.payout or Decimal(0) for e in found.entries), found.difference) == found.total
        assert abs(found.difference) <= Decimal("0.02")


def test_the_workbook_of_a_statement_opens_to_periods_rule_and_lines(demonstration):
    asked = demo(demonstration, kam())
    found = paper(pay_whatif.own(asked), asked)
    book = openpyxl.load_workbook(io.BytesIO(statement_workbook(found, "fr", demonstration=True)))
    summary, lines = book.worksheets
    assert lines.max_row == len(found.lines) + 1
    values = [[c.value for c in row] for row in summary.iter_rows()]
    (total,) = [row for row in values if row[0] == "Total"]
    assert total[-1] == float(found.total)
    assert next(r[1] for r in values if r[0] == "Règle appliquée").startswith("Entre les points 80,0")
    links = [c.hyperlink.location or c.hyperlink.target for row in summary.iter_rows() for c in row if c.hyperlink]
    assert links
    assert all(lines.title in link for link in links)
    assert {d.outlineLevel for d in summary.row_dimensions.values() if d.outlineLevel} == {1}
    revenue = [c.value for c in lines[1]].index("CA")
    assert sum(row[revenue].value for row in lines.iter_rows(min_row=2)) == pytest.approx(
        float(found.entries[0].actual)
    )


def test_the_same_statement_is_the_same_pdf(demonstration):
    asked = demo(demonstration, kam())
    found = paper(pay_whatif.own(asked), asked)
    for lang in ("fr", "en"):
        made = statement_pdf(found, lang, demonstration=True)
        assert made.startswith(b"%PDF")
        assert made == statement_pdf(found, lang, demonstration=True)
    assert made != statement_pdf(replace(found, total=found.total + 1), "en", demonstration=True)


@pytest.mark.parametrize("times", [1, 4])
def test_the_pdf_is_one_page_and_an_annex_without_internal_names(demonstration, times):
    asked = demo(demonstration, kam())
    found = paper(pay_whatif.own(asked), asked)
    found = replace(found, entries=found.entries * times)
    first, *annex = pages_of(statement_pdf(found, "fr", demonstration=True))
    amounts = [found.total, *(e.payout for e in found.entries)]
    assert all(same_spaces(plain(write(Quantity(float(a), Unit.EUR_EXACT), "fr"))) in first for a in amounts)
    assert "Comment chaque montant est calculé" in first
    assert "Annexe" not in first
    assert "Annexe" in annex[0]
    assert len(annex) <= 3
    whole = " ".join([first, *annex])
    assert not any(name in whole for name in ("feuille", "curve", "key_growth", "abp_quality", "factures_lignes"))


def test_the_accounts_of_the_annex_add_up_to_the_results_of_the_first_page(demonstration):
    asked = demo(demonstration, kam())
    found = paper(pay_whatif.own(asked), asked)
    *_, last = pages_of(statement_pdf(found, "fr", demonstration=True))
    for entry in (e for e in found.entries if e.measure in ("revenue", "margin")):
        assert same_spaces(plain(write(Quantity(float(entry.actual), Unit.EUR_EXACT), "fr"))) in last
    assert same_spaces(f"{len(found.lines):,}".replace(",", " ")) in last


def test_a_name_from_a_file_is_no_markup_and_no_empty_box(demonstration):
    asked = demo(demonstration, kam())
    found = replace(paper(pay_whatif.own(asked), asked), name='<b>Ł & "ą" Ж\u202f</b>')
    assert statement_pdf(found, "fr", demonstration=False).startswith(b"%PDF")
    assert plain("ą Ж \u202f €") == "a ? \u00a0 €"


def component(rule, weight="1"):
    return Component("c", D(weight), rule)


def paid_line(rule, result, target=1000, weight="1"):
    from kam_analytics.plans.plan import Plan

    made = Plan(D(10_000), (component(rule, weight),))
    (found,) = engine.statement(made, {"c": Achievement(D(result), D(target))}).lines
    return found


@pytest.mark.parametrize(
    ("rule", "result", "weight", "cell", "said"),
    [
        (REFERENCE_CURVE, 700, "1", RulePosition.BELOW, "Sous 80,0\u00a0%"),
        (
            REFERENCE_CURVE,
            900,
            "1",
            RulePosition.BETWEEN,
            "80,0\u00a0% (paie 50,0\u00a0%) et 100,0\u00a0% (paie 100,0\u00a0%)",
        ),
        (REFERENCE_CURVE, 1300, "1", RulePosition.CAPPED, "Au plafond : paie 150,0\u00a0%"),
        (STEPPED, 950, "1", RulePosition.STEP, "Marche à partir de 90,0\u00a0% : paie 75,0\u00a0%"),
        (
            table(Method.MARGINAL, ("0", "10000", "0.01"), ("10000", None, "0.0175")),
            15_000,
            "0",
            RulePosition.TIER,
            "Tranche à partir de 10\u202f000,00\u00a0€, 1,75 %, par tranches.",
        ),
    ],
)
def test_the_cell_that_paid_is_named(rule, result, weight, cell, said):
    found = rule_cell(component(rule, weight), paid_line(rule, result, weight=weight))
    assert found.cell is cell
    assert said in rule_text(component(rule, weight), found).fr


@settings(max_examples=60)
@given(st.integers(0, 1500))
def test_the_named_points_give_the_share_that_was_paid(result):
    paid = paid_line(REFERENCE_CURVE, result)
    found = rule_cell(component(REFERENCE_CURVE), paid)
    if found.cell is RulePosition.BETWEEN:
        low, high = found.pays
        share = low + (paid.attainment - found.first) * (high - low) / (found.last - found.first)
        assert share == paid.payout_share
    elif found.cell is RulePosition.BELOW:
        assert paid.payout_share == 0


def test_a_step_is_the_nearest_that_pays_more():
    step = next_step(component(REFERENCE_CURVE), D(900), D(1000), D(10_000), 1)
    assert (step.missing, step.gain) == (100, 2500)
