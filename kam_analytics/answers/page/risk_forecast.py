"""The request to the risk model and its result; the model itself is in `answers.risk.forecast`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kam_analytics.core.scope import Filters, Role, Scope
from kam_analytics.metrics.risk.backtest.outlook import RiskOutlook
from kam_analytics.metrics.risk.backtest.record import BacktestRecord
from kam_analytics.metrics.risk.measures.population import HORIZON_DAYS

WHOLE = Scope("model", Role.CONTROLLER)
"""Trains on all accounts of the company for every viewer: an account has one probability. Its rows are never shown."""


@dataclass(frozen=True, slots=True)
class ForecastRequest:
    """What to predict: by account or by group, from which day, over how many days."""

    as_of: date
    level: str = "entity"
    perimeter: str = "today"
    horizon_days: int = HORIZON_DAYS

    @classmethod
    def about(cls, filters: Filters, horizon_days: int = HORIZON_DAYS) -> "ForecastRequest":
        """The request of a view: from the end of its period, by account or by group."""
        return cls(filters.end, filters.level, filters.perimeter, horizon_days)

    @property
    def name(self) -> str:
        """The name used for the file that stores the result."""
        return f"{self.as_of.isoformat()}-{self.level}-{self.perimeter}-{self.horizon_days}"


@dataclass(frozen=True, slots=True)
class RiskForecast:
    """The result of the back-test, and the score of each account by the method in use."""

    standing: BacktestRecord
    outlook: RiskOutlook


RiskForecaster = Callable[[ForecastRequest], RiskForecast | None]
"""Returns at once; `None` while the back-test is still running."""
