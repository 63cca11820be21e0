-- One row per invoiced line with a product, of each account (or group) up to the as-of day. Products are numbered: which
-- is which does not matter to who counts them, and numbers are handed over many times faster than names.
WITH numbered AS (
    SELECT product AS name, (row_number() OVER () - 1)::INTEGER AS number
    FROM (SELECT DISTINCT product FROM line WHERE product IS NOT NULL)
)
SELECT
    account.unit_code AS account_id,
    number AS product,
    date AS day
FROM line
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = line.source_account
JOIN numbered ON numbered.name = line.product
WHERE date <= $as_of::DATE AND amount > 0
    -- Companies of one's own group are no customers.
    AND account.account_id NOT IN (SELECT account_id FROM own_company)
