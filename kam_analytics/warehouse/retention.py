"""What is kept of earlier states, by number, age and size, and which of their files stay whole."""

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kam_analytics.core.settings import retention
from kam_analytics.warehouse import packed, versions
from kam_analytics.warehouse.migrations import known_schema
from kam_analytics.warehouse.versions import PARTS, State

LEAST_KEPT = 2  # a reader may still open the state before the current one
WHOLE = 2
"""Files of each part that stay whole: the current one, and one to go back to if it is damaged."""
SECONDS_OF_DAY = 86_400


def tidy(folder: Path, current: State) -> None:
    """Remove what the limits do not keep, and pack what need not be whole.

    Raises ValueError if a kept state cannot be read: its files are unknown, so nothing is removed. A file that is open
    elsewhere is removed next time.
    """
    named = versions.states(folder)
    oldest = _oldest_kept(folder, {n: path for n, path in named.items() if n <= current.number}, current.number)
    kept = {n: _state(path) for n, path in named.items() if n >= oldest or n in current.pinned}
    _pack(folder, current, kept)
    _remove(folder, oldest, kept)


def _remove(folder: Path, oldest: int, kept: Mapping[int, State]) -> None:
    """Remove the files below a number that no kept state has."""
    wanted = {versions.state_name(n) for n in kept}
    for file in (state.file(part) for state in kept.values() for part in PARTS):
        wanted |= {file, packed.path_of(folder, file).name}
    for path, number in versions.numbered(folder).items():
        if number < oldest and path.name not in wanted:
            with suppress(PermissionError):
                path.unlink()


def _pack(folder: Path, current: State, kept: Mapping[int, State]) -> None:
    """Pack the file of each part that this change made the third, and remove files that are packed for long enough.

    Whole stay those of pinned states, which people open, and those of an earlier schema, which are the way back to the
    release before.
    """
    for file in (state.file(part) for n, state in kept.items() if n in current.pinned for part in PARTS):
        packed.at_hand(folder, file)  # packed before it was pinned: what it builds on need not be kept
    whole = {s.file(part) for n, s in kept.items() if _stays_whole(n, s, current) for part in PARTS}
    for part in PARTS:
        files = _newest_first({s.file(part) for n, s in kept.items() if n <= current.number})
        whole.update(files[:WHOLE])
        if len(files) > WHOLE and files[WHOLE] not in whole and not packed.path_of(folder, files[WHOLE]).exists():
            packed.pack(folder, files[WHOLE], files[WHOLE - 1])
    packed.clear(folder, whole)


def _newest_first(files: Iterable[str]) -> list[str]:
    """By number: from the millionth on, names have another order."""
    return sorted(files, key=lambda file: versions.number_of(Path(file)) or 0, reverse=True)


def _stays_whole(number: int, state: State, current: State) -> bool:
    return number in current.pinned or number > current.number or state.schema != known_schema()


def _oldest_kept(folder: Path, states: Mapping[int, Path], newest: int) -> int:
    """The first number within the limits of number, age and size; the last two states stay whatever their size.

    A number that no state has counts too: files of a state whose own file was lost are not old for that.

    states: number → file, the newest first.
    """
    limits, size = retention(), 0
    counted: set[str] = set()
    for kept, (number, path) in enumerate(states.items()):
        if number <= newest - limits.states:
            break
        state = _state(path)
        files = {state.file(part) for part in PARTS} - counted
        size += sum(packed.size_of(folder, name) for name in files)
        counted |= files
        age = (time.time() - path.stat().st_mtime) / SECONDS_OF_DAY
        is_old = limits.days is not None and age > limits.days
        is_large = limits.most_bytes is not None and size > limits.most_bytes
        if (is_old or is_large) and kept >= LEAST_KEPT:
            return number + 1
    return newest - limits.states + 1


def _state(path: Path) -> State:
    """A state as its file has it. Raises ValueError."""
    return versions.parse(path.read_text("utf-8"), known_schema())
