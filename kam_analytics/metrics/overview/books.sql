-- One row per month published by finance, beside what was imported for it and the reason somebody gave for the gap.
SELECT
    published.month,
    published.revenue::DOUBLE AS published,
    coalesce(imported.amount, 0)::DOUBLE AS imported,
    reason.reason,
    reason.gap::DOUBLE AS explained,
    reason.said_by
FROM (
    SELECT date_trunc('month', month)::DATE AS month, sum(revenue) AS revenue FROM books GROUP BY 1
) AS published
LEFT JOIN (SELECT month, sum(amount) AS amount FROM month GROUP BY month) AS imported USING (month)
LEFT JOIN book_reason AS reason USING (month)
ORDER BY published.month
