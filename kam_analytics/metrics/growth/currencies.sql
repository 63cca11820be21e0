-- One row per account (or group) and currency that is not the reporting one: by how much its revenue of both periods,
-- converted by the day, exceeds what the mean rate of the base period gives. `mean_rate` is NULL where the currency has
-- no rate in the base period; nothing is converted again then.
WITH mean AS (
    SELECT code, avg(rate) AS mean_rate
    FROM rate
    WHERE date BETWEEN $base_start AND $base_end
    GROUP BY code
)
SELECT
    unit.unit_id AS account_id,
    line.code,
    any_value(mean_rate) AS mean_rate,
    coalesce(sum(amount * (1 - mean_rate / rate)) FILTER (WHERE date BETWEEN $base_start AND $base_end), 0)::DOUBLE
        AS base_moved,
    coalesce(sum(amount * (1 - mean_rate / rate)) FILTER (WHERE date BETWEEN $start AND $end), 0)::DOUBLE AS moved
FROM foreign_line AS line
LEFT JOIN mean USING (code)
JOIN unit($level, $perimeter, $end) AS unit ON unit.account_id = line.source_account
WHERE (date BETWEEN $start AND $end OR date BETWEEN $base_start AND $base_end)
    AND ($family IS NULL OR list_contains($family::VARCHAR[], product_family))
    AND ($segment IS NULL OR list_contains($segment::VARCHAR[], unit.segment))
    AND ($region IS NULL OR list_contains($region::VARCHAR[], unit.region))
    AND ($kam IS NULL OR list_contains($kam::VARCHAR[], unit.kam))
GROUP BY unit.unit_id, line.code
ORDER BY unit.unit_id, line.code
