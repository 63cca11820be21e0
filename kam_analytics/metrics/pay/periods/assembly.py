"""From the rows of the store to the inputs of every person's pay periods."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from kam_analytics.metrics.pay.figures import incentive_of, months_of, rate_of
from kam_analytics.metrics.pay.periods.periods import Inputs, Override, Step, statement_of
from kam_analytics.metrics.pay.rules import engine
from kam_analytics.metrics.pay.rules.engine import UNKNOWN, Achievement, Span
from kam_analytics.metrics.pay.rules.measures import JUDGED, RATES, is_amount
from kam_analytics.metrics.pay.rules.sheets import WrittenPlan, plans_of
from kam_analytics.metrics.records import records

HERE = Path(__file__).parent
QUERIES = {
    name: HERE / f"{name}.sql"
    for name in (
        "periods",
        "spans",
        "results",
        "rates",
        "targets",
        "scores",
        "absences",
        "payees",
        "sheets",
        "statements",
        "overrides",
        "questions",
    )
}
CREDITS, DIGESTS = HERE / "credits.sql", HERE / "digests.sql"
DAYS = ("period_start", "period_end", "approved_at", "from_on", "to_on")
YEAR_MONTHS = 12
Rows = list[dict[str, Any]]
PlanKey = tuple[str, int]  # plan, import of the version


@dataclass(frozen=True)
class PeriodFacts:
    """The rows of `QUERIES` that one viewer may see; withheld rows are absent, not zero."""

    rows: Mapping[str, Rows]
    as_of: date

    def __getitem__(self, name: str) -> Rows:
        return self.rows[name]


def facts_of(frames: Mapping[str, pd.DataFrame], as_of: date) -> PeriodFacts:
    """The frames of `QUERIES` as rows."""
    return PeriodFacts({name: records(frame) for name, frame in frames.items()}, as_of)


@dataclass(frozen=True)
class Version:
    """A plan version that pays periods: its sheets as rows, and the plan built from them."""

    sheets: Mapping[str, Rows]
    plan: WrittenPlan


def versions(facts: PeriodFacts) -> dict[PlanKey, Version]:
    """The plan versions that pay a period, without ambiguous ones."""
    sheets: dict[PlanKey, dict[str, Rows]] = defaultdict(lambda: {"plan": [], "component": []})
    for row in facts["sheets"]:
        sheets[row["plan"], row["import_id"]].setdefault(row["sheet"], []).append(sheet_row(row["row"]))
    by_plan = {key: Version(rows, plans_of(rows)[0]) for key, rows in sheets.items() if rows["plan"]}
    return {key: version for key, version in by_plan.items() if not version.plan.problems}


def sheet_row(text: str) -> dict[str, Any]:
    """One row of a sheet; decimals exact, days as days."""
    values = json.loads(text, parse_float=Decimal)
    return {k: date.fromisoformat(v) if k in DAYS and isinstance(v, str) else v for k, v in values.items()}


def every_inputs(facts: PeriodFacts) -> dict[tuple[str, date, str], Inputs]:
    """(plan, first day of the period, person) → inputs, for every period that begins by the as-of day."""
    plan_versions, results, overrides, absences = versions(facts), _Results(facts), _overrides(facts), _absences(facts)
    payees = {(r["plan"], r["import_id"], r["person_id"]): r for r in facts["payees"]}
    targets, scores = _by_person(facts["targets"]), _by_person(facts["scores"])
    inputs: dict[tuple[str, date, str], Inputs] = {}
    for (plan, person), periods in _spans(facts).items():
        done: list[Inputs] = []
        for period in periods:
            version, payee = plan_versions.get((plan, period.import_id)), payees.get((plan, period.import_id, person))
            if version is None or payee is None:
                continue
            away = absences.get((plan, period.import_id, person), [])
            calendar = _Calendar(version.plan, person, results, away, targets[person], scores[person])
            steps = (*(one.steps[-1] for one in done), calendar.step(period))
            under_others = [one for one in done if one.plan.version != version.plan.version]
            done.append(
                Inputs(
                    version.plan,
                    person,
                    payee["name"],
                    incentive_of(version.plan, payee["target_variable"], payee),
                    steps,
                    tuple(o for o in overrides[plan, person] if o.period_start <= period.start),
                    brought=_paid_by(under_others),
                    paid_steps=len(under_others),
                )
            )
            inputs[plan, period.start, person] = done[-1]
    return inputs


def _paid_by(earlier: Sequence[Inputs]) -> dict[str, Decimal]:
    """Component → pay of the periods under other versions of the plan, as computed today.

    Manual amounts are excluded; where the plan's cap reduced a period, its components are reduced in proportion.
    """
    paid: dict[str, Decimal] = {}
    for inputs in earlier:
        others = tuple(o for o in inputs.overrides if o.field != "payout")
        statement = statement_of(replace(inputs, overrides=others, adjustments=()))
        lines = {line.component: line.payout for line in statement.lines if line.payout is not None}
        whole = sum(lines.values(), Decimal(0))
        left = statement.earned if statement.capped and statement.earned is not None else whole
        for key, payout in lines.items():
            cut = engine.money(left * payout / whole) if whole else Decimal(0)
            paid[key] = paid.get(key, Decimal(0)) + cut
            left, whole = left - cut, whole - payout
    return paid


@dataclass(frozen=True)
class _Period:
    """One pay period of one person: its days, the days the person is on the plan, the measures."""

    import_id: int
    start: date
    end: date
    first: date
    last: date
    on_plan_from: date
    measured: Mapping[str, str]


class _Calendar:
    """Turns the periods of one person on one plan version into steps."""

    def __init__(
        self, plan: WrittenPlan, person: str, results: "_Results", away: Sequence[Span], targets: Rows, scores: Rows
    ) -> None:
        self._plan, self._person, self._results, self._away = plan, person, results, away
        self._targets, self._scores = targets, scores

    def step(self, period: _Period) -> Step:
        own, to_date = {}, {}
        for key, measure in period.measured.items():
            own[key] = self._achieved(period, key, measure, "own")
            to_date[key] = self._achieved(period, key, measure, "to_date")
        share = self._length(period) * self._presence(period)
        scored = {s["component"] for s in self._scores} - self._plan.measures.keys()
        facts = {name: self._score(name, period.first, period.last) for name in sorted(scored)}
        values = {k: v for k, v in facts.items() if v is not None}
        return Step(period.start, period.end, share, own, to_date, values)

    def _length(self, period: _Period) -> Fraction:
        """Share of the plan's whole duration, in months (in days if the plan does not begin and end with a month)."""
        return Fraction(months_of(period.start, period.end), months_of(self._plan.period_start, self._plan.period_end))

    def _presence(self, period: _Period) -> Fraction:
        return self._share_of(Span(period.start, period.end), Span(period.first, period.last))

    def _share_of(self, whole: Span, there: Span) -> Fraction:
        """Share of one span that another covers, without absences."""
        if not self._away and whole == there:
            return Fraction(1)
        return engine.presence(whole, list(_without(there, self._away)), self._plan.basis) or Fraction(0)

    def _achieved(self, period: _Period, key: str, measure: str, reach: str) -> Achievement:
        if measure == JUDGED:
            first = period.first if reach == "own" else period.on_plan_from
            return Achievement(self._score(key, first, period.last), Decimal(1))
        if measure in RATES:
            return Achievement(
                self._results.rate(self._plan, self._person, key, period.start, reach), self._rate(period, key, measure)
            )
        if not is_amount(measure):
            return UNKNOWN
        if reach == "own":
            value = self._results.amount(self._plan, self._person, key, period.start)
            return Achievement(value, self._target(period, key, measure))
        return self._results.sums(self._plan, self._person, key, period.start, self._target(period, key, measure))

    def _of(self, key: str, measure: str) -> Rows:
        """The targets of a component: those set by its key, otherwise those of its measure."""
        targets = [t for t in self._targets if t["value"] is not None]
        return [t for t in targets if t["measure"] == key] or [t for t in targets if t["measure"] == measure]

    def _rate(self, period: _Period, key: str, measure: str) -> Decimal | None:
        """The target of a rate: that of the shortest target period around the days."""
        around = [t for t in self._of(key, measure) if _overlaps(t, period.first, period.last)]
        around.sort(key=lambda t: (t["period_end"] - t["period_start"], t["period_start"]))
        return _dec(around[0]["value"]) if around else None

    def _target(self, period: _Period, key: str, measure: str) -> Decimal | None:
        """The target as on the statement, to the cent."""
        exact = self._exact_target(period, key, measure)
        return None if exact is None else engine.money(exact)

    def _exact_target(self, period: _Period, key: str, measure: str) -> Decimal | None:
        """The target of an amount for the days of the period on which the person is present, absences deducted.

        The sum of the targets inside these days if they fill them; else one for the whole period, prorated to presence;
        else a longer one, spread over its months by the plan's phasing, prorated to presence; else those that overlap
        these days, each in proportion to the overlap.
        """
        mine = self._of(key, measure)
        there = Span(period.first, period.last)
        present = self._share_of(there, there)
        inside = _filling(mine, period.first, period.last)
        if inside is not None:
            return engine.prorated(inside, present)
        whole = _filling(mine, period.start, period.end)
        if whole is None:
            whole = self._phased(mine, key, period)
        if whole is not None:
            return engine.prorated(whole, self._presence(period))
        touched = [t for t in mine if _overlaps(t, there.first, there.last)]
        parts = [_within(Span(t["period_start"], t["period_end"]), there) for t in touched]
        if _days(parts) != _days([there]):
            return None
        shares = [
            self._share_of(Span(t["period_start"], t["period_end"]), p) for t, p in zip(touched, parts, strict=True)
        ]
        return sum((engine.prorated(amount(t["value"]), s) for t, s in zip(touched, shares, strict=True)), Decimal(0))

    def _phased(self, mine: Rows, key: str, period: _Period) -> Decimal | None:
        longer = [t for t in mine if t["period_start"] <= period.start and t["period_end"] >= period.end]
        if not longer:
            return None
        target = min(longer, key=lambda t: t["period_end"] - t["period_start"])
        weights = self._plan.phasing.get(key) or (Decimal(1),) * YEAR_MONTHS
        total = sum((weights[m - 1] for m in _month_numbers(target["period_start"], target["period_end"])), Decimal(0))
        part = sum((weights[m - 1] for m in _month_numbers(period.start, period.end)), Decimal(0))
        return amount(target["value"]) * part / total if total else None

    def _score(self, name: str, first: date, last: date) -> Decimal | None:
        """The score for exactly these days, else the mean by days of the scores within them, else an enclosing one."""
        mine = [s for s in self._scores if s["component"] == name and s["value"] is not None]
        exact = [s for s in mine if (s["period_start"], s["period_end"]) == (first, last)]
        within = exact or [s for s in mine if s["period_start"] >= first and s["period_end"] <= last]
        scores = within or [s for s in mine if s["period_start"] <= first and s["period_end"] >= last]
        if not scores:
            return None
        if not within:
            return _dec(min(scores, key=lambda s: s["period_end"] - s["period_start"])["value"])
        days = [Decimal((s["period_end"] - s["period_start"]).days + 1) for s in scores]
        weighed = sum((d * amount(s["value"]) for d, s in zip(days, scores, strict=True)), Decimal(0))
        return weighed / sum(days, Decimal(0))


