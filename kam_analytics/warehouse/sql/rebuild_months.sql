-- One row per month, account, family, KAM, currency and document class of the live lines between two months.
INSERT INTO revenue_month
SELECT
    date_trunc('month', date)::DATE AS month,
    source_account,
    product_family,
    kam,
    currency,
    document_class,
    sum(amount) AS amount,
    sum(margin) AS margin,
    coalesce(sum(amount) FILTER (WHERE margin IS NOT NULL), 0) AS margin_amount,
    sum(quantity) AS quantity,
    count(*) AS lines
FROM {lines}
WHERE date BETWEEN $from_month AND last_day($to_month::DATE)
GROUP BY ALL
ORDER BY month
