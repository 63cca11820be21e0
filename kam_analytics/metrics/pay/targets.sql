-- One row per target whose period lies wholly between the two days, with what was achieved by the as-of day.
WITH wanted AS (
    SELECT
        row_number() OVER (ORDER BY scope, who, measure, period_start, period_end) AS n,
        *,
        least(period_end, $as_of::DATE) AS last_counted
    FROM target
    WHERE period_start >= $start::DATE AND period_end <= $end::DATE
),
-- Lines that count for no target are passed over before they are summed; without a target, none is read.
sold AS (
    SELECT * FROM counted('line', 'dated_line', $start, least($end::DATE, $as_of::DATE))
    SEMI JOIN (SELECT DISTINCT measure = 'cash' AS is_cash FROM wanted) AS asked USING (is_cash)
),
by_day AS (
    SELECT 'kam' AS scope, payee AS who, counted_on, is_cash, sum(amount) AS amount, sum(margin) AS margin,
           sum(quantity) AS quantity, sum(amount) FILTER (is_new) AS new_amount
    FROM credited_of('sold')
    SEMI JOIN wanted ON wanted.scope = 'kam' AND wanted.person_id = payee
    GROUP BY ALL
    UNION ALL
    SELECT 'account', source_account, counted_on, is_cash, sum(amount), sum(margin), sum(quantity),
           sum(amount) FILTER (account.first_on > date - INTERVAL 1 YEAR)
    FROM sold
    SEMI JOIN wanted ON wanted.scope = 'account' AND wanted.account_id = source_account
    LEFT JOIN account ON account.account_id = source_account
    GROUP BY ALL
    UNION ALL
    SELECT 'total', '', counted_on, is_cash, sum(amount), sum(margin), sum(quantity),
           sum(amount) FILTER (account.first_on > date - INTERVAL 1 YEAR)
    FROM sold
    SEMI JOIN (SELECT DISTINCT measure = 'cash' AS is_cash FROM wanted WHERE scope NOT IN ('kam', 'account')) AS asked
        USING (is_cash)
    LEFT JOIN account ON account.account_id = source_account
    GROUP BY ALL
),
achieved AS (
    SELECT n, sum(by_day.amount) FILTER (NOT is_cash) AS revenue, sum(by_day.margin) FILTER (NOT is_cash) AS margin,
           sum(by_day.quantity) FILTER (NOT is_cash) AS quantity,
           sum(by_day.new_amount) FILTER (NOT is_cash) AS new_business, sum(by_day.amount) FILTER (is_cash) AS cash
    FROM wanted
    JOIN by_day
        ON by_day.scope = wanted.scope
        AND by_day.who = CASE wanted.scope
            WHEN 'kam' THEN wanted.person_id WHEN 'account' THEN wanted.account_id ELSE '' END
        AND by_day.counted_on BETWEEN wanted.period_start AND wanted.last_counted
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
