SELECT kind, verdict, subject, object, from_on, to_on
FROM workspace.identity_decision
WHERE undone_at IS NULL AND (verdict = 'same' OR (kind = 'group' AND $by_group))
ORDER BY ALL
