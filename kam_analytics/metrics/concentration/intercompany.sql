-- One row per account (or group) that the list of accounts marks as a company of one's own group.
SELECT DISTINCT unit_id AS account_id
FROM unit($level, $perimeter, $end)
WHERE marks_own_group($intercompany::VARCHAR[], segment, sector)
