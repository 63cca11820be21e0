-- One row per account (or group) that the list of accounts marks as a company of one's own group.
SELECT DISTINCT unit_id AS account_id
FROM unit($level, $perimeter, $end)
WHERE EXISTS (
    SELECT 1 FROM (SELECT unnest($intercompany::VARCHAR[]) AS word)
    WHERE contains(lower(strip_accents(concat_ws(' ', segment, sector))), lower(strip_accents(word)))
)
