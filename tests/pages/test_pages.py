"""Every page opens for every role in both languages; a link restores what it was; nobody meets a stack trace."""

import ast
import inspect
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kam_analytics.answers.pages import PAGES
from kam_analytics.ui.page import screen
from tests.application import DIRECTOR, ROOT, STRANGER, kams, opened

PAGE_FILES = sorted((ROOT / "pages").glob("*.py"))
BUG = ("Une erreur est survenue", "Something went wrong")


def said(at: AppTest) -> str:
    """Everything written on the page that is text."""
    groups = (at.title, at.header, at.markdown, at.caption, at.error, at.warning, at.info, at.success)
    return " ".join(str(element.value) for group in groups for element in group)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("role", ["director", "kam", "stranger", "nobody"])
def test_every_page_opens_for_every_role_and_language(portal: Path, page: str, role: str, lang: str) -> None:
    who = {"director": DIRECTOR, "kam": kams(portal)[0][1], "stranger": STRANGER, "nobody": None}[role]
    at = opened(page, who, lang=lang)
    assert not at.exception
    assert not any(bug in error.value for error in at.error for bug in BUG)
    if role in ("stranger", "nobody"):
        assert not at.dataframe
        assert not at.metric
        assert not at.get("plotly_chart")


@pytest.mark.parametrize("page", ["overview", "concentration", "growth", "variable_pay", "at_risk"])
def test_a_page_says_one_sentence_over_numbers_and_two_charts(portal: Path, page: str) -> None:
    at = opened(page, DIRECTOR)
    assert len(at.title) == 1
    assert len(at.metric) >= 3
    assert len(at.get("plotly_chart")) == 2


def test_a_shared_link_restores_the_filters(portal: Path) -> None:
    at = opened("concentration", DIRECTOR, lang="en", period="2025", level="group")
    assert at.selectbox(key="choice_period").value == "2025"
    assert at.selectbox(key="choice_level").value == "group"
    assert "2025" in json_of_charts(at)
    assert at.title[0].value.startswith("Your 10 largest")


def test_an_unknown_value_in_a_link_falls_back_to_the_default(portal: Path) -> None:
    at = opened("concentration", DIRECTOR, period="nonsense", segment="nothing of the kind", lang="xx")
    assert at.selectbox(key="choice_period").value == "ltm"
    assert at.multiselect(key="choice_segment").value == []
    assert "représentent" in at.title[0].value


def test_choosing_a_filter_changes_the_page(portal: Path) -> None:
    at = opened("concentration", DIRECTOR)
    before = at.metric[0].value
    at.selectbox(key="choice_period").set_value("2026Q3").run()
    assert at.metric[0].value != before


def test_the_growth_page_compares_by_the_list_or_by_the_largest(portal: Path, navigation_as_on_a_server: None) -> None:
    listed = opened("growth", DIRECTOR, key="listed")
    largest = opened("growth", DIRECTOR, key="top:20")
    assert listed.title[0].value != largest.title[0].value


def test_the_account_sheet_shows_the_account_of_the_link(portal: Path) -> None:
    chooser = opened("account", DIRECTOR)
    codes = [c for c in chooser.selectbox(key="choice_account").options if c]
    assert len(codes) > 200
    first = opened("concentration", DIRECTOR).dataframe[0].value.iloc[0]
    sheet = opened("account", DIRECTOR, account=str(first["account_id"]))
    assert str(first["account_name"]).split()[0] in sheet.title[0].value
    assert len(sheet.get("plotly_chart")) == 4


def test_a_group_opens_its_sheet_and_somebody_elses_account_none(portal: Path) -> None:
    at = opened("account", DIRECTOR, level="group", account="G003")
    assert "Groupe Nordhal" in at.title[0].value
    stranger = opened("concentration", DIRECTOR)
    stranger.session_state["account_asked"] = "G003"
    stranger.run()
    assert "pas de fiche" in stranger.toast[0].value
    assert "représentent" in stranger.title[0].value


def test_a_pair_accepted_on_the_page_is_gone_and_can_be_undone(own_copy: Path, navigation_as_on_a_server: None) -> None:
    at = opened("identity", DIRECTOR)
    before = at.title[0].value
    assert before.startswith("4 rapprochements")  # and nothing is taken for a change of codes
    at.button(key="identity_sure_name").click().run()
    assert at.title[0].value != before
    assert "n° 1" in at.success[0].value.replace("\\", "").replace("\u00a0", " ")
    at.selectbox(key="identity_undo_which").set_value("1").run()
    at.button(key="identity_undo_confirm").click().run()
    assert at.title[0].value == before


def test_a_kam_sees_the_page_of_accounts_and_decides_nothing(portal: Path) -> None:
    at = opened("identity", kams(portal)[0][1])
    assert not [button for button in at.button if str(button.key).startswith("identity")]
    assert "décide" in said(at)