class _Results:
    """Credited results, by plan, person, measured item and period."""

    def __init__(self, facts: PeriodFacts) -> None:
        self._amounts = {
            (r["plan"], r["person_id"], r["component"], r["period_start"]): amount(r["value"]) for r in facts["results"]
        }
        self._rates = {
            (r["plan"], r["person_id"], r["component"], r["period_start"], r["reach"]): _dec(rate_of(r))
            for r in facts["rates"]
        }
        self._sums: dict[tuple[str, str, str], tuple[Decimal, Decimal | None]] = {}

    def amount(self, plan: WrittenPlan, person: str, key: str, start: date) -> Decimal:
        return self._amounts.get((plan.id, person, key, start), Decimal(0))

    def rate(self, plan: WrittenPlan, person: str, key: str, start: date, reach: str) -> Decimal | None:
        return self._rates.get((plan.id, person, key, start, reach))

    def sums(self, plan: WrittenPlan, person: str, key: str, start: date, target: Decimal | None) -> Achievement:
        """The year to date, one period at a time: the calls must follow the order of the periods."""
        place = (plan.id, person, key)
        result, targets = self._sums.get(place, (Decimal(0), Decimal(0)))
        result += self.amount(plan, person, key, start)
        targets = None if targets is None or target is None else targets + target
        self._sums[place] = (result, targets)
        return Achievement(result, targets)


