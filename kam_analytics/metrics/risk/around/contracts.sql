-- One row per account (or group) with a contract that ran on the as-of day or ended in the 90 days before: the last to end.
-- A contract is known from its first day, a deal from the day it was created, its outcome from the day it was closed.
WITH account AS (SELECT account_id, unit_id FROM unit($level, $perimeter, $as_of)),
known AS (
    SELECT
        unit_id AS account_id,
        end_date,
        coalesce(notice_days, 0) AS notice_days,
        coalesce(auto_renewal, false) AS auto_renewal
    FROM contract
    JOIN account ON account.account_id = contract.account_id
    WHERE start_date <= $as_of::DATE AND end_date > $as_of::DATE - 90
    QUALIFY row_number() OVER (PARTITION BY unit_id ORDER BY end_date DESC, contract_id) = 1
),
renewed AS (
    SELECT DISTINCT unit_id AS account_id
    FROM opportunity
    JOIN account ON account.account_id = opportunity.account_id
    WHERE created_on <= $as_of::DATE
        AND (close_date > $as_of::DATE OR (status = 'won' AND close_date > $as_of::DATE - 365))
        AND (type IS NULL OR regexp_matches(
            lower(strip_accents(concat_ws(' ', type, name))), 'renouv|renew|reconduc|prolong|extension|avenant'
        ))
)
SELECT
    account_id,
    end_date,
    end_date - notice_days AS decide_on,
    auto_renewal,
    account_id IN (SELECT account_id FROM renewed) AS in_pipeline,
    date_diff('day', $as_of::DATE, end_date - notice_days) AS days_left
FROM known
ORDER BY account_id
