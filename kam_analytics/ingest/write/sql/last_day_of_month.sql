SELECT max(date) FROM ledger.live_line WHERE date >= $month
