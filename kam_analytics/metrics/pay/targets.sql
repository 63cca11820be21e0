-- One row per target whose period lies wholly between the two days, with what was achieved by the as-of day.
WITH wanted AS (
    SELECT
        row_number() OVER (ORDER BY scope, who, measure, period_start, period_end) AS n,
        *,
        least(period_end, $as_of::DATE) AS last_counted
    FROM target
    WHERE period_start >= $start::DATE AND period_end <= $end::DATE
),
span AS (SELECT min(period_start) AS first_day, max(last_counted) AS last_day FROM wanted),
counted AS (
    SELECT line.* FROM line, span WHERE line.date BETWEEN span.first_day AND span.last_day
),
-- Who is credited: the line's own KAM, else the assignments of that day, else the account's KAM.
credited AS (
    SELECT person_id, date, amount, margin FROM counted WHERE person_id IS NOT NULL
    UNION ALL
    SELECT assignment.person_id, date, amount * assignment.share, margin * assignment.share
    FROM counted
    JOIN assignment ON assignment.account_id = counted.source_account AND date BETWEEN from_on AND to_on
    WHERE counted.person_id IS NULL
    UNION ALL
    SELECT account.kam, date, amount, margin
    FROM counted
    JOIN account ON account.account_id = counted.source_account
    WHERE counted.person_id IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM assignment
            WHERE assignment.account_id = counted.source_account AND counted.date BETWEEN from_on AND to_on
        )
),
by_day AS (
    SELECT 'kam' AS scope, person_id AS who, date, sum(amount) AS amount, sum(margin) AS margin
    FROM credited GROUP BY person_id, date
    UNION ALL
    SELECT 'account', source_account, date, sum(amount), sum(margin)
    FROM counted WHERE source_account IS NOT NULL GROUP BY source_account, date
    UNION ALL
    SELECT 'total', '', date, sum(amount), sum(margin) FROM counted GROUP BY date
),
achieved AS (
    SELECT n, sum(by_day.amount) AS revenue, sum(by_day.margin) AS margin
    FROM wanted
    JOIN by_day
        ON by_day.scope = wanted.scope
        AND by_day.who = CASE wanted.scope
            WHEN 'kam' THEN wanted.person_id WHEN 'account' THEN wanted.account_id ELSE '' END
        AND by_day.date BETWEEN wanted.period_start AND wanted.last_counted
    GROUP BY n
)
SELECT
    wanted.scope,
    wanted.who,
    wanted.person_id,
    coalesce(person.name, account.account_name, wanted.who) AS name,
    wanted.measure,
    wanted.period_start,
    wanted.period_end,
    wanted.value::DOUBLE AS target,
    CASE wanted.measure
        WHEN 'revenue' THEN coalesce(achieved.revenue, 0)
        WHEN 'margin' THEN achieved.margin
    END::DOUBLE AS actual,
    wanted.set_on,
    wanted.sent_on,
    wanted.acknowledged_on,
    wanted.language
FROM wanted
LEFT JOIN achieved USING (n)
LEFT JOIN person ON wanted.scope = 'kam' AND person.person_id = wanted.person_id
LEFT JOIN account ON wanted.scope = 'account' AND account.account_id = wanted.account_id
ORDER BY wanted.n
