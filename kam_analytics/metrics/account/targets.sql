-- One row per target of the account that has begun, the latest first, with what was achieved by the end of the period.
WITH wanted AS (
    SELECT row_number() OVER (ORDER BY period_start, period_end, measure) AS n, measure, period_start, period_end, value
    FROM target
    WHERE scope = 'account' AND account_id = $account AND measure IN ('revenue', 'margin') AND period_start <= $end::DATE
),
by_day AS (
    SELECT date, sum(amount) AS revenue, sum(margin) AS margin
    FROM lines_of($account)
    WHERE date BETWEEN (SELECT min(period_start) FROM wanted) AND $end::DATE
    GROUP BY date
)
SELECT
    any_value(measure) AS measure,
    any_value(period_start) AS period_start,
    any_value(period_end) AS period_end,
    any_value(value)::DOUBLE AS target,
    CASE any_value(measure) WHEN 'revenue' THEN coalesce(sum(revenue), 0) ELSE sum(margin) END::DOUBLE AS actual
FROM wanted
LEFT JOIN by_day ON date BETWEEN period_start AND period_end
GROUP BY n
ORDER BY period_start DESC, n
