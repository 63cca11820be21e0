"""Every declared metric: complete, documented, and missing rather than zero where there is nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import kam_analytics
from kam_analytics.answers.registry import every_metric
from kam_analytics.core.units import Unit

PACKAGE = Path(kam_analytics.__file__).parent
ROOT = PACKAGE.parent
SIDES = {
    Unit.EUR: ("euros", "euros"),
    Unit.EUR_EXACT: ("euros", "euros"),
    Unit.INDEX: ("indice", "index"),
    Unit.POINTS: ("points", "points"),
}


@pytest.mark.parametrize("metric", every_metric(), ids=lambda m: m.id)
def test_a_definition_is_a_sentence_that_names_its_unit_or_both_sides_of_the_division(metric):
    for text, side in ((metric.definition.fr, 0), (metric.definition.en, 1)):
        assert text.endswith(".")
        unit = SIDES.get(metric.unit)
        assert "÷" in text or (unit and unit[side] in text.lower()) or metric.unit in (Unit.COUNT, Unit.POINTS)


@pytest.mark.parametrize("metric", every_metric(), ids=lambda m: m.id)
def test_a_metric_names_the_query_that_brings_its_rows(metric):
    assert (PACKAGE / "metrics" / metric.sql).read_text("utf-8").startswith("-- One row")


def test_the_page_of_metrics_is_up_to_date():
    done = subprocess.run(
        [sys.executable, "tools/metrics_page.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_the_requirements_agree_with_the_project():
    done = subprocess.run([sys.executable, "tools/check_lock.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
