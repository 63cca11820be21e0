-- One row per product family that other accounts bought in twelve months: how many, and how much beside the rest.
WITH spent AS (
    SELECT account_id, product_family AS family, sum(amount)::DOUBLE AS amount
    FROM revenue(($end::DATE + 1 - INTERVAL 12 MONTH)::DATE, $end)
    WHERE account_id <> $account AND product_family IS NOT NULL
    GROUP BY ALL
    HAVING sum(amount) > smallest_net()
),
buyer AS (
    SELECT
        spent.*,
        sum(amount) OVER (PARTITION BY account_id) AS whole,
        account.segment IS NOT DISTINCT FROM (SELECT segment FROM account WHERE account_id = $account) AS is_peer,
        whole BETWEEN $size / 3 AND $size * 3 AS is_near
    FROM spent
    JOIN account USING (account_id)
)
SELECT
    family,
    count(*) AS buyers,
    (SELECT count(DISTINCT account_id) FROM buyer) AS accounts,
    count(*) FILTER (WHERE is_peer) AS peer_buyers,
    (SELECT count(DISTINCT account_id) FROM buyer WHERE is_peer) AS peers,
    -- Amounts are told from peers between a third and three times as large: a small account may buy nothing else.
    count(*) FILTER (WHERE is_peer AND is_near AND whole > amount) AS near_buyers,
    quantile_cont(amount / (whole - amount), 0.5) FILTER (WHERE is_peer AND is_near AND whole > amount) AS low,
    quantile_cont(amount / (whole - amount), 0.75) FILTER (WHERE is_peer AND is_near AND whole > amount) AS middle,
    quantile_cont(amount / (whole - amount), 0.9) FILTER (WHERE is_peer AND is_near AND whole > amount) AS high
FROM buyer
GROUP BY family
ORDER BY peer_buyers DESC, family
