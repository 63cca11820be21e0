"""Charts in the browser: the image that a reader saves of one."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
import streamlit

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.language.interface import SAVE_IMAGE
from kam_analytics.ui.blocks.charts import image_settings

TITLE = Text(fr="CA", en="Revenue")


def chart(*, secret: bool = False) -> Chart:
    columns = {"amount": Column(TITLE, Unit.EUR, secret=secret)}
    return Chart("months", TITLE, pd.DataFrame({"amount": [1.0]}), lambda rows, style: go.Figure(), columns)


@pytest.mark.parametrize(("lang", "tip"), [("fr", "Enregistrer comme image"), ("en", "Save as an image")])
def test_a_chart_in_large_has_one_button_in_the_language_of_the_reader(lang, tip) -> None:
    settings = image_settings(chart(), "kam-overview-months-2026-09-30", lang)
    assert settings["modeBarButtons"] == [["toImage"]]
    assert settings["toImageButtonOptions"]["filename"] == "kam-overview-months-2026-09-30"
    assert settings["locales"][settings["locale"]]["dictionary"]["Download plot as a PNG"] == tip


def test_the_words_that_are_replaced_are_those_of_the_version_that_is_installed() -> None:
    (script,) = (Path(streamlit.__file__).parent / "static/static/js").glob("PlotlyChart.*.js")
    source = script.read_text("utf-8")
    assert [words for words in SAVE_IMAGE if words not in source] == []


def test_a_chart_of_pay_is_not_saved_past_the_trail() -> None:
    assert image_settings(chart(secret=True), "kam-variable-pay", "fr") == {"displayModeBar": False}
