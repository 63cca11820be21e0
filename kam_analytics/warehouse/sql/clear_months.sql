DELETE FROM revenue_month WHERE month BETWEEN $from_month AND $to_month
