"""Checks of command arguments: refused before any work if they are invalid; a notice if they go beyond the data."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kam_analytics.answers.page.view import View, freshness
from kam_analytics.core.errors import CannotWrite, KamError
from kam_analytics.core.text import Text
from kam_analytics.language.risk import notes as text
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS

LONGEST_HORIZON_DAYS = 365


@dataclass(eq=False)
class HorizonOutside(KamError):
    """A horizon of zero days or of more than a year."""

    days: int
    usual: int = HORIZON_DAYS
    longest: int = LONGEST_HORIZON_DAYS

    what = Text(
        fr="--horizon-days {days} : l’horizon va de 1 à {longest} jours.",
        en="--horizon-days {days}: the horizon is 1 to {longest} days.",
    )
    next_step = Text(
        fr="Donnez un nombre de jours dans ces bornes ; sans l’option, l’horizon est de {usual} jours.",
        en="Give a number of days within these; without the option the horizon is {usual} days.",
    )


@dataclass(eq=False)
class NoOrigins(KamError):
    """A back-test without past dates."""

    origins: int

    what = Text(
        fr="--origins {origins} : il faut au moins une date passée à juger.",
        en="--origins {origins}: at least one past date must be judged.",
    )
    next_step = Text(
        fr="Donnez un nombre entier d’au moins 1, ou retirez l’option.",
        en="Give a whole number of at least 1, or leave the option out.",
    )


def day(text: str) -> date:
    """A date given as an option; argparse prints the sentence for an invalid one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} : une date s’écrit AAAA-MM-JJ / a date is written YYYY-MM-DD (2026-09-30)"
        ) from None


def whole(text: str) -> int:
    """A whole number given as an option."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} : un nombre entier est attendu / a whole number is expected"
        ) from None


def check(args: argparse.Namespace) -> None:
    """Refuse invalid arguments before the store is opened. Raises HorizonOutside, NoOrigins, CannotWrite."""
    days, origins = getattr(args, "horizon_days", HORIZON_DAYS), getattr(args, "origins", 1)
    if not 1 <= days <= LONGEST_HORIZON_DAYS:
        raise HorizonOutside(days)
    if origins < 1:
        raise NoOrigins(origins)
    for name in ("rows", "out"):
        if (file := getattr(args, name, None)) is not None:
            _check_writable(file)


def day_notice(view: View, advice: Text) -> Text | None:
    """Notice that nothing was imported, or that the as-of day is after the last invoice, with advice; otherwise None.

    advice: the sentence for such a day, with `day`, `last` and `option`.
    """
    last = freshness(view).last
    if last is None:
        return text.NOTHING_IMPORTED
    end = view.filters.end
    return fill(advice, day=end, last=last, option=last.isoformat()) if end > last else None


def _check_writable(file: Path) -> None:
    """An existing file is not modified, a new one is removed again; pipes and devices are not tested."""
    is_there = file.exists()
    if is_there and not file.is_file() and not file.is_dir():
        return
    with writing(file):
        with file.open("ab"):
            pass
        if not is_there:
            file.unlink()


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turn any disk error of a file into CannotWrite."""
    try:
        yield
    except OSError as error:
        raise CannotWrite(str(file)) from error
