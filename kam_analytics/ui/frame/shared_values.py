"""Values shared by the sessions of a process: bounded in number, each computed by one thread at a time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class SharedValues(Generic[T]):
    """The most recently used values by key.

    most: number of values; the least recently used one goes first. A thread that needs a value which another thread
    is computing waits for it: ten viewers of one page cost one computation.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._turns: dict[Hashable, threading.Lock] = {}

    def recall(self, key: Hashable, compute: Callable[[], T], is_valid: Callable[[T], bool] = lambda _: True) -> T:
        """The value of a key; computed if it is missing or no longer valid. Errors of `compute` are not kept."""
        for value in self._stored(key):
            if is_valid(value):
                return value
        with self._lock:
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            for value in self._stored(key):  # another thread may have computed it meanwhile
                if is_valid(value):
                    return value
            try:
                return self._store(key, compute())
            finally:
                with self._lock:
                    self._turns.pop(key, None)

    def _stored(self, key: Hashable) -> list[T]:
        """One value or none; a list, because None is a value too."""
        with self._lock:
            if key not in self._values:
                return []
            self._values.move_to_end(key)
            return [self._values[key]]

    def _store(self, key: Hashable, value: T) -> T:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
