-- The states that people froze, under their new numbers.
UPDATE {table}
SET pinned = moved.new
FROM (SELECT unnest($old::BIGINT[]) AS old, unnest($new::BIGINT[]) AS new) AS moved
WHERE pinned = moved.old
