-- One row: the figures of the growth page, from `accounts` (portfolio/accounts.sql).
-- Held to the formulas in Python by tests/pages/test_computed.py.
WITH chosen AS (
    SELECT account_id FROM accounts WHERE $source = 'listed' AND is_key
    UNION ALL
    (SELECT account_id FROM accounts WHERE $source = 'lagged' AND prior_revenue > smallest_net()
    ORDER BY round(prior_revenue, 4) DESC, account_id LIMIT $top)
    UNION ALL
    (SELECT account_id FROM accounts WHERE $source = 'top' AND base_revenue > smallest_net()
    ORDER BY round(base_revenue, 4) DESC, account_id LIMIT $top)
),
-- `x` and `y`: revenue of the base period and of the period, a negative one counted as zero.
measured AS (
    SELECT
        base_revenue,
        revenue,
        account_id IN (SELECT account_id FROM chosen) AS key,
        greatest(round(base_revenue, 4), 0) AS x,
        greatest(round(revenue, 4), 0) AS y
    FROM accounts
),
grown AS (
    SELECT
        sum(revenue) / nullif(greatest(sum(base_revenue), 0), 0) - 1 AS everybody,
        sum(revenue) FILTER (WHERE key) / nullif(greatest(sum(base_revenue) FILTER (WHERE key), 0), 0) - 1 AS keys,
        sum(revenue) FILTER (WHERE NOT key) / nullif(greatest(sum(base_revenue) FILTER (WHERE NOT key), 0), 0) - 1 AS others,
        sum(revenue) FILTER (WHERE NOT key AND base_revenue > 0)
            / nullif(greatest(sum(base_revenue) FILTER (WHERE NOT key AND base_revenue > 0), 0), 0) - 1 AS existing,
        sum(y) FILTER (WHERE x > 0) / nullif(sum(x), 0) AS kept_with_rises,
        sum(least(x, y)) / nullif(sum(x), 0) AS kept,
        count(*) FILTER (WHERE x > smallest_net() AND y > smallest_net()) / nullif(count(*) FILTER (WHERE x > smallest_net()), 0) AS stayed
    FROM measured
)
SELECT
    everybody AS revenue_growth,
    CASE WHEN $source <> 'none' THEN keys END AS key_growth,
    CASE WHEN $source <> 'none' THEN others END AS other_growth,
    CASE WHEN $source <> 'none' THEN existing END AS existing_growth,
    CASE WHEN $source <> 'none' THEN keys - others END AS growth_gap,
    kept_with_rises AS nrr,
    kept AS grr,
    stayed AS logo_retention
FROM grown
