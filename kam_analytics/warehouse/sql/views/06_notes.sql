-- The groups of which the viewer sees every account of today: what is said of a group is said of all of them.
CREATE SECURE VIEW scoped.whole_group AS
SELECT group_id, any_value(group_name) AS group_name, count(*) AS accounts
FROM core.account
WHERE group_id IS NOT NULL
GROUP BY group_id
HAVING getvariable('sees_all') OR bool_and(coalesce(list_contains(getvariable('person_ids'), kam), false));
-- The groups of which the viewer sees some accounts of today and not the others.
CREATE SECURE VIEW scoped.part_group AS
SELECT group_id
FROM core.account
WHERE group_id IS NOT NULL
GROUP BY group_id
HAVING getvariable('sees_all') IS NOT TRUE
    AND bool_or(list_contains(getvariable('person_ids'), kam))
    AND NOT bool_and(coalesce(list_contains(getvariable('person_ids'), kam), false));

-- What people decided, to who sees the account or the whole group; under the code that it counts as today. What is on no
-- account (level company) is for those who see everything.
CREATE SECURE VIEW scoped.note AS
WITH named AS (
    SELECT account_note.* REPLACE (coalesce(merged.account_id, account_note.account) AS account)
    FROM workspace.account_note
    LEFT JOIN core.merged ON merged.code = account_note.account
)
SELECT * FROM named
WHERE getvariable('sees_all')
    OR (level = 'entity' AND account IN (SELECT account_id FROM scoped.account))
    OR (level = 'group' AND account IN (SELECT group_id FROM scoped.whole_group));
CREATE SECURE VIEW scoped.account_note AS SELECT * FROM scoped.note WHERE level = 'entity';
CREATE SECURE VIEW scoped.group_note AS
SELECT note.*, group_name.group_name
FROM scoped.note
LEFT JOIN core.group_name ON group_name.group_id = note.account
WHERE level = 'group';

-- What happened on a day, to who sees what it happened to: the account, the KAM, lines of the family; the company, to
-- everybody who sees anything. Accounts and families under the code that they count as today.
CREATE SECURE VIEW scoped.dated_note AS
WITH named AS (
    SELECT note.* EXCLUDE (withdrawn_at, withdrawn_by) REPLACE (coalesce(merged.account_id, family.counts_as, note.code) AS code)
    FROM workspace.dated_note AS note
    LEFT JOIN core.merged ON note.subject = 'account' AND merged.code = note.code
    LEFT JOIN core.family ON note.subject = 'family' AND family.family = note.code
    WHERE note.withdrawn_at IS NULL
)
SELECT * FROM named
WHERE getvariable('sees_all')
    OR (subject = 'company' AND len(getvariable('person_ids')) > 0)
    OR (subject = 'kam' AND list_contains(getvariable('person_ids'), code))
    OR (subject = 'account' AND code IN (SELECT account_id FROM scoped.account))
    OR (subject = 'family' AND code IN (SELECT product_family FROM scoped.month));

CREATE SECURE VIEW scoped.review AS SELECT * FROM workspace.review;
CREATE SECURE VIEW scoped.review_slide AS SELECT * FROM workspace.review_slide;
CREATE SECURE VIEW scoped.saved_view AS
SELECT * FROM workspace.saved_view WHERE owner IS NULL OR owner = getvariable('viewer');
