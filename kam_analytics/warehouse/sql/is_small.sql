-- Whether the touched months and codes are few beside those that would be derived again with whole months.
SELECT (SELECT count(*) FROM touched_cell) * $times < (
    SELECT count(*) FROM revenue_month WHERE month BETWEEN $from_month AND $to_month
)
