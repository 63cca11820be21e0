"""What a view asks of the risk model, and what comes back; the model itself is `answers.risk.forecast`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.metrics.risk.backtest.outlook import RiskOutlook
from kam_analytics.metrics.risk.backtest.record import BacktestRecord
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS

WHOLE = Scope("model", Role.CONTROLLER)
"""Trains on the whole book, whoever looks: an account has one probability. Nobody is shown its rows."""


@dataclass(frozen=True, slots=True)
class ForecastRequest:
    """What is to be foretold: by account or by group, from which day, over how many days."""

    as_of: date
    level: str = "entity"
    perimeter: str = "today"
    horizon_days: int = HORIZON_DAYS

    @classmethod
    def about(cls, filters: Filters, horizon_days: int = HORIZON_DAYS) -> "ForecastRequest":
        """What a view asks: from the end of its period, by its accounts or groups."""
        return cls(filters.end, filters.level, filters.perimeter, horizon_days)

    @property
    def name(self) -> str:
        """For a file that keeps the answer."""
        return f"{self.as_of.isoformat()}-{self.level}-{self.perimeter}-{self.horizon_days}"


@dataclass(frozen=True, slots=True)
class RiskForecast:
    """What the back-test found, and what the method in use says of each account."""

    standing: BacktestRecord
    outlook: RiskOutlook


RiskForecaster = Callable[[ForecastRequest], RiskForecast | None]
"""Answers at once; `None` while the back-test is still being worked out."""
