"""Which accounts are judged, and over which horizon: one rule for the page, the models and the back-test."""

HORIZON_DAYS = 182
LEAST_INVOICE_DAYS = 3  # in twelve months: fewer give no rhythm of one's own
LEAST_SHARE = 1 / 20_000  # of the book's last twelve months: below it an account is nobody's risk
LEAST_TENURE_DAYS = 60
BATCH_DAYS = 3  # invoices this close belong to one order
