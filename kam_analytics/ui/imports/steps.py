"""The steps of a running import, with the estimated remaining time once reading has been timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.imports import page as words
from kam_analytics.language.sentences import fill

LONG = 2.0  # seconds of reading from which an estimate helps
REST_OVER_READING = 2.4  # measured: benchmarks/bench_import.py, whole import against staging as text
SECOND_STEP = 2


@dataclass
class Steps:
    """Names each step; `show` writes a line."""

    show: Callable[[Text], None]
    started: float = field(default_factory=time.perf_counter)
    number: int = 0

    def begin(self, step: Text) -> None:
        """Start the next step."""
        self.number += 1
        now = time.perf_counter()
        reading, self.started = now - self.started, now
        if self.number == SECOND_STEP and reading > LONG:
            rest = Quantity(max(1.0, round(reading * REST_OVER_READING)), Unit.COUNT)
            step = fill(words.REST, step=step, seconds=rest)
        self.show(step)
