SELECT min(day), max(day) FROM fec_line ANTI JOIN fec_opening USING (journal) WHERE aside IS NULL
