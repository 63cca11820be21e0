CREATE OR REPLACE TABLE fec_revenue AS
SELECT booked.n, booked.entry, booked.day, booked.amount, booked.readable, entry.open, entry.closing,
    entry.client, entry.paid_on, CASE WHEN unidentified THEN 'unidentified' WHEN clients > 1 THEN 'several'
    WHEN entry.client IN (SELECT text FROM fec_means) THEN 'means' WHEN clients = 1 THEN 'client'
    WHEN sold_on_account THEN 'collective' WHEN to_issue THEN 'to_issue' WHEN deferred THEN 'deferred'
    WHEN cash THEN 'cash' ELSE 'other' END AS reason
FROM fec_booked AS booked JOIN fec_entry AS entry USING (entry) WHERE account LIKE '70%'
