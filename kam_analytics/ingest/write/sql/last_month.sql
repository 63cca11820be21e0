SELECT max(month) FROM ledger.revenue_month
