-- One row per account (or group) with a contract that ran on the as-of day or ended in the 90 days before: of those without
-- a successor the one that has to be decided first.
-- A contract is known from its first day, a deal from the day it was created, its outcome from the day it was closed; a
-- contract without a first day is taken to run for a year, a deal without a day of creation to be known for a year.
WITH account AS (SELECT account_id, unit_id FROM unit($level, $perimeter, $as_of)),
known AS (
    SELECT
        unit_id,
        account.account_id,
        contract_id,
        coalesce(start_date, end_date - 365) AS start_date,
        end_date,
        end_date - coalesce(notice_days, 0) AS decide_on,
        coalesce(auto_renewal, false) AS auto_renewal
    FROM contract
    JOIN account ON account.account_id = contract.account_id
    WHERE coalesce(start_date, end_date - 365) <= $as_of::DATE AND end_date > $as_of::DATE - 90
),
-- Who runs two contracts side by side, for two products, decides on each; one that began later and ends later replaces.
judged AS (
    SELECT *
    FROM known
    WHERE NOT EXISTS (
        SELECT 1
        FROM known AS later
        WHERE later.account_id = known.account_id
            AND later.start_date > known.start_date
            AND later.end_date > known.end_date
    )
    QUALIFY row_number() OVER (
        PARTITION BY unit_id ORDER BY auto_renewal AND decide_on < $as_of::DATE, decide_on, contract_id
    ) = 1
),
-- What is closed in a future month is closed on the last day that was imported, whatever date was left in the field.
deal AS (
    SELECT
        unit_id,
        status,
        close_date,
        coalesce(created_on, close_date - 365) AS known_on,
        CASE WHEN status IN ('won', 'lost') THEN least(close_date, (SELECT last_day FROM freshness)) END AS closed_on,
        lower(strip_accents(coalesce(type, ''))) AS kind,
        lower(strip_accents(coalesce(name, ''))) AS title
    FROM opportunity
    JOIN account ON account.account_id = opportunity.account_id
),
-- A deal that says neither its type nor its name may be the renewal: what is not told is not bad.
renewal AS (
    SELECT *
    FROM deal
    WHERE (
        (kind = '' AND title = '')
        OR regexp_matches(kind, 'renouv|renew|reconduc|prolong|extension|avenant')
        OR (
            NOT regexp_matches(kind, 'nouve|new')
            AND regexp_matches(title, 'renouv|renew|reconduc|prolong|avenant|extension (du |de |of (the )?)?contra|contract extension')
        )
    )
),
renewed AS (
    SELECT DISTINCT judged.unit_id
    FROM judged
    JOIN renewal ON renewal.unit_id = judged.unit_id
        AND known_on <= $as_of::DATE
        AND (
            -- Open that day; one that slips by a day is open, one that was to close a year ago is forgotten.
            (coalesce(closed_on, 'infinity'::DATE) > $as_of::DATE AND close_date > $as_of::DATE - 365)
            OR (status = 'won' AND closed_on > judged.start_date AND closed_on > $as_of::DATE - 365)
        )
)
SELECT
    unit_id AS account_id,
    end_date,
    decide_on,
    auto_renewal,
    unit_id IN (SELECT unit_id FROM renewed) AS in_pipeline,
    date_diff('day', $as_of::DATE, decide_on) AS days_left
FROM judged
ORDER BY account_id
