-- One row per account (or group) and month of the 48 months that end with the period.
SELECT
    CASE WHEN $level = 'group' THEN membership.group_id ELSE account.account_id END AS account_id,
    month,
    sum(amount)::DOUBLE AS revenue,
    sum(margin)::DOUBLE AS margin
FROM revenue_of((date_trunc('month', $end::DATE) - INTERVAL 47 MONTH)::DATE, last_day($end::DATE), $family) AS month
JOIN account ON account.account_id = month.account_id
JOIN membership ON membership.account_id = account.account_id
    AND CASE WHEN $level = 'group' THEN perimeter_day($perimeter, day, $end::DATE) ELSE $end::DATE END
        BETWEEN membership.from_on AND membership.to_on
WHERE ($segment IS NULL OR list_contains($segment::VARCHAR[], account.segment))
    AND ($region IS NULL OR list_contains($region::VARCHAR[], account.region))
    AND ($kam IS NULL OR list_contains($kam::VARCHAR[], account.kam))
GROUP BY 1, 2
ORDER BY 2, 1
