"""What each kind of file is called."""

from kam_analytics.core.kinds import KINDS
from kam_analytics.core.text import Text
from kam_analytics.ingest.fec.rows import KIND as FEC
from kam_analytics.ingest.pay_plans import KIND as PAY_PLANS

KIND_LABELS: dict[str, Text] = {
    **{k: kind.label for k, kind in KINDS.items()},
    "pay_plans": PAY_PLANS.label,
    "fec": FEC.label,
}
