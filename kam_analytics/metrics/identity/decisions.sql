-- One row per decision, the latest click first; undone ones too.
SELECT
    batch, decision.kind, verdict, subject, coalesce(one.account_name, subject) AS subject_name,
    object, coalesce(other.account_name, object) AS object_name, method, from_on, to_on,
    decided_at, decided_by, undone_at, undone_by
FROM decision
LEFT JOIN account AS one ON decision.kind <> 'family' AND one.account_id = subject
LEFT JOIN account AS other ON decision.kind <> 'family' AND other.account_id = object
ORDER BY batch DESC, decision_id
