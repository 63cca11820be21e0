-- An entry may be out of balance by less than a cent: rounding.
CREATE OR REPLACE TABLE fec_piece AS
SELECT journal, number, day, piece, abs(sum(amount)) >= 0.01 OR NOT bool_and(readable) AS open FROM fec_book
SEMI JOIN (SELECT journal FROM fec_piecewise UNION SELECT journal FROM fec_book WHERE number IS NULL) AS loose
USING (journal) GROUP BY journal, number, day, piece
