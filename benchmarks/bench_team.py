"""A team at work: viewers who signed in, processes behind nginx, one of which is killed halfway.

python benchmarks/bench_team.py [VIEWERS] [SECONDS] [PROCESSES] [FIRST]: on the demonstration, 25 viewers for a minute
and three processes by default, with a provider and nginx on this machine. Everybody changes page every ten seconds;
whoever loses their process opens the page again, as a browser does. Prints seconds until the whole page has arrived, in
the FIRST two minutes, in which each process answers most pages a first time, then before and after the kill, and how
many pages were another person's or none.
"""

import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import ConnectionClosed

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.served import demonstration, load, percentile
from tests.access.team import ACCOUNTS, Team, team
from tests.access.visitor import Tab, Visitor

EVERY = 10.0  # seconds between two clicks of a viewer
PEOPLE = ("director", "director with pay", "controller", "manager", "kam", "other kam")
START = "/concentration?lang=en"


@dataclass
class Colleague:
    """One person at work; `clicks` are moments and seconds."""

    visitor: Visitor
    account: str
    clicks: list[tuple[float, float]] = field(default_factory=list)
    wrong: int = 0
    moved: int = 0

    def __post_init__(self) -> None:
        self.tab = self.visitor.sign_in(START, self.account)
        self.pages = self.tab.pages()

    def explore(self, until: float, seed: int) -> None:
        """Change page at a steady rhythm, starting at a moment of one's own."""
        choose = random.Random(seed)
        time.sleep(choose.random() * EVERY)
        while time.monotonic() < until:
            start = time.monotonic()
            self._click(choose.choice(self.pages))
            took = time.monotonic() - start
            self.clicks.append((start, took))
            self.wrong += not self.tab.says(ACCOUNTS[self.account]["email"].lower())
            time.sleep(max(0.0, EVERY - took))

    def _click(self, page: str) -> None:
        try:
            self.tab.run(page_script_hash=page)
        except ConnectionClosed:
            self.moved += 1
            self.tab: Tab = self.visitor.go(START)


def main() -> int:
    """Sign everybody in, let them work, kill a process halfway."""
    defaults = ("25", "60", "3", "120")
    viewers, lasting, processes, first = (int(v) for v in [*sys.argv[1:], *defaults[len(sys.argv) - 1 :]])
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    if nginx is None:
        sys.stdout.write("nginx is missing\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        demonstration(Path(folder) / "demonstration")
        (Path(folder) / "team").mkdir()
        sys.stdout.write(load() + "\n")
        with team(Path(folder) / "demonstration", Path(folder) / "team", nginx, processes) as running:
            crowd = [Colleague(running.visitor(), PEOPLE[n % len(PEOPLE)]) for n in range(viewers)]
            settled, killed = work(running, crowd, first, lasting)
    sys.stdout.write(report(crowd, settled, killed))
    return 0


def work(running: Team, crowd: list[Colleague], first: float, lasting: float) -> tuple[float, float]:
    """All viewers at once; the moments at which the first time was over, and the first process was killed."""
    settled = time.monotonic() + first
    threads = [threading.Thread(target=c.explore, args=(settled + lasting, seed)) for seed, c in enumerate(crowd)]
    for thread in threads:
        thread.start()
    time.sleep(first + lasting / 2)
    running.processes[0].process.kill()
    killed = time.monotonic()
    for thread in threads:
        thread.join()
    return settled, killed


def report(crowd: list[Colleague], settled: float, killed: float) -> str:
    """The figures of a run, as lines."""
    lines = [f"{len(crowd)} viewers signed in, a click each {EVERY:.0f} s\n"]
    clicks = [click for colleague in crowd for click in colleague.clicks]
    for label, part in (
        ("at first", [took for start, took in clicks if start < settled]),
        ("then", [took for start, took in clicks if settled <= start < killed]),
        ("after one process was killed", [took for start, took in clicks if start >= killed]),
    ):
        middle, high = statistics.median(part or [0.0]), percentile(part or [0.0], 0.95)
        lines.append(f"{label}: {len(part)} clicks, median {middle:.2f} s, p95 {high:.2f} s\n")
    moved, wrong = sum(c.moved for c in crowd), sum(c.wrong for c in crowd)
    return "".join([*lines, f"moved to another process: {moved}; pages of nobody or of somebody else: {wrong}\n"])


if __name__ == "__main__":
    sys.exit(main())
