SELECT coalesce(sum(amount), 0), count(*), count(DISTINCT source_account) FROM ledger.live_line
