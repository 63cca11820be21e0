-- One row per product family the account ever bought: the period, the base period, twelve months, the last purchase.
WITH bought AS (
    SELECT coalesce(product_family, '–') AS family, day, month, amount, margin, margin_amount
    FROM sales_of($account, list_concat(
        cut_months($start, $end),
        cut_months($base_start, $base_end),
        cut_months(($end::DATE + 1 - INTERVAL 12 MONTH)::DATE, $end)
    ))
    WHERE day <= $end::DATE
),
last_bought AS (
    SELECT family, max(month) AS last_month
    FROM (SELECT family, month FROM bought GROUP BY ALL HAVING sum(amount) > smallest_net())
    GROUP BY family
)
SELECT
    family,
    coalesce(sum(amount) FILTER (WHERE day BETWEEN $start AND $end), 0)::DOUBLE AS revenue,
    (sum(margin) FILTER (WHERE day BETWEEN $start AND $end))::DOUBLE AS margin,
    coalesce(sum(margin_amount) FILTER (WHERE day BETWEEN $start AND $end), 0)::DOUBLE AS margin_amount,
    coalesce(sum(amount) FILTER (WHERE day BETWEEN $base_start AND $base_end), 0)::DOUBLE AS base_revenue,
    (sum(margin) FILTER (WHERE day BETWEEN $base_start AND $base_end))::DOUBLE AS base_margin,
    coalesce(sum(margin_amount) FILTER (WHERE day BETWEEN $base_start AND $base_end), 0)::DOUBLE AS base_margin_amount,
    coalesce(sum(amount) FILTER (WHERE day >= ($end::DATE + 1 - INTERVAL 12 MONTH)::DATE), 0)::DOUBLE AS year_revenue,
    any_value(last_month) AS last_month,
    -- What it brought in the twelve months that end with the last purchase.
    coalesce(sum(amount) FILTER (WHERE month > last_month - INTERVAL 12 MONTH AND month <= last_month), 0)::DOUBLE AS brought
FROM bought
LEFT JOIN last_bought USING (family)
GROUP BY family
ORDER BY revenue DESC, family
