SELECT count(*) FROM ledger.revenue_month WHERE month < $month
