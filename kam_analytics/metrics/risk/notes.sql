-- One row per open note, and per note closed in the year before the as-of day.
SELECT note_id, account AS account_id, kind, said, owner, side, due_on, until, outcome, said_at, said_by, closed_at
FROM account_note
WHERE closed_at IS NULL OR closed_at::DATE >= $as_of::DATE - 365
ORDER BY account, note_id
