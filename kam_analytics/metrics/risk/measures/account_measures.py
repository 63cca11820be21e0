"""The measures of each account on a day, used by the card, the model and the back-test alike."""

from dataclasses import dataclass, field

import numpy as np

from kam_analytics.metrics.risk.measures.history import Amounts, Flags

YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of each account on a day; every array is (accounts,) except `active`.

    days: tenure, silence, interval, closed (the part of the silence in an August in which the account does not buy);
    active: (accounts, 24), whether each of the last months, latest first, had a positive invoice;
    EUR: revenue (12 months), quarter, quarter_last_year, half_invoiced, half_invoiced_last_year, credits, invoiced,
    pending (ordered, promised after the day); counts: year_days, half_days, half_days_last_year, products,
    products_before; other_files: rule → value from files other than invoices, NaN if there is none.
    """

    tenure: Amounts
    silence: Amounts
    interval: Amounts
    closed: Amounts
    active: Flags
    year_days: Amounts
    revenue: Amounts
    quarter: Amounts
    quarter_last_year: Amounts
    half_days: Amounts
    half_days_last_year: Amounts
    half_invoiced: Amounts
    half_invoiced_last_year: Amounts
    credits: Amounts
    invoiced: Amounts
    products: Amounts
    products_before: Amounts
    pending: Amounts
    other_files: dict[str, Amounts] = field(default_factory=dict)

    @property
    def active_months(self) -> Amounts:
        """Number of the last twelve months with a positive invoice."""
        return np.asarray(self.active[:, :YEAR_MONTHS].sum(axis=1), np.float64)
