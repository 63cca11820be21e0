-- One row per customer code that stopped and the code that took its place, when many did so at once.
WITH positive AS (
    SELECT source_account AS account_id, month, sum(amount)::DOUBLE AS revenue
    FROM month WHERE source_account IS NOT NULL
    GROUP BY source_account, month
    HAVING sum(amount) > 0
),
data AS (SELECT min(month) AS first_month, max(month) AS last_month FROM positive),
life AS (
    SELECT account_id, any_value(account_name) AS account_name, any_value(account.kam) AS kam,
           array_to_string(telling_words(any_value(account_name)), '') AS key,
           any_value(account_name) = account_id AS nameless,
           min(month) AS start, max(month) AS stop
    FROM positive JOIN account USING (account_id)
    GROUP BY account_id
),
-- A new code starts at most one month before the old one stops, and at most two after.
by_name AS (
    SELECT old.account_id AS old, new.account_id AS new, new.start AS start, 'name' AS method, 0.98 AS score
    FROM life AS old
    JOIN life AS new ON new.key = old.key AND new.account_id <> old.account_id
    WHERE NOT old.nameless AND NOT new.nameless AND length(old.key) >= 3
        AND new.start BETWEEN old.stop - INTERVAL 1 MONTH AND old.stop + INTERVAL 2 MONTH AND new.start > old.start
    QUALIFY count(*) OVER (PARTITION BY old.account_id) = 1 AND count(*) OVER (PARTITION BY new.account_id) = 1
),
-- Without names: where a quarter of the active accounts stop, three times as many as in a usual month, and about as
-- many start, those of like amounts.
cut AS (
    SELECT DISTINCT month FROM positive, data
    WHERE month > first_month + INTERVAL 3 MONTH AND month <= last_month - INTERVAL 1 MONTH
),
wave AS (
    SELECT
        cut.month,
        count(*) FILTER (WHERE life.start < cut.month - INTERVAL 1 MONTH AND life.stop >= cut.month - INTERVAL 12 MONTH) AS active,
        count(*) FILTER (WHERE life.stop BETWEEN cut.month - INTERVAL 2 MONTH AND cut.month) AS stopped,
        count(*) FILTER (WHERE life.start BETWEEN cut.month AND cut.month + INTERVAL 1 MONTH) AS started
    FROM cut CROSS JOIN life
    GROUP BY cut.month
    QUALIFY active >= 12 AND stopped >= 0.25 * active AND started BETWEEN 0.6 * stopped AND 1.5 * stopped
        AND stopped >= 3 * median(stopped) OVER () AND stopped = max(stopped) OVER ()
),
mean AS (
    SELECT account_id, life.start < wave.month AS is_old, wave.month AS start, life.kam,
           sum(revenue) / count(*) AS revenue, any_value(life.nameless) AS nameless
    FROM positive JOIN life USING (account_id) CROSS JOIN wave
    WHERE (life.stop BETWEEN wave.month - INTERVAL 2 MONTH AND wave.month AND life.start < wave.month
            AND positive.month >= wave.month - INTERVAL 12 MONTH)
        OR (life.start BETWEEN wave.month AND wave.month + INTERVAL 1 MONTH)
    GROUP BY ALL
),
by_amount AS (
    SELECT old.account_id AS old, new.account_id AS new, old.start, 'amount' AS method,
           0.9 - abs(ln(old.revenue / new.revenue)) AS score
    FROM mean AS old JOIN mean AS new ON old.is_old AND NOT new.is_old
    WHERE (old.nameless OR new.nameless) AND abs(ln(old.revenue / new.revenue)) <= 0.22 AND coalesce(old.kam = new.kam, true)
        AND old.account_id NOT IN (SELECT old FROM by_name) AND new.account_id NOT IN (SELECT new FROM by_name)
    QUALIFY row_number() OVER (PARTITION BY old.account_id ORDER BY score DESC, new.account_id) = 1
        AND row_number() OVER (PARTITION BY new.account_id ORDER BY score DESC, old.account_id) = 1
),
pair AS (
    SELECT * FROM (SELECT * FROM by_name UNION ALL SELECT * FROM by_amount)
    WHERE (old, new) NOT IN (SELECT (one, other) FROM told_apart WHERE kind = 'account')
),
-- Many at once: in two months in a row, a twentieth of the accounts active in the year before; ten codes are enough
-- where they are more than the hundredth that are opened twice by mistake in a large book.
counted AS (
    SELECT cut.month, count(*) AS pairs,
           (SELECT count(*) FROM life WHERE life.start < cut.month AND life.stop >= cut.month - INTERVAL 12 MONTH) AS active
    FROM (SELECT DISTINCT start AS month FROM pair) AS cut
    JOIN pair ON pair.start BETWEEN cut.month AND cut.month + INTERVAL 1 MONTH
    GROUP BY cut.month
    HAVING pairs >= greatest(3, least(10, 0.05 * active), 0.01 * active)
)
SELECT
    'account' AS kind,
    max(counted.month) AS month,
    pair.old, old.account_name AS old_name, pair.new, new.account_name AS new_name,
    any_value(pair.method) AS method, any_value(pair.score)::DOUBLE AS score,
    (SELECT sum(revenue) FROM positive WHERE positive.account_id = pair.old
        AND positive.month > old.stop - INTERVAL 12 MONTH)::DOUBLE AS at_stake
FROM pair
JOIN counted ON pair.start BETWEEN counted.month AND counted.month + INTERVAL 1 MONTH
JOIN life AS old ON old.account_id = pair.old
JOIN life AS new ON new.account_id = pair.new
GROUP BY pair.old, pair.new, old.account_name, new.account_name, old.stop
ORDER BY at_stake DESC, pair.old
