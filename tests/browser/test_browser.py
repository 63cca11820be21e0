"""What people do: open a link, read, click a bar, drop a file, export. In chromium, against the real server."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from pptx import Presentation

from kam_analytics.answers.pages import PAGES
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import write
from tests.application import ROOT, in_ci
from tests.browser.conftest import WAIT_SECONDS, Server, Visit, start, stop, visit
from tests.third_party import SHARED

pytestmark = pytest.mark.browser
SHOTS = ROOT / "artifacts" / "screenshots"
HOSTILE = "=Évil <b>SA</b> *x* :smile: :material/home: $a^2$ [y](http://e.com) www.e.com -> #1"


def path_of(page: str) -> str:
    """The path of a page: the first one is at the root."""
    return "" if page == next(iter(PAGES)) else page


def click_top_bar(tour: Visit, chart: str) -> None:
    """Click the middle of the top bar of a chart, in whatever order its bars are drawn."""
    marks = tour.page.locator(f".st-key-chart_{chart} .js-plotly-plot .bars .point path")
    marks.last.wait_for(state="attached")
    box = min((b for m in marks.all() if (b := m.bounding_box()) is not None), key=lambda b: b["y"])
    tour.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def click_rest(tour: Visit) -> None:
    """Click the mark of the other accounts: their list comes onto the screen, and no bar stays faded."""
    mark = tour.page.locator(".st-key-chart_concentration_ranking .scatterlayer path.point")
    box = mark.bounding_box()
    tour.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    table = ".st-key-concentration_others [data-testid=stDataFrame]"
    bottom = f"document.querySelector('{table}')?.getBoundingClientRect().bottom"
    tour.page.wait_for_function(f"() => {bottom} <= innerHeight")
    tour.settle()
    assert "part=" not in tour.page.url
    bars = tour.page.locator(".st-key-chart_concentration_ranking .barlayer .point path")
    assert {bar.evaluate("bar => getComputedStyle(bar).opacity") for bar in bars.all()} == {"1"}
    tour.page.mouse.wheel(0, -10_000)
    tour.page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop === 0")


def test_a_click_on_a_bar_opens_the_account_sheet(tour: Visit, server: Server) -> None:
    tour.go(f"{server.url}/concentration?period=2025&part=loss")
    click_rest(tour)
    click_top_bar(tour, "concentration_ranking")
    tour.page.wait_for_url("**/account?*account=*")
    tour.settle()
    assert "period=2025" in tour.page.url
    tour.page.locator(".st-key-chart_account_months").wait_for()
    tour.assert_clean()


def test_a_click_on_a_month_keeps_that_month_and_its_chip_leads_back(tour: Visit, server: Server) -> None:
    tour.go(f"{server.url}/")
    whole = tour.page.locator("h1").inner_text()
    click_top_bar(tour, "overview_months")
    tour.page.wait_for_url(re.compile(r"[?&]period=\d{4}-\d\d"))
    tour.settle()
    assert tour.page.locator("h1").inner_text() != whole
    tour.page.locator(".st-key-clear_period button").click()
    tour.page.wait_for_url(re.compile(r"^((?!period=).)*$"))
    tour.settle()
    assert tour.page.locator("h1").inner_text() == whole
    tour.assert_clean()


def test_a_header_sorts_and_stays_and_a_click_on_a_name_opens_the_account_sheet(tour: Visit, server: Server) -> None:
    tour.go(f"{server.url}/concentration")
    grid = tour.page.locator(".st-key-table_concentration_accounts canvas").first
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box()
    tour.page.mouse.click(box["x"] + 220, box["y"] + 18)
    tour.page.wait_for_timeout(2_000)  # long enough for a page change that must not come
    assert tour.page.url.endswith("/concentration")
    place = "document.querySelector('[data-testid=stMain]').scrollTop"
    before = tour.page.evaluate(place)
    tour.page.mouse.click(box["x"] + 220, box["y"] + 57)
    tour.page.wait_for_url("**/account?*account=*")
    tour.settle()
    tour.page.go_back()
    tour.page.wait_for_function(f"wanted => wanted > 0 && Math.abs({place} - wanted) < 3", arg=before)
    assert tour.page.url.endswith("/concentration")
    tour.assert_clean()


@pytest.mark.parametrize("place", ["concentration", "growth"])
def test_the_script_of_how_computed_gives_the_figure_of_the_card(tour: Visit, server: Server, place: str) -> None:
    """What a controller does: click the sign of the first card, copy the script, run it in a DuckDB of their own."""
    tour.go(f"{server.url}/{place}?lang=en")
    card = tour.page.get_by_test_id("stMetricValue").first.inner_text()
    tour.page.locator(f'[class*="st-key-{place}_how_"] button').first.click()
    dialog = tour.page.get_by_role("dialog")
    audit = dialog.get_by_text("For an audit")
    audit.wait_for()
    assert not dialog.get_by_role("button", name="Download the script").is_visible()
    audit.click()
    dialog.get_by_role("button", name="Download the script").wait_for()
    tour.settle()
    with tour.page.expect_download() as downloading:
        dialog.get_by_role("button", name="Download the script").click()
    script = Path(downloading.value.path()).read_text("utf-8")
    assert spaced(dialog.locator("pre").last.inner_text()).split() == spaced(script).split()
    with duckdb.connect() as own:
        (value,) = own.execute(script).fetchall()[0]
    unit = {"concentration": Unit.EUR, "growth": Unit.GROWTH}[place]
    assert card == write(Quantity(float(value), unit), "en")
    assert card in dialog.inner_text()
    tour.assert_clean()


def test_filters_are_in_the_address_as_codes_and_follow_to_the_next_page(tour: Visit, server: Server) -> None:
    tour.go(f"{server.url}/concentration")
    tour.page.locator(".st-key-more_filters button").first.click()
    tour.settle()
    tour.page.locator(".st-key-choice_kam").click()
    tour.page.get_by_role("option", name="Claire Vasseur").click()
    tour.page.wait_for_url("**/concentration?kam=K01")
    tour.settle()
    tour.page.keyboard.press("Escape")  # the list stays open for a second choice
    tour.page.keyboard.press("Escape")
    tour.page.get_by_role("link", name="Croissance").click()
    tour.page.wait_for_url("**/growth?kam=K01")
    tour.settle()
    assert "Vasseur" not in tour.page.url
    tour.page.get_by_role("radio", name="EN").or_(tour.page.get_by_role("button", name="EN", exact=True)).first.click()
    tour.page.wait_for_url("**lang=en**")
    tour.settle()
    tour.page.go_back()
    tour.page.wait_for_url("**/growth?kam=K01")
    tour.settle()
    tour.page.get_by_role("link", name="Croissance").wait_for()  # the page may still run again in French
    assert tour.page.get_by_role("link", name="Croissance").count() == 1
    tour.assert_clean()


def test_the_export_holds_what_is_shown(tour: Visit, server: Server) -> None:
    tour.go(f"{server.url}/concentration")
    tour.page.get_by_role("button", name="Exporter").click()

    def downloaded(button: str) -> tuple[str, bytes]:
        with tour.page.expect_download(timeout=1000 * WAIT_SECONDS) as waiting:
            tour.page.get_by_role("button", name=button).click()
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    name, content = downloaded("Toute la page (Excel)")
    lead = tour.page.locator("h1").inner_text()
    assert name == "kam-concentration-2026-09-30-demonstration.xlsx"
    assert lead in [str(c.value) for c in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A"]]
    name, content = downloaded("Diapositive PowerPoint")
    assert name == "kam-concentration-ranking-2026-09-30-demonstration.pptx"
    (slide,) = Presentation(io.BytesIO(content)).slides
    assert lead in [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    (chart,) = [s.chart for s in slide.shapes if s.has_chart]
    largest = max(value for value in chart.plots[0].series[0].values if value is not None)
    name, french = downloaded("CSV français (;)")
    assert name == "kam-concentration-ranking-2026-09-30-demonstration.csv"
    assert french.startswith("\ufeffCompte;".encode())
    international = downloaded("CSV international (,)")[1].decode()
    assert largest in [float(cell) for cell in re.findall(r"[0-9]+\.[0-9]+", international)]
    tour.assert_clean()


@pytest.fixture
def own_server(demonstration: Path, tmp_path: Path) -> Iterator[Server]:
    """A server on a store that the test may change."""
    import shutil

    shutil.copytree(demonstration, tmp_path / "store")
    running = start(tmp_path / "store", tmp_path / "log.txt")
    yield running
    stop(running)


def upload(found: Visit, url: str, path: Path) -> None:
    found.go(f"{url}/import_data")
    found.page.locator('[data-testid="stFileUploader"] input[type="file"]').set_input_files(path)
    found.page.locator('[class*="st-key-file_"]').first.wait_for()
    found.settle()


def pick(found: Visit, box: str, text: str, *, typed: bool = False) -> None:
    """Choose, or type, in a drop-down whose key starts with `box`."""
    found.settle()
    field = found.page.locator(f'[class*="st-key-{box}"]').first
    option = found.page.get_by_role("option", name=text).first
    field.locator("input").click()
    if typed:
        field.locator("input").fill(text)
        found.page.keyboard.press("Enter")
    else:
        field.locator("input").fill(text)
        found.page.wait_for_timeout(1_000)
        if not option.is_visible():  # the list closes when the page moves under it
            found.page.keyboard.press("ArrowDown")
        option.click()
    found.settle()


def four_pages(found: Visit, url: str) -> dict[str, str]:
    """The sentence of each of the four pages."""
    said = {}
    for page in ("concentration", "growth", "variable_pay", "at_risk"):
        found.go(f"{url}/{page}")
        said[page] = found.page.locator("h1").first.inner_text()
        assert found.page.locator('[data-testid="stAlert"]').count() == 0, page
    return said


def test_a_real_export_from_the_upload_to_the_account_sheet(browser: Any, own_server: Server) -> None:
    path = SHARED / "northwind" / "ready" / "order_lines.csv"
    if not path.exists():
        pytest.skip("third-party data not found: northwind/ready/order_lines.csv (set KAM_SHARED to its folder)")
    found = visit(browser, own_server.url)
    upload(found, own_server.url, path)
    pick(found, "kind_", "Factures et avoirs")
    for field, title in (("account_id", "CustomerID"), ("account_name", "CompanyName"), ("date", "OrderDate")):
        pick_column(found, field, title)
    pick(found, column(field="amount"), "Quantity * UnitPrice * (1 - Discount)", typed=True)
    for question in found.page.locator('[data-testid="stRadio"]').all():
        question.locator("label").nth(2).click()
        found.settle()
    found.page.get_by_role("button", name="Importer", exact=True).click()
    found.page.get_by_text("order_lines.csv : chargé.").wait_for(timeout=60_000)
    found.settle()
    assert "2 155 lues" in spaced(found.page.locator('[data-testid="stMain"]').inner_text())
    said = four_pages(found, own_server.url)
    assert "Vos 10 premiers comptes" in said["concentration"]
    assert found.page.get_by_text("Démonstration").count() == 0
    found.go(f"{own_server.url}/concentration")
    click_top_bar(found, "concentration_ranking")
    found.page.wait_for_url("**/account?account=SAVEA")
    found.settle()
    assert "Save-a-lot Markets" in found.page.locator("h1").inner_text()
    found.assert_clean()
    found.page.context.close()


def column(field: str) -> str:
    return f'column_"][class*="_revenue_{field}'


def pick_column(found: Visit, field: str, title: str) -> None:
    """Choose the title of a canonical column, unless it is chosen already."""
    box = found.page.locator(f'[class*="st-key-{column(field)}"]').first
    if title not in box.inner_text() and box.locator("input").input_value() != title:
        pick(found, column(field), title)


def spaced(text: str) -> str:
    """No-break spaces as spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def small_export(path: Path) -> Path:
    """Two years of two customers, one of whom has a name that tries everything; one line to correct."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["N° facture", "Date facture", "Code client", "Raison sociale", "Montant HT"])
    for number, (code, name, amount) in enumerate([("C1", HOSTILE, 1000.5), ("C2", "Borel Frères", 250)] * 24):
        sheet.append(
            [f"F{number}", f"{1 + number % 28:02d}/{1 + number % 12:02d}/{2024 + number // 24}", code, "", amount]
        )
        sheet.cell(sheet.max_row, 4, name).data_type = "s"
    sheet.append(["F99", "31/02/2025", "C2", "Borel Frères", 10])
    book.save(path)
    return path


def test_an_upload_says_what_it_did_and_nothing_in_a_name_comes_alive(
    browser: Any, own_server: Server, tmp_path: Path
) -> None:
    found = visit(browser, own_server.url)
    upload(found, own_server.url, small_export(tmp_path / "ventes.xlsx"))
    found.page.get_by_role("button", name="Importer", exact=True).click()
    found.page.get_by_text("ventes.xlsx : chargé.").wait_for(timeout=60_000)
    found.settle()
    text = spaced(found.page.locator('[data-testid="stMain"]').inner_text())
    assert "49 lues = 48 chargées + 0 déjà connues + 0 laissées de côté + 1 à corriger." in text
    with found.page.expect_download() as waiting:
        found.page.get_by_role("button", name="Lignes à corriger").first.click()
    rows = list(openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).active.values)
    assert "31/02/2025" in [str(v) for v in rows[1]]
    found.go(f"{own_server.url}/account?account=C1")
    title = found.page.locator("h1")
    assert HOSTILE in spaced(title.inner_text()).replace("\u2060", "")
    assert title.locator("a, b, em, strong, code, img, .katex, [data-testid=stIconMaterial]").count() == 0
    found.go(f"{own_server.url}/concentration")
    assert found.page.locator(".js-plotly-plot .yaxislayer-above a, .js-plotly-plot .ytick b").count() == 0
    found.assert_clean()
    found.page.context.close()


def test_withdrawing_shows_the_change_before_it_happens(browser: Any, own_server: Server, tmp_path: Path) -> None:
    found = visit(browser, own_server.url)
    upload(found, own_server.url, small_export(tmp_path / "ventes.xlsx"))
    found.page.get_by_role("button", name="Importer", exact=True).click()
    found.page.get_by_text("ventes.xlsx : chargé.").wait_for(timeout=60_000)
    found.settle()
    found.page.get_by_text("Retirer un import").click()
    found.settle()
    pick(found, "withdraw_which", "ventes.xlsx")
    found.page.get_by_text("48 lignes cessent de compter").wait_for()
    found.page.get_by_role("button", name="Confirmer le retrait").click()
    found.page.get_by_text("est retiré").first.wait_for()
    found.assert_clean()
    found.page.context.close()


def test_the_first_start_opens_the_demonstration_and_says_so(browser: Any, tmp_path: Path) -> None:
    running = start(tmp_path / "store", tmp_path / "log.txt")
    try:
        found = visit(browser, running.url)
        found.page.goto(running.url)
        found.page.get_by_text("données inventées").first.wait_for(timeout=120_000)
        found.settle()
        assert "M€ de CA" in spaced(found.page.locator("h1").inner_text())
        found.assert_clean()
    finally:
        stop(running)


@pytest.mark.parametrize("page", list(PAGES))
def test_a_cold_deep_link_goes_through_the_gate(browser: Any, demonstration: Path, tmp_path: Path, page: str) -> None:
    """A new server's first request for a page must not run it around app.py."""
    running = start(demonstration, tmp_path / "log.txt", KAM_ACCESS="accounts")
    try:
        found = visit(browser, running.url)
        found.go(f"{running.url}/{path_of(page)}")
        assert "pas encore accès" in found.page.locator("h1").inner_text()
        for thing in ("stPlotlyChart", "stDataFrame", "stMetric", "stFileUploader", "stSelectbox", "stTable"):
            assert found.page.get_by_test_id(thing).count() == 0, thing
        found.go(f"{running.url}/{path_of(page)}?lang=en")
        assert "no access" in found.page.locator("h1").inner_text()
        found.assert_clean()
    finally:
        stop(running)


