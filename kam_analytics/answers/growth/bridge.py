"""The causes of the change in revenue, with the amounts as they are shown: one precision, parts that add up."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from kam_analytics.answers.page.blocks import Chart, Column
from kam_analytics.answers.page.view import View
from kam_analytics.charts import growth as charts
from kam_analytics.core.text import Text
from kam_analytics.core.units import Quantity, Unit
from kam_analytics.language import growth as text
from kam_analytics.language import shared
from kam_analytics.language.dates import period_text
from kam_analytics.language.numbers import Scale, scale_of, write
from kam_analytics.language.sentences import fill
from kam_analytics.metrics.growth.figures import Growth

CAUSES = ("up", "new", "returned", "down", "lost")


def bridge_chart(view: View, growth: Growth) -> Chart:
    """One bar a cause, then the change."""
    shown = ShownBridge.of(growth)
    period = period_text(view.filters.start, view.filters.end)
    title = fill(text.BRIDGE, base_amount=shown.text(shown.opening), amount=shown.text(shown.closing), period=period)
    columns = {"cause": Column(text.CAUSES["total"]), "amount": Column(shared.CHANGE, Unit.EUR)}
    legend = (("gain", shared.GAINS), ("loss", shared.LOSSES))
    draw = partial(charts.bridge, opening=float(growth.bridge.opening))
    return Chart("bridge", title, bridge_rows(growth), draw, columns, legend, searches="accounts")


def bridge_rows(growth: Growth) -> pd.DataFrame:
    """One row per cause with an effect, then the total; each bar starts where the previous one ends."""
    rows, at = [], 0.0
    for cause in CAUSES:
        amount = float(getattr(growth.bridge, cause))
        if amount:
            rows.append((text.CAUSES[cause], amount, at, "gain" if amount > 0 else "loss"))
            at += amount
    total = float(growth.bridge.closing - growth.bridge.opening)
    rows.append((text.CAUSES["total"], total, 0.0, "neutral"))
    return pd.DataFrame(rows, columns=["cause", "amount", "start", "role"])


@dataclass(frozen=True)
class ShownBridge:
    """The amounts as a reader adds them up: whole numbers of the last digit that the chart writes."""

    scale: Scale
    opening: int
    closing: int
    change: int
    gains: int
    losses: int

    @classmethod
    def of(cls, growth: Growth) -> "ShownBridge":
        """The amounts in the scale of the chart."""
        *parts, change = bridge_rows(growth)["amount"].astype(float)
        scale = scale_of([*parts, change])

        def steps(amount: float) -> int:
            return round(amount / scale.divisor * 10.0**scale.digits)

        opening, closing = steps(float(growth.bridge.opening)), steps(float(growth.bridge.closing))
        gains = sum(steps(part) for part in parts if part > 0)
        losses = -sum(steps(part) for part in parts if part < 0)
        return cls(scale, opening, closing, steps(change), gains, losses)

    def text(self, steps: int) -> Text:
        """A number of steps of the last digit as an amount."""
        amount = Quantity(steps * self.scale.divisor / 10**self.scale.digits, Unit.EUR)
        return Text(fr=write(amount, "fr", scale=self.scale), en=write(amount, "en", scale=self.scale))

    @property
    def rounding(self) -> Text | None:
        """By how much what is shown does not add up; None where it does."""
        off = max(abs(self.gains - self.losses - self.change), abs(self.closing - self.opening - self.change))
        return fill(text.ROUNDED, difference=self.text(off)) if off else None
