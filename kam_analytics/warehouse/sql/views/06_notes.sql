-- Actions and known causes, to who sees the account; under the code the account counts as today.
CREATE VIEW scoped.account_note AS
SELECT account_note.* REPLACE (coalesce(merged.account_id, account_note.account) AS account)
FROM workspace.account_note
LEFT JOIN core.merged ON merged.code = account_note.account
WHERE getvariable('sees_all')
    OR coalesce(merged.account_id, account_note.account) IN (SELECT account_id FROM scoped.account);