@pytest.mark.parametrize("page", list(PAGES))
def test_a_cold_deep_link_opens_its_page(browser: Any, server: Server, page: str) -> None:
    found = visit(browser, server.url)
    found.go(f"{server.url}/{path_of(page)}?lang=en")
    name = (PAGES[page].short_title or PAGES[page].title).en
    assert found.page.get_by_role("link", name=name, exact=True).count() == 1
    assert found.page.url == f"{server.url}/{path_of(page)}?lang=en"
    assert found.page.locator("h1").count() == 1
    found.assert_clean()
    found.page.context.close()


@pytest.mark.skipif(
    not (in_ci() or os.environ.get("KAM_SHOTS")), reason="screenshots are taken in CI or with KAM_SHOTS=1"
)
@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_screenshots_of_every_page(browser: Any, server: Server, lang: str, theme: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    found = visit(browser, server.url, color_scheme=theme)
    for page in PAGES:
        account = "&account=C00907" if page == "account" else ""
        found.go(f"{server.url}/{path_of(page)}?lang={lang}{account}")
        found.page.wait_for_timeout(700)
        found.page.screenshot(path=SHOTS / f"{page}_{lang}_{theme}.png")
        assert found.page.locator('[data-testid="stAlert"]').count() == 0, page
    found.assert_clean()
    found.page.context.close()
