-- One row per product family the account ever bought: the period, the base period, the last purchase.
SELECT
    coalesce(product_family, '–') AS family,
    coalesce(sum(amount) FILTER (WHERE date BETWEEN $start AND $end), 0)::DOUBLE AS revenue,
    coalesce(sum(amount) FILTER (WHERE date BETWEEN $base_start AND $base_end), 0)::DOUBLE AS base_revenue,
    max(date) FILTER (WHERE amount > 0) AS last_on
FROM line
WHERE source_account = $account AND date <= $end
GROUP BY family
ORDER BY revenue DESC, family
