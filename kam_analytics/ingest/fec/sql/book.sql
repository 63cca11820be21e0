CREATE OR REPLACE TABLE fec_book AS
SELECT n, journal, number, day, piece, amount, readable, account,
    -- the auxiliary of a 411 line, else its sub-account; none for a collective account
    CASE WHEN account LIKE '411%' THEN coalesce(client,
        CASE WHEN account IN (SELECT text FROM fec_own) THEN account END) END AS client
FROM fec_line
SEMI JOIN (SELECT journal FROM fec_line WHERE account LIKE '70%') AS selling USING (journal)
ANTI JOIN fec_opening USING (journal) WHERE aside IS NULL
