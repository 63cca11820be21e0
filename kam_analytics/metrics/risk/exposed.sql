-- One row: revenue at stake of the accounts that the score watches, from `accounts` (risk/activity.sql).
SELECT
    count(*) AS accounts_watched,
    -- The season: the share of a year's revenue that the horizon usually holds.
    CASE WHEN $season IS NOT NULL THEN coalesce(sum(greatest(year_revenue, 0) * $season), 0) END AS exposed_revenue
FROM accounts
WHERE list_contains($watched, account_id)
