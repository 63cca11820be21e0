"""The demonstration portfolio: imported from its generated exports, or opened as a release carries it."""

import shutil
import tempfile
import zipfile
from pathlib import Path

from kam_analytics.answers.page.risk_forecast import ForecastRequest
from kam_analytics.answers.page.view import reads
from kam_analytics.answers.pay.demo import decide_pay
from kam_analytics.answers.risk.forecast import backtest_path, risk_forecast
from kam_analytics.core.imports import ImportReport
from kam_analytics.ingest import demo
from kam_analytics.warehouse.rewriting import SAVED_ANSWERS, copy_rows
from kam_analytics.warehouse.session import shared_reader
from kam_analytics.warehouse.store import PARTS, Store

PREBUILT = demo.GENERATOR.with_name("demonstration.zip")
"""The three parts of the store and its back-test, written by `build`: opening it takes a twentieth of the import."""


def load(store: Store, *, over_withdrawn: bool = False) -> list[ImportReport]:
    """Import the demonstration and decide its pay. Raises OwnDataPresent where the store has data of its own."""
    reports = demo.load_demo(store, over_withdrawn=over_withdrawn)
    decide_pay(store)
    return reports


def open_prebuilt(store: Store, archive: Path = PREBUILT, *, over_withdrawn: bool = False) -> bool:
    """Make the demonstration of the release current in a store without data; False where the release has none.

    Raises OwnDataPresent as `load` does.
    """
    if not archive.is_file():
        return False
    with tempfile.TemporaryDirectory(prefix="kam-demo-") as name, zipfile.ZipFile(archive) as packed:
        folder = Path(name)
        packed.extractall(folder)
        with store.writing():
            demo.require_no_own_data(store, over_withdrawn=over_withdrawn)
            store.fill({part: folder / f"{part}.duckdb" for part in PARTS}, demonstration=True)
        if (folder / SAVED_ANSWERS).is_dir():
            shutil.copytree(folder / SAVED_ANSWERS, store.folder / SAVED_ANSWERS, dirs_exist_ok=True)
    return True


def build(archive: Path) -> None:
    """Write the archive that `open_prebuilt` reads: parts without the space of deleted rows, and the back-test."""
    with tempfile.TemporaryDirectory(prefix="kam-demo-") as name:
        folder = Path(name)
        made, packed = Store(folder / "made"), Store(folder / "packed")
        load(made)
        files = {part: folder / f"{part}.duckdb" for part in PARTS}
        for part, file in files.items():
            copy_rows(made.folder / made.state().file(part), file)
        packed.fill(files, demonstration=True)
        save_backtest(packed)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
            for part in PARTS:
                written.write(packed.folder / packed.state().file(part), f"{part}.duckdb")
            for path in (packed.folder / SAVED_ANSWERS).iterdir():
                written.write(path, f"{SAVED_ANSWERS}/{path.name}")


def save_backtest(store: Store) -> None:
    """What the first visitor of the pages would wait for."""
    day = demo.last_day(store)
    if day is None:
        raise ValueError("a demonstration without invoices")
    request = ForecastRequest(day)
    risk_forecast(reads(shared_reader(store)), request, backtest_path(store, store.state(), request))
