-- One row per account (or group) asked twice up to the as-of day, the last time within 15 months: both scores.
WITH asked AS (
    SELECT account_id, date, score
    FROM satisfaction_score
    WHERE date <= $as_of::DATE AND score IS NOT NULL
)
SELECT
    unit_id AS account_id,
    -- Companies of a group may be asked on one day: then the order of their codes decides, not chance.
    list(score ORDER BY date DESC, asked.account_id, score)[1] AS score_now,
    list(score ORDER BY date DESC, asked.account_id, score)[2] AS score_before,
    max(date) AS asked_on
FROM asked
JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = asked.account_id
GROUP BY unit_id
HAVING count(*) > 1 AND max(date) > months_before($as_of, 15)
ORDER BY unit_id
