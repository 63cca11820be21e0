-- An entry may be out of balance by less than a cent: rounding.
CREATE OR REPLACE TABLE fec_day AS 
SELECT journal, number, day, abs(sum(amount)) >= 0.01 OR NOT bool_and(readable) AS open,
    count(*) OVER w > 1 AS again, bool_or(abs(sum(amount)) >= 0.01 OR NOT bool_and(readable)) OVER w AS some_open,
    abs(sum(sum(amount)) OVER w) >= 0.01 AS all_open
FROM fec_book ANTI JOIN fec_piecewise USING (journal) WHERE number IS NOT NULL
GROUP BY journal, number, day WINDOW w AS (PARTITION BY journal, number)
