-- One row: every figure of the concentration page, from `accounts` (portfolio/accounts.sql) and `intercompany`.
-- Held to the formulas in Python by tests/pages/test_computed.py.
WITH measured AS (
    SELECT account_id, is_key, lines, CASE WHEN $measure = 'margin' THEN coalesce(margin, 0) ELSE revenue END AS amount
    FROM accounts
),
-- Accounts with more than half a cent, largest first; the others hold no share.
held AS (
    SELECT
        is_key,
        amount,
        amount / sum(amount) OVER () AS share,
        sum(amount) OVER () AS total,
        count(*) OVER () AS n,
        row_number() OVER (ORDER BY amount DESC, account_id) AS rank,
        sum(amount) OVER (ORDER BY amount DESC, account_id ROWS UNBOUNDED PRECEDING) - amount AS held_before
    FROM measured
    WHERE lines > 0 AND amount > smallest_net() AND account_id NOT IN (SELECT account_id FROM intercompany)
),
gini AS (
    SELECT any_value(n) AS n, 2 * sum((n + 1 - rank) * amount) / (any_value(n) * sum(amount)) - (any_value(n) + 1) / any_value(n) AS g
    FROM held
)
SELECT
    (SELECT sum(amount) FROM measured) AS revenue_total,
    sum(share) FILTER (WHERE rank <= 1) AS top_1_share,
    sum(share) FILTER (WHERE rank <= 5) AS top_5_share,
    sum(share) FILTER (WHERE rank <= 10) AS top_10_share,
    sum(share) FILTER (WHERE rank <= 20) AS top_20_share,
    sum(share) FILTER (WHERE is_key) AS key_share,
    sum(share * share) AS hhi,
    1 / sum(share * share) AS effective_accounts,
    -- Those before which the share asked for is not reached yet; 1e-12 is the rounding of a running sum.
    nullif(count(*) FILTER (WHERE held_before < 0.5 * total * (1 - 1e-12)), 0) AS accounts_for_50pct,
    nullif(count(*) FILTER (WHERE held_before < 0.8 * total * (1 - 1e-12)), 0) AS accounts_for_80pct,
    nullif(count(*) FILTER (WHERE held_before < 0.95 * total * (1 - 1e-12)), 0) AS accounts_for_95pct,
    (SELECT g FROM gini) AS gini,
    (SELECT CASE WHEN n > 1 THEN g * n / (n - 1) END FROM gini) AS gini_corrected
FROM held