def _spans(facts: PeriodFacts) -> dict[tuple[str, str], list[_Period]]:
    """(plan, person) → their periods in order, with what is measured in each."""
    grouped: dict[tuple[str, str, date], Rows] = defaultdict(list)
    for row in facts["spans"]:
        grouped[row["plan"], row["person_id"], row["period_start"]].append(row)
    by_person: dict[tuple[str, str], list[_Period]] = defaultdict(list)
    for (plan, person, start), rows in sorted(grouped.items()):
        measured = {r["component"]: r["measure"] for r in rows}
        by_person[plan, person].append(
            _Period(
                rows[0]["import_id"],
                start,
                rows[0]["period_end"],
                min(r["span_from"] for r in rows),
                max(r["span_to"] for r in rows),
                min(r["first_on"] for r in rows),
                measured,
            )
        )
    return by_person


def _by_person(rows: Rows) -> dict[str, Rows]:
    rows_by_person: dict[str, Rows] = defaultdict(list)
    for row in rows:
        rows_by_person[row["person_id"]].append(row)
    return rows_by_person


def _overrides(facts: PeriodFacts) -> dict[tuple[str, str], list[Override]]:
    by_line: dict[tuple[str, str], list[Override]] = defaultdict(list)
    for r in facts["overrides"]:
        by_line[r["plan"], r["person_id"]].append(
            Override(
                r["period_start"],
                r["component"],
                r["field"],
                amount(r["value"]),
                r["reason"],
                r["said_by"],
                pd.Timestamp(r["said_at"]).isoformat(),
            )
        )
    return by_line


