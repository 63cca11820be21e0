"""The application as its own process, for the benchmarks that click: start, processor and memory, end."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kam_analytics.answers import demonstration as portfolio
from kam_analytics.warehouse.store import Store
from tests.browser.conftest import start, stop

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Served:
    """A running application."""

    address: str
    pid: int

    def processor(self) -> float:
        """Seconds of processor used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """MB resident."""
        return int(Path(f"/proc/{self.pid}/statm").read_text("ascii").split()[1]) * PAGE_BYTES / 1e6


@contextmanager
def served(store: Path) -> Iterator[Served]:
    """The application on a store, from its first answer until the end of the block."""
    server = start(store, Path(os.devnull))
    try:
        yield Served(server.url.removeprefix("http://"), server.process.pid)
    finally:
        stop(server)


def demonstration(folder: Path) -> None:
    """Fill a new store with the demonstration and its decisions on pay."""
    portfolio.load(Store(folder))


def load() -> str:
    """How busy the machine was before: a figure of seconds says little without it."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def percentile(seconds: list[float], share: float) -> float:
    """The value that `share` of the measurements do not exceed."""
    ranked = sorted(seconds)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
