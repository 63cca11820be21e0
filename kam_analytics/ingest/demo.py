"""Loads the demonstration portfolio through the ordinary import."""

import importlib.util
import sys
import tempfile
from datetime import date
from pathlib import Path
from types import ModuleType

from kam_analytics.core.errors import OwnDataPresent
from kam_analytics.core.imports import ImportReport
from kam_analytics.core.scope import Role, Scope
from kam_analytics.ingest.pipeline import ImportRequest, run_imports
from kam_analytics.ingest.write import log
from kam_analytics.warehouse.store import Store

GENERATOR = Path(__file__).resolve().parents[2] / "data" / "demo_portfolio.py"
LOADER = Scope("demonstration", Role.DIRECTOR, sees_all_pay=True)


def load_demo(store: Store, generator: Path = GENERATOR, *, over_withdrawn: bool = False) -> list[ImportReport]:
    """Write the demonstration's exports into a temporary folder and import them as one change.

    Raises OwnDataPresent as `require_no_own_data` does.
    """
    require_no_own_data(store, over_withdrawn=over_withdrawn)
    with tempfile.TemporaryDirectory(prefix="kam-demo-") as folder:
        files = _module(generator).write(Path(folder), as_text=True)
        requests = [ImportRequest(Path(path), Path(path).name, kind) for kind, path in files]
        return run_imports(store, requests, scope=LOADER, demonstration=True)


def require_no_own_data(store: Store, *, over_withdrawn: bool = False) -> None:
    """Raise OwnDataPresent where anything but the demonstration was ever published.

    over_withdrawn: imports that were all withdrawn are no obstacle; their history and the decisions will go.
    """
    is_free = over_withdrawn and not log.count_own_imports(store)
    if not (store.is_new() or store.state().demonstration or is_free):
        raise OwnDataPresent(log.count_own_imports(store))


def last_day(store: Store) -> date | None:
    """The day of the last invoice; None without invoices."""
    return log.last_invoice_day(store)


def last_quarter(store: Store) -> str | None:
    """The quarter of the last invoice, as 2026Q3; None without invoices."""
    day = last_day(store)
    return None if day is None else f"{day.year}Q{(day.month + 2) // 3}"


def _module(path: Path) -> ModuleType:
    """The generator, which stands beside the package and imports its neighbours by their bare names."""
    folder = str(path.parent)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, folder)
    try:
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module
