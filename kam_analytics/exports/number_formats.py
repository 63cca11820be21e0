"""Number formats of office programs, so that a value stays whole and is written as the screen writes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kam_analytics.core.text import Lang
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language.numbers import NBSP, Scale, scale_of, write

FORMATS = {
    Unit.EUR: '#,##0\\ "€"',
    Unit.EUR_EXACT: '#,##0.00\\ "€"',
    Unit.SHARE: "0.0%",
    Unit.GROWTH: "+0.0%;-0.0%;0.0%",
    Unit.POINTS: "+0.0;-0.0;0.0",
    Unit.COUNT: "#,##0",
    Unit.DAYS: "#,##0",
    Unit.TIMES: "0.0",
    Unit.SIGNED: "+0.0;-0.0;0.0",
    Unit.INDEX: "0.000",
    Unit.DATE: "dd/mm/yyyy",
    Unit.MONTH: "mm/yyyy",
}
"""Of the cells of a workbook: euros are never scaled there."""
LOCALES = {"fr": "[$-40C]", "en": "[$-809]"}
"""Programs that honour a locale in a format write the separators of the file's language, not of the machine's."""
GENERAL = "General"
LONGEST = 240  # characters of a format; programs stop at 255


@dataclass(frozen=True)
class NumberFormat:
    """The digits of a format, with what stands before and after them.

    unit, scale, lang: how the screen writes the same value.
    """

    digits: str
    before: str = ""
    after: str = ""
    unit: Unit | None = None
    scale: Scale | None = None
    lang: Lang = "fr"

    @property
    def code(self) -> str:
        if self.digits == GENERAL:
            return GENERAL
        return f"{LOCALES[self.lang]}{quoted(self.before)}{self.digits}{quoted(self.after)}"

    def write(self, value: float) -> str:
        """The value as the screen writes it."""
        return write(Quantity(value, self.unit or Unit.COUNT), self.lang, scale=self.scale)

    def label(self, text: str, value: float | None) -> str:
        """The format that writes `value` as the label `text` does; a label without the value is written as it is."""
        if not text or value is None:
            return ""
        if self.unit is not None:
            for is_signed in (True, False):
                figure = write(Quantity(value, self.unit), self.lang, scale=self.scale, sign=is_signed)
                if figure and figure in text:
                    before, after = text.split(figure, 1)
                    sign = figure[0] if figure[0] in "+−" else ""
                    return self._around(before + sign, after)
        return literal(text)

    def _around(self, before: str, after: str) -> str:
        """The same for positive and negative values, since the sign stands in the label."""
        fixed = LOCALES[self.lang] + quoted(before + self.before) + self.digits
        room = LONGEST // 2 - len(fixed) - len(self.after)
        after = after if len(after) <= room else f"{after[: room - 1].rstrip()}…"
        body = fixed + quoted(self.after + after)
        return f"{body};{body}"


PLAIN = NumberFormat(GENERAL)


def of_unit(unit: Unit, values: Iterable[float], lang: Lang) -> NumberFormat:
    """The format of a chart's values: euros in the scale that the whole chart has."""
    if unit is Unit.EUR:
        scale = scale_of(values)
        commas = {1e3: ",", 1e6: ",,"}.get(scale.divisor, "")
        digits = f"#,##0{'.0' if scale.digits else ''}{commas}"
        if lang == "fr":
            return NumberFormat(digits, "", f"{NBSP}{scale.fr}€", unit, scale, lang)
        return NumberFormat(digits, "€", scale.en, unit, scale, lang)
    if unit in (Unit.SHARE, Unit.GROWTH):
        return NumberFormat(f'0.0"{NBSP}"%' if lang == "fr" else "0.0%", unit=unit, lang=lang)
    if unit is Unit.POINTS:
        return NumberFormat("0.0%")
    return NumberFormat(FORMATS[unit].split(";")[0].lstrip("+"), unit=unit, lang=lang)


def month_format(lang: Lang) -> str:
    """`sept. 2026`, `Sep 2026` on an axis of months."""
    return f"{LOCALES[lang]}mmm yyyy"


def literal(text: str) -> str:
    """A format that writes a text and no number."""
    body = quoted(text if len(text) <= LONGEST // 2 - 2 else f"{text[: LONGEST // 2 - 3]}…")
    return f"{body};{body};{body}" if len(body) * 3 + 2 <= LONGEST else f"{body};{body}"


def quoted(text: str) -> str:
    """A part of a format that is text."""
    return f'"{text.replace(chr(34), "”")}"' if text else ""
