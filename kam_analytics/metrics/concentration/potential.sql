-- One row per account (or group) whose yearly potential is known: what it could buy.
SELECT unit_id AS account_id, sum(potential)::DOUBLE AS potential
FROM unit($level, $perimeter, $end)
WHERE potential > 0
GROUP BY unit_id
