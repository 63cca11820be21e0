CREATE OR REPLACE TABLE typed AS
SELECT *, CASE WHEN aside IS NULL THEN {key} END AS key FROM (
    SELECT line.n, {aside} AS aside,
        CASE WHEN reason = 'client' THEN client.client END AS source_account,
        CASE WHEN reason = 'client' THEN client.name END AS account_name,
        revenue.day AS date, revenue.amount, line.piece AS invoice_no, line.account_name AS product_family,
        CASE WHEN line.account LIKE '709%' THEN 'rebate' WHEN revenue.amount < 0 THEN 'credit_note'
            ELSE 'invoice' END AS document_class,
        CASE WHEN reason = 'client' AND revenue.amount > 0 THEN revenue.paid_on END AS paid_on,
        NULL::VARCHAR AS line_no, NULL::VARCHAR AS product, NULL::VARCHAR AS quantity, NULL::VARCHAR AS currency,
        NULL::VARCHAR AS raw
    FROM fec_line AS line
    LEFT JOIN fec_revenue AS revenue USING (n)
    LEFT JOIN fec_client AS client ON client.client = revenue.client)
