"""Every declared metric: importing this module declares them all."""

from kam_analytics.core.metrics import REGISTRY, Metric
from kam_analytics.metrics.account import metrics as account
from kam_analytics.metrics.concentration import loss_metrics as losses
from kam_analytics.metrics.concentration import metrics as concentration
from kam_analytics.metrics.growth import metrics as growth
from kam_analytics.metrics.pay import forecast_metrics as pay_outlook
from kam_analytics.metrics.pay import metrics as pay
from kam_analytics.metrics.risk import metrics as risk

DECLARING = (concentration, losses, growth, pay, pay_outlook, risk, account)


def every_metric() -> tuple[Metric, ...]:
    """The metrics in the order of the pages that show them."""
    order = {module.PAGE: i for i, module in enumerate(DECLARING)}
    return tuple(sorted(REGISTRY.values(), key=lambda metric: order[metric.page]))
