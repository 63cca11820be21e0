-- One row per month of the year that ends with the period, or of the period itself where it is longer, beside the same
-- days a year earlier; edge months hold the days of the period only, so that the months add up to it.
WITH movement AS (
    SELECT account_id, month, amount AS revenue, NULL AS last_year FROM revenue_of($first, $end, $family)
    UNION ALL
    SELECT account_id, (month + INTERVAL 1 YEAR)::DATE, NULL, amount FROM revenue_of($earlier_first, $earlier_end, $family)
)
SELECT month, sum(revenue)::DOUBLE AS revenue, sum(last_year)::DOUBLE AS last_year
FROM movement
LEFT JOIN account USING (account_id)
WHERE ($segment IS NULL OR list_contains($segment::VARCHAR[], account.segment))
    AND ($region IS NULL OR list_contains($region::VARCHAR[], account.region))
    AND ($kam IS NULL OR list_contains($kam::VARCHAR[], account.kam))
GROUP BY month
ORDER BY month
