-- One row per account (or group): how its change splits into price, volume, mix and products, where quantities exist.
-- Over the products with a quantity in both periods, within each account: price = Σ (p1 − p0) q1,
-- volume = (Q1 − Q0) × mean base price, mix = Σ p0 q1 − Q1 × mean base price; p: net amount ÷ quantity.
WITH pair AS (
    SELECT
        source_account,
        product,
        sum(amount) FILTER (WHERE is_base) AS base_amount,
        sum(amount) FILTER (WHERE is_now) AS amount,
        sum(quantity) FILTER (WHERE is_base) AS base_quantity,
        sum(quantity) FILTER (WHERE is_now) AS quantity,
        bool_and(amount <= 0 OR quantity > 0) AS counted
    FROM (
        SELECT source_account, product, amount, coalesce(quantity, 0) AS quantity,
               date BETWEEN $base_start AND $base_end AS is_base, date BETWEEN $start AND $end AS is_now
        FROM line
        WHERE (date BETWEEN $base_start AND $base_end OR date BETWEEN $start AND $end)
            AND ($family IS NULL OR list_contains($family::VARCHAR[], product_family))
    )
    GROUP BY source_account, product
),
sold AS (
    SELECT
        unit.unit_id AS account_id,
        product,
        coalesce(sum(base_amount), 0)::DOUBLE AS a0,
        coalesce(sum(amount), 0)::DOUBLE AS a1,
        coalesce(sum(base_quantity), 0) AS q0,
        coalesce(sum(quantity), 0) AS q1,
        CASE
            WHEN product IS NULL THEN 'unmeasured'
            WHEN count(base_amount) = 0 THEN 'started'
            WHEN count(amount) = 0 THEN 'stopped'
            WHEN bool_and(counted) AND q0 > 0 AND q1 > 0 AND a0 > 0 AND a1 > 0 THEN 'both'
            ELSE 'unmeasured'
        END AS effect
    FROM pair
    JOIN unit($level, $perimeter, $end) AS unit ON unit.account_id = pair.source_account
    WHERE ($segment IS NULL OR list_contains($segment::VARCHAR[], unit.segment))
        AND ($region IS NULL OR list_contains($region::VARCHAR[], unit.region))
        AND ($kam IS NULL OR list_contains($kam::VARCHAR[], unit.kam))
    GROUP BY 1, 2
),
summed AS (
    SELECT
        account_id,
        sum(a0) FILTER (WHERE effect = 'both') AS base_amount,
        sum(a1) FILTER (WHERE effect = 'both') AS amount,
        sum(a0 / q0 * q1) FILTER (WHERE effect = 'both') AS at_base_price,
        sum(q0) FILTER (WHERE effect = 'both') AS base_quantity,
        sum(q1) FILTER (WHERE effect = 'both') AS quantity,
        sum(a1) FILTER (WHERE effect = 'started') AS started,
        -sum(a0) FILTER (WHERE effect = 'stopped') AS stopped,
        sum(a1 - a0) FILTER (WHERE effect = 'unmeasured') AS unmeasured
    FROM sold
    GROUP BY account_id
)
SELECT
    account_id,
    coalesce(amount - at_base_price, 0) AS price,
    coalesce((quantity - base_quantity) * (base_amount / base_quantity), 0) AS volume,
    coalesce(at_base_price - quantity * (base_amount / base_quantity), 0) AS mix,
    coalesce(started, 0) AS started,
    coalesce(stopped, 0) AS stopped,
    coalesce(unmeasured, 0) AS unmeasured,
    coalesce(amount, 0) AS measured
FROM summed
ORDER BY account_id
