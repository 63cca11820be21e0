-- One row per dated note on what the page counts under its filters.
SELECT
    note_id, subject, code, from_on, to_on, wording, noted_by, account.account_name, person.name AS person_name
FROM dated_note AS note
LEFT JOIN account ON note.subject = 'account' AND account.account_id = note.code
LEFT JOIN person ON note.subject = 'kam' AND person.person_id = note.code
WHERE CASE note.subject
    WHEN 'account' THEN
        ($segment IS NULL OR list_contains($segment::VARCHAR[], account.segment))
        AND ($region IS NULL OR list_contains($region::VARCHAR[], account.region))
        AND ($kam IS NULL OR list_contains($kam::VARCHAR[], account.kam))
        AND ($account IS NULL OR $account IN (account.account_id, CASE WHEN $level = 'group' THEN account.group_id END))
    WHEN 'kam' THEN
        ($kam IS NULL OR list_contains($kam::VARCHAR[], note.code))
        AND ($account IS NULL OR note.code IN (SELECT kam FROM account AS own WHERE own.account_id = $account))
    WHEN 'family' THEN
        ($family IS NULL OR list_contains($family::VARCHAR[], note.code))
        AND ($account IS NULL OR note.code IN (SELECT product_family FROM month WHERE source_account = $account))
    ELSE true
END
ORDER BY from_on, note_id