def _absences(facts: PeriodFacts) -> dict[tuple[str, int, str], list[Span]]:
    by_person: dict[tuple[str, int, str], list[Span]] = defaultdict(list)
    for r in facts["absences"]:
        by_person[r["plan"], r["import_id"], r["person_id"]].append(Span(r["from_on"], r["to_on"]))
    return by_person


def _filling(targets: Rows, first: date, last: date) -> Decimal | None:
    """The sum of the longest targets that lie inside the days and fill them exactly; None without such targets."""
    inside = [t for t in targets if t["period_start"] >= first and t["period_end"] <= last and t["value"] is not None]
    for days in sorted({(t["period_end"] - t["period_start"]).days // 27 for t in inside}, reverse=True):
        row = [t for t in inside if (t["period_end"] - t["period_start"]).days // 27 == days]
        if sum((t["period_end"] - t["period_start"]).days + 1 for t in row) == (last - first).days + 1:
            return sum((amount(t["value"]) for t in row), Decimal(0))
    return None


def _within(span: Span, other: Span) -> Span:
    return Span(max(span.first, other.first), min(span.last, other.last))


def _days(spans: Sequence[Span]) -> int:
    return sum((s.last - s.first).days + 1 for s in spans)


def _overlaps(target: Mapping[str, Any], first: date, last: date) -> bool:
    return bool(target["value"] is not None and target["period_start"] <= last and target["period_end"] >= first)


def _without(span: Span, away: Sequence[Span]) -> Iterator[Span]:
    """The parts of a span outside the absences."""
    first = span.first
    for gone in sorted(away, key=lambda s: s.first):
        if gone.last < first or gone.first > span.last:
            continue
        if gone.first > first:
            yield Span(first, gone.first - timedelta(days=1))
        first = max(first, gone.last + timedelta(days=1))
    if first <= span.last:
        yield Span(first, span.last)


def _month_numbers(first: date, last: date) -> Iterator[int]:
    """The months between two days, 1 to 12."""
    for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield n % 12 + 1


def _dec(value: Any) -> Decimal | None:
    return None if value is None else Decimal(f"{float(value):.4f}")


def amount(value: Any) -> Decimal:
    return Decimal(f"{float(value):.4f}")
