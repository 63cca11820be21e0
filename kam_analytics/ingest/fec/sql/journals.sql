SELECT journal, coalesce(max(journal_name), '') FROM fec_line WHERE aside IS NULL GROUP BY journal
