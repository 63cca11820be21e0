-- What the page of accounts and groups reads: names in a form that compares, where an account comes from, decisions.

CREATE MACRO scoped.is_form(word) AS word IN (
    'sa', 'sas', 'sasu', 'sarl', 'eurl', 'eirl', 'sci', 'scp', 'snc', 'sca', 'scs', 'scop', 'scic', 'selarl', 'selas', 'gie',
    'gaec', 'earl', 'scea', 'gmbh', 'mbh', 'ag', 'kg', 'ohg', 'ltd', 'limited', 'plc', 'llc', 'llp', 'inc', 'corp', 'co',
    'bv', 'nv', 'bvba', 'sprl', 'srl', 'spa', 'sl', 'slu', 'lda', 'ab', 'as', 'aps', 'oy', 'sro', 'doo', 'kft', 'pty', 'pte'
);
CREATE MACRO scoped.is_prefix(word) AS word IN ('ets', 'etablissement', 'etablissements', 'ste', 'societe', 'soc');
-- The words of a name without case, accents and punctuation; « et » and « & » are one, and so said by neither.
CREATE MACRO scoped.words(label) AS list_filter(
    string_split(regexp_replace(
        replace(replace(replace(replace(lower(strip_accents(label)), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '.', ''),
        '[^\p{L}\p{N}]+', ' ', 'g'
    ), ' '),
    lambda word: word NOT IN ('', 'et', 'and', 'und')
);
-- Those that tell one company from another: without legal form, then without « Ets », « Sté » in front.
CREATE MACRO scoped.without_form(words) AS CASE
    WHEN len(list_filter(words, lambda word: NOT scoped.is_form(word))) > 0
    THEN list_filter(words, lambda word: NOT scoped.is_form(word)) ELSE words END;
CREATE MACRO scoped.without_prefix(words) AS
CASE WHEN len(words) > 1 AND scoped.is_prefix(words[1]) THEN words[2:] ELSE words END;
CREATE MACRO scoped.telling_words(label) AS scoped.without_prefix(scoped.without_form(scoped.words(label)));
CREATE MACRO scoped.siren(label) AS siren_of(label);

-- One row per account and import that brought lines or a row of the list for it.
CREATE SECURE VIEW scoped.account_source AS
SELECT DISTINCT source_account AS account_id, import_id FROM scoped.line WHERE source_account IS NOT NULL
UNION
SELECT codes.account_id, listed_code.import_id
FROM core.listed_code
JOIN core.account_code AS codes ON codes.code = listed_code.account_code
SEMI JOIN scoped.account AS visible ON visible.account_id = codes.account_id;
-- Names without an account belong to nobody: only who sees everything sees them.
CREATE SECURE VIEW scoped.unmatched AS SELECT * FROM core.unmatched WHERE getvariable('sees_all');

-- Decisions, undone ones too, with the account that each side counts for today.
CREATE VIEW core.decided AS
SELECT
    decision.*,
    coalesce(left_code.account_id, left_name.account_id, subject) AS subject_account,
    coalesce(right_code.account_id, right_name.account_id, object) AS object_account
FROM workspace.identity_decision AS decision
LEFT JOIN core.account_code AS left_code ON left_code.code = subject
LEFT JOIN core.decided_name AS left_name ON left_name.folded = fold(subject)
LEFT JOIN core.account_code AS right_code ON right_code.code = object
LEFT JOIN core.decided_name AS right_name ON right_name.folded = fold(object);
CREATE SECURE VIEW scoped.decision AS
SELECT * FROM core.decided
WHERE getvariable('sees_all')
    OR (kind <> 'family' AND (
        subject_account IN (SELECT account_id FROM scoped.account)
        OR object_account IN (SELECT account_id FROM scoped.account)
    ));
-- The pairs that people told apart, in both directions.
CREATE SECURE VIEW scoped.told_apart AS
SELECT kind, subject_account AS one, object_account AS other FROM scoped.decision WHERE verdict = 'different' AND undone_at IS NULL
UNION
SELECT kind, object_account, subject_account FROM scoped.decision WHERE verdict = 'different' AND undone_at IS NULL;
CREATE SECURE VIEW scoped.merged AS SELECT * FROM core.merged SEMI JOIN scoped.account USING (account_id);
