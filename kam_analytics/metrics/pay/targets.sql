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
-- Revenue and margin count on the day of the invoice, cash on the day it was collected.
counted AS (
    SELECT line.source_account, line.person_id, line.date AS credit_on, line.date, amount, margin, quantity,
           CASE WHEN account.first_on > line.date - INTERVAL 1 YEAR THEN amount END AS new_amount, NULL AS cash
    FROM span, line
    LEFT JOIN account ON account.account_id = line.source_account
    WHERE line.date BETWEEN span.first_day AND span.last_day
    UNION ALL
    SELECT source_account, person_id, date, paid_on, NULL, NULL, NULL, NULL, amount
    FROM line, span WHERE line.paid_on BETWEEN span.first_day AND span.last_day
),
-- Who is credited: the line's own KAM, else the assignments of that day, else the account's KAM; overlays on top.
credit_share AS (
    SELECT counted.*, person_id AS credited, 1::DOUBLE AS share FROM counted WHERE person_id IS NOT NULL
    UNION ALL
    SELECT counted.*, assignment.person_id, assignment.share
    FROM counted
    JOIN assignment ON assignment.account_id = counted.source_account AND credit_on BETWEEN from_on AND to_on
    WHERE counted.person_id IS NULL OR coalesce(fold(assignment.role), '') = 'overlay'
    UNION ALL
    SELECT counted.*, account.kam, 1
    FROM counted
    JOIN account ON account.account_id = counted.source_account
    WHERE counted.person_id IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM assignment
            WHERE assignment.account_id = counted.source_account AND credit_on BETWEEN from_on AND to_on
                AND coalesce(fold(assignment.role), '') <> 'overlay'
        )
),
by_day AS (
    SELECT 'kam' AS scope, credited AS who, date, sum(amount * share) AS amount, sum(margin * share) AS margin,
           sum(quantity * share) AS quantity, sum(new_amount * share) AS new_amount, sum(cash * share) AS cash
    FROM credit_share GROUP BY credited, date
    UNION ALL
    SELECT 'account', source_account, date, sum(amount), sum(margin), sum(quantity), sum(new_amount), sum(cash)
    FROM counted WHERE source_account IS NOT NULL GROUP BY source_account, date
    UNION ALL
    SELECT 'total', '', date, sum(amount), sum(margin), sum(quantity), sum(new_amount), sum(cash)
    FROM counted GROUP BY date
),
achieved AS (
    SELECT n, sum(by_day.amount) AS revenue, sum(by_day.margin) AS margin, sum(by_day.quantity) AS quantity,
           sum(by_day.new_amount) AS new_business, sum(by_day.cash) AS cash
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
        WHEN 'quantity' THEN coalesce(achieved.quantity, 0)
        WHEN 'new_business' THEN coalesce(achieved.new_business, 0)
        WHEN 'cash' THEN coalesce(achieved.cash, 0)
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
