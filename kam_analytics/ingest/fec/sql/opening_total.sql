SELECT coalesce(sum(amount), 0) FROM fec_line SEMI JOIN fec_opening USING (journal)
WHERE aside IS NULL AND account LIKE '70%'
