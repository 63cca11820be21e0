-- An entry may be out of balance by less than a cent: rounding.
CREATE OR REPLACE TABLE fec_entry AS
SELECT entry, count(DISTINCT booked.client) AS clients, min(booked.client) AS client, max(paid_on) AS paid_on,
    abs(sum(amount)) >= 0.01 OR NOT bool_and(readable) AS open,
    bool_and(number IS NULL) AND (abs(sum(amount)) >= 0.01 OR NOT bool_and(readable)) AS unidentified,
    bool_or(account LIKE '411%') AS sold_on_account, bool_or(account LIKE '418%') AS to_issue,
    bool_or(account LIKE '487%') AS deferred, bool_or(regexp_matches(account, '^5[1-8]')) AS cash,
    bool_or(regexp_matches(account, '^(12|88|89)')) AS closing
FROM fec_booked AS booked LEFT JOIN fec_paid USING (n)
SEMI JOIN (SELECT entry FROM fec_booked WHERE account LIKE '70%') AS selling USING (entry) GROUP BY entry
