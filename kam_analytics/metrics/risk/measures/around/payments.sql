-- One row per account (or group): mean days late, by amount, of what fell due in the last 6 months and in the 12 before.
-- What was paid after the as-of day counts as unpaid until that day.
WITH due AS (
    SELECT
        unit_id AS account_id,
        amount::DOUBLE AS amount,
        due_on,
        due_on > months_before($as_of, 6) AS recent,
        CASE WHEN paid_on <= $as_of::DATE THEN paid_on END AS settled_on
    FROM dated_line AS line
    JOIN unit($level, $perimeter, $as_of) AS account ON account.account_id = line.source_account
    WHERE amount > 0
        AND date <= $as_of::DATE
        AND date > months_before($as_of, 30)
        AND due_on <= $as_of::DATE
        AND due_on > months_before($as_of, 18)
),
late AS (
    SELECT *, greatest(date_diff('day', due_on, coalesce(settled_on, $as_of::DATE)), 0) AS days_late
    FROM due
)
SELECT
    account_id,
    sum(amount * days_late) FILTER (recent) / sum(amount) FILTER (recent) AS late_now,
    sum(amount * days_late) FILTER (NOT recent) / sum(amount) FILTER (NOT recent) AS late_before,
    count(DISTINCT due_on) FILTER (recent) AS times_now,
    count(DISTINCT due_on) FILTER (NOT recent AND settled_on IS NOT NULL) AS times_before
FROM late
GROUP BY account_id
ORDER BY account_id
