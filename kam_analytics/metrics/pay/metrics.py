"""The figures of the variable pay page, each declared once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from kam_analytics.core.metrics import Better, WorkedExample, metric
from kam_analytics.core.text import Text
from kam_analytics.core.units import Unit
from kam_analytics.metrics.pay.figures import Payee
from kam_analytics.metrics.pay.rules.engine import Statement

PAGE, SQL = "variable_pay", "pay/targets.sql"
SOURCE = Text(
    fr="Objectifs importés ; lignes de factures créditées à la personne ; plan de variable approuvé.",
    en="Imported targets; invoice lines credited to the person; approved pay plan.",
)


@dataclass(frozen=True)
class PersonPay:
    """One KAM at the as-of day: revenue over ended periods and, if visible, the plan's estimate."""

    person_id: str
    name: str
    revenue: Decimal | None
    target: Decimal | None
    attainment: Decimal | None
    payee: Payee | None
    statement: Statement | None
    at_target: Decimal | None  # what the same periods would pay at 100 %
    elsewhere: Decimal = Decimal(0)  # pay of the ended periods of the person's other plans, included in the statement
    elsewhere_at_target: Decimal = Decimal(0)
    corrected: Decimal | None = None  # the attainment that pay uses, where a correction changed it
    by_state: Mapping[str, Decimal] = field(default_factory=dict)  # open, closed, paid → pay of the ended periods


@dataclass(frozen=True)
class Team:
    """The KAMs that the viewer may see, best revenue attainment first."""

    people: tuple[PersonPay, ...]

    def only(self, people: Collection[str]) -> "Team":
        return Team(tuple(p for p in self.people if p.person_id in people))

    @property
    def measured(self) -> tuple[PersonPay, ...]:
        return tuple(p for p in self.people if p.attainment is not None)


@metric(
    page=PAGE,
    name=Text(fr="Taux d’atteinte du CA", en="Revenue attainment"),
    definition=Text(
        fr="CA crédité ÷ objectif de CA, sur les périodes terminées.",
        en="Credited revenue ÷ revenue target, over the ended periods.",
    ),
    formula="a = Σ R / Σ T",
    unit=Unit.SHARE,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
    worked=WorkedExample("{} ÷ {}", lambda figures: tuple(map(float, _revenue_and_target(figures)))),
)
def team_attainment(figures: Team) -> float | None:
    revenue, target = _revenue_and_target(figures)
    return float(revenue / target) if target > 0 else None


def _revenue_and_target(figures: Team) -> tuple[Decimal, Decimal]:
    revenue = sum((p.revenue or Decimal(0) for p in figures.measured), Decimal(0))
    return revenue, sum((p.target or Decimal(0) for p in figures.measured), Decimal(0))


@metric(
    page=PAGE,
    name=Text(fr="KAM à l’objectif", en="KAMs at target"),
    definition=Text(
        fr="Nombre de KAM dont le taux d’atteinte du CA est d’au moins 100 %.",
        en="Number of KAMs whose revenue attainment is at least 100%.",
    ),
    formula="n(a ≥ 1)",
    unit=Unit.COUNT,
    better=Better.HIGHER,
    source=SOURCE,
    sql=SQL,
)
def at_target(figures: Team) -> float | None:
    return sum((p.attainment or 0) >= 1 for p in figures.measured) if figures.measured else None


@metric(
    page=PAGE,
    name=Text(fr="Variable à ce jour", en="Variable pay to date"),
    definition=Text(
        fr="Variable des périodes terminées, selon le plan approuvé : estimée tant que la période est ouverte, acquise"
        " une fois clôturée, puis versée (en euros).",
        en="Variable pay of the ended periods, by the approved plan: estimated while the period is open, earned once"
        " closed, then paid (in euros).",
    ),
    formula="Σ V · w · f(a) · d / D",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def estimated_pay(figures: Team) -> float | None:
    amounts = [p.statement.measured for p in figures.people if p.statement is not None]
    return float(sum(amounts, Decimal(0))) if amounts else None


@metric(
    page=PAGE,
    name=Text(fr="Variable à 100 % des objectifs", en="Variable pay at 100% of targets"),
    definition=Text(
        fr="Ce que les mêmes périodes paieraient si chaque objectif était exactement atteint (en euros).",
        en="What the same periods would pay if every target were exactly reached (in euros).",
    ),
    formula="Σ V · w · f(1) · d / D",
    unit=Unit.EUR,
    better=Better.NEITHER,
    source=SOURCE,
    sql=SQL,
)
def pay_at_target(figures: Team) -> float | None:
    amounts = [p.at_target + p.elsewhere_at_target for p in figures.people if p.at_target is not None]
    return float(sum(amounts, Decimal(0))) if amounts else None
