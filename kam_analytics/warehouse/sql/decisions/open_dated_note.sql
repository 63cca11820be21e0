INSERT INTO dated_note
SELECT coalesce(max(note_id), 0) + 1, $subject, $code, $first, $last, $wording,
    (now() AT TIME ZONE 'UTC')::TIMESTAMP, $who, NULL, NULL
FROM dated_note