def test_the_perimeter_is_chosen_only_where_groups_are_counted(portal: Path) -> None:
    assert "choice_perimeter" not in {s.key for s in opened("growth", DIRECTOR).selectbox}
    at = opened("growth", DIRECTOR, level="group", perimeter="then")
    assert at.selectbox(key="choice_perimeter").value == "then"
    assert "périmètre du 30 septembre 2026" in said(at).replace("\u00a0", " ")


def test_the_page_is_viewed_as_a_person_and_never_as_an_account_or_the_company(portal: Path) -> None:
    """Targets of accounts and of the company bear names that are nobody's."""
    _, *people = opened("overview", DIRECTOR).selectbox(key="choice_viewer").options
    assert len(people) == 10
    assert not [name for name in people if name.startswith("C0") or name == "Société"]


def test_the_demonstration_is_named_on_every_page(portal: Path) -> None:
    for page in PAGES:
        assert any("Démonstration" in element.value for element in opened(page, DIRECTOR).markdown), page


def test_an_import_by_another_process_shows_without_a_restart(own_copy: Path) -> None:
    from kam_analytics.ingest.pipeline import run_import
    from kam_analytics.ui.frame.access import LOCAL
    from kam_analytics.warehouse.store import Store

    at = opened("overview", DIRECTOR)
    assert "35,2" in at.title[0].value
    export = own_copy.parent / "ventes.csv"
    export.write_text(
        "Code client;Client;Date facture;Montant HT\nC1;Alcyon;31/01/2026;1000,00\nC2;Borel;15/02/2026;500,00\n"
    )
    assert run_import(Store(own_copy), export, scope=LOCAL).outcome == "loaded"
    at.run()
    assert "35,2" not in at.title[0].value
    assert not any("Démonstration" in element.value for element in at.markdown)


def test_the_definitions_page_lists_every_metric_and_finds_by_a_word(portal: Path) -> None:
    from kam_analytics.answers.registry import every_metric

    at = opened("definitions", DIRECTOR)
    pages = list(dict.fromkeys(metric.page for metric in every_metric()))
    listed = [len(opened("definitions", DIRECTOR, part=page).table[0].value) for page in pages]
    assert sum(listed) == len(every_metric())
    at.text_input(key="definitions_search").set_value("HHI").run()
    assert 0 < sum(len(table.value) for table in at.table) < len(every_metric())


def test_a_definition_has_the_figure_of_the_reader_as_its_example_and_never_pay(portal: Path) -> None:
    card = opened("concentration", DIRECTOR).metric[0].value
    concentration = opened("definitions", DIRECTOR, part="concentration").table[0].value
    example = concentration.set_index("Indicateur")["Chez vous, 12 derniers mois"]
    assert any(text.endswith(f"= {card}") or text == card for text in example)
    pay = opened("definitions", DIRECTOR, part="variable_pay").table[0].value
    euros = pay[pay["Chez vous, 12 derniers mois"].str.contains("€")]
    assert list(euros["Indicateur"]) == ["Taux d’atteinte du CA"]  # revenue and its target


@pytest.mark.parametrize("file", PAGE_FILES, ids=lambda p: p.stem)
def test_a_page_file_is_short_and_knows_nothing_of_streamlit(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 80
    assert "streamlit" not in text
    assert not re.search(r"\bst\.", text)


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("file", PAGE_FILES, ids=lambda p: p.stem)
def test_a_page_does_nothing_before_the_guard(file: Path) -> None:
    body = ast.parse(file.read_text("utf-8")).body
    first = next(n for n in body if not isinstance(n, ast.Import | ast.ImportFrom) and not is_docstring(n))
    calls = [n.func.id for n in ast.walk(first) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    assert calls[0] == "screen"


def test_a_screen_begins_with_the_guard() -> None:
    (function,) = ast.parse(inspect.getsource(screen.__wrapped__)).body
    first = next(node for node in function.body if not is_docstring(node))
    assert ast.unparse(first) == "frame = page_guard()"


def test_every_page_of_the_navigation_has_a_file_and_the_other_way_round() -> None:
    assert {file.stem for file in PAGE_FILES} == set(PAGES)


def test_only_the_theme_names_colours() -> None:
    coloured = [
        str(file.relative_to(ROOT))
        for folder in ("kam_analytics", "pages")
        for file in (ROOT / folder).rglob("*.py")
        if re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text("utf-8"))
    ]
    assert coloured == ["kam_analytics/charts/theme.py"]


def test_the_colours_of_the_configuration_are_those_of_the_theme() -> None:
    import tomllib

    from kam_analytics.charts.theme import DARK, LIGHT

    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        found = (theme[name]["backgroundColor"], theme[name]["textColor"], theme[name]["primaryColor"])
        assert found == (palette.paper, palette.ink, palette.key)
        assert (theme[name]["greenColor"], theme[name]["redColor"]) == (palette.gain, palette.loss)


def json_of_charts(at: AppTest) -> str:
    """The figures of the page as the browser receives them."""
    return " ".join(chart.proto.spec for chart in at.get("plotly_chart"))
