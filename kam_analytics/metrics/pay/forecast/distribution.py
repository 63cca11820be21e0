"""Distribution of the year-end result and payout: a single expected result put through the curve would be biased.

Result = known months + months to go (last year's share to go, with the errors made in the past) + open deals.
Since the curve is not linear, the expected payout is the mean payout of the outcomes, not the payout of the mean.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Pay = Callable[[Floats], Floats]

MOST_EXACT = 20  # open deals whose 2ⁿ outcomes are all enumerated; beyond, outcomes are sampled
DRAWS, SEED = 20_000, 20_260_101
MOST_ERRORS = 400  # past errors used by a forecast; more would only cost time
MOST_OUTCOMES = 20_000  # of errors × deals; beyond, neighbouring outcomes of the deals are merged
PRIOR_STRENGTH = 10.0  # docs/methods.md 3: a stage counts like ten more deals at the overall rate
LEAST_ERRORS = 8  # docs/methods.md 3: fewer past errors are not conclusive
YEAR = 12  # months
LOW, MIDDLE, HIGH = 0.10, 0.50, 0.90


@dataclass(frozen=True, slots=True)
class Deal:
    """An open deal that may close in the period; EUR, chance in [0, 1]."""

    amount: float
    chance: float


@dataclass(frozen=True)
class Spread:
    """A discrete distribution: `values` ascending, `weights` that sum to 1."""

    values: Floats
    weights: Floats

    @property
    def mean(self) -> float:
        return float(self.values @ self.weights)

    def quantile(self, share: float) -> float:
        """The smallest value that at least `share` of the outcomes do not exceed."""
        reached = np.cumsum(self.weights) >= share - 1e-12
        return float(self.values[int(np.argmax(reached))]) if reached.any() else float(self.values[-1])

    def chance_from(self, value: float) -> float:
        """P(outcome ≥ value), with a tolerance of a billionth for floating-point sums."""
        return float(self.weights[self.values >= value - 1e-9 * max(1.0, abs(value))].sum())


NO_DEALS = Spread(np.zeros(1), np.ones(1))
DealsThen = Callable[[str, int], Spread]
"""What the deals open at an earlier month could bring, for a person and a number of first months."""


@dataclass(frozen=True)
class Outcomes:
    """Every possible outcome of the period, with the past error it assumes (index into the errors)."""

    results: Spread
    which: npt.NDArray[np.intp]


@dataclass(frozen=True)
class MonthlyResults:
    """Monthly results of one person, in order, without gaps; EUR."""

    months: Floats

    @cached_property
    def began(self) -> int:
        """The first month with a result: for a person who joined during a year, that year has no seasonality to use."""
        filled = np.flatnonzero(self.months)
        return int(filled[0]) if len(filled) else len(self.months)

    def rest(self, first_months: int, elapsed: int, to_go: int) -> float | None:
        """The months to go as of a month: same months a year before × growth of the elapsed ones on that year.

        first_months: months known; elapsed: those of them in the current period. None without a year before, or where
        that year or the elapsed months were not positive.
        """
        first = first_months - YEAR - elapsed
        if first < self.began or elapsed < 1 or to_go < 1:
            return None
        before = float(self.months[first : first_months - YEAR].sum())
        same = float(self.months[first_months - YEAR : first_months - YEAR + to_go].sum())
        now = float(self.months[first_months - elapsed : first_months].sum())
        return same * now / before if before > 0 and same > 0 and now > 0 else None

    def error(self, first_months: int, elapsed: int, to_go: int) -> float | None:
        """Error of `rest`, relative to itself; None while those months are not over."""
        expected = self.rest(first_months, elapsed, to_go)
        if expected is None or first_months + to_go > len(self.months):
            return None
        return float(self.months[first_months : first_months + to_go].sum()) / expected - 1


@dataclass(frozen=True, slots=True)
class Replay:
    """One forecast of the past: the prediction for the whole period, in its unit, and the actual result."""

    low: float
    middle: float
    high: float
    ended: float

    @property
    def covered(self) -> bool:
        return self.low <= self.ended <= self.high

    @property
    def error(self) -> float:
        """Error of the median, relative to the actual result."""
        return abs(self.middle / self.ended - 1) if self.ended else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """Accuracy of past forecasts: their number, share inside the interval, mean error of the median."""

    tests: int
    coverage: float
    error: float


def chance(won: int, closed: int, prior: float, strength: float = PRIOR_STRENGTH) -> float:
    """Win rate shrunk towards a prior: (won + strength × prior) ÷ (closed + strength).

    >>> chance(0, 0, 0.4), chance(30, 40, 0.5)
    (0.4, 0.7)
    """
    return (won + strength * prior) / (closed + strength)


def pipeline(deals: Sequence[Deal]) -> Spread:
    """Revenue from open deals: every outcome up to `MOST_EXACT` deals, otherwise seeded samples; deals independent."""
    if len(deals) > MOST_EXACT:
        return _drawn(deals)
    outcomes = {0.0: 1.0}
    for deal in deals:
        more: dict[float, float] = {}
        for value, weight in outcomes.items():
            more[value] = more.get(value, 0.0) + weight * (1 - deal.chance)
            won = round(value + deal.amount, 2)
            more[won] = more.get(won, 0.0) + weight * deal.chance
        outcomes = more
    return spread(outcomes.items())


def spread(outcomes: Iterable[tuple[float, float]]) -> Spread:
    """Values and weights as a distribution: sorted, without outcomes of zero probability."""
    weighted = sorted((value, weight) for value, weight in outcomes if weight > 0)
    values, weights = np.array([v for v, _ in weighted]), np.array([w for _, w in weighted])
    return Spread(values, weights / weights.sum())


def _drawn(deals: Sequence[Deal]) -> Spread:
    chances, amounts = np.array([d.chance for d in deals]), np.array([d.amount for d in deals])
    won = np.random.default_rng(SEED).random((DRAWS, len(deals))) < chances
    return Spread(np.sort(won @ amounts), np.full(DRAWS, 1 / DRAWS))


def condensed(spread: Spread, most: int) -> Spread:
    """At most `most` outcomes: neighbours are merged at their mean, so that the overall mean is unchanged."""
    if len(spread.values) <= most:
        return spread
    chunk = np.minimum((np.cumsum(spread.weights) * most).astype(np.intp), most - 1)
    weights = np.bincount(chunk, spread.weights, most).astype(np.float64)
    means = np.bincount(chunk, spread.weights * spread.values, most).astype(np.float64)
    positive = weights > 0
    return Spread(means[positive] / weights[positive], weights[positive])


def outcomes(reached: float, rest: float, errors: Sequence[float], deals: Spread = NO_DEALS) -> "Outcomes":
    """Every possible outcome of the period.

    reached, rest: EUR; errors: equally likely, relative to `rest`, none below −100 %; deals: added independently.
    """
    deals = condensed(deals, max(1, MOST_OUTCOMES // len(errors)))
    to_go = rest * (1 + np.maximum(np.array(errors, dtype=np.float64), -1.0))
    values = (reached + to_go[:, None] + deals.values[None, :]).ravel()
    weights = np.repeat(deals.weights[None, :] / len(errors), len(errors), axis=0).ravel()
    which = np.repeat(np.arange(len(errors)), len(deals.values))
    order = np.argsort(values, kind="stable")
    return Outcomes(Spread(values[order], weights[order]), which[order])


def paid(results: Spread, pay: Pay) -> Spread:
    """The payout of each outcome, as a distribution: its mean is E[f(a)], not f(E[a])."""
    return ordered(pay(results.values), results.weights)


def ordered(values: Floats, weights: Floats) -> Spread:
    """Amounts and their probabilities as a distribution."""
    order = np.argsort(values, kind="stable")
    return Spread(values[order], weights[order])


def thinned(errors: list[dict[str, float]]) -> list[dict[str, float]]:
    """At most `MOST_ERRORS` errors, evenly spaced in the order of the revenue errors, which preserves the spread."""
    if len(errors) <= MOST_ERRORS:
        return errors
    ordered_errors = sorted(errors, key=lambda e: e["revenue"])
    return [ordered_errors[int((n + 0.5) * len(errors) / MOST_ERRORS)] for n in range(MOST_ERRORS)]


class TeamResults:
    """The forecast errors and replays of everyone for one length of forecast, without look-ahead.

    people: the months of each person by measure, all on one calendar; elapsed, to_go: months of the period that are
    over, and that are not.
    """

    def __init__(self, people: Mapping[str, Mapping[str, MonthlyResults]], elapsed: int, to_go: int) -> None:
        self.people, self.elapsed, self.to_go = people, elapsed, to_go
        self._known = max((len(p.months) for past in people.values() for p in past.values()), default=0)
        self._errors = [list(self._of(origin)) for origin in range(self._known + 1)]

    def _of(self, origin: int) -> Iterator[dict[str, float]]:
        """The errors of the forecasts made at a month: one per person, all measures together."""
        for past in self.people.values():
            errors = {m: p.error(origin, self.elapsed, self.to_go) for m, p in past.items()}
            measured = {m: e for m, e in errors.items() if e is not None}
            if "revenue" in measured:
                yield measured

    def errors(self, first_months: int | None = None) -> list[dict[str, float]]:
        """Measure → error of every forecast whose period was over after `first_months` months; by default, today."""
        last = (self._known if first_months is None else first_months) - self.to_go
        return thinned([e for origin in range(1, last + 1) for e in self._errors[origin]])

    def replays(self, deals: DealsThen | None = None) -> tuple[Replay, ...]:
        """The revenue forecast made at every earlier month whose outcome is known, from the data of that month only."""
        replays = []
        for origin in range(1, self._known - self.to_go + 1):
            errors = [e["revenue"] for e in self.errors(origin)]
            if len(errors) < LEAST_ERRORS:
                continue
            for person, past in self.people.items():
                rest = past["revenue"].rest(origin, self.elapsed, self.to_go)
                if rest is not None:
                    open_then = NO_DEALS if deals is None else deals(person, origin)
                    replays.append(self._replay(past["revenue"], origin, rest, errors, open_then))
        return tuple(replays)

    def _replay(self, past: MonthlyResults, origin: int, rest: float, errors: Sequence[float], deals: Spread) -> Replay:
        before = float(past.months[origin - self.elapsed : origin].sum())
        ended = before + float(past.months[origin : origin + self.to_go].sum())
        results = outcomes(before, rest, errors, deals).results
        return Replay(results.quantile(LOW), results.quantile(MIDDLE), results.quantile(HIGH), ended)


def quality(replays: Sequence[Replay]) -> Quality | None:
    """Coverage of the interval and mean error of the median; None without a replay."""
    if not replays:
        return None
    covered = sum(r.covered for r in replays) / len(replays)
    return Quality(len(replays), covered, sum(r.error for r in replays) / len(replays))
