"""Numbers as a French or an English reader expects them.

French: narrow no-break space (U+202F) between thousands, decimal comma, no-break
space (U+00A0) before %, € and k€, so that a number never breaks across two lines.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kam_analytics.core.text import Lang
from kam_analytics.core.units import Quantity, Unit

NNBSP, NBSP, MINUS = "\u202f", "\u00a0", "\u2212"
MISSING = "–"
DIGITS = {Unit.SIGNED: 1, Unit.INDEX: 3}


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of display for euros; one scale per table or chart, never one per number."""

    divisor: float
    digits: int
    fr: str
    en: str


UNITS = Scale(1, 0, "", "")
THOUSANDS = Scale(1e3, 0, "k", "k")
MILLIONS = Scale(1e6, 1, "M", "m")


def scale_of(values: Iterable[float]) -> Scale:
    """The scale in which the largest value has at most four digits before the decimal mark.

    Thousands have a decimal only if the largest amount is below 100 k€, where it matters.
    """
    largest = max((abs(v) for v in values if v == v), default=0)
    if largest >= 1e7:
        return MILLIONS
    if largest >= 1e5:
        return THOUSANDS
    return replace(THOUSANDS, digits=1) if largest >= 1e4 else UNITS


def decimal(value: float, lang: Lang, digits: int = 0, *, sign: bool = False) -> str:
    """`1234.5` → `1 234,5` or `1,234.5`; `sign` writes + as well as −."""
    text = f"{abs(value):,.{digits}f}"
    if lang == "fr":
        text = text.replace(",", NNBSP).replace(".", ",")
    is_zero = not any(c in "123456789" for c in text)
    prefix = "" if is_zero else MINUS if value < 0 else "+" if sign else ""
    return prefix + text


def euros(value: float, lang: Lang, scale: Scale, *, sign: bool = False) -> str:
    """`1 234 k€` or `€1,234k`."""
    number = decimal(value / scale.divisor, lang, scale.digits, sign=sign)
    if lang == "fr":
        return f"{number}{NBSP}{scale.fr}€"
    mark = number[0] if number[0] in f"+{MINUS}" else ""
    return f"{mark}€{number[len(mark) :]}{scale.en}"


def write(q: Quantity, lang: Lang, *, scale: Scale | None = None, sign: bool = False) -> str:
    """A quantity with its unit; `scale` keeps the numbers of one table comparable."""
    if q.value is None or math.isnan(q.value):
        return MISSING
    value, space = q.value, NBSP if lang == "fr" else ""
    match q.unit:
        case Unit.EUR:
            return euros(value, lang, scale or _own_scale(value), sign=sign)
        case Unit.EUR_EXACT:
            return euros(value, lang, replace(UNITS, digits=2), sign=sign)
        case Unit.SHARE | Unit.GROWTH:
            signed = sign or q.unit is Unit.GROWTH
            return f"{decimal(100 * value, lang, 1, sign=signed)}{space}%"
        case Unit.POINTS:
            return _points(value, lang)
        case Unit.DAYS:
            return _counted(value, lang, ("jour", "jours"), ("day", "days"))
        case Unit.TIMES:
            return f"{decimal(value, lang, 1)}{NBSP}{'fois' if lang == 'fr' else 'times'}"
        case _:
            digits = DIGITS.get(q.unit, 0)
            return decimal(value, lang, digits, sign=sign or q.unit is Unit.SIGNED)


def _own_scale(value: float) -> Scale:
    """The scale of a single number: no « ,0 » after a round one."""
    scale = scale_of([value])
    is_round = scale.digits == 1 and round(value / scale.divisor, 1) == round(value / scale.divisor)
    return replace(scale, digits=0) if is_round else scale


def _points(value: float, lang: Lang) -> str:
    """`+3,1 pts`, `+1,1 pt` (French is singular below 2), `+3.1 pp`."""
    rounded = round(100 * value, 1)
    unit = ("pt" if abs(rounded) < 2 else "pts") if lang == "fr" else "pp"
    return f"{decimal(rounded, lang, 1, sign=True)}{NBSP}{unit}"


def _counted(value: float, lang: Lang, fr: tuple[str, str], en: tuple[str, str]) -> str:
    """A count of things: 0 and 1 are singular in French, only 1 in English."""
    rounded = round(value)
    word = (fr[0] if abs(rounded) < 2 else fr[1]) if lang == "fr" else (en[0] if abs(rounded) == 1 else en[1])
    return f"{decimal(rounded, lang)}{NBSP}{word}"
