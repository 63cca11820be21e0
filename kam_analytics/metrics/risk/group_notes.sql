-- One row per open note, and per note closed in the year before the as-of day, on a group; also those on an account that
-- is a group by itself that day, for the viewer. What is said of one member of a group is not said of the group.
WITH alone AS (
    SELECT unit_id, any_value(unit_name) AS unit_name, any_value(account_id) AS account_id
    FROM unit('group', $perimeter, $as_of)
    GROUP BY unit_id
    HAVING count(*) = 1
),
told AS (
    SELECT note_id, account AS unit_id, group_name AS unit_name FROM group_note
    UNION ALL
    SELECT note_id, alone.unit_id, alone.unit_name
    FROM account_note
    JOIN alone ON alone.account_id = account_note.account
)
SELECT
    note_id, unit_id AS account_id, coalesce(unit_name, unit_id) AS account_name, level, account AS said_of, kind, said,
    owner, side, due_on, until, outcome, said_at, said_by, closed_at
FROM told
JOIN note USING (note_id)
WHERE closed_at IS NULL OR closed_at::DATE >= $as_of::DATE - 365
ORDER BY account_id, note_id
