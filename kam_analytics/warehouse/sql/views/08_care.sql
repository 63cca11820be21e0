-- Who looks after an account on which days. Overlays, counted on top of the others, look after nothing.
CREATE VIEW core.primary_assignment AS SELECT * FROM core.assignment WHERE coalesce(fold(role), '') <> 'overlay';
-- The days on which an account is in somebody's care: by its assignments, else by the list of accounts.
CREATE SECURE VIEW scoped.care AS
SELECT account_id, person_id, from_on, to_on FROM core.primary_assignment
WHERE getvariable('sees_all') OR list_contains(getvariable('person_ids'), person_id)
UNION ALL
SELECT account_id, kam, DATE '0001-01-01', DATE '9999-12-31' FROM scoped.account
WHERE kam IS NOT NULL AND account_id NOT IN (SELECT account_id FROM core.primary_assignment);
-- The accounts that are companies of one's own group, by a word in their segment or sector. Selling to them is no sale:
-- nobody is credited with it, and it is in no rate that is paid for.
-- Whole words, in the plural too: « Interconnexion » is not « interco ».
CREATE MACRO scoped.as_words(label) AS
' ' || regexp_replace(lower(strip_accents(label)), '[^\p{L}\p{N}]+', ' ', 'g') || ' ';
CREATE MACRO scoped.marks_own_group(words, segment, sector) AS len(list_filter(words, lambda word:
    contains(scoped.as_words(concat_ws(' ', segment, sector)), scoped.as_words(word))
    OR contains(scoped.as_words(concat_ws(' ', segment, sector)), scoped.as_words(word || 's'))
)) > 0;
CREATE TABLE core.own_company AS
SELECT account_id FROM core.account WHERE scoped.marks_own_group(own_group_words(), segment, sector);
CREATE SECURE VIEW scoped.own_company AS SELECT * FROM core.own_company SEMI JOIN scoped.account USING (account_id);
-- Revenue of the accounts in somebody's care on the days of care, the same days a year before, and how much of that was
-- kept; key growth looks at what were key accounts when the base began. Of spans (person_id, measure, first_day,
-- last_day) and lines, told by the names of their tables; one row per span in which the person looks after anything.
CREATE MACRO scoped.rate_of(spans, lines) AS TABLE
WITH held AS (
    SELECT span.*, care.account_id,
           greatest(first_day, care.from_on) AS from_day, least(last_day, care.to_on) AS to_day
    FROM (SELECT DISTINCT person_id, measure, first_day, last_day FROM query_table(spans)) AS span
    JOIN scoped.care AS care ON care.person_id = span.person_id AND care.from_on <= last_day AND care.to_on >= first_day
    ANTI JOIN core.own_company AS own_company ON own_company.account_id = care.account_id
    WHERE measure = 'retention' OR EXISTS (
        SELECT 1 FROM scoped.key_status AS key_status
        WHERE key_status.account_id = care.account_id
            AND (first_day - INTERVAL 1 YEAR)::DATE BETWEEN key_status.from_on AND key_status.to_on
    )
),
bought AS (
    SELECT held.person_id, measure, first_day, last_day, held.account_id,
           coalesce(sum(amount) FILTER (WHERE date BETWEEN from_day AND to_day), 0) AS revenue,
           coalesce(sum(amount) FILTER (
               WHERE date BETWEEN (from_day - INTERVAL 1 YEAR)::DATE AND (to_day - INTERVAL 1 YEAR)::DATE
           ), 0) AS base_revenue
    FROM held
    LEFT JOIN query_table(lines) AS line ON line.source_account = held.account_id
        AND date BETWEEN (from_day - INTERVAL 1 YEAR)::DATE AND to_day
    GROUP BY ALL
)
SELECT
    person_id, measure, first_day, last_day,
    sum(revenue)::DOUBLE AS revenue,
    sum(base_revenue)::DOUBLE AS base_revenue,
    sum(least(greatest(revenue, 0), greatest(base_revenue, 0)))::DOUBLE AS kept_revenue,
    sum(greatest(base_revenue, 0))::DOUBLE AS positive_base
FROM bought
GROUP BY person_id, measure, first_day, last_day;
