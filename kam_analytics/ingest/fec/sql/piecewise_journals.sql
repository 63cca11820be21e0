SELECT DISTINCT journal FROM fec_piecewise SEMI JOIN fec_book USING (journal) ORDER BY journal
