-- One row per account (or group) whose size is known: what it could buy in a year, what it sells itself in a year.
SELECT
    unit_id AS account_id,
    sum(potential) FILTER (WHERE potential > 0)::DOUBLE AS potential,
    sum(turnover) FILTER (WHERE turnover > 0)::DOUBLE AS turnover
FROM unit($level, $perimeter, $end)
WHERE potential > 0 OR turnover > 0
GROUP BY unit_id
