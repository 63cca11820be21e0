-- One row per value that a filter can take for this viewer.
SELECT 'segment' AS filter, segment AS value, segment AS label FROM account WHERE segment IS NOT NULL GROUP BY segment
UNION ALL
SELECT 'region', region, region FROM account WHERE region IS NOT NULL GROUP BY region
UNION ALL
SELECT 'kam', person.person_id, any_value(person.name)
FROM account JOIN person ON person.person_id = account.kam GROUP BY person.person_id
UNION ALL
-- Whom the page of pay knows: people with a target of their own, whether or not accounts are theirs today.
SELECT 'payee', target.person_id, any_value(coalesce(person.name, target.who))
FROM target LEFT JOIN person ON person.person_id = target.person_id
WHERE target.scope = 'kam' GROUP BY target.person_id
UNION ALL
SELECT 'family', product_family, product_family FROM month WHERE product_family IS NOT NULL GROUP BY product_family
UNION ALL
SELECT 'group', group_id, any_value(group_name) FROM membership GROUP BY group_id HAVING count(DISTINCT account_id) > 1
UNION ALL
SELECT 'perimeter', 'then', 'then' FROM membership HAVING count(*) > count(DISTINCT account_id)
ORDER BY filter, label
