"""Many viewers at once: each changes page every ten seconds; seconds until the server has sent the whole page.

python benchmarks/bench_viewers.py [VIEWERS] [SECONDS]: on the demonstration, 25 viewers for a minute by default. A
viewer is one websocket that speaks as the browser does; nothing is drawn, so the processors belong to the server.
Prints the ratio to one viewer alone in the same run, and the memory of each further viewer.
"""

import random
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.served import demonstration, load, percentile, served

EVERY = 10.0  # seconds between two clicks of a viewer
WAIT = 120
FIRST_RUN = 2  # what `script_finished` says of a run that asks for another one at once


class Viewer:
    """One session; `pages` are the hashes by which Streamlit names the pages."""

    def __init__(self, address: str) -> None:
        self._socket: ClientConnection = connect(
            f"ws://{address}/_stcore/stream",
            origin=f"http://{address}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        )
        self.pages: list[str] = []

    def open(self, page: str = "") -> float:
        """Seconds from asking for a page until all of it has arrived."""
        start = time.perf_counter()
        self._socket.send(
            BackMsg(rerun_script={"query_string": "lang=en", "page_script_hash": page}).SerializeToString()
        )
        while True:
            message = ForwardMsg.FromString(self._socket.recv(timeout=WAIT))  # type: ignore[arg-type]
            if message.WhichOneof("type") == "navigation":
                self.pages = [page.page_script_hash for page in message.navigation.app_pages]
            if message.WhichOneof("type") == "script_finished" and message.script_finished != FIRST_RUN:
                return time.perf_counter() - start

    def explore(self, until: float, seconds: list[float], seed: int) -> None:
        """Change page at a steady rhythm, starting at a moment of one's own."""
        choose = random.Random(seed)
        time.sleep(choose.random() * EVERY)
        while time.monotonic() < until:
            took = self.open(choose.choice(self.pages))
            seconds.append(took)
            time.sleep(max(0.0, EVERY - took))

    def close(self) -> None:
        self._socket.close()


def main() -> int:
    """One viewer alone, then all of them."""
    viewers = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    lasting = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    with tempfile.TemporaryDirectory() as folder:
        demonstration(Path(folder))
        sys.stdout.write(load() + "\n")
        with served(Path(folder)) as app:
            first = Viewer(app.address)
            first.open()
            for page in first.pages * 2:  # the first round computes, the second is what a viewer alone waits
                first.open(page)
            alone = [first.open(page) for page in first.pages * 2]
            before, crowd = app.memory(), [Viewer(app.address) for _ in range(viewers)]
            for viewer in crowd:
                viewer.open()
            further = (app.memory() - before) / viewers
            seconds = explore(crowd, lasting)
            for viewer in [first, *crowd]:
                viewer.close()
    middle = statistics.median(seconds)
    sys.stdout.write(
        f"alone: median {statistics.median(alone):.2f} s\n"
        f"{viewers} viewers, a click each {EVERY:.0f} s: {len(seconds)} clicks, median {middle:.2f} s "
        f"({middle / statistics.median(alone):.1f} times alone), p95 {percentile(seconds, 0.95):.2f} s\n"
        f"memory of each further viewer: {further:.1f} MB\n"
    )
    return 0


def explore(crowd: list[Viewer], lasting: float) -> list[float]:
    """All viewers at once; seconds of each click."""
    seconds: list[float] = []
    until = time.monotonic() + lasting
    threads = [
        threading.Thread(target=viewer.explore, args=(until, seconds, seed)) for seed, viewer in enumerate(crowd)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
