-- One row: the lines of the period and of the base period that name no customer; none under a filter on accounts.
WITH movement AS (
    SELECT amount, lines, 0 AS base_amount FROM revenue_of($start, $end, $family) WHERE account_id IS NULL
    UNION ALL
    SELECT 0, 0, amount FROM revenue_of($base_start, $base_end, $family) WHERE account_id IS NULL
)
SELECT
    coalesce(sum(amount), 0)::DOUBLE AS amount,
    coalesce(sum(lines), 0)::BIGINT AS lines,
    coalesce(sum(base_amount), 0)::DOUBLE AS base_amount
FROM movement
WHERE $segment IS NULL AND $region IS NULL AND $kam IS NULL
