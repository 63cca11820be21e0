"""Which accounts are scored, and over which horizon: one rule for the page, the models and the back-test."""

HORIZON_DAYS = 182
LEAST_INVOICE_DAYS = 3  # in twelve months: fewer give no rhythm
LEAST_SHARE = 1 / 20_000  # of all revenue of the last twelve months: a smaller account is negligible
LEAST_TENURE_DAYS = 60
BATCH_DAYS = 3  # invoices at most this many days apart belong to one order
