INSERT INTO account_note
SELECT coalesce(max(note_id), 0) + 1, $account, $kind, $said, $owner, $side, $due, $until, NULL,
    (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, NULL, NULL, $level, $review
FROM account_note
