-- One row per pair that may be one account: why, how sure, and what each side weighs in the last 12 months.
WITH recent AS (
    SELECT source_account AS node, sum(amount)::DOUBLE AS revenue
    FROM month
    WHERE month.month > ((SELECT last_day FROM freshness) - INTERVAL 12 MONTH)
    GROUP BY source_account
),
source AS (
    SELECT account_id AS node, list(import_id ORDER BY import_id) AS imports FROM account_source GROUP BY account_id
),
node AS (
    SELECT account_id AS node, account_name AS name, siren(siren) AS siren,
           CASE WHEN length(regexp_replace(siren, '\D', '', 'g')) = 14 THEN regexp_replace(siren, '\D', '', 'g') END AS siret,
           true AS is_account, account_name = account_id AS nameless, coalesce(revenue, 0) AS revenue, imports,
           -- A file of names has no codes: the id is the name. One that holds no digit, or a blank, is a name.
           account_name = account_id AND (NOT regexp_matches(account_id, '[0-9]') OR contains(trim(account_id), ' ')) AS bare
    FROM account
    LEFT JOIN recent ON recent.node = account_id
    LEFT JOIN source ON source.node = account_id
    UNION ALL
    SELECT any_value(reference), any_value(reference), NULL, NULL, false, false, 0, list(DISTINCT import_id), false
    FROM unmatched
    GROUP BY lower(strip_accents(reference))
),
named AS (
    SELECT *, array_to_string(telling, '') AS key, array_to_string(list_sort(telling), '') AS ordered,
           array_to_string(list_filter(telling, lambda word: regexp_matches(word, '[0-9]')), ' ') AS numbers,
           without_form(words(name)) AS spoken
    FROM (SELECT *, telling_words(name) AS telling FROM node WHERE NOT nameless OR bare)
    WHERE length(array_to_string(telling, '')) >= 3
        AND array_to_string(telling, '') NOT IN ('divers', 'clientdivers', 'clientsdivers', 'comptoir', 'passage', 'various')
),
-- Of those that share a value, each is compared with the one that weighs most.
alike AS (
    SELECT 'siren' AS method, 1.0 AS score, node,
           arg_max(node, (is_account, revenue, node)) OVER (PARTITION BY siren) AS other
    FROM node WHERE siren IS NOT NULL
    UNION ALL
    SELECT 'name', 0.98, node, arg_max(node, (is_account, revenue, node)) OVER (PARTITION BY key) FROM named
    UNION ALL
    SELECT 'order', 0.95, node, arg_max(node, (is_account, revenue, node)) OVER (PARTITION BY ordered) FROM named
),
-- 411SOCGE: the letters of a code without a name are the beginnings of the first two words of one name only.
coded AS (
    SELECT node, regexp_extract(lower(node), '^[^a-z]*([a-z]{4,12})[^a-z]*$', 1) AS letters FROM node WHERE nameless
),
begun AS (
    SELECT DISTINCT node, left(spoken[1], a) || left(coalesce(spoken[2], ''), b) AS letters
    FROM named, range(2, 13) AS first_part(a), range(0, 9) AS second_part(b)
    WHERE (SELECT bool_or(letters <> '') FROM coded)
),
by_code AS (
    SELECT 'code' AS method, 0.85 AS score, coded.node, begun.node AS other
    FROM coded JOIN begun USING (letters)
    WHERE letters <> ''
    QUALIFY count(*) OVER (PARTITION BY coded.node) = 1 AND count(*) OVER (PARTITION BY begun.node) = 1
),
-- Names that nearly agree are compared within small blocks: a rare word, the same beginning or the same end.
block AS (
    SELECT node, 'w' || unnest(telling) AS block FROM named
    UNION SELECT node, 'b' || left(key, 5) FROM named
    UNION SELECT node, 'e' || right(key, 6) FROM named
),
small AS (SELECT * FROM block QUALIFY count(*) OVER (PARTITION BY block) BETWEEN 2 AND 40),
near AS (
    SELECT DISTINCT one.node, other.node AS other FROM small AS one JOIN small AS other USING (block) WHERE one.node < other.node
),
beside AS (
    SELECT near.node, near.other, one.key, other.key AS other_key, one.ordered, other.ordered AS other_ordered,
           one.numbers, other.numbers AS other_numbers, one.imports, other.imports AS other_imports,
           one.bare AND other.bare AS bare
    FROM near
    JOIN named AS one ON one.node = near.node
    JOIN named AS other ON other.node = near.other
),
close AS (
    SELECT 'similar' AS method, jaro_winkler_similarity(key, other_key) AS score, node, other
    FROM beside
    WHERE length(key) >= 6 AND length(other_key) >= 6 AND key <> other_key AND ordered <> other_ordered
        AND levenshtein(numbers, other_numbers) = 0  -- equal; said so, it is no condition to join all names by
        -- One file that names both tells them apart, unless it has no codes and people typed the names.
        AND (bare OR NOT coalesce(list_has_any(imports, other_imports), false))
        AND jaro_winkler_similarity(key, other_key) >= 0.93 AND levenshtein(key, other_key) <= 3
),
pair AS (
    SELECT * FROM alike WHERE node <> other
    UNION ALL SELECT * FROM by_code
    UNION ALL SELECT * FROM close
),
found AS (
    SELECT least(node, other) AS one, greatest(node, other) AS other, arg_max(method, score) AS method, max(score) AS score
    FROM pair
    GROUP BY 1, 2
),
directed AS (
    SELECT
        CASE WHEN (b.is_account, b.revenue, a.node) > (a.is_account, a.revenue, b.node) THEN a.node ELSE b.node END AS subject,
        CASE WHEN (b.is_account, b.revenue, a.node) > (a.is_account, a.revenue, b.node) THEN b.node ELSE a.node END AS object,
        found.method, found.score
    FROM found
    JOIN node AS a ON a.node = found.one
    JOIN node AS b ON b.node = found.other
    WHERE (a.is_account OR b.is_account)
        -- Two establishments of one legal entity are two accounts; grouping by entity is what the level is for.
        AND NOT (found.method = 'siren' AND coalesce(a.siret <> b.siret, false))
        AND (a.node, b.node) NOT IN (SELECT (one, other) FROM told_apart WHERE kind = 'account')
)
SELECT
    subject, a.name AS subject_name, a.is_account AS subject_is_account, a.revenue AS subject_revenue, a.imports AS subject_imports,
    object, b.name AS object_name, b.revenue AS object_revenue, b.imports AS object_imports,
    method, score::DOUBLE AS score, (a.revenue + b.revenue)::DOUBLE AS at_stake
FROM directed
JOIN node AS a ON a.node = subject
JOIN node AS b ON b.node = object
ORDER BY at_stake DESC, score DESC, subject, object
LIMIT 1000
