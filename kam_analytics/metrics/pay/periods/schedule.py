"""What one person's whole plan pays, period by period, for any result of the year: exactly, or for many outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from kam_analytics.metrics.pay.periods.periods import Inputs, Override, PeriodStatement, achieved, statement_of
from kam_analytics.metrics.pay.periods.results import KNOWN, counts_to_date, elapsed, is_measured
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import Achievement
from kam_analytics.metrics.pay.rules.measures import is_amount
from kam_analytics.metrics.pay.rules.payout import ZERO
from kam_analytics.metrics.pay.rules.vectors import Floats, Reached, amounts

Achievements = Mapping[str, Achievement]


@dataclass(frozen=True)
class Schedule:
    """Every pay period of one person on one plan.

    inputs: of the last period, with the steps of all; a future step has its target and no result yet.
    ended: number of periods that are over. season: share of the remaining result in each of the others; sums to 1.
    rates: by measured item, the current level of rates, which do not add up. elsewhere: pay of other plans of the
    same year, EUR, and their pay at 100 %.
    """

    inputs: Inputs
    ended: int
    season: tuple[float, ...]
    rates: Mapping[str, Decimal]
    elsewhere: tuple[Decimal, Decimal] = (ZERO, ZERO)

    def statements(self, rise: Mapping[str, Decimal]) -> list[PeriodStatement]:
        """The exact statement of each period if results rose by the given amounts until the end of the plan.

        rise: by measured item, in its unit, over the whole remaining time.
        """
        inputs = self._risen(rise)
        return [
            statement_of(replace(inputs, steps=inputs.steps[: n + 1], overrides=self._overrides(n)))
            for n in range(inputs.paid_steps, len(inputs.steps))
        ]

    def total(self, statements: Sequence[PeriodStatement]) -> Decimal:
        """Pay of the whole plan, EUR: its periods, including earlier versions, and other plans of the year."""
        brought = sum(self.inputs.brought.values(), ZERO)
        return sum((_measured(s) for s in statements), ZERO) + brought + self.elsewhere[0]

    def at_target(self) -> Decimal:
        """What all periods pay if every target is exactly reached, without overrides."""
        steps = tuple(replace(s, own=_exact(s.own), to_date=_exact(s.to_date)) for s in self.inputs.steps)
        plain = replace(self.inputs, steps=steps, overrides=(), adjustments=(), brought={}, paid_steps=0)
        due = (_measured(statement_of(replace(plain, steps=steps[: n + 1]))) for n in range(len(steps)))
        return sum(due, self.elsewhere[1])

    def pay(self, rise: Mapping[str, Floats], count: int, factor: float = 1.0) -> Floats:
        """The pay of each of `count` outcomes, EUR.

        rise: as for `statements`, one value for each outcome. factor: on every amount of the plan, past ones too.
        """
        inputs, cumulative = self.inputs, self.inputs.plan.cumulative
        total = np.full(count, float(sum(inputs.brought.values(), ZERO)))
        beyond = np.zeros(count)  # what a period pays that cannot be measured whole: no cap applies to it
        earned: dict[str, Floats] = {}
        for n in range(inputs.paid_steps, len(inputs.steps)):
            own, to_date = (self._outcomes(n, which, rise, count, factor) for which in (0, 1))
            due = self._due(n, own, {}, inputs.steps[n].share)
            alone = sum((due[key] for key in due if key not in cumulative), np.zeros(count))
            is_whole = self._are_whole[n]
            total += alone if cumulative or not is_whole else self._limited(alone, inputs.steps[n].share)
            counted, before = elapsed(inputs, self._reached[: n + 1]), dict(earned)
            for key, amount in self._due(n, to_date, counted, self._elapsed(n)).items():
                if key in cumulative and counted[key] is not None:
                    best = earned.get(key, amount)
                    earned[key] = np.maximum(best, amount) if inputs.plan.carry_forward else amount
            if not is_whole:
                beyond += alone + self._new(earned) - self._new(before)
        total += self._new(earned)
        whole = self._limited(total - beyond, self._measured_share) + beyond if cumulative else total
        return np.asarray(whole + float(self._decided + self.elsewhere[0]), dtype=np.float64)

    def _new(self, earned: Mapping[str, Floats]) -> Floats | float:
        """What components earned to date, less what earlier versions of the plan paid of it."""
        new: Floats | float = 0.0
        for key, amount in earned.items():
            more = amount - float(self.inputs.brought.get(key, ZERO))
            new = new + (np.maximum(more, 0) if self.inputs.plan.carry_forward else more)
        return new

    def own(self, n: int) -> Achievements:
        """The known results of one period alone, by measured item."""
        return self._bases[n][0]

    @property
    def whole(self) -> Achievements:
        """The known results of the whole plan, by measured item."""
        return self._bases[-1][1]

    def decided(self, key: str) -> tuple[Decimal, Decimal]:
        """By how much overrides change the result and target of the whole plan."""
        computed = self._risen({}).steps[-1].to_date.get(key, engine.UNKNOWN)
        now = self.whole.get(key, engine.UNKNOWN)
        return _moved(computed.result, now.result), _moved(computed.target, now.target)

    def _due(
        self, n: int, reached: Reached, shares: Mapping[str, Fraction | None], share: Fraction
    ) -> dict[str, Floats]:
        """The pay of the components at a period; shares: of the incentive, if a component has its own."""
        plan = replace(self.inputs.plan.plan, target_incentive=self.inputs.incentive)
        return amounts(plan, reached, self.inputs.plan.measures, self.inputs.steps[n].facts, share, shares)

    def _limited(self, paid: Floats, share: Fraction) -> Floats:
        cap = self.inputs.plan.plan.total_cap
        return paid if cap is None else np.minimum(paid, float(engine.prorated(self.inputs.incentive * cap, share)))

    def _outcomes(self, n: int, which: int, rise: Mapping[str, Floats], count: int, factor: float) -> Reached:
        """Results at a period: its own (0), or to date (1)."""
        outcomes: dict[str, tuple[Floats | None, Decimal | None]] = {}
        for key, base in self._bases[n][which].items():
            values = None if base.result is None else np.full(count, float(base.result))
            if values is not None and self._adds_up(key):
                part = self._parts[n][0] if which == 0 else self._counted(key, n)
                values = (values + rise.get(key, 0.0) * float(part)) * factor
            outcomes[key] = (values, base.target)
        return outcomes

    def _counted(self, key: str, n: int) -> Decimal:
        """The share of the remaining result in the periods up to one that count to date."""
        component = next((c for c in self.inputs.plan.plan.components if c.key == key), None)
        reached = (achieved.get(key, KNOWN) for achieved in self._reached[: n + 1])
        counts = (counts_to_date(component, one) for one in reached)
        return sum((self._parts[m][0] for m, yes in enumerate(counts) if yes), ZERO)

    def _risen(self, rise: Mapping[str, Decimal]) -> Inputs:
        """The inputs with the rise spread over the periods that are not over."""
        steps = tuple(
            replace(step, own=self._more(step.own, rise, part), to_date=self._more(step.to_date, rise, so_far))
            for step, (part, so_far) in zip(self.inputs.steps, self._parts, strict=True)
        )
        return replace(self.inputs, steps=steps, adjustments=())

    def _more(self, achievements: Achievements, rise: Mapping[str, Decimal], part: Decimal) -> dict[str, Achievement]:
        """Amounts plus their part of the rise; rates plus the whole rise, from the running period on.

        part: 0 in a period that is over, which stays unchanged.
        """
        results = {}
        for key, one in achievements.items():
            result = one.result
            if not self._adds_up(key) and part:
                result = self.rates.get(key, result)
            if result is not None:
                result += rise.get(key, ZERO) * (part if self._adds_up(key) else Decimal(part > 0))
            results[key] = replace(one, result=result)
        return results

    @cached_property
    def _bases(self) -> list[tuple[Achievements, Achievements]]:
        """The known results of each period, alone and to date, with overrides."""
        inputs = self._risen({})
        return [achieved(inputs, n) for n in range(len(inputs.steps))]

    @cached_property
    def _reached(self) -> list[Achievements]:
        """Every single period, with overrides."""
        return [own for own, _ in self._bases]

    @cached_property
    def _parts(self) -> list[tuple[Decimal, Decimal]]:
        """The share of each period in the remaining result, and that of all periods up to it."""
        alone = [ZERO] * self.ended + [Decimal(share) for share in self.season]
        return [(share, sum(alone[: n + 1], ZERO)) for n, share in enumerate(alone)]

    @cached_property
    def _decided(self) -> Decimal:
        """Overridden amounts minus the computed ones."""
        others = tuple(o for o in self.inputs.overrides if o.field != "payout")
        if len(others) == len(self.inputs.overrides):
            return ZERO
        computed = replace(self, inputs=replace(self.inputs, overrides=others))
        return self.total(self.statements({})) - computed.total(computed.statements({}))

    @property
    def _measured_share(self) -> Fraction:
        """The share of the periods in which every component could be measured: the base of a yearly cap."""
        shares = (step.share for step, whole in zip(self.inputs.steps, self._are_whole, strict=True) if whole)
        return sum(shares, Fraction(0))

    @cached_property
    def _are_whole(self) -> list[bool]:
        """Of each period, whether every component could be measured."""
        parts = self.inputs.plan.plan.components
        return [all(is_measured(c, reached.get(c.key, KNOWN)) for c in parts) for reached in self._reached]

    def _elapsed(self, n: int) -> Fraction:
        return sum((s.share for s in self.inputs.steps[: n + 1]), Fraction(0))

    def _overrides(self, n: int) -> tuple[Override, ...]:
        return tuple(o for o in self.inputs.overrides if o.period_start <= self.inputs.steps[n].start)

    def _adds_up(self, key: str) -> bool:
        return is_amount(self.inputs.plan.measures.get(key, key))


def _moved(before: Decimal | None, after: Decimal | None) -> Decimal:
    return ZERO if before is None or after is None else after - before


def _measured(statement: PeriodStatement) -> Decimal:
    """The pay of a period, or of its measurable part."""
    if statement.earned is not None:
        return statement.earned
    return sum((line.payout or ZERO for line in statement.lines), ZERO)


def _exact(achievements: Achievements) -> dict[str, Achievement]:
    return {key: replace(one, result=one.target) for key, one in achievements.items()}
